"""What was told is settled by those who spoke since, and scored as proper scores do."""

import dataclasses
import datetime as dt
import math

import pytest

from yalu.believe import believe
from yalu.believe.gold import truths
from yalu.believe.published import held, scored, settled
from yalu.believe.scoring import FLOOR
from yalu.vocabulary import Claim, Kind, Published, Service, SourceClass, Stance, State

from .worlds import SERVICE, day, told


def answer(p: tuple[float, ...] = (0.2, 0.1, 0.7), on: int = 10, known_by: int = 10) -> Published:
    moment = dt.datetime(2021, 4, 1, tzinfo=dt.UTC)
    return Published(SERVICE, day(on), day(known_by), *p, "em", "1", "0" * 64, moment)


BOOK = [told(Kind.SERVICE, n, State.SUSPENDED) for n in (0, 8)]
SINCE = [
    told(Kind.SERVICE, n, State.SUSPENDED, origin=origin, class_=SourceClass.SATELLITE)
    for n in (12, 15, 18)
    for origin in ("camera", "eye")
]


def settles(book: list[Claim], now: int, **how: int) -> State | None:
    return settled(answer(**how), believe(book, SERVICE, known_by=day(now)))


def test_ninety_days_and_words_since_settle_a_day() -> None:
    assert settles([*BOOK, *SINCE], 100) is State.SUSPENDED


def test_before_ninety_days_nothing_is_settled() -> None:
    assert settles([*BOOK, *SINCE], 99) is None
    assert settles([*BOOK, *SINCE], 105, known_by=16) is None


def test_a_belief_that_learnt_nothing_since_settles_nothing() -> None:
    many = [told(Kind.SERVICE, n, State.SUSPENDED, origin=o) for n in range(10) for o in "abc"]
    sure = believe(many, SERVICE, known_by=day(200))
    assert sure.on(day(8))[State.SUSPENDED] > 0.95
    assert settled(answer(on=8), sure) is None


@pytest.mark.parametrize("stance", [Stance.SPECULATES, Stance.UNCONFIRMED])
def test_who_only_supposes_settles_nothing(stance: Stance) -> None:
    guesses = [claim.replace(stance=stance) for claim in SINCE]
    assert settles([*BOOK, *BOOK, *guesses], 120) is None


def test_words_about_days_far_off_settle_nothing() -> None:
    far = [claim.replace(when=claim.when.shifted(90), known=day(110)) for claim in SINCE]
    assert settles([*BOOK, *far], 200) is None


def test_a_doubtful_day_stays_open() -> None:
    unnamed = {"origin": "porter", "class_": SourceClass.ANONYMOUS}
    against = [told(Kind.SERVICE, n, State.RUNNING, **unnamed) for n in (9, 11)]
    assert settles([*BOOK, *against], 120) is None


def test_a_day_that_the_belief_does_not_have_stays_open() -> None:
    late = believe([*BOOK, *SINCE], SERVICE, known_by=day(200), first=day(11))
    assert settled(answer(), late) is None


def test_a_timeline_settles_the_days_it_is_sure_of() -> None:
    (truth,) = truths(
        {
            "window": [str(day(0)), str(day(40))],
            "gates": {
                SERVICE.gate: {
                    "mode": "rail",
                    "intervals": [
                        {"from": str(day(a)), "to": str(day(b)), "state": s, "confidence": c}
                        for a, b, s, c in (
                            (5, 9, "suspended", "high"),
                            (10, 19, "running", "low"),
                            (20, 29, "limited", "medium"),
                        )
                    ],
                }
            },
        }
    )
    found = {on: held(answer(on=on), truth) for on in (4, 5, 9, 10, 19, 20, 29, 30)}
    assert found == dict.fromkeys((5, 9), State.SUSPENDED) | dict.fromkeys(
        (20, 29), State.LIMITED
    ) | dict.fromkeys((4, 10, 19, 30))
    elsewhere = dataclasses.replace(answer(on=5), service=Service("other", SERVICE.mode))
    assert held(elsewhere, truth) is None


def test_answers_are_scored_as_days_are() -> None:
    found = scored([(answer((0.2, 0.1, 0.7)), State.RUNNING), (answer((1, 0, 0)), State.LIMITED)])
    assert found is not None
    score, curve = found
    assert (score.days, score.accuracy) == (2, 0.5)
    assert score.brier == pytest.approx((0.04 + 0.01 + 0.09 + 2) / 2)
    assert score.log == pytest.approx((-math.log(0.7) - math.log(FLOOR)) / 2)
    assert sum(one.count for one in curve) == 6


def test_nothing_settled_is_no_score() -> None:
    assert scored([]) is None
