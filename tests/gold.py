"""What people found in the documents of tests/corpus and tests/blind, a label a claim."""

import json
from pathlib import Path

from yalu.vocabulary import Claim


def labels(document: Path, claims: Path | None = None) -> list[Claim]:
    """The claims of `claims/EPISODE/NAME.jsonl` for `documents/EPISODE/NAME.txt` beside it.

    Each quotes words that stand so in the document; they are its gist. `claims` is another
    folder of labels of the same documents.
    """
    text = document.read_text("utf-8")
    folder = (claims or document.parents[2] / "claims") / document.parent.name
    found = []
    for line in (folder / f"{document.stem}.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        gist = label.pop("quote")
        assert gist in text
        about = {"document": str(document), "origin": "", "gist": gist}
        found.append(Claim.from_json(about | label))
    return found
