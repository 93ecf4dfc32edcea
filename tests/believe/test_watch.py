"""Beliefs kept up to date: what a new word costs, whom it touches, and that it can be replayed."""

import datetime as dt
import time

import numpy as np
from hypothesis import given, settings

from yalu.believe import Watch, believe
from yalu.believe.watch import told as taken_in
from yalu.vocabulary import Claim, Kind, Mode, Service, SourceClass, State

from .worlds import SERVICE, books, day, told

OTHER = Service("tarn-veld", Mode.RAIL)


def book(count: int = 24) -> list[Claim]:
    """Words of several origins on a service that stops on day 40 and runs again on day 100."""
    found = [
        told(Kind.CHANGE, 40, State.SUSPENDED, origin="customs"),
        told(Kind.CHANGE, 100, State.RUNNING, origin="ministry"),
    ]
    for n in range(count):
        at = n * 160 // count
        state = State.SUSPENDED if 40 <= at < 100 else State.RUNNING
        found.append(told(Kind.SERVICE, at, state, origin=f"paper-{n % 5}", document=f"d{n}"))
    return found


def test_a_new_word_is_weighed_and_agrees_with_drawing_anew() -> None:
    new = [told(Kind.SERVICE, 165, State.SUSPENDED, class_=SourceClass.EXPERT, origin="rider")]
    before = believe(book(), SERVICE, known_by=day(165), engine="gibbs")
    after = taken_in(before, new, day(165))
    assert after is not None
    assert after.engine == "reweight"
    anew = believe([*book(), *new], SERVICE, known_by=day(165), engine="gibbs")
    on = day(165)
    assert before.on(on)[State.RUNNING] > anew.on(on)[State.RUNNING] + 0.05
    assert abs(after.on(on)[State.RUNNING] - anew.on(on)[State.RUNNING]) < 0.15
    np.testing.assert_allclose(after.probability.sum(axis=1), 1)
    assert after.origins == before.origins + 1


def test_a_relay_adds_a_claim_and_moves_no_weight() -> None:
    before = believe(book(), SERVICE, known_by=day(165), engine="gibbs")
    relay = book()[1].replace(document="relay", known=day(102))
    after = taken_in(before, [relay], day(165))
    assert after is not None
    assert after.claims == before.claims + 1
    np.testing.assert_allclose(after.probability, before.probability, atol=1e-12)


def test_days_that_pass_are_added_by_the_prior() -> None:
    before = believe(book(), SERVICE, known_by=day(165), engine="gibbs")
    later = taken_in(before, [], day(400))
    assert later is not None
    assert later.days == before.days + 235
    surer, softer = before.on(day(165))[State.RUNNING], later.on(day(400))[State.RUNNING]
    assert surer > softer > 0.3


def test_draws_that_a_word_refutes_are_made_anew() -> None:
    watch = Watch()
    watch.follow(SERVICE)
    watch.hear(book(), day(165))
    watch.record(day(165))
    assert watch.beliefs[SERVICE].engine == "gibbs"
    refuting = [
        told(Kind.SERVICE, 165, State.SUSPENDED, origin=f"witness-{n}", known=day(166))
        for n in range(3)
    ]
    watch.hear(refuting, day(166))
    found = watch.beliefs[SERVICE]
    assert found.engine == "em"
    anew = believe([*book(), *refuting], SERVICE, known_by=day(166))
    assert (found.probability == anew.probability).all()


def test_a_document_refreshes_only_its_services() -> None:
    watch = Watch(groups={"orrel-kessim": ("every-gate",), "tarn-veld": ("every-gate",)})
    watch.follow(SERVICE, OTHER)
    there = [claim.replace(gate=OTHER.gate) for claim in book()]
    assert watch.hear([*book(), *there], day(165)) == (SERVICE, OTHER)
    kept = watch.beliefs[OTHER]
    assert watch.hear([told(Kind.SERVICE, 166, State.RUNNING)], day(166)) == (SERVICE,)
    assert watch.beliefs[OTHER] is kept
    both = told(Kind.SERVICE, 167, State.SUSPENDED, gate="every-gate")
    assert watch.hear([both], day(167)) == (SERVICE, OTHER)


@given(books, books)
@settings(max_examples=8)
def test_what_was_heard_can_be_heard_again_bit_for_bit(one: list[Claim], two: list[Claim]) -> None:
    def replayed() -> Watch:
        watch = Watch(seed=3)
        watch.follow(SERVICE)
        watch.hear(one, day(200))
        watch.record(day(200))
        watch.hear(two, day(201))
        return watch

    first, again = replayed().beliefs[SERVICE], replayed().beliefs[SERVICE]
    assert first.engine == again.engine
    assert first.digest == again.digest
    assert (first.probability == again.probability).all()


def test_weighing_a_thousand_draws_takes_a_fraction_of_drawing_them() -> None:
    states = list(State)
    said = [
        told(Kind.SERVICE, n * 2000 // 300, states[n // 60 % 3], origin=f"paper-{n % 30}")
        for n in range(300)
    ]
    new = [told(Kind.SERVICE, 1999, states[299 // 60 % 3], origin="rider")]
    start = time.process_time()
    before = believe(said, SERVICE, known_by=day(1999), engine="gibbs")
    drawing = time.process_time() - start
    times = []
    for _ in range(9):
        start = time.process_time()
        after = taken_in(before, new, day(1999))
        assert after is not None
        after.on(day(1999))
        times.append(time.process_time() - start)
    print(f"drawing {drawing * 1000:.0f} ms, weighing {min(times) * 1000:.2f} ms")
    assert min(times) < drawing / 10


def test_beliefs_of_em_have_no_draws_to_weigh() -> None:
    before = believe(book(), SERVICE, known_by=day(165))
    assert taken_in(before, [], day(166)) is None
    drawn = believe(book(), SERVICE, known_by=day(165), engine="gibbs")
    earlier = told(Kind.SERVICE, 0, State.RUNNING, when=None)
    assert taken_in(drawn, [earlier], day(164)) is None
    assert drawn.known_by == day(165) == day(0) + dt.timedelta(165)
