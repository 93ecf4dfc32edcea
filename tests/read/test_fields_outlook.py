"""What is said of days to come, on borders that no rule was made for: found as forecasts, and
never told of the day itself.

The kept table was drawn by number from the same hand and is for scoring alone.
"""

import tomllib
from dataclasses import replace

import pytest
from told import UNSEEN, label, reading

from yalu.corridors import Atlas, load
from yalu.read.score import Score, compare
from yalu.vocabulary import STATE_FACTS, Claim, Kind

FORECAST = (Kind.FORECAST,)


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "corridors"])


def rows(name: str) -> list[tuple[str, str, list[str]]]:
    """What stands before a sentence, the sentence, and the forecasts it tells."""
    table = tomllib.loads((UNSEEN / "fields" / f"{name}.toml").read_text("utf-8"))
    return [
        (table["before"][before], text, told)
        for field in table["field"]
        for before, text, *told in field["sentences"]
    ]


def foretold(told: str, atlas: Atlas) -> Claim:
    """ "GATE STATE WINDOW [STANCE]" as a forecast; "-" for a window that no words give."""
    gate, state, window, *stance = told.split()
    if window != "-":
        return replace(label(told, atlas), kind=Kind.FORECAST)
    known = label(" ".join((gate, state, "2022", *stance)), atlas)
    return replace(known, kind=Kind.FORECAST, when=None, gist=told)


def scored(name: str, atlas: Atlas) -> tuple[Score, list[str]]:
    """The score of a table, printed, and the sentences that are read as news of the day."""
    total, today = Score(), list[str]()
    for before, text, told in rows(name):
        claims = reading(f"{before} {text}", atlas)
        total += compare([foretold(one, atlas) for one in told], claims, FORECAST).score
        known = {(claim.gate, claim.state) for claim in reading(before, atlas)}
        today += [
            text
            for claim in claims
            if claim.kind in STATE_FACTS
            and claim.quote.start > len(before)
            and (claim.gate, claim.state) not in known
        ]
    print(f"{name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    print(f"{name}: dated {total.of_found('when'):.3f} stance {total.of_found('stance'):.3f}")
    return total, today


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated", "stance", "today"),
    [
        ("outlook", 124, 0.85, 0.93, 0.89, 2),
        ("outlook-later", 60, 0.78, 0.92, 0.90, 2),
        ("outlook-kept", 33, 0.80, 0.92, 0.90, 2),
    ],
)
def test_what_is_to_come_is_a_forecast(name, facts, f1, dated, stance, today, borders):
    total, told_today = scored(name, borders)
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated
    assert total.of_found("stance") >= stance
    assert len(told_today) <= today
