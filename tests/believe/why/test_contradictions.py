"""Claims that cannot all be true, which reading is preferred, and how strongly."""

import datetime as dt
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from believe.worlds import SERVICE, books, day, told
from yalu.believe import Contradiction, believe, contradictions
from yalu.vocabulary import Claim, Grain, Kind, SourceClass, Stance, State, When

OPEN, SHUT = State.RUNNING, State.SUSPENDED


def window(days: str) -> dict[str, object]:
    """The fields of a claim about days in EDTF, known on the last of them."""
    when = When.from_edtf(days)
    return {"when": when, "known": when.latest or when.earliest}


def change(days: str, state: State, origin: str, **fields: object) -> Claim:
    return told(Kind.CHANGE, 0, state, origin=origin, **(window(days) | fields))


def service(days: str, state: State, origin: str, **fields: object) -> Claim:
    return told(Kind.SERVICE, 0, state, origin=origin, **(window(days) | fields))


def crossing(days: str, origin: str, **value: object) -> Claim:
    return told(Kind.CROSSING, 0, origin=origin, value=value, direction="A>B", **window(days))


def hold(known: str, origin: str, low: int | None, high: int | None, **value: object) -> Claim:
    value = {"step": "hold", "days_min": low, "days_max": high} | value
    return told(Kind.HOLD, 0, origin=origin, value=value, **window(known))


def sides(found: Contradiction) -> list[set[str]]:
    return [set(reading.origins) for reading in found.readings]


def believed(*claims: Claim) -> tuple[Contradiction, ...]:
    return contradictions(claims, believe(claims, SERVICE))


def test_open_and_shut_on_the_same_days_cannot_both_be_true() -> None:
    (found,) = contradictions(
        [
            change("2021-11-01", OPEN, "radio"),
            service("2020-02-01/2021-11-30", SHUT, "ministry"),
            service("2020-03-01/2021-12-31", SHUT, "paper"),
        ]
    )
    assert found.about == "state"
    assert found.days == When.on(dt.date(2021, 11, 1))
    assert sides(found) == [{"radio"}, {"ministry", "paper"}]
    assert {tuple(claim.origin for claim in pair) for pair in found.sets} == {
        ("radio", "ministry"),
        ("radio", "paper"),
    }
    assert found.preferred is None


def test_the_belief_says_which_reading_and_how_strongly() -> None:
    (found,) = believed(
        change("2021-11-01", OPEN, "radio", class_=SourceClass.ANONYMOUS),
        service("2021-09-01/2021-11-30", SHUT, "ministry"),
        service("2021-08-01/2021-12-31", SHUT, "paper"),
    )
    assert found.preferred is found.readings[1]
    assert found.odds is not None
    assert found.odds > 5
    assert sum(reading.probability or 0 for reading in found.readings) == pytest.approx(1)
    assert found.odds == pytest.approx(
        (found.readings[1].probability or 0) / (found.readings[0].probability or 1)
    )


def test_one_origin_does_not_contradict_itself() -> None:
    claims = change("2021-11-01", OPEN, "radio"), service("2020-02-01/2021-11-30", SHUT, "radio")
    assert contradictions(claims) == ()


def test_shut_until_a_day_and_open_on_it_are_one_story() -> None:
    claims = service("2020-02-01/2022-01-16", SHUT, "kbs"), change("2022-01-16", OPEN, "wire")
    assert contradictions(claims) == ()


def test_rough_ends_are_given_the_benefit_of_the_doubt() -> None:
    rough = When(dt.date(2020, 1, 1), dt.date(2022, 1, 31), Grain.INTERVAL, Grain.YEAR, Grain.MONTH)
    claims = (
        service("2020-01-01", SHUT, "agency").replace(when=rough),
        service("2020-03-01/2020-06-30", OPEN, "wire"),
    )
    assert contradictions(claims) == ()


def test_since_a_year_says_nothing_of_the_day_of_telling() -> None:
    since = When(dt.date(2020, 1, 1), None, Grain.INTERVAL, Grain.YEAR)
    claims = (
        service("2022-09-26", SHUT, "agency").replace(when=since),
        service("2022-02-01/2022-03-01", OPEN, "wire"),
    )
    assert contradictions(claims) == ()


def test_a_train_that_passed_contradicts_no_trains_at_all() -> None:
    (found,) = contradictions(
        [
            crossing("2020-07-09", "radio", trains=1, freight_cars=15),
            crossing("2020-03-01/2020-12-31", "paper", trains=0),
        ]
    )
    assert sides(found) == [{"radio"}, {"paper"}]
    assert found.readings[0].says == "crossed"
    assert not found.exception


def test_a_train_inside_a_suspension_may_be_an_exception() -> None:
    (found,) = contradictions(
        [
            crossing("2020-07-09", "radio", trains=1, freight_cars=15),
            service("2020-03-01/2020-12-31", SHUT, "paper"),
        ]
    )
    assert found.exception


def test_a_denial_contradicts_who_asserts() -> None:
    (found,) = contradictions(
        [
            service("2021-04-10/2021-04-20", OPEN, "wire"),
            change("2021-04", OPEN, "paper", stance=Stance.DENIES),
        ]
    )
    assert sides(found) == [{"wire"}, {"paper"}]


def test_one_switch_on_two_days_is_a_contradiction_about_the_day() -> None:
    found = believed(
        service("2022-03-01/2022-04-20", OPEN, "eye"),
        change("2022-04-29", SHUT, "ministry"),
        change("2022-04-29", SHUT, "wire"),
        change("2022-05-03", SHUT, "radio", class_=SourceClass.ANONYMOUS),
        service("2022-05-20", SHUT, "eye"),
    )
    (switch,) = (one for one in found if one.about == "day of the switch")
    assert sides(switch) == [{"ministry", "wire"}, {"radio"}]
    assert switch.preferred is switch.readings[0]
    assert switch.preferred.says == "2022-04-29"


def test_two_stops_with_a_start_between_them_are_none() -> None:
    claims = (
        change("2022-04-01", SHUT, "a"),
        change("2022-04-10", OPEN, "a"),
        change("2022-04-29", SHUT, "b"),
    )
    assert contradictions(claims) == ()


@pytest.mark.parametrize("stance", [Stance.SPECULATES, Stance.UNCONFIRMED])
def test_supposing_and_not_confirming_contradict_nobody(stance: Stance) -> None:
    shut = service("2020-02-01/2021-11-30", SHUT, "ministry")
    assert contradictions([change("2021-11-01", OPEN, "radio", stance=stance), shut]) == ()


def test_lengths_of_one_step_that_do_not_meet_are_one() -> None:
    (found,) = contradictions(
        [hold("2022-09-27", "radio", 3, 4), hold("2022-11-20", "voice", 60, None)]
    )
    assert found.about == "length of hold"
    assert [reading.says for reading in found.readings] == ["3–4", "60 or more"]
    assert sides(found) == [{"radio"}, {"voice"}]


def test_lengths_that_meet_or_of_others_or_of_another_time_are_none() -> None:
    few = hold("2022-09-27", "radio", 3, 10)
    assert contradictions([few, hold("2022-10-01", "voice", 7, 20)]) == ()
    assert contradictions([few, hold("2022-10-01", "voice", 14, 14, subject="drivers")]) == ()
    assert contradictions([few, hold("2024-10-01", "voice", 60, 90)]) == ()
    assert contradictions([few, hold("2022-10-01", "voice", 60, 90, status="before April")]) == ()


def test_cars_of_one_train_counted_differently_are_one() -> None:
    found = [
        one
        for one in believed(
            crossing("2022-01-16", "paper", trains=1, freight_cars=18),
            crossing("2022-01-16", "wire", trains=1, freight_cars=13),
            crossing("2022-01-16", "radio", trains=1, freight_cars=13, time="09:00"),
        )
        if one.about == "number of freight cars"
    ]
    (cars,) = found
    assert [reading.says for reading in cars.readings] == ["13", "18"]
    assert cars.preferred is cars.readings[0]


def test_counts_that_may_be_of_two_trains_or_are_rough_are_none() -> None:
    one = crossing("2022-01-16", "paper", trains=1, freight_cars=18, time="09:00")
    other = crossing("2022-01-16", "wire", trains=1, freight_cars=13, time="14:00")
    rough = crossing("2022-01-16", "wire", trains=1, freight_cars=16, qualifier="about")
    more = crossing("2022-01-16", "wire", trains=1, freight_cars=10, qualifier="more_than")
    for second in (other, rough, more, other.replace(direction="B>A")):
        assert contradictions([one, second]) == ()


def test_many_claims_give_few_sets() -> None:
    opened = [change(f"2021-11-{n + 1:02}", OPEN, f"o{n}") for n in range(25)]
    shut = [service("2021-10-01/2021-12-31", SHUT, f"s{n}") for n in range(25)]
    for found in contradictions(opened + shut):
        assert len(found.sets) <= 12


def test_ten_thousand_claims_take_a_second_or_so() -> None:
    chance = random.Random(1)
    book = []
    for number in range(10_000):
        first, length = chance.randrange(2000), chance.choice([0, 0, 3, 30, 400])
        when = When(day(first), day(first + length), Grain.INTERVAL if length else Grain.DAY)
        fields = {"when": when, "known": day(first + length), "document": str(number)}
        origin = f"origin{chance.randrange(60)}"
        book.append(told(Kind.SERVICE, 0, chance.choice(list(State)), origin=origin, **fields))
    begun = time.process_time()
    found = contradictions(book)
    spent = time.process_time() - begun
    print(f"contradictions of 10,000 claims: {spent:.2f} s")
    assert found
    assert spent < 5


@given(books)
@settings(max_examples=50)
def test_each_set_is_a_pair_of_origins_on_two_readings(book: list[Claim]) -> None:
    for found in contradictions(book, believe(book, SERVICE, known_by=day(200))):
        assert len(found.readings) >= 2
        assert found.sets
        for one, other in found.sets:
            assert one.origin != other.origin
            homes = [
                [n for n, r in enumerate(found.readings) if claim in r.claims]
                for claim in (one, other)
            ]
            assert homes[0] != homes[1]
        for reading in found.readings:
            assert reading.probability is None or 0 <= reading.probability <= 1


@given(books, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_claims_is_no_matter(book: list[Claim], chance: random.Random) -> None:
    shuffled = list(book)
    chance.shuffle(shuffled)
    one, other = contradictions(book), contradictions(shuffled)
    assert [(found.about, found.days, sides(found)) for found in one] == [
        (found.about, found.days, sides(found)) for found in other
    ]


@given(books)
@settings(max_examples=40)
def test_relays_are_no_second_voice(book: list[Claim]) -> None:
    relays = [claim.replace(document="relay") for claim in book]
    assert [sides(found) for found in contradictions(book)] == [
        sides(found) for found in contradictions(book + relays)
    ]
