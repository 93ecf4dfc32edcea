"""What consignments wait for: units of a resource, permits, a batch that forms."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import simpy
from numpy.typing import NDArray

from twin.hours import DAY, Hours

LAST = 2
"""Urgency of what has a time of its own: after all that follows at once from what was before."""


class Clock(simpy.Environment):
    """SimPy's clock in whole minutes, on which a minute's consequences come before its next event."""

    def after(self, minutes: int) -> simpy.Event:
        """Happens in so many minutes; those of one minute in the order in which they were asked."""
        event = simpy.Event(self)
        event._ok, event._value = True, None
        self.schedule(event, priority=LAST, delay=minutes)
        return event

    def never(self) -> simpy.Event:
        """Does not happen."""
        return simpy.Event(self)


class Level:
    """How much of something there is, summed over the minutes of every day."""

    def __init__(self, env: Clock, days: int) -> None:
        self.env = env
        self.by_day: NDArray[np.int64] = np.zeros(days, np.int64)
        self.value = 0
        self._since = 0

    def change(self, by: int) -> None:
        self.settle(int(self.env.now))
        self.value += by

    def settle(self, now: int) -> None:
        """Sum up to `now`."""
        while self._since < now:
            day = self._since // DAY
            until = min(now, (day + 1) * DAY)
            self.by_day[day] += self.value * (until - self._since)
            self._since = until


@dataclass(slots=True)
class Waiting:
    """One that stands in a line: how many units it wants, and whether it may take them now."""

    rank: int
    order: int
    amount: int
    may: Callable[[], bool]
    go: simpy.Event


class Line:
    """The units of a resource and who waits for them: by class, then in order of coming."""

    def __init__(self, env: Clock, days: int, capacity: int, hours: Hours | None = None) -> None:
        self.env = env
        self.capacity = capacity
        self.hours = hours
        self.busy = Level(env, days)
        self.waiting = Level(env, days)
        self.offered: NDArray[np.int64] = np.zeros(days, np.int64)
        """Unit-minutes of capacity within the shift, by day."""
        self.line: list[Waiting] = []
        self._came = 0

    def day(self, capacity: int) -> None:
        """A day begins with this capacity."""
        self.capacity = capacity
        day = int(self.env.now) // DAY
        mask = np.ones(DAY) if self.hours is None else self.hours.mask[day * DAY :][:DAY]
        self.offered[day] = capacity * int(mask.sum())

    def shifts(self) -> Iterator[simpy.Event]:
        """At the beginning of every shift the line goes on."""
        for minute in self.hours.opens() if self.hours else []:
            yield self.env.after(minute - int(self.env.now))
            self.serve()

    def take(
        self, rank: int, amount: int, may: Callable[[], bool] = lambda: True
    ) -> simpy.Event | None:
        """None if the units are taken at once, else the event of having them."""
        one = Waiting(rank, self._came, amount, may, self.env.event())
        self._came += 1
        self.line.append(one)
        self.line.sort(key=lambda other: (other.rank, other.order))
        self.waiting.change(+1)
        if self.line[0] is one and self._can(one):
            self._seat(one)
            return None
        return one.go

    def could(self, rank: int, amount: int, may: Callable[[], bool]) -> bool:
        """Whether somebody of this class who came now would have them at once."""
        ahead = any(other.rank <= rank for other in self.line)
        return not ahead and self._can(Waiting(rank, self._came, amount, may, self.env.event()))

    def give(self, amount: int) -> None:
        """Take units back, and let those go on for whom there are some."""
        self.busy.change(-amount)
        self.serve()

    def serve(self) -> None:
        """Let the line go on until its head does not fit."""
        while self.line and self._can(head := self.line[0]):
            self._seat(head)
            head.go.succeed()

    def _can(self, one: Waiting) -> bool:
        in_shift = self.hours is None or self.hours(int(self.env.now))
        return in_shift and self.busy.value + one.amount <= self.capacity and one.may()

    def _seat(self, one: Waiting) -> None:
        self.line.remove(one)
        self.waiting.change(-1)
        self.busy.change(one.amount)


@dataclass(slots=True)
class Issue:
    """Permits of one day that nobody has taken, and the minute at which they lapse."""

    left: int
    lapses: float


class Permits:
    """Permits that are issued and lapse at midnight, and who waits for one."""

    def __init__(self, env: Clock, days: int, stock: int, validity: float | None) -> None:
        self.env = env
        self.issues: list[Issue] = []
        self.busy = Level(env, days)
        """Issued and not yet taken."""
        self.waiting = Level(env, days)
        self.offered: NDArray[np.int64] = np.zeros(days, np.int64)
        self.line: list[Waiting] = []
        self._came = 0
        self._owed = 0.0
        self.offered[0] = stock
        self._put(stock, validity)

    def day(self, rate: float, validity: float | None) -> None:
        """A day begins: what lapses is gone, and a day's whole permits are issued."""
        now = int(self.env.now)
        for issue in self.issues:
            if issue.lapses <= now:
                self.busy.change(-issue.left)
                issue.left = 0
        self._owed += rate * DAY
        whole = math.floor(self._owed + 1e-9)
        self._owed -= whole
        self.offered[now // DAY] += whole
        self._put(whole, validity)

    def serve(self) -> None:
        """Let the line go on as far as there are permits."""
        while self.line and self.busy.value:
            one = self.line.pop(0)
            self.waiting.change(-1)
            self._use(one)
            one.go.succeed()

    def take(self, rank: int, keep: Callable[[float], None]) -> simpy.Event | None:
        """None if there is one, else the event of having it; `keep` is told when it lapses."""

        def may() -> bool:
            keep(self._oldest().lapses)
            return True

        one = Waiting(rank, self._came, 1, may, self.env.event())
        self._came += 1
        if self.busy.value and not any(other.rank <= rank for other in self.line):
            self._use(one)
            return None
        self.line.append(one)
        self.line.sort(key=lambda other: (other.rank, other.order))
        self.waiting.change(+1)
        return one.go

    def _put(self, number: int, validity: float | None) -> None:
        lapses = math.inf if validity is None else int(self.env.now) + validity
        self.issues.append(Issue(number, lapses))
        self.busy.change(number)

    def _oldest(self) -> Issue:
        return next(issue for issue in self.issues if issue.left)

    def _use(self, one: Waiting) -> None:
        one.may()
        self._oldest().left -= 1
        self.busy.change(-1)
