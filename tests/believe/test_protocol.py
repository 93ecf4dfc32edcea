"""Several ways asked about settled days: pooled over services, and as of the day."""

import numpy as np
import pytest

from yalu.believe.baselines import Question, last_report
from yalu.believe.gold import Truth
from yalu.believe.protocol import CLIMATOLOGY, Answers, as_of, dated, hindsight, results
from yalu.believe.scoring import UNKNOWN
from yalu.vocabulary import Claim, Kind, State

from .worlds import SERVICE, day, told

WAYS = {"last report": last_report}
SHUT = told(Kind.CHANGE, 40, State.SUSPENDED, known=day(44))
BOOK = [told(Kind.SERVICE, 10, State.RUNNING), SHUT]
STATES = np.array([2] * 40 + [UNKNOWN] * 5 + [0] * 55)
TRUTH = Truth(SERVICE, day(0), STATES)


def asked(*book: Claim) -> Question:
    return Question(book, SERVICE, day(0), day(99), day(99))


def test_looking_back_every_settled_day_is_answered_from_every_claim() -> None:
    found = hindsight(asked(*BOOK), TRUTH, WAYS)
    assert found.rows.tolist() == [*range(40), *range(45, 100)]
    assert found.silent.sum() == 10
    assert (found.said["last report"].argmax(axis=1)[10:] == found.states[10:]).all()


def test_as_of_the_day_a_change_is_not_known_before_it_was_told() -> None:
    truth = Truth(SERVICE, day(0), np.array([2] * 40 + [0] * 60))
    found = as_of(asked(*BOOK), truth, 0, 1, WAYS)
    believed = found.said["last report"].argmax(axis=1)
    assert believed[43] == 2 and believed[44] == 0
    assert found.detection("last report").lags == (4,)
    later = as_of(asked(*BOOK), truth, 4, 1, WAYS)
    assert later.detection("last report").lags == (0,)


def test_only_every_so_many_settled_days_are_asked_about() -> None:
    steps = []
    found = as_of(asked(*BOOK), TRUTH, 0, 10, WAYS, step=lambda: steps.append(1))
    assert found.rows.tolist() == [0, 10, 20, 30, 45, 55, 65, 75, 85, 95]
    assert len(steps) == 10
    window = as_of(asked(*BOOK), TRUTH, 0, 10, WAYS, start=day(30), until=day(70))
    assert window.rows.tolist() == [30, 45, 55, 65]


def test_what_is_silent_does_not_depend_on_the_way() -> None:
    nobody = hindsight(asked(), TRUTH)
    assert nobody.silent.all()
    figures = {one.way: one.score.accuracy for one in results([nobody])}
    assert figures.pop(CLIMATOLOGY) > 0.5
    assert set(figures.values()) == {0}


def test_services_are_pooled_by_their_days() -> None:
    short = Truth(SERVICE, day(50), np.array([2] * 5))
    found = [hindsight(asked(*BOOK), TRUTH, WAYS), hindsight(past(50, 54), short, WAYS)]
    alone, wrong = (results([one])[0].score for one in found)
    both = results(found)[0].score
    assert (both.days, wrong.accuracy) == (100, 0)
    assert both.brier == pytest.approx((95 * alone.brier + 5 * wrong.brier) / 100)


def past(first: int, last: int) -> Question:
    return Question(BOOK, SERVICE, day(first), day(last), day(99))


def test_the_runs_of_the_settled_days_are_the_blocks() -> None:
    found = hindsight(asked(*BOOK), TRUTH, WAYS)
    assert np.bincount(found.blocks).tolist() == [40, 55]
    usual = results([found, found])[-1]
    assert usual.gap is not None and usual.gap.blocks == 4


def test_no_answer_has_no_result() -> None:
    nothing = Answers(
        TRUTH, 0, 1, np.array([], np.int64), np.array([], bool), {"a": np.empty((0, 3))}
    )
    with pytest.raises(ValueError):
        results([nothing])


def test_beginnings_are_dated_looking_back() -> None:
    truth = Truth(SERVICE, day(0), np.array([2] * 40 + [0] * 60))
    assert dated(asked(*BOOK), truth).errors == (0,)
