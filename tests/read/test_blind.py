"""Corridors that no rule was written on: reports to learn from, and reports never looked at.

`tests/blind/README.md` says how they were made and what the sets are. B and D
are for scoring alone: whoever writes rules does not read them. `-s` prints the scores.
"""

import re
from pathlib import Path

import pytest

from gold import labels
from yalu.corridors import load
from yalu.read import read
from yalu.read.formats import documents
from yalu.read.score import Score, score
from yalu.vocabulary import Claim

BLIND = Path(__file__).parents[1] / "blind"
HELD_OUT = BLIND / "held-out"
SPLIT = ("india-bangladesh", "kazakhstan-china", "poland-ukraine-2023", "russia-georgia-lars")


def set_of(report: Path) -> str:
    """The set that a report below `BLIND` belongs to, A to D."""
    if report.is_relative_to(HELD_OUT):
        return "D"
    if report.parent.name not in SPLIT:
        return "C"
    number = re.search(r"(\d+)$", report.stem)
    assert number is not None
    return "A" if int(number[1]) % 2 else "B"


def state_facts(name: str) -> Score:
    """The score of the reports of one set, read with the corridors that lie beside them."""
    folder = HELD_OUT if name == "D" else BLIND
    atlas = load([folder / "corridors"])
    gold: dict[str, list[Claim]] = {}
    found: dict[str, tuple[Claim, ...]] = {}
    for path in sorted((folder / "documents").glob("*/*.txt")):
        if set_of(path) != name:
            continue
        (document,) = documents(path.read_bytes(), str(path))
        found[str(path)] = read(document, atlas)
        gold[str(path)] = labels(path)
    return score(gold, found)


@pytest.mark.parametrize(
    ("name", "facts", "floor"),
    [("A", 152, 0.775), ("B", 120, 0.54), ("C", 194, 0.735), ("D", 95, 0.555)],
)
def test_state_facts_of_unseen_corridors(name: str, facts: int, floor: float):
    total = state_facts(name)
    print(f"set {name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    assert total.gold == facts
    assert total.f1 >= floor
