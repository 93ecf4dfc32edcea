"""Calendars: what is open when, as sorted intervals of minutes, before any closure is drawn."""

import datetime as dt
from collections.abc import Iterable, Sequence

from yalu.simulate.schema import Calendar
from yalu.simulate.spread import DAY

Interval = tuple[int, int]
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def intervals(calendar: Calendar, start: dt.date, days: int) -> list[Interval]:
    """The open intervals [from, until) of `calendar` in minutes from `start`, joined where they meet.

    A window over midnight belongs to the weekday on which it begins.
    """
    found: list[Interval] = []
    for day in range(-1, days):
        if calendar.weekdays and _WEEKDAYS[(start + dt.timedelta(day)).weekday()] not in (
            calendar.weekdays
        ):
            continue
        for first, last in calendar.windows or [(0, DAY)]:
            until = last if last > first else last + DAY
            found.append((day * DAY + first, day * DAY + until))
    opened = clipped(joined(found), days * DAY)
    for closure in calendar.shut:
        first = (closure.since - start).days * DAY
        last = (closure.until - start).days * DAY if closure.until else days * DAY
        opened = without(opened, (first, last))
    return opened


def joined(parts: Iterable[Interval]) -> list[Interval]:
    """The union of `parts`, sorted."""
    result: list[Interval] = []
    for first, last in sorted(parts):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def clipped(parts: Iterable[Interval], horizon: int) -> list[Interval]:
    """`parts` between 0 and `horizon`."""
    return [(max(a, 0), min(b, horizon)) for a, b in parts if b > 0 and a < horizon]


def without(parts: Iterable[Interval], hole: Interval) -> list[Interval]:
    """`parts` less `hole`."""
    result = []
    for first, last in parts:
        if first < min(last, hole[0]):
            result.append((first, min(last, hole[0])))
        if max(first, hole[1]) < last:
            result.append((max(first, hole[1]), last))
    return result


def common(several: Sequence[Sequence[Interval]]) -> list[Interval]:
    """When all of `several` are open."""
    result = list(several[0])
    for other in several[1:]:
        merged, i, j = [], 0, 0
        while i < len(result) and j < len(other):
            first, last = max(result[i][0], other[j][0]), min(result[i][1], other[j][1])
            if first < last:
                merged.append((first, last))
            if result[i][1] < other[j][1]:
                i += 1
            else:
                j += 1
        result = merged
    return result
