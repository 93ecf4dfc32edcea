"""Figures: one replication as named values, and its course over days; checked by Little's law."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.named import Figures, Name
from yalu.simulate.outcome import Outcome
from yalu.simulate.passing import (
    Window,
    counted,
    crossings,
    door_to_door,
    flow,
    times,
    tonnage,
)
from yalu.simulate.spread import DAY
from yalu.simulate.supply import supply
from yalu.simulate.trains import together
from yalu.simulate.waiting import backlog, use, waiting

POINTS = 400
"""At most so many points in time in a course: longer ones are told by several days."""


class BrokenIdentity(ArithmeticError):
    """Time in the model does not add up: the run cannot be right, whatever it says."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a replication went over time: `values` (C, T), the mean of `every` days each.

    `names` tells the C rows apart; what crosses is told a day, tonnes short are told a day.
    """

    names: tuple[Name, ...]
    every: int
    values: NDArray[np.float32]


def horizon(outcome: Outcome) -> int:
    """The minute at which the run ended."""
    return len(outcome.inside) * DAY


def window(outcome: Outcome) -> Window:
    """The minutes measured: from the end of the warm-up to the horizon.

    A run from a saved state has no warm-up. A warm-up as long as the run leaves its last day.
    """
    last = horizon(outcome)
    first = outcome.since or outcome.table.model.warm_up * DAY
    return Window(min(first, last - DAY), last)


def figures(outcome: Outcome) -> Figures:
    """The figures of one replication. Which names it has depends on the model alone.

    Raises BrokenIdentity where Little's law does not hold to the minute.
    """
    check(outcome)
    outcome = together(outcome)
    measured = window(outcome)
    first = measured.first // DAY
    inside = float(outcome.inside[first:].mean()) / DAY
    return {
        **flow(outcome, measured),
        **tonnage(outcome, measured),
        **door_to_door(outcome, measured),
        **times(outcome, measured),
        **waiting(outcome, measured),
        **use(outcome, measured),
        Name("inside", "all", "mean", "consignments"): inside,
        **backlog(outcome, measured.last),
        **supply(outcome, measured),
    }


def check(outcome: Outcome) -> None:
    """Little's law as an identity, day by day: the time counted in the model while it ran is the
    time that the consignments were in it (J. D. C. Little, Operations Research 9, 1961).

    Raises BrokenIdentity with the first day on which it is not.
    """
    since = outcome.since // DAY
    edges = np.arange(since, len(outcome.inside) + 1, dtype=np.int64) * DAY
    came = np.sort(outcome.arrived.astype(np.int64))
    gone = np.sort(outcome.left[outcome.left >= 0].astype(np.int64))
    sojourn = np.diff(_passed(came, edges) - _passed(gone, edges))
    wrong = np.flatnonzero(sojourn != outcome.inside[since:])
    if len(wrong):
        day = since + int(wrong[0])
        raise BrokenIdentity(
            f"Little's law is broken on day {day} of replication {outcome.replication}: "
            f"{int(outcome.inside[day])} consignment-minutes counted, {int(sojourn[wrong[0]])} lived"
        )


def _passed(moments: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Minutes that have passed since the moments at each edge, in all."""
    before = np.searchsorted(moments, edges)
    total = np.concatenate(([0], np.cumsum(moments)))
    return np.asarray(before * edges - total[before])


def course(outcome: Outcome) -> Course:
    """The replication over time from its first day, the warm-up included."""
    outcome = together(outcome)
    table, days = outcome.table, len(outcome.inside)
    rows: dict[Name, NDArray[np.float64]] = {
        Name("inside", "all", "", "consignments"): outcome.inside / DAY
    }
    for column, name in enumerate(table.resources):
        if name in table.model.permit:
            rows[Name("permits left", name, "", "permits")] = outcome.busy[:, column] / DAY
        else:
            rows[Name("in use", name, "", "units")] = outcome.busy[:, column] / DAY
            rows[Name("offered", name, "", "units")] = outcome.offered[:, column] / DAY
        rows[Name("queue", name, "", "consignments")] = outcome.waiting[:, column] / DAY
    for crossing in crossings(outcome):
        for what, minute, laden in counted(table.model, crossing):
            for part, chosen in (("laden", laden), ("empty", ~laden)):
                number = np.bincount(minute[chosen] // DAY, minlength=days)[:days]
                rows[Name(what, crossing.step, part, "a day")] = number.astype(np.float64)
    for place, destination in enumerate(table.destinations):
        for kind, cargo in enumerate(table.cargoes):
            stock, short = outcome.stock[:, place, kind], outcome.shortfall[:, place, kind]
            of = f"{destination}: {cargo}"
            if cargo in table.model.destination[destination].use:
                rows[Name("stock", of, "", "t")] = stock
                rows[Name("shortfall", of, "", "t a day")] = short
    since = outcome.since // DAY
    every = math.ceil((days - since) / POINTS)
    values = np.array([_thinned(row[since:], every) for row in rows.values()], np.float32)
    return Course(tuple(rows), every, values)


def _thinned(row: NDArray[np.float64], every: int) -> NDArray[np.float64]:
    """Means of so many days each; the last may have fewer."""
    edges = np.arange(0, len(row), every)
    return np.asarray(np.add.reduceat(row, edges) / np.diff([*edges, len(row)]))
