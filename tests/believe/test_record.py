"""A record of forecasts: scored beside what costs nothing, and never with hindsight."""

import datetime as dt

import pytest

from yalu.believe import Forecast, Outcome
from yalu.believe.record import PRIOR, WORTH, Days, learnt, record
from yalu.vocabulary import Kind, Stance, State

from .worlds import day, told


def forecast(told_on: int, due: int, came: bool | None, unchanged: float = 0.1) -> Forecast:
    claim = told(Kind.FORECAST, 0, State.RUNNING, known=day(told_on)).replace(
        when=told(Kind.FORECAST, due).when
    )
    if came is None:
        return Forecast((claim,), State.RUNNING, Outcome.OPEN, day(due))
    outcome = Outcome.CAME_TRUE if came else Outcome.DID_NOT
    slip = None if came else 7
    return Forecast(
        (claim,), State.RUNNING, outcome, day(due), 0.9 if came else 0.2, unchanged, slip
    )


def test_a_record_counts_what_was_told_ahead_and_can_be_judged() -> None:
    found = record([forecast(0, 5, True), forecast(10, 20, False), forecast(30, 60, None)])
    assert (found.told, found.judged, found.came_true) == (3, 2, 1)
    assert found.rate is not None
    assert found.rate.mean == pytest.approx((PRIOR * WORTH + 1) / (WORTH + 2))
    assert found.rate.low < found.rate.mean < found.rate.high
    assert found.lead == Days(7.5, 5, 10, 2)
    assert found.slip == Days(7, 7, 7, 1)


def test_brier_scores_are_of_its_word_of_the_rate_learnt_and_of_no_change() -> None:
    found = record([forecast(0, 5, True, 0.1), forecast(10, 20, False, 0.2)])
    after_one = (PRIOR * WORTH + 1) / (WORTH + 1)
    assert found.word == pytest.approx((0 + 1) / 2)
    assert found.learnt == pytest.approx(((1 - PRIOR) ** 2 + after_one**2) / 2)
    assert found.unchanged == pytest.approx((0.9**2 + 0.2**2) / 2)


def test_what_was_not_due_yet_teaches_nothing() -> None:
    before = [forecast(0, 50, True), forecast(0, 20, True)]
    assert learnt(forecast(10, 30, False), before) == pytest.approx(PRIOR)
    once = (PRIOR * WORTH + 1) / (WORTH + 1)
    assert learnt(forecast(24, 30, False), before) == pytest.approx(once)


def test_the_grace_of_a_forecast_must_be_over_before_it_teaches() -> None:
    before = [forecast(0, 20, True)]
    assert learnt(forecast(23, 30, False), before) == pytest.approx(PRIOR)


def test_a_denial_begins_from_the_complement() -> None:
    plain = forecast(0, 9, True)
    denial = Forecast(
        tuple(claim.replace(stance=Stance.DENIES) for claim in plain.claims), State.RUNNING,
        plain.outcome, plain.due, 0.9, 0.9,
    )  # fmt: skip
    assert learnt(denial, []) == pytest.approx(1 - PRIOR)


def test_without_a_judged_forecast_nothing_is_scored() -> None:
    found = record([forecast(0, 5, None)])
    assert found.told == 1
    assert found.rate is found.word is found.learnt is found.unchanged is None
    assert record([]).told == 0


def test_days_in_short() -> None:
    assert Days.of([]) is None
    assert Days.of([4, 1, 9]) == Days(4, 1, 9, 3)
    assert Days.of((dt.date(2022, 1, 3) - dt.date(2022, 1, 1)).days for _ in "ab") == Days(
        2, 2, 2, 2
    )
