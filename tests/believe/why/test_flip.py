"""What would flip the answer, what the prior says alone, what a new word would do."""

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from believe.worlds import SERVICE, books, day, told
from yalu.believe import Belief, Reasons, believe
from yalu.vocabulary import Claim, Kind, SourceClass, Stance, State

LATE = day(160)
WATCHED = told(Kind.SERVICE, 0, State.RUNNING, origin="nobody", stance=Stance.UNCONFIRMED)
"""Moves nothing; keeps the first day that is watched where it is."""


def belief(book: list[Claim]) -> Belief:
    return believe([WATCHED, *book], SERVICE, known_by=LATE, first=day(0))


def reasons(book: list[Claim], number: int) -> Reasons:
    return belief(book).reasons(day(number), book)


def without(book: list[Claim], origins: tuple[str, ...]) -> list[Claim]:
    return [claim for claim in book if claim.origin not in origins]


SHUT = [
    told(Kind.CHANGE, 40, State.SUSPENDED, origin=origin, class_=class_, known=day(40))
    for origin, class_ in [
        ("ministry", SourceClass.OFFICIAL),
        ("agency", SourceClass.AGENCY),
        ("camera", SourceClass.SATELLITE),
    ]
]
OPEN = [told(Kind.SERVICE, n, State.RUNNING, origin=f"eye{n}") for n in (0, 10, 20, 30, 38)]


def test_one_origin_alone_can_flip_the_answer() -> None:
    found = reasons([*OPEN, SHUT[0]], 45)
    assert found.state is State.SUSPENDED
    assert found.flip.origins == ("ministry",)
    assert found.flip.becomes is State.RUNNING
    assert found.flip.exact


def test_where_several_tell_the_same_none_is_missed_and_all_are_named() -> None:
    found = reasons([*OPEN, *SHUT], 45)
    assert max(abs(effect.log_odds) for effect in found.effects) < 4
    assert set(found.flip.origins) == {"ministry", "agency", "camera"}
    assert found.flip.exact


def test_where_nothing_flips_it_the_rest_is_named() -> None:
    found = reasons([told(Kind.SERVICE, 50, State.RUNNING, origin="agency")], 50)
    assert found.prior.likeliest is State.RUNNING
    assert found.flip.becomes is None
    assert found.flip.origins == ("agency",)
    assert found.flip.probability == pytest.approx(found.prior.probability)


def test_a_day_without_words_has_nothing_to_leave_out() -> None:
    found = reasons([], 50)
    assert found.effects == ()
    assert found.flip.origins == ()
    assert found.flip.becomes is None


@given(books, st.integers(0, 150))
@settings(max_examples=40)
def test_the_set_flips_the_belief_made_again_without_it(book: list[Claim], number: int) -> None:
    found = reasons(book, number).flip
    again = belief(without(book, found.origins)).on(day(number))
    if found.becomes is None:
        return
    assert max(again, key=again.__getitem__) is found.becomes
    assert again[found.becomes] == pytest.approx(found.probability, abs=1e-9)


@given(books, st.integers(0, 150))
@settings(max_examples=40)
def test_no_part_of_an_exact_set_flips_it(book: list[Claim], number: int) -> None:
    whole = reasons(book, number)
    assume(whole.flip.becomes is not None and whole.flip.exact)
    for size in range(1, len(whole.flip.origins)):
        for part in combinations(whole.flip.origins, size):
            assert belief(without(book, part)).state(day(number)) is whole.state


@given(books, st.integers(0, 150))
@settings(max_examples=40)
def test_a_new_word_does_what_it_does_when_it_is_added(book: list[Claim], number: int) -> None:
    whole = reasons(book, number)
    for word in whole.words:
        again = belief([*book, word.claim]).on(day(number))
        assert again[whole.state] == pytest.approx(word.probability, abs=1e-6)


def test_a_denial_takes_away_and_a_confirmation_adds() -> None:
    found = reasons([*OPEN, SHUT[1]], 45)
    confirmed, denied = found.words
    assert confirmed.claim.stance is Stance.ASSERTS
    assert denied.claim.stance is Stance.DENIES
    assert denied.probability < found.odds[State.SUSPENDED] < confirmed.probability
    assert confirmed.claim.known == LATE
    assert confirmed.claim.origin not in {claim.origin for claim in [*OPEN, SHUT[1]]}


def test_the_prior_alone_leaves_out_every_word_near_the_day() -> None:
    far = told(Kind.SERVICE, 0, State.SUSPENDED, origin="agency")
    near = [told(Kind.SERVICE, n, State.RUNNING, origin=f"eye{n}") for n in (151, 155, 159)]
    found = reasons([far, *near], 159)
    left = belief([far]).on(day(159))
    assert found.odds[State.RUNNING] > 0.9
    assert found.prior.probability == pytest.approx(left[State.RUNNING], abs=1e-9)
