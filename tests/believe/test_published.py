"""What was told is settled by those who spoke since, and scored as proper scores do."""

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import believe
from yalu.believe.published import FLOOR, score, settled
from yalu.vocabulary import Claim, Kind, Published, SourceClass, Stance, State

from .worlds import SERVICE, day, told

odds = (
    st.tuples(*[st.floats(0, 1)] * 3)
    .filter(lambda p: sum(p) > 0.01)
    .map(lambda p: tuple(x / sum(p) for x in p))
)


def answer(p: tuple[float, ...] = (0.2, 0.1, 0.7), on: int = 10, known_by: int = 10) -> Published:
    moment = dt.datetime(2021, 4, 1, tzinfo=dt.UTC)
    return Published(SERVICE, day(on), day(known_by), *p, "fb-em", "1", "0" * 64, moment)


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


def test_scores_are_those_of_the_textbook() -> None:
    found = score([(answer((0.2, 0.1, 0.7)), State.RUNNING), (answer((1, 0, 0)), State.LIMITED)])
    assert found is not None
    assert (found.n, found.right) == (2, 0.5)
    assert found.brier == pytest.approx((0.04 + 0.01 + 0.09 + 2) / 2)
    assert found.log == pytest.approx((-math.log(0.7) - math.log(FLOOR)) / 2)


def test_nothing_settled_is_no_score() -> None:
    assert score([]) is None


@given(st.lists(st.tuples(odds.map(answer), st.sampled_from(State)), min_size=1, max_size=20))
def test_every_state_of_every_answer_is_in_one_bin(
    answers: list[tuple[Published, State]],
) -> None:
    found = score(answers)
    assert found is not None
    assert sum(each.rate.n for each in found.bins) == 3 * found.n
    assert sum(each.came for each in found.bins) == found.n
    for each in found.bins:
        assert each.low <= each.told <= each.high
        assert each.came <= each.rate.n
    assert 0 <= found.brier <= 2


@given(odds, st.floats(0, 1))
@settings(max_examples=25)
def test_honest_odds_have_the_best_expected_brier(p: tuple[float, ...], share: float) -> None:
    """Propriety: of p and a mixture with certainty, p itself scores better under p."""
    best = max(range(3), key=p.__getitem__)
    other = tuple(share * x + (1 - share) * (k == best) for k, x in enumerate(p))

    def expected(told_odds: tuple[float, ...]) -> float:
        return sum(
            weight * score([(answer(told_odds), state)]).brier
            for weight, state in zip(p, State, strict=True)
        )

    assert expected(p) <= expected(other) + 1e-9
