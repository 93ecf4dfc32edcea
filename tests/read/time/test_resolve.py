"""Anchors, focus, tense, and the other end of a length."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.read.time import Anchor, Kind, Part, Role, back_from, find, forward_from, resolve
from yalu.vocabulary import Grain, When

TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
RELATIVE = [row[0] for name in ("relative", "weekdays") for row in TABLE[name]]
EVERY = [row[0] for name, rows in TABLE.items() if name != "negative" for row in rows]
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))
WEEK = dt.timedelta(7)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def only(text: str):
    (expr,) = find(text)
    return expr


def test_without_an_anchor_a_relative_date_stays_symbolic():
    when = resolve(only("closed yesterday"), None)
    assert when == When(symbolic="P-1D")
    assert resolve(only("closed on Monday"), None) == When(symbolic="XXXX-WXX-1")
    assert resolve(only("closed on January 17"), None) == When(symbolic="XXXX-01-17")
    assert resolve(only("closed since the 25th"), None) == When(symbolic="XXXX-XX-25")
    assert resolve(only("closed last week"), None) == When(symbolic="P-1W")


def test_without_an_anchor_a_full_date_resolves():
    assert resolve(only("on January 17, 2022"), None) == When.on(day("2022-01-17"))
    assert resolve(only("in 2021"), None).grain is Grain.YEAR


def test_an_anchor_known_to_a_window_gives_all_that_is_possible():
    june = Anchor(day("2022-06-01"), day("2022-06-30"))
    when = resolve(only("closed yesterday"), june)
    assert (when.earliest, when.latest) == (day("2022-05-31"), day("2022-06-29"))
    assert when.about
    assert resolve(only("closed last month"), june).edtf() == "2022-05"


def test_the_day_before_counts_from_the_day_last_spoken_of():
    expr = only("The day before, a driver had fallen ill.")
    assert resolve(expr, day("2022-01-20")) == When.on(day("2022-01-19"))
    found = resolve(expr, day("2022-01-20"), focus=day("2022-01-16"))
    assert found == When.on(day("2022-01-15"))


def test_a_day_of_the_month_stays_near_the_focus():
    expr = only("It came back on the 17th.")
    assert resolve(expr, day("2022-02-25"), focus=day("2022-01-16")) == When.on(day("2022-01-17"))
    assert resolve(expr, day("2022-02-25"), future=True) == When.on(day("2022-03-17"))


def test_a_missing_year_is_the_nearest_and_the_tense_breaks_ties():
    expr = only("on January 17")
    assert resolve(expr, day("2022-02-20")).earliest == day("2022-01-17")
    assert resolve(expr, day("2021-12-20")).earliest == day("2022-01-17")
    assert resolve(expr, day("2022-07-10"), future=True).earliest == day("2023-01-17")
    assert resolve(expr, day("2022-07-25"), past=True).earliest == day("2022-01-17")


def test_a_bare_month_ahead_needs_a_cue_of_the_future():
    expr = only("in November")
    assert resolve(expr, day("2025-10-28")).edtf() == "2024-11"
    assert resolve(expr, day("2025-10-28"), future=True).edtf() == "2025-11"


def test_last_wednesday_is_never_yesterday():
    for offset in range(7):
        anchor = day("2023-09-11") + dt.timedelta(offset)
        found = resolve(only("since last Wednesday"), anchor).earliest
        assert found.weekday() == 2
        assert 2 <= (anchor - found).days <= 13


def test_the_role_and_its_preposition_stand_apart_from_the_words():
    text = "Trains have been held since mid-May."
    expr = only(text)
    assert expr.role is Role.SINCE
    assert text[expr.role_start : expr.start] == "since "
    assert text[expr.start : expr.end] == "mid-May"
    assert expr.mod == "mid"


def test_an_hour_keeps_its_zone_and_joins_its_day():
    expr = only("At 08:00 Moscow time (05:00 GMT) on Tuesday it left.")
    assert expr.clock.iso() == "08:00"
    assert expr.clock.zone == "Moscow"
    assert expr.kind is Kind.DATE


def test_an_opening_time_has_two_ends():
    expr = only("open from 8 a.m. to 5 p.m.")
    assert (expr.clock.iso(), expr.clock.until) == ("08:00", (17, 0))


def test_a_part_of_the_day_is_kept():
    assert only("since Sunday evening").part is Part.EVENING
    assert only("the night of September 25").part is Part.NIGHT


def test_known_and_implied_fields_are_told():
    expr = only("on January 17")
    assert expr.known == ("month", "day")
    assert expr.implied == ("year",)
    assert only("on January 17, 2022").implied == ()


@pytest.mark.parametrize(
    "text", ["on 30 February", "on February 30, 2022", "for ten days", "at 9 am"]
)
def test_what_is_no_day_resolves_to_nothing(text):
    assert resolve(only(text), day("2022-03-05")) is None


@pytest.mark.parametrize(
    ("text", "end", "first", "last"),
    [
        ("after ten days", "2024-01-23", "2024-01-13", "2024-01-13"),
        ("for the eighth day", "2025-02-28", "2025-02-21", "2025-02-21"),
        ("in its 22nd day", "2025-03-14", "2025-02-21", "2025-02-21"),
        ("Twenty-seven days of closure", "2025-03-19", "2025-02-20", "2025-02-20"),
        ("a four-day closure", "2024-05-20", "2024-05-16", "2024-05-16"),
        ("for nearly two years", "2022-01-16", "2020-01-16", "2020-07-16"),
        ("a five-month hiatus", "2022-09-26", "2022-04-11", "2022-05-11"),
        ("after three to five days", "2022-09-26", "2022-09-21", "2022-09-23"),
    ],
)
def test_the_beginning_of_what_lasted_so_long(text, end, first, last):
    when = back_from(only(text), day(end))
    assert abs((when.earliest - day(first)).days) <= 1
    assert abs((when.latest - day(last)).days) <= 1
    assert when.about


def test_the_end_of_what_will_last_so_long():
    when = forward_from(only("for ten days"), day("2024-01-13"))
    assert when.earliest == day("2024-01-23")


def test_a_date_has_no_other_end():
    assert back_from(only("on Monday"), day("2024-01-13")) is None
    assert back_from(only("for two hours"), day("2024-01-13")) is None


def test_an_event_keeps_the_side_it_counts_from():
    assert only("two days after the ban").value.offset == 1
    assert only("the day before the ban").value.offset == -1


def test_a_change_keeps_the_length_before_it():
    expr = only("Quarantine was cut from seven to 20 days to three or four days.")
    assert expr.role is Role.CHANGE
    assert expr.value.was == (7, 20)


@given(
    text=st.sampled_from([text for text in RELATIVE if not any(c.isdigit() for c in text)]),
    anchor=DAYS,
    weeks=st.integers(-40, 40),
    future=st.booleans(),
    past=st.booleans(),
)
def test_relative_days_move_with_the_day_of_publication(text, anchor, weeks, future, past):
    for expr in find(text):
        if expr.value.__class__.__name__ not in ("Weekday", "Shift"):
            continue
        if getattr(expr.value, "unit", "D") not in ("D", "W"):
            continue
        here = resolve(expr, anchor, future=future, past=past)
        there = resolve(expr, anchor + weeks * WEEK, future=future, past=past)
        if here is not None:
            assert there == here.shifted(7 * weeks)


@given(text=st.sampled_from(EVERY), anchor=DAYS, future=st.booleans(), past=st.booleans())
def test_a_window_never_ends_before_it_begins(text, anchor, future, past):
    for expr in find(text):
        when = resolve(expr, anchor, future=future, past=past)
        if when is not None:
            assert when.earliest <= when.latest


@given(
    text=st.text(alphabet="0123456789 .,:-/()[]'\"abmpthndJanMyFriday\n", max_size=60), anchor=DAYS
)
def test_nothing_breaks_on_scraps(text, anchor):
    for expr in find(text):
        assert text[expr.start : expr.end]
        resolve(expr, anchor)
        resolve(expr, None)
        back_from(expr, anchor)


@pytest.mark.parametrize("text", EVERY[::7])
def test_curly_quotes_and_long_dashes_change_nothing(text):
    from yalu.read.view import view

    curly = text.replace("'", "\u2019").replace("-", "\u2013").replace(" ", "\u00a0")
    assert find(view(curly)) == find(view(text))


@pytest.mark.parametrize("text", EVERY[::5])
def test_offsets_hold_inside_a_longer_text(text):
    pad = "Nothing here. "
    moved = find(pad + text + " Nothing there.", len(pad), len(pad) + len(text))
    assert [(e.start - len(pad), e.end - len(pad), e.value) for e in moved] == [
        (e.start, e.end, e.value) for e in find(text)
    ]
