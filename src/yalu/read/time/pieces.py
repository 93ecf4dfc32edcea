"""Windows of calendar units and of pieces of longer periods."""

import datetime as dt
from collections.abc import Callable

from yalu.read.time.expr import Calendar, Mod, Origin, Period, Piece, Unit, Weekday
from yalu.read.time.sight import Sight
from yalu.read.time.windows import (
    DAY,
    month_window,
    months_on,
    months_window,
    step,
    week_of,
    week_window,
    year_window,
)
from yalu.vocabulary import Grain, When

Resolver = Callable[[Calendar | Period | Weekday, Sight], When | None]


def period(value: Period, sight: Sight) -> When:
    """Last week, this month, the previous year, this weekend."""
    base = sight.anchor if value.origin is Origin.ANCHOR else sight.focus
    if value.unit is Unit.WEEKEND:
        saturday = week_of(base)[0] + DAY * (5 + 7 * value.offset)
        if value.offset == 0 and sight.past and not sight.future and saturday > base:
            saturday -= DAY * 7
        return When(saturday, saturday + DAY, Grain.INTERVAL)
    if value.unit is Unit.WEEK:
        return week_window(base + DAY * 7 * value.offset, value.mod)
    if value.unit is Unit.YEAR:
        if value.mod is Mod.TURN:
            return year_window(base.year + (base.month > 6), value.mod)
        return year_window(base.year + value.offset, value.mod)
    if value.unit is Unit.QUARTER:
        there = months_on(base.replace(day=1), 3 * value.offset)
        first = (there.month - 1) // 3 * 3 + 1
        return months_window(there.year, first, first + 2)
    there = step(base.replace(day=1), value.offset, value.unit)
    return month_window(there.year, there.month, value.mod)


def piece(value: Piece, sight: Sight, resolver: Resolver) -> When | None:
    """The second week of March, the first quarter of 2023, the week of 5 June, spring."""
    if value.unit is Unit.SEASON:
        return _season(value, sight)
    if value.unit is Unit.WEEKEND and value.of is None:
        return _nearest_weekend(sight)
    if value.unit in (Unit.QUARTER, Unit.HALF) and not _is_month(value.of):
        return _part_of_year(value, sight)
    if value.of is None:
        return None
    whole = resolver(value.of, sight)
    if whole is None or whole.earliest is None or whole.latest is None:
        return None
    return _within(value, whole.earliest, whole.latest)


def _is_month(whole: object) -> bool:
    if isinstance(whole, Calendar):
        return whole.month is not None
    return isinstance(whole, Period) and whole.unit is Unit.MONTH


def _within(value: Piece, first: dt.date, last: dt.date) -> When | None:
    """A piece of the days from `first` to `last`."""
    if value.index == 0:
        if value.unit is Unit.WEEKEND:
            saturday = week_of(first)[0] + DAY * 5
            return When(saturday, saturday + DAY, Grain.INTERVAL)
        return week_window(first)
    if value.unit is Unit.HALF:
        middle = first + DAY * 14
        begin, end = (first, middle) if value.index == 1 else (middle + DAY, last)
        return When(begin, end, Grain.INTERVAL, about=True)
    if value.unit is Unit.WEEKEND:
        saturdays = [
            d for d in (first + DAY * n for n in range(31)) if d.weekday() == 5 and d <= last
        ]
        try:
            saturday = saturdays[value.index - (value.index > 0)]
        except IndexError:
            return None
        return When(saturday, saturday + DAY, Grain.INTERVAL)
    if value.index > 0:
        begin = step(first, value.index - 1, value.unit)
        end = step(begin, value.count, value.unit) - DAY
    else:
        end = last
        begin = step(last + DAY, -value.count, value.unit)
    if begin > last or end < first:
        return None
    grain = Grain.INTERVAL
    if value.count == 1:
        grain = {Unit.DAY: Grain.DAY, Unit.WEEK: Grain.WEEK, Unit.MONTH: Grain.MONTH}[value.unit]
    return When(begin, min(end, last), grain)


def _part_of_year(value: Piece, sight: Sight) -> When | None:
    length = 3 if value.unit is Unit.QUARTER else 6
    parts = 12 // length
    index = parts if value.index == -1 else value.index
    if not 1 <= index <= parts:
        return None
    first = (index - 1) * length + 1
    if isinstance(value.of, Calendar) and value.of.year:
        year = value.of.year
    elif isinstance(value.of, Period):
        base = sight.anchor if value.of.origin is Origin.ANCHOR else sight.focus
        year = base.year + value.of.offset
    else:
        year = sight.anchor.year
        if sight.future and not sight.past:
            year += sight.anchor.month > first + length - 1
        else:
            year -= sight.anchor.month < first
    return months_window(year, first, first + length - 1)


def _season(value: Piece, sight: Sight) -> When:
    """Meteorological seasons; a winter is named after the year in which it begins."""
    first = 12 if value.index == 0 else 3 * value.index
    if isinstance(value.of, Calendar) and value.of.year:
        year = value.of.year
    elif isinstance(value.of, Period) and value.of.unit is Unit.YEAR:
        year = sight.anchor.year + value.of.offset
    else:
        year = _season_year(value, first, sight)
    if value.mod:
        month = first + {Mod.EARLY: 0, Mod.MID: 1}.get(value.mod, 2)
        return months_window(year, month, month, about=True)
    return months_window(year, first, first + 2, about=True)


def _season_year(value: Piece, first: int, sight: Sight) -> int:
    """The year of a season without one: of the current, the last or the next."""
    now = sight.anchor
    offset = value.of.offset if isinstance(value.of, Period) else None
    years = range(now.year - 2, now.year + 3)
    spans = [(year, months_window(year, first, first + 2)) for year in years]
    past = [year for year, when in spans if when.latest and when.latest < now]
    begun = [year for year, when in spans if when.earliest and when.earliest <= now]
    if offset == -1:
        return past[-1]
    if offset == 1:
        return begun[-1] + 1
    if offset == 0 or (sight.future and not sight.past):
        return (
            past[-1] + 1 if not (offset == 0 and sight.past and begun[-1] == past[-1]) else past[-1]
        )
    return begun[-1]


def _nearest_weekend(sight: Sight) -> When:
    """The weekend: the latest one, the coming one after a future cue."""
    now = sight.anchor
    saturday = week_of(now)[0] + DAY * 5
    if saturday > now and not (sight.future and not sight.past):
        saturday -= DAY * 7
    return When(saturday, saturday + DAY, Grain.INTERVAL)
