"""What was counted: units, ranges and bounds, rates and sightings, on whose word."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.believe import believe
from yalu.believe.counted import BOUND, EITHER, Count, Form, counts_of
from yalu.believe.slips import slips
from yalu.believe.volume import volume
from yalu.vocabulary import Claim, Grain, Kind, Mode, Service, Stance, When

from .worlds import SERVICE, day, told


def counts(*claims: Claim, service: Service = SERVICE) -> list[Count]:
    return list(counts_of(claims, service))


def crossing(number: int, **value: object) -> Claim:
    return told(Kind.CROSSING, number, value=value)


def tally(unit: str, number: float | None, **fields: object) -> Claim:
    return told(Kind.COUNT, 9, unit=unit, **fields).replace(number=number)


def brief(found: list[Count]) -> set[tuple[str, str, float, float]]:
    return {(c.unit, c.form.value, c.low, c.high) for c in found}


def test_a_train_of_cars_tells_trains_cars_and_the_size_of_the_train() -> None:
    found = counts(crossing(0, trains=2, freight_cars=60, laden="loaded"))
    assert brief(found) == {
        ("trains", "seen", 2, 2),
        ("freight_cars", "seen", 60, 60),
        ("freight_cars", "size", 30, 30),
    }
    assert {c.laden for c in found} == {"loaded"}


def test_a_bound_is_an_interval_and_leaves_the_one_train_alone() -> None:
    found = counts(crossing(0, trains=1, freight_cars=10, qualifier="more_than"))
    assert ("trains", "seen", 1, 1) in brief(found)
    assert ("freight_cars", "seen", 10, 10 * BOUND) in brief(found)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ({"trucks": 60, "trucks_max": 70}, 60, 70),
        ({"trucks": 60, "max": 70, "qualifier": "over"}, 60, 70),
        ({"trucks": 60, "qualifier": "at_most"}, 60 / BOUND, 60),
        ({"trucks": 60, "qualifier": "about"}, 60, 60),
    ],
)
def test_ranges_and_bounds_are_kept(value: dict[str, object], low: float, high: float) -> None:
    (found,) = counts(crossing(0, **value))
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("unit", "unit_told", "low", "high"),
    [
        ("trains/day", "trains", 12, 12),
        ("coal trucks/day", "trucks", 12, 12),
        ("trucks/day (12-14)", "trucks", 12, 14),
        ("wagons/week", "freight_cars", 12 / 7, 12 / 7),
    ],
)
def test_a_rate_is_told_a_day(unit: str, unit_told: str, low: float, high: float) -> None:
    (found,) = counts(tally(unit, 12))
    assert found.form is Form.RATE
    assert found.unit == unit_told
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "claim",
    [
        tally("trains/day", 12, value={"of": "capacity", "per": "day"}),
        tally("trucks", 300, value={"of": "stranded"}),
        tally("trucks waiting", 300),
        tally("trains embargoed/day", 60),
        tally("hours wait", 50),
        tally("trains/day", None),
        tally("trains/day", 12, when=None),
        tally("trains/day", 12, stance=Stance.UNCONFIRMED),
        tally("trains/day", 12, outlet_error=True),
        tally("trains/day", 12, scope="passengers"),
        tally("trains/day", 12, gate="elsewhere"),
        tally("trucks/day", 12, mode=Mode.ROAD),
        told(Kind.CROSSING, 0, value={"trains": 2, "locomotives": 2}),
        told(Kind.CROSSING, 0, value={"buses": 2}),
        told(Kind.FORECAST, 0, value={"trains": 2}),
        told(Kind.CROSSING, 0, value={"trains": "several"}),
    ],
)
def test_what_is_no_flow_of_freight_is_left_out(claim: Claim) -> None:
    assert counts(claim) == []


def test_so_many_a_year_told_of_a_year_is_its_sum() -> None:
    year = When(dt.date(2020, 1, 1), dt.date(2020, 12, 31), Grain.YEAR)
    (found,) = counts(tally("tonnes/year", 50_000, when=year, known=day(0)))
    assert (found.form, found.unit) == (Form.TOTAL, "tonnes")
    assert found.low == pytest.approx(50_000, rel=0.01)


def test_a_service_that_tells_its_rate_tells_cars_too() -> None:
    claim = told(Kind.SERVICE, 0, value={"trains_per_day": 2, "cars_min": 10, "cars_max": 15})
    assert brief(counts(claim)) == {
        ("trains", "rate", 2, 2),
        ("freight_cars", "size", 10, 15),
        ("freight_cars", "rate", 20, 30),
    }


def test_a_count_over_days_told_out_is_a_sum_and_over_a_month_a_sighting() -> None:
    days = When(day(0), day(9), Grain.INTERVAL)
    month = When(dt.date(2021, 3, 1), dt.date(2021, 3, 31), Grain.MONTH)
    known = day(60)
    summed, seen = counts(
        told(Kind.CROSSING, 60, value={"trucks": 816}, when=days, known=known),
        told(Kind.CROSSING, 60, value={"trucks": 3}, when=month, known=known),
    )
    assert (summed.form, seen.form) == (Form.TOTAL, Form.SEEN)


def test_so_many_in_two_hours_is_a_sighting_of_a_day() -> None:
    (found,) = counts(crossing(0, trucks=60, hours=2, per="day"))
    assert (found.form, found.low) == (Form.SEEN, 60)


def test_no_train_is_nothing_whatever_was_expected() -> None:
    (found,) = counts(crossing(0, trains=0, freight_cars=15))
    assert (found.form, found.high) == (Form.NONE, 0)


def test_tonnes_of_a_load_are_added() -> None:
    goods = [
        {"kind": "oil", "quantity": 250, "unit": "t"},
        {"kind": "rice", "quantity": 50, "unit": "tonnes"},
        {"kind": "hair", "quantity": 7, "unit": "usd"},
        {"kind": "flour", "quantity": "much", "unit": "t"},
    ]
    (found,) = counts(told(Kind.CARGO, 0, value={"goods": goods}))
    assert (found.unit, found.low) == ("tonnes", 300)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**30) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["kind", "quantity", "unit"]), inner),
    max_leaves=4,
)  # fmt: skip
keys = st.sampled_from(
    "trains freight_cars trucks trucks_max max qualifier per of hours laden time goods cars_min "
    "cars_max trains_per_day percent growth against flow".split()
)


@given(
    st.sampled_from(Kind),
    st.dictionaries(keys, json_values, max_size=5),
    st.none() | st.floats() | st.integers(-3, 10**30),
    st.none() | st.sampled_from(["trains/day", "trucks (1-2)", "(9-", "/", "", "USD", "t"]),
)
def test_whatever_a_claim_holds_is_counted_or_left_out(
    kind: Kind, value: dict[str, object], number: float | None, unit: str | None
) -> None:
    claim = told(kind, 0, value=value, unit=unit).replace(number=number)
    belief = believe([claim], SERVICE, known_by=day(3), first=day(-3))
    for count in counts(claim):
        assert 0 <= count.low <= count.high
    for series in volume([claim] * 2, belief).series:
        for cell in series.cells:
            assert cell.amount.low <= cell.amount.high
    slips([claim])


def test_relays_are_folded_even_where_an_open_end_reaches_to_each_telling() -> None:
    open_end = When(day(0), None, Grain.INTERVAL)
    claim = told(Kind.CROSSING, 5, value={"trucks": 100, "per": "day"}, when=open_end)
    relay = claim.replace(document="relay", known=day(12))
    (found,) = counts(relay, claim)
    assert (found.first, found.last) == (day(0), day(5))
    assert [c.document for c in found.claims] == [claim.document, "relay"]


def test_another_origin_is_another_count() -> None:
    assert len(counts(crossing(0, trains=1), crossing(0, trains=1).replace(origin="camera"))) == 2


def test_what_became_known_later_is_left_out() -> None:
    claim = crossing(5, trains=1)
    assert counts_of([claim], SERVICE, day(4)) == ()
    assert len(counts_of([claim], SERVICE, day(5))) == 1


def test_both_ways_is_either_way() -> None:
    (found,) = counts(crossing(0, trains=1).replace(direction="both"))
    assert found.direction == EITHER
