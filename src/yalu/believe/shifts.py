"""Shifts: proposals that move the boundary of two runs, or rename a run, whole.

Blocks mend a path where it is; where long windows are told in hindsight, a boundary may as well
be a year away and no path between the two is likely. So a boundary is put anywhere in its two runs
in one step, and a run gets another state in one. The phases of the runs are summed out, and drawn
anew where the step is taken: the run of L days has the weight

    R(L) = sum over phases of its days of P(phases) P(it ends then)

and the path is kept with exp(log L' - log L) R' / R times what the choice of the step costs.
"""

import math
from typing import Any

import numpy as np

from yalu.believe.blocks import settle, touch, turn
from yalu.believe.passes import Array, lean

_SAME = 1e-9  # relative gap of two rates that are one


@lean
def run_of(day: int, path: Array) -> tuple[int, int]:
    """First and last day of the run that holds on a day."""
    first, last, state = day, day, path[day] >> 1
    while first > 0 and path[first - 1] >> 1 == state:
        first -= 1
    while last < path.size - 1 and path[last + 1] >> 1 == state:
        last += 1
    return first, last


@lean
def _parts(first: int, last: int, state: int, rows: int, prior: Any) -> tuple[float, float, float]:
    """Weights of a run of days first..last that stays young, settles, or was settled at first."""
    ends, settles, late = prior.phase[0], prior.phase[1], prior.phase[2]
    stays, old_stays = 1 - ends - settles, 1 - late
    young, old = 1.0, 0.0
    if first == 0:
        young, old = prior.start[2 * state], prior.start[2 * state + 1]
    if last == rows - 1:
        ends = late = 1.0
    n = last - first
    both = n * stays ** max(n - 1, 0)
    if abs(stays - old_stays) > _SAME * old_stays:
        both = (stays**n - old_stays**n) / (stays - old_stays)
    return young * stays**n * ends, young * settles * both * late, old * old_stays**n * late


@lean
def run_weight(first: int, last: int, state: int, rows: int, prior: Any) -> float:
    """R of a run of days first..last among so many."""
    stays, settles, old = _parts(first, last, state, rows, prior)
    return stays + settles + old


@lean
def draw_phases(first: int, last: int, state: int, path: Array, prior: Any, rng: Any) -> None:
    """Draw the phases of a run of days first..last, into `path`."""
    stays, settles, old = _parts(first, last, state, path.size, prior)
    mark = rng.random() * (stays + settles + old)
    young = last - first + 1  # days that stay young
    if mark >= stays + settles:
        young = 0
    elif mark >= stays:
        n, ratio = last - first, (1 - prior.phase[0] - prior.phase[1]) / (1 - prior.phase[2])
        share = rng.random()
        if abs(ratio - 1) > _SAME:
            share = math.log(1 - share * (1 - ratio**n)) / (n * math.log(ratio))
        young = min(1 + int(n * share), n)
    for t in range(first, last + 1):
        path[t] = 2 * state + (1 if t - first >= young else 0)


@lean
def _gain(
    low: int, high: int, walk: Any, room: Any, scene: Any, logs: Array, fading: Array
) -> tuple[float, float, int]:
    """By how much more all that is told likes the path in `room`, its changes, pieces touched."""
    changes, _, cost = turn(low, high, walk, room, logs, scene.terms)
    touched, gain = touch(low, high, changes, walk, room, scene, fading)
    shape, rate = scene.terms.reports[0], scene.terms.reports[1]
    if shape > 0:
        gain += shape * (np.log(walk.changes[0] + rate) - np.log(changes + rate))
    return gain - cost, changes, touched


@lean
def step_boundary(
    walk: Any, room: Any, prior: Any, scene: Any, logs: Array, fading: Array, where: Array, rng: Any
) -> None:
    """Propose that the run of some day ends elsewhere, the next one beginning there.

    The day is one of all, so a run is chosen by its length; where it ends is drawn from `where`
    (T,), the cumulative chance of a change, among all days of the two runs.
    """
    path, rows = walk.path, walk.path.size
    first, end = run_of(int(rows * rng.random()), path)
    if end == rows - 1:
        return
    at, last = end + 1, run_of(end + 1, path)[1]
    whole = where[last] - where[first]
    if last == first + 1 or whole <= 0:
        return
    new = int(np.searchsorted(where, where[first] + whole * rng.random()))
    new = min(max(new, first + 1), last)
    if new == at:
        return
    one, other = path[first] >> 1, path[last] >> 1
    low, high = min(at, new), max(at, new) - 1
    for t in range(low, high + 1):
        room.path[t] = 2 * (one if new > at else other)
    gain, changes, touched = _gain(low, high, walk, room, scene, logs, fading)
    gain += math.log(run_weight(first, new - 1, one, rows, prior))
    gain += math.log(run_weight(new, last, other, rows, prior))
    gain -= math.log(run_weight(first, at - 1, one, rows, prior))
    gain -= math.log(run_weight(at, last, other, rows, prior))
    gain += math.log((new - first) / (at - first))
    gain += math.log((where[at] - where[at - 1]) / (where[new] - where[new - 1]))
    if math.log(1 - rng.random()) < gain:
        draw_phases(first, new - 1, one, path, prior, rng)
        draw_phases(new, last, other, path, prior, rng)
        settle(touched, changes, walk, room)


@lean
def step_name(
    walk: Any, room: Any, prior: Any, scene: Any, logs: Array, fading: Array, rng: Any
) -> None:
    """Propose another state for the run of some day, one that neither neighbour has."""
    path, rows, jump = walk.path, walk.path.size, prior.jump
    day = int(rows * rng.random())
    other = (path[day] // 2 + 1 + int(2 * rng.random())) % 3
    first, last = run_of(day, path)
    one, move = path[day] >> 1, 0.0
    if first > 0:
        before = path[first - 1] >> 1
        if before == other:
            return
        move += math.log(jump[before, other] / jump[before, one])
    if last < rows - 1:
        after = path[last + 1] >> 1
        if after == other:
            return
        move += math.log(jump[other, after] / jump[one, after])
    for t in range(first, last + 1):
        room.path[t] = 2 * other
    gain, changes, touched = _gain(first, last, walk, room, scene, logs, fading)
    gain += move + math.log(run_weight(first, last, other, rows, prior))
    gain -= math.log(run_weight(first, last, one, rows, prior))
    if math.log(1 - rng.random()) < gain:
        draw_phases(first, last, other, path, prior, rng)
        settle(touched, changes, walk, room)
