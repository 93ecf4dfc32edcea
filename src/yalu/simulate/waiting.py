"""Waiting: where consignments wait, for what, how much of each resource is used; the bottleneck."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.named import Figures, Name
from yalu.simulate.outcome import Outcome
from yalu.simulate.passing import Window
from yalu.simulate.schema import Step
from yalu.simulate.spread import DAY
from yalu.simulate.trains import firsts, train_at

USED = 0.5
"""The share of what was offered that a resource must be used for, to be called a bottleneck."""
OPENING, GATHERING = "opening", "gathering"
"""Causes of waiting beside resources and permits: a shut border, a batch that is not full."""


class Cause(NamedTuple):
    """A step at which consignments wait, and what for: a resource, a permit, or a word above."""

    step: str
    what: str

    def __str__(self) -> str:
        return f"{self.step} ({self.what})"


def use(outcome: Outcome, window: Window) -> Figures:
    """Of each resource the share used and the line before it; of each permit what was issued."""
    found: Figures = {}
    first = window.first // DAY
    permits, used = outcome.table.model.permit, _used(outcome, window)
    for column, name in enumerate(outcome.table.resources):
        busy, offered = outcome.busy[first:, column], outcome.offered[first:, column]
        line = outcome.waiting[first:, column] / DAY
        if name in permits:
            found[Name("permits issued", name, "", "permits")] = float(offered.sum())
            found[Name("permits left", name, "mean", "permits")] = float(busy.mean() / DAY)
        else:
            found[Name("use", name, "", "share")] = used[name]
            found[Name("in use", name, "mean", "units")] = float(busy.mean() / DAY)
        found[Name("queue", name, "mean", "consignments")] = float(line.mean())
        found[Name("queue", name, "most", "consignments")] = float(line.max())
    opened = outcome.open[first:]
    for column, name in enumerate(outcome.table.calendars):
        share = float(opened[:, column].mean()) / DAY
        found[Name("open", name, "", "share")] = share
    return found


def held(outcome: Outcome, horizon: int) -> dict[str, int]:
    """How many consignments each step holds at the horizon, the steps in the model's order."""
    inside = (outcome.arrived < horizon) & (outcome.left < 0)
    at = standing(outcome)[inside]
    number = np.bincount(at[at >= 0], minlength=len(outcome.table.steps))
    return {name: int(n) for name, n in zip(outcome.table.steps, number, strict=True)}


def standing(outcome: Outcome) -> NDArray[np.int64]:
    """(n,) the step each consignment entered last, of equals the one not ended; -1 for none."""
    entered = outcome.entered.astype(np.int64)
    unfinished = outcome.ended < outcome.entered
    last = (entered * 2 + unfinished).argmax(axis=1)
    return np.where(entered.max(axis=1, initial=-1) >= 0, last, -1)


def backlog(outcome: Outcome, horizon: int) -> Figures:
    """Consignments inside at the horizon, in all and by step; those released and on their way."""
    steps = held(outcome, horizon)
    way = (outcome.released >= 0) & (outcome.delivered < 0) & outcome.laden
    return {
        Name("backlog", "all", "", "consignments"): float(sum(steps.values())),
        **{Name("backlog", step, "", "consignments"): float(n) for step, n in steps.items()},
        Name("on the way", "all", "", "consignments"): float(way.sum()),
    }


def waiting(outcome: Outcome, window: Window) -> Figures:
    """The mean number of consignments that wait at each step, and for what; the bottleneck.

    The bottleneck is the step and cause that hold most consignment-days in the window. A resource
    counts as a cause only where at least `USED` of what it offered was used, and a batch that
    gathers only where nothing else held anybody up.
    """
    causes = caused(outcome, window)
    found: Figures = {}
    for step in outcome.table.steps:
        total = sum(minutes for cause, minutes in causes.items() if cause.step == step)
        mean = total / DAY / window.days
        found[Name("waiting", step, "mean", "consignments")] = mean
    worst = bottleneck(outcome, window, causes)
    for cause in causes:
        named = Name("bottleneck", cause.step, cause.what, "chance")
        found[named] = float(cause == worst)
    return found


def bottleneck(
    outcome: Outcome, window: Window, causes: dict[Cause, float] | None = None
) -> Cause | None:
    """The bottleneck by the rule that `waiting` states; None where nobody waited."""
    if causes is None:
        causes = caused(outcome, window)
    used = _used(outcome, window)
    real = {
        cause: minutes
        for cause, minutes in causes.items()
        if minutes > 0
        and cause.what != GATHERING
        and not (cause.what in used and not used[cause.what] >= USED)
    }
    chosen = real or {cause: minutes for cause, minutes in causes.items() if minutes > 0}
    return max(chosen, key=lambda cause: chosen[cause]) if chosen else None


class _Wait(NamedTuple):
    """A step in the window: consignment-minutes of waiting, and those in which a batch was not
    complete; minutes of waiting (gathering left out) and of work of what moves as one, a train
    once."""

    minutes: float
    gathering: float
    moving: float
    working: float


def _used(outcome: Outcome, window: Window) -> dict[str, float]:
    """The share used of each resource; nothing of permits."""
    first, permits = window.first // DAY, outcome.table.model.permit
    busy, offered = outcome.busy[first:].sum(axis=0), outcome.offered[first:].sum(axis=0)
    return {
        name: float(held_) / float(most) if most else np.nan
        for name, held_, most in zip(outcome.table.resources, busy, offered, strict=True)
        if name not in permits
    }


def caused(outcome: Outcome, window: Window) -> dict[Cause, float]:
    """Consignment-minutes of waiting in the window, by step and cause.

    A consignment waits from entering a step to the beginning of its work. The time until the last
    of its batch came is gathering. What is left is shared among the permit and the resources that
    the step asks for, as far as somebody stood in their lines; the rest is waiting for the
    opening, where the step has one, else for what it asks for last. What is held at a shut border
    keeps others waiting for the border: their time is the opening's in the proportion in which the
    holders waited for it rather than worked.
    """
    table = outcome.table
    lines = dict(
        zip(table.resources, outcome.waiting[window.first // DAY :].sum(axis=0), strict=True)
    )
    at = standing(outcome)
    waits = {name: _waited(outcome, column, at, window) for column, name in enumerate(table.steps)}
    asked = {name: _asked(table.model.step[name]) for name in table.steps}
    found: dict[Cause, float] = {}
    for name, wait in waits.items():
        rivals = {
            resource: sum(waits[other].moving for other in waits if resource in asked[other])
            for resource in asked[name]
        }
        shares = {
            resource: min(float(lines[resource]) / total, 1.0) if total > 0 else 0.0
            for resource, total in rivals.items()
        }
        parts = _parted(table.model.step[name], wait, shares)
        found |= {Cause(name, what): minutes for what, minutes in parts.items()}
    return found


def _parted(step: Step, wait: _Wait, shares: dict[str, float]) -> dict[str, float]:
    """The waiting at one step by cause; `shares` are how much of it was in the line of each."""
    standing_ = rest = wait.minutes - wait.gathering
    parts: dict[str, float] = {}
    for resource, share in shares.items():
        parts[resource] = min(share * standing_, rest)
        rest -= parts[resource]
    if step.open:
        shut = wait.moving * rest / standing_ if standing_ else 0.0
        idle = shut / (shut + wait.working) if shut else 0.0
        parts = {resource: minutes * (1 - idle) for resource, minutes in parts.items()}
        parts[OPENING] = standing_ - sum(parts.values())
    elif parts:
        parts[list(parts)[-1]] += rest
    if step.batch:
        alone = not shares and not step.open
        parts[GATHERING] = wait.gathering + (rest if alone else 0.0)
    return parts


def _asked(step: Step) -> list[str]:
    return list(dict.fromkeys([*([step.permit] if step.permit else []), *step.hold, *step.use]))


def _waited(outcome: Outcome, column: int, at: NDArray[np.int64], window: Window) -> _Wait:
    """How long was waited at a step in the window; `at` is what `standing` gives."""
    entered = outcome.entered[:, column]
    here = np.flatnonzero(entered >= 0)
    if not len(here):
        return _Wait(0.0, 0.0, 0.0, 0.0)
    start, end = entered[here], _until(outcome, column, here, at[here], window)
    complete = np.minimum(_complete(outcome, column)[here], end)
    spent = _within(start, end, window)
    gathered = _within(start, complete, window)
    alone = firsts(train_at(outcome, outcome.table.steps[column])[here])
    begun, ended = outcome.begun[here, column], outcome.ended[here, column]
    works = np.where(begun >= start, np.where(ended >= begun, ended, window.last) - begun, 0)
    return _Wait(
        float(spent.sum()),
        float(gathered.sum()),
        float((spent - gathered)[alone].sum()),
        float(works[alone].sum()),
    )


def _until(
    outcome: Outcome, column: int, here: NDArray[np.int64], at: NDArray[np.int64], window: Window
) -> NDArray[np.int32]:
    """When the waiting of those `here` at a step was over; `at` is where they stand.

    Who is sent back or takes another way before the work begins waits until the next step.
    """
    entered, begun, ended = (
        getattr(outcome, name)[here, column] for name in ("entered", "begun", "ended")
    )
    found = np.where(begun >= entered, begun, np.where(ended >= entered, ended, -1))
    waits = np.flatnonzero(found < 0)
    left = outcome.left[here[waits]]
    found[waits] = np.where(left >= 0, left, window.last)
    gone = waits[at[waits] != column]
    if len(gone):
        others = np.delete(outcome.entered[here[gone]], column, axis=1)
        later = np.where(others >= entered[gone, None], others, window.last)
        found[gone] = np.minimum(found[gone], later.min(axis=1, initial=window.last))
    return np.asarray(found.astype(np.int32))


def _within(start: NDArray[np.int32], end: NDArray[np.int32], window: Window) -> NDArray[np.int64]:
    first, last = window.first, window.last
    return (np.clip(end, first, last) - np.clip(start, first, last)).astype(np.int64)


def _complete(outcome: Outcome, column: int) -> NDArray[np.int32]:
    """(n,) when the last member came of the batch that each waits for at a step; at once where
    nothing is gathered, never where the batch has not left."""
    entered, name = outcome.entered[:, column], outcome.table.steps[column]
    if outcome.table.model.step[name].batch is None:
        return entered
    found = np.full(len(entered), np.iinfo(np.int32).max, np.int32)
    for place, batch in enumerate(outcome.table.batches):
        if batch.rpartition("/")[2] == name:
            number = outcome.consist[:, place]
            joined = (number >= 0) & (entered >= 0)
            latest = np.full(int(number.max(initial=-1)) + 1, -1, np.int32)
            np.maximum.at(latest, number[joined], entered[joined])
            found[joined] = latest[number[joined]]
    return found
