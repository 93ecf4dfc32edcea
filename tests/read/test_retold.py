"""The English reports of the corpus, retold by others: half to learn from, half only scored.

`tests/retold/README.md` says how they were made. Whoever writes rules does not read the kept half.
`-s` prints the scores.
"""

from collections.abc import Collection
from pathlib import Path

import pytest

from gold import labels
from yalu.corridors import load
from yalu.read import read
from yalu.read.formats import documents
from yalu.read.score import Score, score
from yalu.vocabulary import STATE_FACTS, Claim, Kind

TESTS = Path(__file__).parents[1]
FIGURES = (Kind.FORECAST, Kind.CROSSING, Kind.COUNT, Kind.HOLD)


def scored(half: str, kinds: Collection[Kind]) -> Score:
    """The score of a half against the labels of the reports that it tells again."""
    atlas = load()
    gold: dict[str, list[Claim]] = {}
    found: dict[str, tuple[Claim, ...]] = {}
    for path in sorted((TESTS / "retold" / half).glob("*/*.txt")):
        (document,) = documents(path.read_bytes(), str(path))
        found[str(path)] = read(document, atlas)
        gold[str(path)] = labels(TESTS / "corpus" / "documents" / path.parent.name / path.name)
    return score(gold, found, kinds)


@pytest.mark.parametrize(("half", "facts", "floor"), [("learned", 152, 0.84), ("kept", 135, 0.56)])
def test_facts_told_in_other_words_are_found(half: str, facts: int, floor: float) -> None:
    total = scored(half, STATE_FACTS)
    print(f"{half}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    right = {what: total.of_found(what) for what in ("when", "stance", "class_")}
    print(f"{half}: " + ", ".join(f"{what} {share:.3f}" for what, share in right.items()))
    assert total.gold == facts
    assert total.f1 >= floor


@pytest.mark.parametrize(
    ("half", "floors"),
    [("learned", (0.72, 0.78, 0.77, 0.67)), ("kept", (0.56, 0.39, 0.63, 0.55))],
)
def test_figures_and_forecasts_told_in_other_words(half: str, floors: tuple[float, ...]) -> None:
    for kind, floor in zip(FIGURES, floors, strict=True):
        total = scored(half, (kind,))
        print(f"{half} {kind}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f}")
        assert total.f1 >= floor, kind
