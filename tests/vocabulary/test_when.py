"""When, its EDTF string and its JSON object; days that no calendar has."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.vocabulary import DateError, Grain, When, day, partial_day

# EDTF level 1 writes a year in four digits.
days = st.dates(min_value=dt.date(1000, 1, 1))
grains = st.sampled_from(Grain)


@st.composite
def windows(draw: st.DrawFn) -> When:
    """Any window: open, one day, a whole month or year, or an interval; sharp or approximate."""
    first, last = sorted((draw(days), draw(days)))
    about = draw(st.booleans())
    whole = draw(st.sampled_from(["day", "month", "year", "interval", "since", "until", "open"]))
    match whole:
        case "day":
            return When(first, first, Grain.DAY, about=about)
        case "month" | "year":
            ends = partial_day(f"{first:%Y-%m}" if whole == "month" else f"{first:%Y}")
            return When(*ends, Grain(whole), about=about)
        case "interval":
            return When(first, last, Grain.INTERVAL, about=about)
        case "since":
            return When(first, None, Grain.INTERVAL, about=about)
        case "until":
            return When(None, last, Grain.INTERVAL, about=about)
    return When()


@given(windows())
def test_edtf_gives_the_window_back(when: When) -> None:
    again = When.from_edtf(when.edtf())
    assert (again.earliest, again.latest, again.about) == (when.earliest, when.latest, when.about)


@given(windows(), st.none() | grains, st.none() | grains)
def test_json_gives_everything_back(
    when: When, earliest_grain: Grain | None, latest_grain: Grain | None
) -> None:
    exact = When(
        when.earliest, when.latest, when.grain, earliest_grain, latest_grain, when.about, "then"
    )
    assert When.from_json(exact.to_json()) == exact


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        (When.on(dt.date(2022, 9, 26)), "2022-09-26"),
        (When(dt.date(2022, 9, 1), dt.date(2022, 9, 30), Grain.MONTH), "2022-09"),
        (When(dt.date(2024, 2, 1), dt.date(2024, 2, 29), Grain.MONTH), "2024-02"),
        (When(dt.date(2022, 1, 1), dt.date(2022, 12, 31), Grain.YEAR), "2022"),
        (When(dt.date(2022, 5, 1), dt.date(2022, 5, 31), Grain.MONTH, about=True), "2022-05~"),
        (
            When(dt.date(2020, 1, 30), dt.date(2022, 1, 16), Grain.INTERVAL),
            "2020-01-30/2022-01-16",
        ),
        (When(dt.date(2020, 1, 30), None, Grain.INTERVAL), "2020-01-30/.."),
        (When(None, dt.date(2022, 1, 16), Grain.INTERVAL), "../2022-01-16"),
        (When(), ""),
    ],
)
def test_edtf_is_written_as_the_standard_writes_it(when: When, edtf: str) -> None:
    assert when.edtf() == edtf
    assert When.from_edtf(edtf) == when or not edtf


def test_the_ends_of_an_interval_may_be_whole_months() -> None:
    when = When.from_edtf("2020-01/2022-01-16")
    assert (when.earliest, when.latest) == (dt.date(2020, 1, 1), dt.date(2022, 1, 16))
    assert when.grain is Grain.INTERVAL


@given(windows(), st.integers(-3000, 3000))
def test_a_window_shifted_there_and_back_is_the_same(when: When, days_later: int) -> None:
    try:
        there = when.shifted(days_later)
    except OverflowError:
        return
    assert there.shifted(-days_later) == when


def test_a_window_cannot_end_before_it_begins() -> None:
    with pytest.raises(DateError, match="ends before it begins"):
        When(dt.date(2022, 9, 27), dt.date(2022, 9, 26))


@given(days)
def test_a_day_is_read_as_it_is_written(date: dt.date) -> None:
    assert day(date.isoformat()) == date
    assert partial_day(date.isoformat()) == (date, date)


@given(days)
def test_a_month_and_a_year_run_from_their_first_day_to_their_last(date: dt.date) -> None:
    for text in (f"{date:%Y-%m}", f"{date:%Y}"):
        first, last = partial_day(text)
        assert first <= date <= last
        before, after = first.toordinal() - 1, last.toordinal() + 1
        for outside in (before, after):
            if 1 <= outside <= dt.date.max.toordinal():
                assert not dt.date.fromordinal(outside).isoformat().startswith(text)


@pytest.mark.parametrize("read", [day, partial_day, When.from_edtf])
@pytest.mark.parametrize(
    "text", ["2022-02-30", "2023-02-29", "2022-13-01", "2022-00-10", "0000-01-01", "yesterday"]
)
def test_a_day_that_no_calendar_has_is_refused_in_one_line(
    read: Callable[[str], object], text: str
) -> None:
    with pytest.raises(DateError) as error:
        read(text)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("text", ["2022-13", "2022-00", "0000", "22", "2022-9", "2022-09-26-01"])
def test_a_partial_date_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        partial_day(text)


@given(st.text(max_size=20))
def test_any_other_text_is_a_date_or_a_date_error(text: str) -> None:
    for read in (day, partial_day, When.from_edtf):
        try:
            read(text)
        except DateError as error:
            assert len(str(error).splitlines()) == 1


def test_a_qualifier_of_any_kind_reads_as_about() -> None:
    found = {"earliest": "2022-05-01", "latest": "2022-05-31", "grain": "month", "qualifier": "~"}
    assert When.from_json(found).about


def test_a_grain_that_is_no_grain_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        When.from_json({"earliest": None, "latest": None, "grain": "fortnight"})
