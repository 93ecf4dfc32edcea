"""The reference casebook, as the belief sees it."""

import json
from importlib import resources

import pytest

from yalu.vocabulary import Claim, Document


@pytest.fixture(scope="session")
def reference() -> list[Claim]:
    """The claims of the reference casebook, each known when its document was public."""
    folder = resources.files("yalu.casebook") / "reference"
    known = {}
    for line in (folder / "documents.jsonl").read_text("utf-8").splitlines():
        found = json.loads(line)
        known[found["id"]] = Document(
            name=found["id"],
            published=found["published"],
            precision=found.get("published_precision"),
        ).known
    return [
        Claim.from_json(found).replace(known=known[found["document"]])
        for line in (folder / "claims.jsonl").read_text("utf-8").splitlines()
        if (found := json.loads(line))
    ]
