"""Delays of reports, from the changes that were told while they were news."""

import numpy as np
import pytest

from yalu.believe import Model, believe
from yalu.believe.delays import NEWS, delayed, report_delay
from yalu.believe.evidence import Evidence, evidence_of
from yalu.vocabulary import Claim, Kind, SourceClass, Stance, State
from yalu.vocabulary.claim import Step

from .worlds import SERVICE, day, told

MODEL = Model(report_delay=8.0, delay_weight=5.0)


def changes(*lags: int, start: int = 0, **fields: object) -> list[Claim]:
    """Changes of different months, each told so many days later."""
    days = range(start, start + 40 * len(lags), 40)
    return [
        told(Kind.CHANGE, n, State.SUSPENDED, known=day(n + lag), **fields)
        for n, lag in zip(days, lags, strict=True)
    ]


def pieces(claims: list[Claim]) -> list[Evidence]:
    return evidence_of(claims, SERVICE, {}, None, MODEL)


def test_the_mean_leans_on_the_prior() -> None:
    assert report_delay([], MODEL) == 8.0
    assert report_delay(pieces(changes(2, 2)), MODEL) == pytest.approx((5 * 8 + 4) / 7)
    many = report_delay(pieces(changes(*[2] * 40)), MODEL)
    assert 2 < many < 2.8


def test_each_class_has_a_delay_and_counts_as_often_as_it_told() -> None:
    soon, late = changes(0, 0, 0), changes(20, start=500, class_=SourceClass.EXPERT, origin="e")
    one, other = (5 * 8) / 8, (5 * 8 + 20) / 6
    assert report_delay(pieces(soon + late), MODEL) == pytest.approx((3 * one + other) / 4)


@pytest.mark.parametrize(
    "fields",
    [
        {"known": day(NEWS + 1)},
        {"stance": Stance.SPECULATES},
        {"kind": Kind.SERVICE},
        {"kind": Kind.SERVICE, "because": (Step("state", "run.flow"),)},
    ],
)
def test_history_rumour_and_states_tell_of_no_delay(fields: dict[str, object]) -> None:
    assert report_delay(pieces([told(Kind.CHANGE, 0, State.RUNNING).replace(**fields)]), MODEL) == 8


def test_a_belief_is_made_with_the_delay_of_its_own_service() -> None:
    book = changes(*[0] * 6)
    own = delayed(pieces(book), MODEL)
    assert own.report_delay == report_delay(pieces(book), MODEL) < 4
    made, told_so, without = (
        believe(book, SERVICE, known_by=day(205), model=model).probability
        for model in (MODEL, own.replace(delay_weight=1e9), MODEL.replace(delay_weight=1e9))
    )
    np.testing.assert_allclose(made, told_so, atol=1e-6)
    assert abs(made - without).max() > 0.01
