"""What agencies, notices and local papers plainly say of freight; `-s` prints the scores."""

import pytest
from told import UNSEEN, reading, told_right

from yalu.corridors import Atlas, load
from yalu.vocabulary import Kind


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "discourse" / "corridors"])


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated"),
    [
        ("retold/misses", 124, 0.92, 0.98),
        ("retold/misses-second", 81, 0.93, 0.97),
        ("retold/misses-third", 36, 0.92, 0.96),
    ],
)
def test_plain_words_tell_whether_freight_runs(name, facts, f1, dated, borders):
    total, _ = told_right(name, borders)
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The closure of Garrow is costing growers dear.", ["suspended"]),
        ("A closure of Garrow would cost growers dear.", []),
        ("The closure of the Garrow school is costing parents dear.", []),
        ("Normal work at Garrow was disrupted on Monday.", ["limited"]),
        ("Normal work at Garrow resumed on Monday.", ["running"]),
        ("Buses may not use Kell Bridge.", []),
        ("Lorries may not use Kell Bridge.", ["suspended"]),
        ("No passengers are allowed to cross at Garrow.", []),
        ("Restrictions on ore at Garrow took effect on Monday.", ["limited"]),
        ("Garrow is closed. The restrictions took effect on Monday.", ["suspended"]),
        (
            "Garrow is closed. Restrictions on ore took effect at Chirwe on Monday.",
            ["suspended", "limited"],
        ),
        ("Lorries at Garrow had stopped moving on Monday.", ["suspended"]),
        ("Freight through Garrow has held up well.", ["running"]),
        ("With Garrow out of action, lorries are turning to Loom Pass.", ["suspended"]),
        ("Since Garrow was shut, lorries have gone by Loom Pass.", []),
        ("Cargo that needs a crane is not accepted at Garrow.", ["limited"]),
        ("Cargo, which needs a crane, is not accepted at Garrow.", ["suspended"]),
        ("All crossings - Garrow, Loom Pass and Kell Bridge - are shut.", ["suspended"] * 3),
        ("Garrow is shut - Loom Pass and Kell Bridge are open.", ["suspended", *["running"] * 2]),
    ],
)
def test_what_looks_like_it_keeps_its_polarity(text, told, borders):
    states = [
        claim.state.value
        for claim in reading(text, borders)
        if claim.state and claim.kind is not Kind.FORECAST
    ]
    assert states == told
