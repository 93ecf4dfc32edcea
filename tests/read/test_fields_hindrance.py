"""What hinders freight, and what becomes of it: sentences on borders of `tests/blind` and invented ones."""

import pytest
from told import UNSEEN, reading, states, told_right

from yalu.corridors import Atlas, load

BLIND = UNSEEN.parents[1] / "blind"


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "corridors", BLIND / "corridors"])


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated"),
    [("hindrance", 212, 0.9, 0.97), ("hindrance-kept", 49, 0.88, 0.97)],
)
def test_strikes_blockades_and_floods_tell_the_state_of_their_gate(name, facts, f1, dated, borders):
    total, _ = told_right(f"fields/{name}", borders)
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Farmers resumed the blocking of lorries at Hope.", ["hope suspended 2022-09-28 asserts"]),
        ("The blocking of lorries at Hope continued.", ["hope suspended 2022-09-28 asserts"]),
        ("Farmers suspended the blocking of lorries at Hope.", ["hope running 2022-09-28 asserts"]),
        ("Farmers stopped blocking the road at Hope.", ["hope running 2022-09-28 asserts"]),
        ("The strike at Hope was resumed.", ["hope suspended 2022-09-28 asserts"]),
        ("The strike at Hope was suspended.", ["hope running 2022-09-28 asserts"]),
        ("The strike at Hope has not been suspended.", ["hope running 2022-09-28 denies"]),
        ("The strike at Hope will be suspended on Friday.", []),
        ("Unions threaten to resume their strike at Hope.", []),
        ("The go-slow at Hope continues.", ["hope limited 2022-09-28 asserts"]),
        ("The strike at Hope ended without a deal.", ["hope running 2022-09-28 asserts"]),
        (
            "Drivers suspended their strike at Hope until 1 March.",
            ["hope running 2022-09-28 asserts"],
        ),
        (
            "The strike at Hope, suspended on Friday, was resumed on Tuesday.",
            ["hope running 2022-09-23 asserts", "hope suspended 2022-09-27 asserts"],
        ),
        ("The pause in the strike at Hope ended on Monday.", []),
        ("The ban on protests at Hope was lifted on Monday.", []),
        ("The losses from the strike at Hope continue.", []),
        ("The strike in Mombasa continues, drivers at Hope say.", []),
        ("The hunger strike at Hope continues.", []),
        ("The talks on the strike at Hope continue.", []),
        ("The strike at the brewery of Hope was suspended.", []),
    ],
)
def test_the_direction_of_what_becomes_of_a_strike_is_right(text, told, borders):
    assert states(reading(text, borders)) == told
