"""Freight that runs or does not by what happens at a gate, on borders that no rule was written on.

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
    ("name", "facts", "f1", "dated"),
    [
        ("fields/flow", 159, 0.92, 0.97),
        ("fields/flow-second", 40, 0.69, 0.95),
        ("fields/flow-kept", 40, 0.61, 0.94),
    ],
)
def test_what_happens_at_a_gate_tells_whether_freight_runs(name, facts, f1, dated, borders):
    """Of the kept ones nobody reads what is missed."""
    total, _ = told_right(name, borders)
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There are no obstacles to freight at Garrow.", ["running"]),
        ("There is no queue of lorries at Garrow.", ["running"]),
        ("Customs is sending lorries round by Garrow.", []),
        ("Dealers at Garrow turned their lorries round.", []),
        ("Freight rates via Garrow are back to normal.", []),
        ("Garrow, the main overland link to the coast, was closed on Monday.", ["suspended"]),
        ("Customs officers at Garrow returned a stolen car.", []),
        ("Police kept lorries out of the old town of Hale.", []),
        ("Garrow is closed. For lorries nothing has changed.", ["suspended"]),
        ("Not one lorry could be cleared at Garrow on Tuesday.", ["suspended"]),
        ("Contrary to reports, Garrow is open.", ["running"]),
        ("Contrary to reports, lorries are crossing at Garrow.", ["running"]),
        ("Lorries were kept out of Garrow around the clock.", ["suspended"]),
        ("Exports via Garrow have come to a grinding halt.", ["suspended"]),
        ("Drivers at Garrow carry a record of their hours.", []),
        ("No one has told them why Garrow is shut.", ["suspended"]),
    ],
)
def test_look_alikes_keep_their_polarity(text, told, borders):
    states = [
        claim.state.value
        for claim in reading(text, borders)
        if claim.state and claim.kind is not Kind.FORECAST
    ]
    assert states == told
