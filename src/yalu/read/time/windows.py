"""Windows of the calendar: months, thirds, weeks, seasons, and steps from day to day."""

import calendar
import datetime as dt

from yalu.read.time.expr import Mod, Unit
from yalu.vocabulary import Grain, When

DAY = dt.timedelta(1)


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where no calendar has it."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day some months on; a day that month lacks becomes its last."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9998:
        return day
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def step(day: dt.date, count: int, unit: Unit) -> dt.date:
    """The day `count` units away. Quarters, halves and seasons are months."""
    if unit is Unit.DAY:
        return day + DAY * count
    if unit is Unit.WEEK:
        return day + DAY * 7 * count
    length = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12}
    return months_on(day, count * length[unit])


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday to Sunday."""
    monday = day - DAY * day.weekday()
    return monday, monday + DAY * 6


def month_window(year: int, month: int, mod: Mod | None = None) -> When:
    """A month, or a third of it: 1-10, 11-20, 21 to the end."""
    last = month_end(year, month)
    if mod is None:
        return When(dt.date(year, month, 1), last, Grain.MONTH)
    first_day, last_day = {Mod.EARLY: (1, 10), Mod.MID: (11, 20)}.get(mod, (21, last.day))
    return When(
        dt.date(year, month, first_day), dt.date(year, month, last_day), Grain.WEEK, about=True
    )


def year_window(year: int, mod: Mod | None = None) -> When:
    """A year, a third of it, its last two months, or the days around its beginning."""
    if mod is None:
        return When(dt.date(year, 1, 1), dt.date(year, 12, 31), Grain.YEAR)
    if mod is Mod.TURN:
        return When(dt.date(year - 1, 12, 22), dt.date(year, 1, 10), Grain.MONTH, about=True)
    thirds = {Mod.EARLY: (1, 4), Mod.MID: (5, 8), Mod.LATE: (9, 12), Mod.END: (11, 12)}
    return months_window(year, *thirds[mod], about=True)


def months_window(year: int, first: int, last: int, about: bool = False) -> When:
    """From one month of a year to another; months over 12 run into the next year."""
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    start_year, start = year + (first - 1) // 12, (first - 1) % 12 + 1
    return When(
        dt.date(start_year, start, 1),
        month_end(end_year, end),
        Grain.INTERVAL,
        Grain.MONTH,
        Grain.MONTH,
        about,
    )


def week_window(day: dt.date, mod: Mod | None = None) -> When:
    """The calendar week of a day, or its beginning, middle or end."""
    first, last = week_of(day)
    if mod is None:
        return When(first, last, Grain.WEEK)
    low, high = {Mod.EARLY: (0, 2), Mod.MID: (1, 3), Mod.LATE: (3, 6)}.get(mod, (4, 6))
    return When(first + DAY * low, first + DAY * high, Grain.INTERVAL, about=True)


def around(day: dt.date, unit: Unit) -> When:
    """The window of a day known to a week, a month or a year."""
    reach, grain = {
        Unit.WEEK: (3, Grain.WEEK),
        Unit.MONTH: (15, Grain.MONTH),
    }.get(unit, (182, Grain.YEAR))
    return When(day - DAY * reach, day + DAY * reach, grain)
