"""Texts that name gates and countries and say nothing of freight: no state may be read in them.

Each file of `negative/` is an invented text: other things that close, open, stop and resume,
people instead of goods, long ago, far away, or made up.
"""

from pathlib import Path

import pytest

from yalu.corridors import Atlas, gazetteer, load
from yalu.read import read
from yalu.read.formats import documents
from yalu.vocabulary import Claim, Kind

FOLDER = Path(__file__).parent / "negative"
PEOPLE = ("passenger", "pedestrian")
NOT_FREIGHT = ("-passenger", "-air")
"""Endings of gates that no goods train or truck uses."""
MISREAD = 2
"""Texts in which a state is read all the same. The number goes down, never up."""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load()


def false_states(path: Path, atlas: Atlas) -> list[Claim]:
    (document,) = documents(path.read_bytes(), path.stem)
    return [
        claim
        for claim in read(document, atlas)
        if claim.kind in (Kind.CHANGE, Kind.SERVICE)
        and claim.scope not in PEOPLE
        and not claim.gate.endswith(NOT_FREIGHT)
    ]


def test_few_texts_that_say_nothing_of_freight_give_a_state(atlas: Atlas):
    misread = {
        path.stem: [
            f"{claim.gate}/{claim.mode} {claim.state}: {' '.join(claim.quote.exact.split())}"
            for claim in found
            if claim.quote
        ]
        for path in sorted(FOLDER.glob("*.txt"))
        if (found := false_states(path, atlas))
    }
    told = "\n".join(f"{name}: {' | '.join(lines)}" for name, lines in misread.items())
    print(f"{len(misread)} texts give a state:\n{told}")
    assert len(misread) <= MISREAD, told


def test_the_texts_are_many_and_each_names_a_gate_or_a_country(atlas: Atlas):
    names = {name for name, entries in gazetteer(atlas, "en").entries.items() if entries}
    bare = []
    texts = sorted(FOLDER.glob("*.txt"))
    for path in texts:
        body = path.read_text("utf-8").split("\n\n", 1)[1].lower()
        if not any(name in body for name in names):
            bare.append(path.stem)
    assert len(texts) >= 148
    assert bare == []
