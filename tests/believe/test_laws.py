"""What holds of every belief, whatever is said."""

import datetime as dt
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import Belief, Model, believe
from yalu.vocabulary import Claim, DateError, Kind, Service, Stance, State, When, YaluError

from .worlds import SERVICE, SPAN, books, claims, day, told

LATE = day(SPAN + 80)


def belief(book: list[Claim], known_by: dt.date = LATE) -> Belief:
    return believe(book, SERVICE, known_by=known_by, first=day(0))


@given(books)
def test_probabilities_sum_to_one(book: list[Claim]) -> None:
    found = belief(book).probability
    assert found.shape == ((LATE - day(0)).days + 1, 3)
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-12)


@given(books, st.randoms(use_true_random=False))
def test_the_order_of_claims_is_no_matter(book: list[Claim], chance: random.Random) -> None:
    shuffled = list(book)
    chance.shuffle(shuffled)
    one, other = belief(book), belief(shuffled)
    assert (one.probability == other.probability).all()
    assert one.digest == other.digest


@given(books, st.integers(1, 4), st.data())
def test_relays_change_nothing(book: list[Claim], times: int, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(book))
    relays = [
        chosen.replace(document=f"relay/{n}", known=chosen.known + dt.timedelta(n + 1))
        for n in range(times)
    ]
    alone, relayed = belief(book), belief(book + relays)
    assert (alone.probability == relayed.probability).all()
    assert alone.origins == relayed.origins
    assert relayed.claims == alone.claims + times * (alone.claims > 0)


@given(books, st.integers(-400, 400))
def test_shifting_every_date_shifts_the_belief(book: list[Claim], days: int) -> None:
    step = dt.timedelta(days)
    moved = [c.replace(when=c.when.shifted(days), known=c.known + step) for c in book]
    later = believe(moved, SERVICE, known_by=LATE + step, first=day(0) + step)
    assert (later.probability == belief(book).probability).all()


@given(books, books, st.integers(0, SPAN))
def test_what_is_known_later_changes_nothing_now(
    book: list[Claim], other: list[Claim], now: int
) -> None:
    later = [c.replace(known=max(c.known, day(now + 1))) for c in other]
    assert (belief(book, day(now)).probability == belief(book + later, day(now)).probability).all()


@given(books, st.sampled_from(["passengers", "pedestrian", "tourists only", "cars only"]))
def test_people_alone_say_nothing_of_freight(book: list[Claim], scope: str) -> None:
    watched = [*book, told(Kind.SERVICE, 0, State.RUNNING)]
    people = [c.replace(scope=scope, origin="guide") for c in book]
    assert (belief(watched).probability == belief(watched + people).probability).all()


def test_people_are_what_a_service_of_passengers_carries() -> None:
    tourists = told(Kind.CHANGE, 0, State.RUNNING, scope="tourists")
    assert believe([tourists], SERVICE, known_by=day(1)).claims == 0
    assert believe([tourists], SERVICE, known_by=day(1), passengers=True).claims == 1


@given(books, st.integers(0, 200))
def test_the_days_asked_for_move_none_of_them(book: list[Claim], more: int) -> None:
    short = belief(book)
    long = believe(book, SERVICE, known_by=LATE, first=day(-more), last=LATE + dt.timedelta(more))
    np.testing.assert_allclose(
        long.probability[more : more + short.days], short.probability, atol=1e-9
    )


@given(claims(), st.integers(2, 40))
@settings(max_examples=25)
def test_the_run_began_no_later_than_the_day(claim: Claim, after: int) -> None:
    found = belief([claim])
    on = day(after)
    since = found.since(on)
    assert since.earliest <= since.latest <= on
    assert since.earliest <= since.best <= on


def test_unconfirmed_says_nothing() -> None:
    first = told(Kind.SERVICE, 0, State.RUNNING)
    doubt = told(Kind.SERVICE, 5, State.SUSPENDED, stance=Stance.UNCONFIRMED)
    assert (belief([first]).probability == belief([first, doubt]).probability).all()


def test_forecasts_are_not_believed() -> None:
    first = told(Kind.SERVICE, 0, State.SUSPENDED)
    plans = [
        told(Kind.FORECAST, 5, State.RUNNING, when=When.on(day(9))),
        told(Kind.CHANGE, 5, State.RUNNING, when=When.on(day(9))),
    ]
    assert (belief([first]).probability == belief([first, *plans]).probability).all()


def test_a_sure_word_about_a_day_settles_that_day() -> None:
    sure = Model(reliability=dict.fromkeys(Model().reliability, 0.9999))
    found = believe([told(Kind.SERVICE, 9, State.SUSPENDED)], SERVICE, model=sure)
    assert found.on(day(9))[State.SUSPENDED] > 0.93


def test_far_from_evidence_the_belief_relaxes() -> None:
    found = believe(
        [told(Kind.SERVICE, 0, State.SUSPENDED)], SERVICE, known_by=day(0), last=day(4000)
    )
    held = [found.on(day(n))[State.SUSPENDED] for n in (0, 30, 365, 4000)]
    assert held == sorted(held, reverse=True)
    assert held[0] > 0.9
    assert held[3] < 0.5


def test_without_evidence_there_is_only_the_prior() -> None:
    found = believe([], SERVICE, known_by=day(3))
    assert found.days == 1
    assert (found.origins, found.claims) == (0, 0)
    assert found.last_sighting is None
    assert found.silent_days is None
    assert found.why(day(3)) == ()


def test_without_evidence_and_day_there_is_nothing_to_say() -> None:
    with pytest.raises(YaluError, match="orrel-kessim/rail"):
        believe([], SERVICE)


def test_days_outside_are_refused() -> None:
    found = believe([told(Kind.SERVICE, 0, State.RUNNING)], SERVICE)
    with pytest.raises(DateError):
        found.on(day(1))
    with pytest.raises(DateError, match="end before they begin"):
        believe([], SERVICE, known_by=day(9), first=day(9), last=day(8))


def test_the_belief_cannot_be_changed() -> None:
    found = believe([told(Kind.SERVICE, 0, State.RUNNING)], SERVICE)
    with pytest.raises(ValueError, match="read-only"):
        found.probability[0, 0] = 1.0
    with pytest.raises(AttributeError):
        found.first = day(1)  # type: ignore[misc]


def test_the_digest_tells_claims_models_and_days_apart() -> None:
    claim = told(Kind.SERVICE, 0, State.RUNNING)
    digests = {
        believe([claim], SERVICE).digest,
        believe([claim.replace(who="another")], SERVICE).digest,
        believe([claim], SERVICE, known_by=day(1)).digest,
        believe([claim], SERVICE, model=Model(likeness=0.4)).digest,
    }
    assert len(digests) == 4
    assert believe([claim], SERVICE).digest in digests


def test_another_gate_or_mode_is_another_matter() -> None:
    claim = told(Kind.SERVICE, 0, State.SUSPENDED)
    for other in (Service("orrel-kessim", claim.mode.ROAD), Service("elsewhere", claim.mode)):
        assert believe([claim], other, known_by=day(1)).claims == 0
