"""Sentences that tell no state of freight, or another than their words seem to.

`-s` prints the scores.
"""

import pytest
from told import UNSEEN, reading, told_right

from yalu.corridors import Atlas, load
from yalu.vocabulary import Kind


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "discourse" / "corridors"])


@pytest.mark.parametrize(
    ("name", "facts", "precision", "f1"),
    [("retold/extras", 81, 0.92, 0.93), ("retold/extras-second", 24, 0.83, 0.83)],
)
def test_what_stands_beside_the_state_of_freight_is_not_read_as_it(
    name, facts, precision, f1, borders
):
    total, _ = told_right(name, borders)
    assert total.gold == facts
    assert total.precision >= precision
    assert total.f1 >= f1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Normal traffic at Garrow was disrupted on Monday.", ["limited"]),
        ("Normal traffic at Garrow resumed on Monday.", ["running"]),
        ("The minister hoped Moresk would ensure that lorries pass at Garrow without delay.", []),
        ("She hoped for rain and said that lorries pass at Garrow without delay.", ["running"]),
        ("Buses may not use Garrow.", []),
        ("Lorries may not use Garrow.", ["suspended"]),
        ("The evacuation of patients through Garrow was halted on Monday.", []),
        ("Exports through Garrow were halted on Monday.", ["suspended"]),
    ],
)
def test_look_alikes_keep_their_polarity(text, told, borders):
    states = [
        claim.state.value
        for claim in reading(text, borders)
        if claim.state and claim.kind is not Kind.FORECAST
    ]
    assert states == told
