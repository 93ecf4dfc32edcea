"""What one origin alone says, and crossings inside a suspension."""

import pytest

from believe.worlds import SERVICE, day, told
from yalu.believe import Belief, believe
from yalu.vocabulary import Claim, Grain, Kind, SourceClass, State, When

LATE = day(200)


def shut(first: int, last: int, origin: str, known: int | None = None, **fields: object) -> Claim:
    when = When(day(first), day(last), Grain.INTERVAL)
    fields |= {"when": when, "origin": origin, "known": day(last if known is None else known)}
    return told(Kind.SERVICE, last, State.SUSPENDED, **fields)


SUSPENSION = [
    told(Kind.SERVICE, 5, State.RUNNING, origin="eye"),
    told(Kind.CHANGE, 20, State.SUSPENDED, origin="ministry"),
    told(Kind.CHANGE, 20, State.SUSPENDED, origin="agency", class_=SourceClass.AGENCY),
    shut(20, 95, "paper", class_=SourceClass.AGENCY),
    shut(25, 180, "camera", class_=SourceClass.SATELLITE),
]


def train(number: int, origin: str, class_: SourceClass, **fields: object) -> Claim:
    fields = {"origin": origin, "class_": class_, "value": {"trains": 1}} | fields
    return told(Kind.CROSSING, number, **fields)


def belief(*more: Claim) -> Belief:
    return believe([*SUSPENSION, *more], SERVICE, known_by=LATE)


EYES = [
    [train(100, "seen", SourceClass.OWN)],
    [train(100, "register", SourceClass.OFFICIAL)],
    [train(100, "seen", SourceClass.OWN), train(100, "filmed", SourceClass.SATELLITE)],
    [
        train(100, "seen", SourceClass.OWN),
        train(100, "filmed", SourceClass.SATELLITE),
        train(100, "register", SourceClass.OFFICIAL),
    ],
]


@pytest.mark.parametrize("seen", EYES, ids=len)
def test_one_train_does_not_open_the_days_around_it(seen: list[Claim]) -> None:
    found = belief(*seen)
    for number in (*range(80, 97), *range(104, 121)):
        assert found.state(day(number)) is State.SUSPENDED
        assert found.on(day(number))[State.SUSPENDED] > 0.7


@pytest.mark.parametrize("seen", EYES, ids=len)
def test_one_train_is_told_as_an_exception_on_its_day(seen: list[Claim]) -> None:
    found = belief(*seen).reasons(day(90))
    assert {one.origin for one in found.exceptions} == {claim.origin for claim in seen}
    assert {(one.first, one.last) for one in found.exceptions} == {(day(100), day(100))}
    assert all(one.suspended > 0.5 for one in found.exceptions)


def test_the_trains_of_a_service_that_runs_are_no_exceptions() -> None:
    running = [told(Kind.SERVICE, n, State.RUNNING, origin="eye") for n in (2, 8, 12)]
    book = [*running, train(10, "seen", SourceClass.OWN)]
    assert believe(book, SERVICE, known_by=LATE).reasons(day(10)).exceptions == ()


def test_what_one_origin_alone_says_is_said_so() -> None:
    rumour = told(Kind.CHANGE, 100, State.RUNNING, origin="radio", class_=SourceClass.AGENCY)
    relays = [rumour.replace(document=f"relay/{n}", known=day(101 + n)) for n in range(3)]
    (only,) = (
        one for one in belief(rumour, *relays).reasons(day(102)).lone if one.origin == "radio"
    )
    assert len(only.claims) == 4
    assert (only.first, only.last) == (day(100), day(100))
    assert only.accurate < 0.5


def test_what_another_origin_says_too_is_not_lone() -> None:
    rumour = told(Kind.CHANGE, 100, State.RUNNING, origin="radio")
    second = told(Kind.SERVICE, 102, State.RUNNING, origin="paper2")
    assert not [
        one for one in belief(rumour, second).reasons(day(100)).lone if one.origin == "radio"
    ]


def test_a_train_does_not_bear_out_a_service() -> None:
    rumour = told(Kind.CHANGE, 100, State.RUNNING, origin="radio")
    seen = train(101, "seen", SourceClass.OWN)
    lone = {one.origin for one in belief(rumour, seen).reasons(day(100)).lone}
    assert {"radio", "seen"} <= lone
