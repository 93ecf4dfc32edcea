"""Corridors that no rule was written on: reports to learn from, and reports never looked at.

`tests/blind/README.md` says how they were made and what the sets are. D and E
are for scoring alone: whoever writes rules does not read them. `-s` prints the scores.
"""

import re
from collections.abc import Collection
from pathlib import Path

import pytest

from gold import labels
from yalu.corridors import load
from yalu.read import read
from yalu.read.formats import documents
from yalu.read.score import Score, score
from yalu.vocabulary import STATE_FACTS, Claim, Kind

BLIND = Path(__file__).parents[1] / "blind"
APART = {"D": BLIND / "held-out", "E": BLIND / "fresh", "F": BLIND / "lessons"}
"""Sets with documents, labels and corridors of their own."""
SPLIT = ("india-bangladesh", "kazakhstan-china", "poland-ukraine-2023", "russia-georgia-lars")


def set_of(report: Path) -> str:
    """The set that a report of `BLIND/documents` belongs to, A to C."""
    if report.parent.name not in SPLIT:
        return "C"
    number = re.search(r"(\d+)$", report.stem)
    assert number is not None
    return "A" if int(number[1]) % 2 else "B"


def reports(name: str) -> tuple[Path, list[Path]]:
    """The folder of a set, and its reports."""
    folder = APART.get(name, BLIND)
    found = sorted((folder / "documents").glob("*/*.txt"))
    return folder, [path for path in found if name in APART or set_of(path) == name]


def scored(name: str, kinds: Collection[Kind]) -> Score:
    """The score of the reports of one set, read with the corridors that lie beside them."""
    folder, paths = reports(name)
    atlas = load([folder / "corridors"])
    gold: dict[str, list[Claim]] = {}
    found: dict[str, tuple[Claim, ...]] = {}
    for path in paths:
        (document,) = documents(path.read_bytes(), str(path))
        found[str(path)] = read(document, atlas)
        gold[str(path)] = labels(path)
    return score(gold, found, kinds)


@pytest.mark.parametrize(
    ("name", "facts", "floor"),
    [
        ("A", 152, 0.78),
        ("B", 120, 0.72),
        ("C", 194, 0.74),
        ("D", 95, 0.56),
        ("E", 150, 0.44),
        ("F", 184, 0.38),
    ],
)
def test_state_facts_of_unseen_corridors(name: str, facts: int, floor: float):
    total = scored(name, STATE_FACTS)
    print(f"set {name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    print(f"set {name}: dated {total.of_found('when'):.3f}, class {total.of_found('class_'):.3f}")
    assert total.gold == facts
    assert total.f1 >= floor


def test_two_people_agree_on_the_labels_more_than_the_reader_with_either():
    _, paths = reports("D")
    gold = {str(path): labels(path) for path in paths}
    second = {str(path): labels(path, BLIND / "second" / "claims") for path in paths}
    agreed = score(gold, second)
    print(f"set D, second labels: {agreed.precision:.3f} {agreed.recall:.3f} {agreed.f1:.3f}")
    print(f"dated {agreed.of_found('when'):.3f}, class {agreed.of_found('class_'):.3f}")
    assert agreed.read == 85
    assert agreed.f1 > scored("D", STATE_FACTS).f1
