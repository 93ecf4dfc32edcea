"""Whose gate, which day and whose word a fact has, where each is easily taken for another.

The sentences of `fields/whose.toml` were labelled before the reader saw them, those of `whose-kept` are for
scoring alone; `-s` prints the scores.
"""

import pytest
from told import UNSEEN, classed, reading, told_right

from yalu.corridors import Atlas, load

DAY = "2023-05-10"


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "discourse" / "corridors"])


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated", "of_class"),
    [("whose", 180, 0.97, 0.98, 0.91), ("whose-kept", 40, 0.98, 1.0, 0.92)],
)
def test_a_fact_has_its_own_gate_day_and_speaker(name, facts, f1, dated, of_class, borders):
    total, pairs = told_right(f"fields/{name}", borders)
    right, known = classed(pairs)
    print(f"fields/{name}: class {right} of {known}")
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated
    assert right / known >= of_class


@pytest.mark.parametrize(
    "text",
    [
        "No crossing between Talvia and Moresk is open.",
        "Not one of the crossings between Talvia and Moresk is open to lorries.",
        "No border post between Talvia and Moresk clears cargo.",
    ],
)
def test_no_gate_that_is_open_is_a_border_that_is_closed(text, borders):
    (claim,) = reading(text, borders, DAY)
    assert (claim.gate, claim.state) == ("talvia-moresk-border", "suspended")
