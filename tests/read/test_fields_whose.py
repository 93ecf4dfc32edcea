"""Whose gate, which day and whose word a fact has, where each is easily taken for another.

The sentences of `fields/whose.toml` were labelled before the reader saw them; `-s` prints the scores.
"""

import tomllib
from collections.abc import Iterator

import pytest
from test_discourse import BATCHES, CLASSES, label, reading
from test_unseen import UNSEEN

from yalu.corridors import Atlas, load
from yalu.read.score import Pair, Score, compare


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([BATCHES / "corridors"])


def texts(name: str) -> Iterator[tuple[str, list[str], str]]:
    """Each text of a table, what it tells, and the day on which it came out."""
    table = tomllib.loads((UNSEEN / "fields" / f"{name}.toml").read_text("utf-8"))
    for text, *told in table["sentences"]:
        yield text, told, table["published"]


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated", "classed"),
    [("whose", 165, 0.94, 0.98, 0.93)],
)
def test_a_fact_has_its_own_gate_day_and_speaker(name, facts, f1, dated, classed, borders):
    total, pairs = Score(), list[Pair]()
    for text, told, published in texts(name):
        found = compare([label(one, borders) for one in told], reading(text, borders, published))
        total += found.score
        pairs += found.found
    given = [pair for pair in pairs if set((pair.gold.gist or "").split()) & CLASSES]
    right = sum(pair.class_ for pair in given) / len(given)
    print(f"{name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    print(f"{name}: dated {total.of_found('when'):.3f}, class {right:.3f} of {len(given)}")
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated
    assert right >= classed


@pytest.mark.parametrize(
    "text",
    [
        "No crossing between Talvia and Moresk is open.",
        "Not one of the crossings between Talvia and Moresk is open to lorries.",
        "No border post between Talvia and Moresk clears cargo.",
    ],
)
def test_no_gate_that_is_open_is_a_border_that_is_closed(text, borders):
    (claim,) = reading(text, borders, "2023-05-10")
    assert (claim.gate, claim.state) == ("talvia-moresk-border", "suspended")
