"""When something is open, minute by minute: one truth value for every minute of the horizon."""

import datetime as dt
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.schema import Calendar

DAY = 1440
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hours:
    """The minutes at which something is open, from 0 up to a horizon; after it all is shut."""

    def __init__(self, mask: NDArray[np.bool_]) -> None:
        self.mask = mask
        self.minutes = np.flatnonzero(mask)
        """The open minutes, rising."""

    def __call__(self, minute: int) -> bool:
        return minute < len(self.mask) and bool(self.mask[minute])

    def next(self, minute: int) -> int | None:
        """The first open minute from `minute` on."""
        place = int(np.searchsorted(self.minutes, minute))
        return int(self.minutes[place]) if place < len(self.minutes) else None

    def fitting(self, minute: int, work: int) -> int | None:
        """The first open minute from `minute` on that begins `work` open minutes without a break."""
        found = self.next(minute)
        while found is not None and (shuts := self.shuts(found)) - found < work:
            found = self.next(shuts)
        return found

    def shuts(self, minute: int) -> int:
        """The first shut minute from `minute` on."""
        shut = np.flatnonzero(~self.mask[minute:])
        return minute + int(shut[0]) if len(shut) else len(self.mask)

    def worked(self, minute: int, work: int) -> int | None:
        """When `work` open minutes have passed that began at `minute`."""
        if work == 0:
            return minute
        place = int(np.searchsorted(self.minutes, minute)) + work - 1
        return int(self.minutes[place]) + 1 if place < len(self.minutes) else None

    def opens(self) -> list[int]:
        """The minutes at which it opens, minute 0 too if it is open then."""
        return np.flatnonzero(self.mask & ~np.roll(self.mask, 1) | self._first()).tolist()

    def _first(self) -> NDArray[np.bool_]:
        first = np.zeros(len(self.mask), bool)
        first[0] = self.mask[0]
        return first


def hours(calendar: Calendar, start: dt.date, days: int) -> Hours:
    """The hours of a calendar; a window over midnight belongs to the day on which it begins."""
    mask = np.zeros((days + 2) * DAY, bool)
    for day in range(days + 1):
        date = start + dt.timedelta(day - 1)
        if calendar.weekdays and NAMES[date.weekday()] not in calendar.weekdays:
            continue
        for first, last in calendar.windows or [(0, DAY)]:
            mask[day * DAY + first : day * DAY + (last if last > first else last + DAY)] = True
    mask = mask[DAY : DAY * (days + 1)]
    for day in range(days):
        date = start + dt.timedelta(day)
        if any(c.since <= date and (c.until is None or date < c.until) for c in calendar.shut):
            mask[day * DAY : (day + 1) * DAY] = False
    return Hours(mask)


def together(several: Iterable[Hours]) -> Hours:
    """When all of them are open."""
    return Hours(np.logical_and.reduce([each.mask for each in several]))
