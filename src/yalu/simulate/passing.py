"""Passing: what crosses, what is delivered, and how long it takes, in one replication."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.named import Figures, Name
from yalu.simulate.outcome import Outcome
from yalu.simulate.schema import Model
from yalu.simulate.spread import DAY
from yalu.simulate.trains import spans, train_at

DECILES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
NO_CLASS = "no class"
_VEHICLES = {
    "rail": ("trains", "cars"),
    "road": ("convoys", "trucks"),
    "sea": ("ships", "ship loads"),
    "air": ("flights", "air loads"),
}
"""What crosses together and what alone, by mode."""
VEHICLES = tuple(word for pair in _VEHICLES.values() for word in pair)

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Window:
    """The days that are measured: minutes `first` (the warm-up left out) to `last`."""

    first: int
    last: int

    @property
    def days(self) -> float:
        """How many days it has."""
        return (self.last - self.first) / DAY

    def holds(self, minutes: NDArray[np.int32]) -> Flags:
        """Which of the minutes lie in it, those that are never (-1) not."""
        found: Flags = (minutes >= self.first) & (minutes < self.last)
        return found


@dataclass(frozen=True)
class Crossing:
    """What crosses the border at one step: every car with its minute, and the trains of them."""

    step: str
    together: bool
    """Whether it crosses in trains."""
    minute: NDArray[np.int32]
    laden: Flags
    train: NDArray[np.int64]
    """Number of the train, the same for cars of one train, -1 for what crosses by itself."""

    @cached_property
    def trains(self) -> tuple[NDArray[np.int32], Flags]:
        """The minute of each train, and whether any of its cars is laden."""
        members = self.train >= 0
        _, first, number = np.unique(self.train[members], return_index=True, return_inverse=True)
        laden = np.zeros(len(first), np.bool_)
        np.logical_or.at(laden, number, self.laden[members])
        return self.minute[members][first], laden


def crossings(outcome: Outcome) -> Iterator[Crossing]:
    """What crossed at each step of the model that is marked as a crossing."""
    table = outcome.table
    joined = {step for span in spans(table).values() for step in span}
    for column, name in enumerate(table.steps):
        if table.model.step[name].crossing:
            begun = outcome.begun[:, column]
            who = np.flatnonzero(begun >= 0)
            train = train_at(outcome, name)[who]
            yield Crossing(name, name in joined, begun[who], outcome.laden[who], train)


def counted(model: Model, crossing: Crossing) -> Iterator[tuple[str, NDArray[np.int32], Flags]]:
    """What is counted at a crossing, by the mode of the first route that leads there, with the
    minute of each and whether it is laden: what crosses together, then every car by itself."""
    modes = [route.mode for route in model.route.values() if crossing.step in route.steps]
    together, alone = _VEHICLES[modes[0] if modes else "rail"]
    if crossing.together:
        yield together, *crossing.trains
    yield alone, crossing.minute, crossing.laden


def flow(outcome: Outcome, window: Window) -> Figures:
    """Trains and cars a week at each crossing, laden and empty apart."""
    found: Figures = {}
    weeks = window.days / 7
    for crossing in crossings(outcome):
        for what, minute, laden in counted(outcome.table.model, crossing):
            here = window.holds(minute)
            for part, chosen in (("laden", laden), ("empty", ~laden)):
                number = int((here & chosen).sum())
                found[Name(what, crossing.step, part, "a week")] = number / weeks
    return found


def tonnage(outcome: Outcome, window: Window) -> Figures:
    """Tonnes that crossed and tonnes that were delivered, by cargo and in all."""
    model, cargoes = outcome.table.model, outcome.table.cargoes
    steps = list(outcome.table.steps)
    crossed = np.zeros(len(outcome.cargo), np.bool_)
    for name in steps:
        if model.step[name].crossing:
            crossed |= window.holds(outcome.begun[:, steps.index(name)])
    found: Figures = {}
    for what, chosen in (("crossed", crossed), ("delivered", window.holds(outcome.delivered))):
        number = np.bincount(outcome.cargo[chosen & outcome.laden], minlength=len(cargoes))
        tonnes = [
            float(n) * model.cargo[name].tonnes for n, name in zip(number, cargoes, strict=True)
        ]
        found[Name(what, "all", "", "t")] = sum(tonnes)
        found |= {Name(what, name, "", "t"): t for name, t in zip(cargoes, tonnes, strict=True)}
    return found


def times(outcome: Outcome, window: Window) -> Figures:
    """Hours in each step and waiting before it, of those who came in the window and were done.

    Where a consignment visited a step again, the last visit counts.
    """
    found: Figures = {}
    for column, step in enumerate(outcome.table.steps):
        entered, ended = outcome.entered[:, column], outcome.ended[:, column]
        done = window.holds(entered) & (ended >= entered)
        lasted = (ended - entered)[done] / 60
        found |= _deciles("time", step, lasted, "h")
        begun = outcome.begun[:, column]
        waited = np.where(begun >= entered, begun, ended)[done] - entered[done]
        found[Name("wait", step, "mean", "h")] = _mean(waited / 60)
    return found


def door_to_door(outcome: Outcome, window: Window) -> Figures:
    """Days from arrival at the origin to the destination, in all, by cargo and by class.

    Of those that arrived in the window and were delivered before its end.
    """
    done = outcome.laden & window.holds(outcome.arrived) & (outcome.delivered >= 0)
    days = (outcome.delivered - outcome.arrived) / DAY
    found = _deciles("door to door", "all", days[done], "days")
    for number, cargo in enumerate(outcome.table.cargoes):
        found |= _deciles("door to door", cargo, days[done & (outcome.cargo == number)], "days")
    ranks = np.array([class_of_stream(outcome.table.model, name) for name in outcome.table.streams])
    for name in classes(outcome.table.model):
        chosen = done & (ranks[outcome.address[:, 0]] == name)
        found |= _deciles("door to door", name, days[chosen], "days")
    return found


def classes(model: Model) -> list[str]:
    """The classes of the model's priorities, the first served first; then those of no class."""
    named = [f"class {rank}" for rank in sorted({rule.rank for rule in model.priority})]
    return [*named, NO_CLASS] if named else []


def class_of(model: Model, cargo: str, consignee: str | None) -> str:
    """The class of a cargo for a consignee: that of the first priority that fits."""
    for rule in model.priority:
        if rule.cargo and cargo not in rule.cargo:
            continue
        if not rule.consignee or consignee in rule.consignee:
            return f"class {rule.rank}"
    return NO_CLASS


def class_of_stream(model: Model, stream: str) -> str:
    """The class of what comes in a stream, whose name may end in `#on`, `#backlog` or `#empty`."""
    arrival = model.arrival[stream.partition("#")[0]]
    return class_of(model, arrival.cargo, arrival.consignee)


def _deciles(what: str, of: str, values: NDArray[np.float64], unit: str) -> Figures:
    cut = np.quantile(values, list(DECILES.values())) if len(values) else [np.nan] * len(DECILES)
    return {
        Name(what, of, part, unit): float(value) for part, value in zip(DECILES, cut, strict=True)
    }


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else float("nan")
