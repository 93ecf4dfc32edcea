"""Corridors that no rule was written on: half the reports to learn from, half never looked at.

`tests/blind/README.md` says how they were made. Set B (even numbers) is for
scoring alone: whoever writes rules does not read it.
"""

import re
from pathlib import Path

import pytest

from gold import labels
from yalu.corridors import Atlas, load
from yalu.read import read
from yalu.read.formats import documents
from yalu.read.score import Score, score
from yalu.vocabulary import Claim

BLIND = Path(__file__).parents[1] / "blind"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load([BLIND / "corridors"])


def state_facts(atlas: Atlas, half: str) -> Score:
    """The score of set A (odd numbers) or set B (even ones)."""
    gold: dict[str, list[Claim]] = {}
    found: dict[str, tuple[Claim, ...]] = {}
    for path in sorted((BLIND / "documents").glob("*/*.txt")):
        number = re.search(r"(\d+)$", path.stem)
        assert number is not None
        if (int(number[1]) % 2 == 1) is not (half == "A"):
            continue
        (document,) = documents(path.read_bytes(), str(path))
        found[str(path)] = read(document, atlas)
        gold[str(path)] = labels(path)
    return score(gold, found)


@pytest.mark.parametrize(("half", "labels", "floor"), [("A", 152, 0.46), ("B", 120, 0.31)])
def test_state_facts_of_unseen_corridors(atlas: Atlas, half: str, labels: int, floor: float):
    total = state_facts(atlas, half)
    assert total.gold == labels
    assert total.f1 >= floor
