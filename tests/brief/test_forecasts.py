"""Forecasts and how they fared."""

import datetime as dt

import pytest

from brief.conftest import said
from yalu.brief.forecasts import (
    CAME_TRUE,
    DID_NOT,
    NO_DAY,
    OPEN,
    UNJUDGED,
    expected_state,
    judge,
    records,
)
from yalu.vocabulary import Kind, Stance, State

RESTART = dt.date(2022, 9, 26)
ON = dt.date(2022, 10, 15)


def odds(day):
    """Shut until the restart, open from then on."""
    return (0.02, 0.0, 0.98) if day >= RESTART else (0.97, 0.02, 0.01)


def forecast(days, what="freight trains restart", **fields):
    return said(Kind.FORECAST, days, "spn", value={"what": what}, **fields)


@pytest.mark.parametrize(
    ("days", "outcome", "late"),
    [
        ("2022-09-26", CAME_TRUE, None),
        ("2022-09", CAME_TRUE, None),
        ("2022-09-24", CAME_TRUE, None),
        ("2022-08-14", DID_NOT, 43),
        ("2022-12-01", OPEN, None),
    ],
)
def test_a_restart_is_judged_by_its_days(days, outcome, late):
    assert judge(forecast(days), odds, ON) == (outcome, late)


def test_a_stop_that_never_came_is_never_late():
    claim = forecast("2022-10-01", state=State.SUSPENDED)
    assert judge(claim, odds, ON) == (DID_NOT, None)


def test_a_denied_forecast_is_judged_the_other_way_round():
    assert judge(forecast("2022-04", stance=Stance.DENIES), odds, ON) == (CAME_TRUE, None)
    assert judge(forecast("2022-09", stance=Stance.DENIES), odds, ON) == (DID_NOT, None)


def test_without_a_day_or_a_state_nothing_is_judged():
    assert judge(forecast("2022-09-26").replace(when=None), odds, ON) == (NO_DAY, None)
    assert judge(forecast("2022-09-26", what="more goods"), odds, ON) == (UNJUDGED, None)


def test_the_state_is_that_of_the_claim_else_that_of_its_words():
    assert expected_state(forecast("2022", what="rail trade resumes")) is State.RUNNING
    assert expected_state(forecast("2022", what="no restart for 14 days")) is State.SUSPENDED
    assert expected_state(forecast("2022", what="gates do not reopen")) is State.SUSPENDED
    assert expected_state(forecast("2022", state=State.LIMITED)) is State.LIMITED
    assert expected_state(forecast("2022", what="larger volumes")) is None


def test_the_record_of_an_origin_counts_what_could_be_judged(late):
    record = {row.source: (row.came_true, row.judged) for row in late.records}
    assert record["SPN Seoul Pyongyang News"][0] == 0
    assert record["Radio Free Asia"][0] == 0
    assert record["Reuters"] == (1, 1)
    assert records(()) == ()


def test_the_premature_restarts_of_august_2022_came_weeks_late(late):
    august = [
        one for one in late.forecasts if one.fact.text.startswith("freight trains restart, 2022-08")
    ]
    assert [one.outcome for one in august] == [DID_NOT] * 3
    assert all(40 <= one.late_days <= 50 for one in august)
