"""Where somebody looked, and how much of the answer is the prior's."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import Belief, Month, believe, coverage
from yalu.believe.coverage import prior_share
from yalu.vocabulary import Claim, Kind, SourceClass, Stance, State, When

from .worlds import SERVICE, SPAN, books, day, told

LATE = day(SPAN + 400)


def belief(book: list[Claim], known_by: dt.date = LATE) -> Belief:
    return believe(book, SERVICE, known_by=known_by, first=day(0))


def months(book: list[Claim], known_by: dt.date = LATE) -> dict[str, Month]:
    return {f"{month.first:%Y-%m}": month for month in coverage(belief(book, known_by))}


simplex = st.tuples(*[st.floats(0.001, 1)] * 3).map(lambda p: np.array(p) / sum(p))


@given(simplex, simplex)
def test_a_prior_share_is_between_none_and_all(p: np.ndarray, q: np.ndarray) -> None:
    assert 0 < prior_share(p, q) <= 1
    assert prior_share(p, p) == pytest.approx(1)


def test_a_prior_share_is_that_of_the_odds() -> None:
    prior, answer = np.array([0.5, 0.2, 0.3]), np.array([0.9, 0.05, 0.05])
    assert prior_share(answer, prior) == pytest.approx(1 / 9)
    assert prior_share(prior, answer) == pytest.approx(1 / 9)
    assert prior_share(np.array([1.0, 0, 0]), prior) < 1e-9


@given(books)
@settings(max_examples=25)
def test_whatever_is_said_every_month_has_a_line(book: list[Claim]) -> None:
    found = coverage(belief(book))
    firsts = [month.first for month in found]
    assert firsts == sorted(set(firsts))
    assert firsts[0] == day(0).replace(day=1)
    assert firsts[-1] == LATE.replace(day=1)
    for month in found:
        assert 0 <= month.prior_share <= 1
        assert 0 <= month.at_the_time <= month.origins


def test_without_claims_all_is_prior() -> None:
    found = coverage(believe([], SERVICE, known_by=day(400), first=day(0)))
    assert {month.prior_share for month in found} == {1.0}
    assert {(m.origins, m.at_the_time, m.last_sighting) for m in found} == {(0, 0, None)}


def test_a_sound_word_on_each_day_leaves_nothing_to_the_prior() -> None:
    book = [
        told(Kind.SERVICE, n, State.RUNNING, origin=origin)
        for n in range(SPAN)
        for origin in ("ministry", "camera")
    ]
    found = months(book, day(SPAN - 1))
    assert max(month.prior_share for month in found.values()) < 0.01


def test_far_from_every_word_all_is_prior_again() -> None:
    found = months([told(Kind.SERVICE, 10, State.SUSPENDED)])
    shares = [month.prior_share for month in found.values()]
    assert shares[0] < 0.3
    assert shares == sorted(shares)
    assert shares[6:] == [1.0] * (len(shares) - 6)


def test_relays_look_no_more_than_their_origin() -> None:
    book = [told(Kind.SERVICE, 10, State.SUSPENDED)]
    relay = book[0].replace(document="relay", known=day(11))
    assert months(book) == months([*book, relay])


def test_who_tells_of_a_month_later_did_not_look_at_the_time() -> None:
    late = told(Kind.SERVICE, 10, State.SUSPENDED, origin="archive", known=day(300))
    seen = told(Kind.SERVICE, 12, State.SUSPENDED, origin="camera", class_=SourceClass.SATELLITE)
    found = months([late, seen])["2021-03"]
    assert (found.origins, found.at_the_time) == (2, 1)


def test_a_guess_is_no_look_and_no_sighting() -> None:
    guess = told(Kind.SERVICE, 10, State.SUSPENDED, stance=Stance.SPECULATES)
    found = months([guess])["2021-03"]
    assert (found.origins, found.last_sighting) == (0, None)


def test_the_last_sighting_ends_with_the_month() -> None:
    long = told(
        Kind.SERVICE, 70, State.SUSPENDED, when=When(day(5), day(70)), origin="camera"
    )  # 6 March to 10 May
    found = months([long])
    assert found["2021-03"].last_sighting == dt.date(2021, 3, 31)
    assert found["2021-05"].last_sighting == found["2021-07"].last_sighting
    assert found["2021-05"].last_sighting <= day(70)


def test_months_can_be_chosen_and_none_lies_after_the_day_of_knowing() -> None:
    whole = belief([told(Kind.SERVICE, 10, State.SUSPENDED)], day(100))
    found = coverage(whole, dt.date(2021, 4, 20), dt.date(2030, 1, 1))
    assert [f"{month.first:%Y-%m}" for month in found] == ["2021-04", "2021-05", "2021-06"]
    assert coverage(whole, dt.date(2030, 1, 1)) == ()
