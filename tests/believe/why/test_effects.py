"""Effects: the largest first, relays under their origin, each with its record."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from believe.worlds import SERVICE, books, day, told
from yalu.believe import believe
from yalu.believe.why.knowing import records
from yalu.vocabulary import Claim, Kind, SourceClass, State

BOOK = [
    told(Kind.CHANGE, 40, State.SUSPENDED, origin="ministry"),
    told(Kind.CHANGE, 40, State.SUSPENDED, origin="ministry", document="relay", known=day(41)),
    told(Kind.SERVICE, 42, State.RUNNING, origin="trader", class_=SourceClass.ANONYMOUS),
    told(Kind.SERVICE, 0, State.RUNNING, origin="agency"),
]


def test_origins_stand_for_and_against() -> None:
    found = {effect.origin: effect for effect in believe(BOOK, SERVICE).why(day(42))}
    assert found["ministry"].supports
    assert not found["trader"].supports
    assert found["trader"].class_ is SourceClass.ANONYMOUS


def test_the_largest_effect_comes_first() -> None:
    effects = believe(BOOK, SERVICE).why(day(42))
    sizes = [abs(effect.log_odds) for effect in effects]
    assert effects[0].origin == "ministry"
    assert sizes == sorted(sizes, reverse=True)
    assert believe(BOOK, SERVICE).why(day(42), most=1) == effects[:1]


def test_relays_are_counted_under_their_origin() -> None:
    first = believe(BOOK, SERVICE).why(day(42))[0]
    assert first.relays == 1
    assert [claim.document for claim in first.claims] == ["paper/40", "relay"]
    assert first.documents == ("paper/40", "relay")
    assert first.known == day(40)


def test_what_is_far_away_is_not_tried() -> None:
    late = [*BOOK, told(Kind.SERVICE, 400, State.RUNNING, origin="camera")]
    assert [effect.origin for effect in believe(late, SERVICE).why(day(400))] == ["camera"]


def test_what_an_origin_tells_is_its_word_on_its_side_nearest_the_day() -> None:
    book = [
        *BOOK,
        told(Kind.SERVICE, 30, State.RUNNING, origin="ministry"),
        told(Kind.SERVICE, 44, State.SUSPENDED, origin="ministry"),
    ]
    found = {effect.origin: effect for effect in believe(book, SERVICE).why(day(44))}
    assert found["ministry"].telling.document == "paper/44"


def test_who_is_not_believed_is_said_not_to_have_known() -> None:
    found = {effect.origin: effect for effect in believe(BOOK, SERVICE).why(day(42))}
    assert found["trader"].accurate < 0.6 < found["ministry"].accurate


def test_a_switch_that_nobody_else_saw_was_not_known() -> None:
    shut = [told(Kind.SERVICE, n, State.SUSPENDED, origin=f"eye{n}") for n in range(20, 80, 5)]
    alone = told(Kind.CHANGE, 50, State.RUNNING, origin="trader", class_=SourceClass.ANONYMOUS)
    found = {e.origin: e for e in believe([*shut, alone], SERVICE).why(day(50))}
    assert found["trader"].accurate < 0.2


def test_a_record_is_the_prior_of_the_class_moved_by_what_was_borne_out() -> None:
    shut = [told(Kind.SERVICE, n, State.SUSPENDED, origin=f"eye{n}") for n in range(20, 80, 5)]
    wrong = [
        told(Kind.SERVICE, n, State.RUNNING, origin="trader", class_=SourceClass.ANONYMOUS)
        for n in (22, 42, 62)
    ]
    belief = believe([*shut, *wrong], SERVICE)
    record = records(belief, ["trader"])["trader"]
    assert record.n == 3
    assert record.low < record.mean < record.high
    assert record.mean < belief.model.reliability[SourceClass.ANONYMOUS]
    assert records(belief, ["eye40"])["eye40"].mean > belief.model.reliability[SourceClass.OFFICIAL]


@given(books, st.integers(1, 3), st.data())
@settings(max_examples=40)
def test_relays_change_no_effect(book: list[Claim], times: int, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(book))
    relays = [chosen.replace(document=f"relay/{n}", known=chosen.known) for n in range(times)]
    on = day(data.draw(st.integers(0, 60)))
    alone, relayed = (
        believe(claims, SERVICE, known_by=day(200), first=day(0)).why(on, 50)
        for claims in (book, book + relays)
    )
    assert [(e.origin, e.log_odds, e.accurate, e.record) for e in alone] == [
        (e.origin, e.log_odds, e.accurate, e.record) for e in relayed
    ]


@given(books, st.randoms(use_true_random=False), st.integers(0, 60))
@settings(max_examples=40)
def test_the_order_of_claims_changes_no_effect(
    book: list[Claim], chance: random.Random, number: int
) -> None:
    shuffled = list(book)
    chance.shuffle(shuffled)
    one, other = (
        believe(claims, SERVICE, known_by=day(200), first=day(0)).why(day(number), 50)
        for claims in (book, shuffled)
    )
    assert [(e.origin, e.log_odds, e.record) for e in one] == [
        (e.origin, e.log_odds, e.record) for e in other
    ]


def test_of_a_belief_by_draws_the_reasons_are_those_of_the_smoother() -> None:
    drawn = believe(BOOK, SERVICE, engine="gibbs").reasons(day(42), BOOK)
    smoothed = believe(BOOK, SERVICE).reasons(day(42), BOOK)
    assert drawn == smoothed
