"""The plain ways, each on a book small enough to answer by hand."""

import numpy as np
import pytest
from hypothesis import given, settings

from yalu.believe import believe
from yalu.believe.baselines import (
    WAYS,
    Question,
    climatology,
    hidden_markov,
    last_report,
    majority,
    votes_of,
)
from yalu.vocabulary import Claim, Grain, Kind, SourceClass, Stance, State, When
from yalu.vocabulary.claim import Step

from .worlds import SERVICE, books, day, told


def asked(*book: Claim, known: int = 99, last: int = 99) -> Question:
    return Question(book, SERVICE, day(0), day(last), day(known))


SHUT = told(Kind.CHANGE, 40, State.SUSPENDED)
OPEN = told(Kind.SERVICE, 10, State.RUNNING)


@pytest.mark.parametrize("name", WAYS)
@given(book=books)
@settings(max_examples=15)
def test_every_way_gives_probabilities_of_every_day(name: str, book: list[Claim]) -> None:
    said = WAYS[name](asked(*book))
    assert said.shape == (100, 3)
    assert (said >= 0).all()
    np.testing.assert_allclose(said.sum(axis=1), 1)


@pytest.mark.parametrize("name", WAYS)
@given(book=books)
@settings(max_examples=15)
def test_no_way_knows_what_was_told_later(name: str, book: list[Claim]) -> None:
    early = [claim for claim in book if claim.known <= day(60)]
    said = WAYS[name](asked(*book, known=60, last=60))
    assert (said == WAYS[name](asked(*early, known=60, last=60))).all()


@pytest.mark.parametrize("name", ["last report", "majority", "hidden Markov"])
def test_relays_change_nothing(name: str) -> None:
    relays = [SHUT.replace(document=f"relay/{n}", known=day(41 + n)) for n in range(5)]
    rival = told(Kind.SERVICE, 41, State.RUNNING, origin="trader", class_=SourceClass.ANONYMOUS)
    alone, relayed = asked(OPEN, SHUT, rival), asked(OPEN, SHUT, rival, *relays)
    assert (WAYS[name](alone) == WAYS[name](relayed)).all()


def test_a_state_read_for_a_day_votes_as_a_state() -> None:
    read = OPEN.replace(because=(Step("state", "run.flow"),))
    assert votes_of(asked(read, SHUT)) == votes_of(asked(OPEN, SHUT))


def test_the_belief_is_what_believe_says() -> None:
    question = asked(OPEN, SHUT)
    found = believe([OPEN, SHUT], SERVICE, known_by=day(99), first=day(0), last=day(99))
    assert (WAYS["belief"](question) == found.probability).all()


def test_the_last_report_holds_until_the_next() -> None:
    said = last_report(asked(OPEN, SHUT), sure=0.8)
    np.testing.assert_allclose(said[9], [1 / 3] * 3)
    np.testing.assert_allclose(said[39], [0.1, 0.1, 0.8])
    np.testing.assert_allclose(said[40], [0.8, 0.1, 0.1])


def test_of_two_reports_about_a_day_the_later_known_counts() -> None:
    later = told(Kind.SERVICE, 10, State.LIMITED, origin="camera", known=day(12))
    assert last_report(asked(later, OPEN))[20].tolist() == [0, 1, 0]


def test_a_denial_says_no_state() -> None:
    denied = told(Kind.SERVICE, 20, State.RUNNING, stance=Stance.DENIES)
    assert (last_report(asked(OPEN, denied)) == last_report(asked(OPEN))).all()


def test_a_train_is_a_vote_for_running() -> None:
    assert last_report(asked(told(Kind.CROSSING, 5)))[5].tolist() == [0, 0, 1]


def test_the_majority_counts_a_week_around() -> None:
    rivals = [told(Kind.SERVICE, 16, State.SUSPENDED, origin=name) for name in "ab"]
    said = majority(asked(OPEN, *rivals))
    np.testing.assert_allclose(said[5], np.array([0.5, 0.5, 1.5]) / 2.5)
    np.testing.assert_allclose(said[12], np.array([2.5, 0.5, 1.5]) / 4.5)
    np.testing.assert_allclose(said[30], said[23])  # carried on from the last day with votes


def test_relays_may_be_counted() -> None:
    relays = [OPEN.replace(document=f"relay/{n}", known=day(11 + n)) for n in range(3)]
    said = majority(asked(OPEN, *relays), relays=True)
    np.testing.assert_allclose(said[10], np.array([0.5, 0.5, 4.5]) / 5.5)


def test_a_long_window_is_one_unit_of_evidence() -> None:
    window = When(day(0), day(60), Grain.MONTH)
    long = told(Kind.SERVICE, 60, State.RUNNING, when=window)
    days = [told(Kind.SERVICE, n, State.RUNNING, origin=f"o{n}") for n in range(0, 61, 10)]
    one, many = hidden_markov(asked(long))[30], hidden_markov(asked(*days))[30]
    assert 1 / 3 < one[2] < many[2]


def test_an_origin_that_is_often_contradicted_counts_for_less() -> None:
    good = [
        told(Kind.SERVICE, n, State.RUNNING, origin=name) for n in range(0, 80, 4) for name in "abc"
    ]
    bad = [told(Kind.SERVICE, n, State.SUSPENDED, origin="liar") for n in range(2, 80, 4)]
    last_word = [
        told(Kind.SERVICE, 95, State.SUSPENDED, origin="liar"),
        told(Kind.SERVICE, 95, State.RUNNING, origin="a"),
    ]
    assert hidden_markov(asked(*good, *bad, *last_word))[95, 2] > 0.9


def test_climatology_is_the_share_of_each_state() -> None:
    assert climatology(np.array([0, 0, 2, 1])).tolist() == [0.5, 0.25, 0.25]


def test_days_before_the_first_word_are_silent() -> None:
    question = asked(OPEN, SHUT)
    assert question.silent[:10].all() and not question.silent[10:].any()
    assert asked().silent.all()


def test_a_question_about_a_day_knows_what_was_known_so_many_days_after_it() -> None:
    question = asked(OPEN, SHUT).asked_on(day(38), lag=1)
    assert last_report(question).tolist() == [[0, 0, 1]]
    later = asked(OPEN, SHUT).asked_on(day(41))
    assert last_report(later).tolist() == [[1, 0, 0]]
