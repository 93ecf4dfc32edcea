"""Scores against sums done by hand."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.believe import believe
from yalu.believe.gold import Truth
from yalu.believe.scoring import (
    HORIZON,
    UNKNOWN,
    Dating,
    Detection,
    calibration,
    dating,
    detect,
    gap,
    score,
)
from yalu.vocabulary import Kind, State

from .worlds import SERVICE, day, told


@st.composite
def forecasts(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities, truth and silent days of 1 to 30 days."""
    size = draw(st.integers(1, 30))
    chance = np.random.default_rng(draw(st.integers(0, 10_000)))
    sharp = chance.choice([0.05, 1.0, 20.0])
    said = chance.dirichlet(np.full(3, sharp), size)
    return said, chance.integers(0, 3, size), chance.random(size) < 0.2


@given(forecasts())
def test_a_score_is_the_mean_of_its_days(made) -> None:
    said, truth, silent = made
    right, brier, log = 0, 0.0, 0.0
    for row, state, nothing in zip(said.tolist(), truth.tolist(), silent.tolist(), strict=True):
        row = [1 / 3] * 3 if nothing else row
        right += max(row) > 1 / 3 + 1e-9 and row.index(max(row)) == state
        brier += sum((p - (k == state)) ** 2 for k, p in enumerate(row))
        log -= math.log(max(row[state], 1e-3))
    found = score(said, truth, silent)
    days = len(truth)
    assert (found.days, found.silent) == (days, silent.sum())
    assert found.accuracy == pytest.approx(right / days)
    assert found.brier == pytest.approx(brier / days)
    assert found.log == pytest.approx(log / days)


def test_certainty_that_is_right_scores_best_and_wrong_worst() -> None:
    truth = np.array([0, 1, 2])
    sure = np.eye(3)[truth]
    assert score(sure, truth).brier == score(sure, truth).log == score(sure, truth).ece == 0
    wrong = score(np.roll(sure, 1, axis=1), truth)
    assert (wrong.accuracy, wrong.brier, wrong.sure, wrong.sure_wrong) == (0, 2, 1, 1)
    assert wrong.log == pytest.approx(math.log(1000))


def test_a_day_of_which_nothing_is_said_is_wrong_and_costs_two_thirds() -> None:
    found = score(np.eye(3)[[0]], np.array([0]), np.array([True]))
    assert (found.accuracy, found.silent) == (0, 1)
    assert found.brier == pytest.approx(2 / 3)


def test_no_day_has_no_score() -> None:
    with pytest.raises(ValueError):
        score(np.empty((0, 3)), np.empty(0, np.int64))


@given(forecasts())
def test_the_calibration_curve_holds_every_day_and_state(made) -> None:
    said, truth, _ = made
    curve = calibration(said, truth)
    assert sum(one.count for one in curve) == 3 * len(truth)
    assert sum(one.count * one.true for one in curve) == pytest.approx(len(truth))
    assert all(one.low <= one.said <= one.high for one in curve)
    error = sum(one.count * abs(one.said - one.true) for one in curve) / (3 * len(truth))
    assert score(said, truth).ece == pytest.approx(error)


def test_a_forecast_that_knows_its_chances_is_calibrated() -> None:
    chance = np.random.default_rng(1)
    said = chance.dirichlet(np.ones(3), 20_000)
    truth = np.array([chance.choice(3, p=row) for row in said])
    assert score(said, truth).ece < 0.01
    sharper = said**2 / (said**2).sum(axis=1, keepdims=True)
    assert score(sharper, truth).ece > 0.05


@given(forecasts(), forecasts())
def test_a_gap_is_the_difference_of_two_brier_scores(made, more) -> None:
    size = min(len(made[1]), len(more[1]))
    one, other, truth = made[0][:size], more[0][:size], made[1][:size]
    found = gap(one, other, truth, np.arange(size) // 3)
    assert found.mean == pytest.approx(score(one, truth).brier - score(other, truth).brier)
    assert found.blocks == -(-size // 3)
    assert found.low <= found.high


def test_days_of_one_run_are_one_case() -> None:
    chance = np.random.default_rng(3)
    truth = np.repeat(chance.integers(0, 3, 20), 50)
    one = np.eye(3)[truth]
    other = np.eye(3)[np.where(np.repeat(chance.random(20) < 0.3, 50), (truth + 1) % 3, truth)]
    whole = gap(one, other, truth, np.arange(1000))
    by_run = gap(one, other, truth, np.repeat(np.arange(20), 50))
    assert whole.mean == by_run.mean < 0
    assert by_run.high - by_run.low > 4 * (whole.high - whole.low)
    alone = gap(one, other, truth, np.zeros(1000, np.int64))
    assert alone.low == alone.high == pytest.approx(alone.mean)


def path(*runs: tuple[int, int]) -> np.ndarray:
    return np.concatenate([np.full(days, state) for state, days in runs])


def said_of(states: np.ndarray) -> np.ndarray:
    return np.where(np.eye(3)[states] > 0, 0.8, 0.1)


def test_the_lag_is_counted_from_the_change_to_the_first_asked_day_of_belief() -> None:
    truth = path((0, 100), (2, 100))
    rows = np.arange(0, 200, 5)
    believed = np.where(rows < 113, 0, 2)
    found = detect(rows, said_of(believed), truth, every=5)
    assert (found.lags, found.missed, found.alarms) == ((15,), 0, 0)
    assert found.years == pytest.approx(200 / 365)


def test_a_change_that_is_not_believed_in_sixty_days_is_missed() -> None:
    truth = path((0, 100), (2, 100))
    rows = np.arange(200)
    found = detect(rows, said_of(np.where(rows < 161, 0, 2)), truth, every=1)
    assert (found.lags, found.missed) == ((HORIZON,), 1)
    just = detect(rows, said_of(np.where(rows < 160, 0, 2)), truth, every=1)
    assert (just.lags, just.missed) == ((HORIZON,), 0)


def test_runs_of_some_days_and_edges_of_what_is_known_are_no_changes_to_look_for() -> None:
    truth = path((0, 50), (1, 10), (2, 30), (UNKNOWN, 20), (0, 50))
    found = detect(np.arange(160), said_of(np.zeros(160, int)), truth, every=1)
    assert found.changes == 1  # into the third run: the second is short, the last begins unseen


def test_a_state_that_was_never_true_is_one_alarm_however_long_it_is_believed() -> None:
    truth = path((0, 200))
    rows = np.arange(200)
    believed = np.where((rows > 50) & (rows < 80) | (rows > 150), 2, 0)
    assert detect(rows, said_of(believed), truth, every=1).alarms == 2


def test_a_state_that_was_true_a_month_ago_is_stale_and_no_alarm() -> None:
    truth = path((0, 100), (2, 100))
    rows = np.arange(200)
    late = detect(rows, said_of(np.where(rows < 140, 0, 2)), truth, every=1)
    assert late.alarms == 0
    assert detect(rows, said_of(np.zeros(200, int)), truth, every=1).alarms == 1


def test_detections_add_up() -> None:
    total = Detection((1, 60), 1, 2, 1.5) + Detection((8,), 0, 1, 0.5)
    assert (total.changes, total.median, total.mean, total.missed) == (3, 8, 23, 1)
    assert total.alarms_per_year == 1.5
    assert Detection().median is None and Detection().alarms_per_year is None


def test_the_beginning_of_a_run_is_dated_and_its_interval_holds_it() -> None:
    book = [
        told(Kind.SERVICE, 10, State.RUNNING),
        told(Kind.CHANGE, 40, State.SUSPENDED),
        told(Kind.SERVICE, 80, State.SUSPENDED),
    ]
    belief = believe(book, SERVICE, first=day(0), last=day(99), known_by=day(99))
    truth = Truth(SERVICE, day(0), path((2, 40), (0, 60)))
    assert dating(belief, truth) == Dating((0,), 1, 0)
    late = Truth(SERVICE, day(0), path((2, 60), (0, 40)))
    assert dating(belief, late) == Dating((20,), 0, 0)
    other = Truth(SERVICE, day(0), path((2, 40), (1, 60)))
    assert dating(belief, other) == Dating((), 0, 1)


def test_days_of_a_truth_count_from_its_first() -> None:
    truth = Truth(SERVICE, dt.date(2022, 1, 1), path((0, 3), (UNKNOWN, 2), (2, 1)))
    assert truth.last == dt.date(2022, 1, 6)
    assert truth.rows.tolist() == [0, 1, 2, 5]
