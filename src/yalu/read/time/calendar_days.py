"""Days of dates and weekdays that leave out the year, the month or the week."""

import datetime as dt

from yalu.read.time.expr import Calendar, Date, Origin, Weekday
from yalu.read.time.sight import Sight
from yalu.read.time.windows import DAY, month_window, months_on, real_day, week_of, year_window
from yalu.vocabulary import When

_TIE = 30  # days around half a year within which the future tense decides
_AHEAD = 60  # days ahead beyond which a clause in the past means the year before


def window(value: Calendar, sight: Sight) -> When | None:
    """The window of a date, a month or a year."""
    year = value.year
    if year is None and value.years is not None:
        year = sight.anchor.year + value.years
    if value.month is None and value.day is None:
        return year_window(year, value.mod) if year else None
    if value.day is None:
        assert value.month is not None
        return month_window(year or _month_year(value, sight), value.month, value.mod)
    if value.month is None:
        day = _day_of_month(value, sight)
    elif year:
        day = real_day(year, value.month, value.day)
    else:
        day = _nearest(value, sight)
    return When.on(day) if day else None


def _month_year(value: Calendar, sight: Sight) -> int:
    """The year of a bare month: the past one, unless the clause looks ahead."""
    now, month = sight.anchor, value.month
    assert month is not None
    if value.side == -1:
        return now.year - (month >= now.month)
    if value.side == 1:
        return now.year + (month <= now.month)
    if sight.future and sight.past:
        ahead = (month - now.month) % 12
        return now.year + (month < now.month) if ahead < 6 else now.year - (month > now.month)
    if sight.future:
        start = month_window(now.year, month, value.mod).latest
        return now.year + (start is not None and start < now and month != now.month)
    return now.year - (month > now.month)


def _nearest(value: Calendar, sight: Sight) -> dt.date | None:
    """The nearest such day, unless the tense says otherwise."""
    assert value.month is not None and value.day is not None
    now = sight.anchor
    # Years farther away matter for a 29 February alone.
    reach = 4 if (value.month, value.day) == (2, 29) else 2
    years = range(now.year - reach, now.year + reach + 1)
    days = [day for year in years if (day := real_day(year, value.month, value.day))]
    if not days:
        return None
    best = min(days, key=lambda day: abs((day - now).days))
    away = (best - now).days
    if value.weekday is not None and best.weekday() != value.weekday and abs(away) > 90:
        fits = [
            day for day in days if day.weekday() == value.weekday and abs((day - now).days) < 367
        ]
        best = min(fits, key=lambda day: abs((day - now).days), default=best)
    elif sight.past and not sight.future and away > _AHEAD:
        best = max((day for day in days if day <= now), default=best)
    elif sight.future and not sight.past and away < _TIE - 182:
        best = next((day for day in days if day >= now), best)
    return best


def _day_of_month(value: Calendar, sight: Sight) -> dt.date | None:
    """ "the 25th": the latest one, the next one after a future cue, or near the focus."""
    assert value.day is not None
    if value.months is not None:
        there = months_on(sight.anchor.replace(day=1), value.months)
        return real_day(there.year, there.month, value.day)
    if sight.focus != sight.anchor and not sight.future:
        return _around(value.day, sight.focus, limit=sight.anchor)
    days = _candidates(value.day, sight.anchor)
    if sight.future and sight.past:
        return min(days, key=lambda day: abs((day - sight.anchor).days), default=None)
    if sight.future:
        return next((day for day in days if day >= sight.anchor), None)
    return next((day for day in reversed(days) if day <= sight.anchor), None)


def _candidates(day: int, near: dt.date) -> list[dt.date]:
    months = [months_on(near.replace(day=1), count) for count in range(-2, 3)]
    found = (real_day(month.year, month.month, day) for month in months)
    return [each for each in found if each]


def _around(day: int, focus: dt.date, limit: dt.date) -> dt.date | None:
    days = [each for each in _candidates(day, focus) if each <= limit or focus > limit]
    return min(
        days,
        key=lambda each: (each.month != focus.month, abs((each - focus).days)),
        default=None,
    )


def weekday(value: Weekday, sight: Sight) -> dt.date:
    """The day of a weekday: the latest one incl. today, the next one after a future cue.

    "last Wednesday" is that of last week, never yesterday.
    """
    now = sight.anchor
    if value.origin is Origin.FOCUS and (value.week or sight.focus != now):
        return _focus_weekday(value, sight.focus)
    if value.week is not None and value.origin is Origin.ANCHOR:
        day = week_of(now)[0] + DAY * (7 * value.week + value.weekday)
        if value.week == -1 and day == now - DAY:
            day -= DAY * 7
        if value.week == 0 and day < now and sight.future and not sight.past:
            day += DAY * 7
        return day
    ahead = (value.weekday - now.weekday()) % 7
    if sight.future and (not sight.past or ahead < 4):
        return now + DAY * ahead
    return now - DAY * ((now.weekday() - value.weekday) % 7)


def _focus_weekday(value: Weekday, focus: dt.date) -> dt.date:
    if value.week == -1:
        return focus - DAY * ((focus.weekday() - value.weekday) % 7 or 7)
    if value.week == 1:
        return focus + DAY * ((value.weekday - focus.weekday()) % 7 or 7)
    return focus + DAY * ((value.weekday - focus.weekday() + 3) % 7 - 3)


def not_before(first: When, last: When, value: Date) -> When | None:
    """The end of a stretch, moved on by a year or a month where it left that out."""
    if first.earliest is None or last.latest is None or last.latest >= first.earliest:
        return last
    if not isinstance(value, Calendar) or value.year or value.years is not None:
        return last
    if value.month is None and value.day is not None:
        day = next((d for d in _candidates(value.day, first.earliest) if d >= first.earliest), None)
        return When.on(day) if day else None
    assert value.month is not None
    year = first.earliest.year + (value.month < first.earliest.month)
    if value.day is None:
        return month_window(year, value.month, value.mod)
    day = real_day(year, value.month, value.day)
    return When.on(day) if day else None
