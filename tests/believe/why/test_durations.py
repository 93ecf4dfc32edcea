"""Which stop "the first in two years" counts from, and by how much it is off."""

import datetime as dt

import pytest

from believe.worlds import SERVICE, told
from yalu.believe import Belief, Counted, believe
from yalu.believe.why import durations, stops
from yalu.believe.why.durations import spans
from yalu.vocabulary import Claim, Grain, Kind, State, When

D = dt.date
STOPS = [(D(2020, 1, 30), D(2020, 4, 1)), (D(2020, 8, 20), D(2022, 1, 16))]
RETURN = told(Kind.CHANGE, 0, State.RUNNING, when=When.on(D(2022, 1, 16)), known=D(2022, 1, 17))


def said(day: dt.date, state: State, origin: str, kind: Kind = Kind.SERVICE) -> Claim:
    return told(kind, 0, state, when=When.on(day), known=day, origin=origin)


@pytest.fixture(scope="module")
def path() -> Belief:
    """Two stops, each seen to begin, to last and to end."""
    book = [said(D(2019, 12, 1), State.RUNNING, "eye"), said(D(2020, 1, 20), State.RUNNING, "eye")]
    for first, last in STOPS:
        book += [said(first, State.SUSPENDED, who, Kind.CHANGE) for who in ("wire", "ministry")]
        book += [
            said(first + dt.timedelta(n), State.SUSPENDED, "wire")
            for n in range(10, (last - first).days, 45)
        ]
        book += [said(last, State.RUNNING, who, Kind.CHANGE) for who in ("wire", "ministry")]
        book += [said(last + dt.timedelta(n), State.RUNNING, "eye") for n in (20, 60, 110)]
    return believe(book, SERVICE, known_by=D(2022, 6, 1))


def counted(first: dt.date, last: dt.date, words: str = "in two years") -> Counted:
    return Counted(RETURN, first, last, D(2022, 1, 16), words)


def test_the_stops_of_the_path_are_those_told(path: Belief) -> None:
    day = dt.timedelta(1)
    assert [(stop.first, stop.last + day) for stop in stops(path)] == STOPS


def test_two_years_count_from_the_earlier_stop(path: Belief) -> None:
    (found,) = durations(path, [counted(D(2020, 1, 16), D(2020, 7, 16))])
    assert found.agrees
    assert found.stop is not None
    assert found.stop.first == D(2020, 1, 30)
    assert found.began == D(2020, 1, 30)
    assert not found.last_stop
    assert found.probability > 0.9


def test_seventeen_months_count_from_the_last(path: Belief) -> None:
    (found,) = durations(path, [counted(D(2020, 8, 1), D(2020, 8, 31))])
    assert found.agrees
    assert found.last_stop
    assert found.stop is not None
    assert found.stop.first == D(2020, 8, 20)


@pytest.mark.parametrize(
    ("first", "last", "off"),
    [
        (D(2020, 10, 1), D(2020, 10, 31), -(D(2020, 10, 1) - D(2020, 8, 20)).days),
        (D(2020, 6, 1), D(2020, 6, 30), (D(2020, 8, 20) - D(2020, 6, 30)).days),
    ],
)
def test_a_length_that_fits_no_stop_is_off_by_so_many_days(
    path: Belief, first: dt.date, last: dt.date, off: int
) -> None:
    (found,) = durations(path, [counted(first, last)])
    assert not found.agrees
    assert found.off_days == off
    assert found.probability < 0.1


def test_before_any_stop_there_is_nothing_to_count_from(path: Belief) -> None:
    early = Counted(RETURN, D(2019, 12, 1), D(2019, 12, 31), D(2020, 1, 10), "after a month")
    (found,) = durations(path, [early])
    assert found.stop is None
    assert not found.agrees


def test_a_suspension_told_by_its_days_counts_from_their_first() -> None:
    when = When(D(2020, 8, 1), D(2022, 1, 16), Grain.INTERVAL, Grain.MONTH)
    claim = told(Kind.SERVICE, 0, State.SUSPENDED, when=when, known=D(2022, 1, 17))
    assert list(spans([claim])) == [Counted(claim, D(2020, 8, 1), D(2020, 8, 31), D(2022, 1, 16))]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.RUNNING},
        {"scope": "coal"},
        {"when": When(D(2022, 1, 10), D(2022, 1, 16), Grain.INTERVAL)},
        {"when": None},
    ],
)
def test_what_tells_of_no_long_stop_counts_from_nothing(fields: dict[str, object]) -> None:
    when = When(D(2020, 8, 1), D(2022, 1, 16), Grain.INTERVAL)
    claim = told(Kind.SERVICE, 0, State.SUSPENDED, when=when, known=D(2022, 1, 17))
    assert list(spans([claim.replace(**fields)])) == []
