"""The passes of the run-length chain over its days, compiled by numba on first use.

States 0, 1, 2 are suspended, limited, running. A run has two phases, so the chain has six
states `2 * state + phase`. Every array is float64 unless said; T is the number of days.
No fast-math: the same input gives the same bits.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

Array = Any
Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """`function` compiled to machine code on first use, kept in the cache of the package."""
    kernel: Any = njit(cache=True)(function)
    return kernel  # type: ignore[no-any-return]


@compiled
def pass_forward(
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    start: Array,
    forward: Array,
    log_scale: Array,
) -> None:
    """Filter the chain: P(state and phase of day t | evidence to t), into `forward` (T, 6).

    likely (T, 3) evidence of days; enter, leave (T, 3) factors of a transition by the
    state entered and the state left;
    phase (3,): chance a day that a young run ends, that it settles, that a settled run
    ends; jump (3, 3) from row to column; start (6,) of the first day.
    `log_scale` (T,) gets log P(evidence of t | evidence before), up to the scale of
    `likely`.
    """
    step, gone = np.empty(6), np.empty(3)
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    for t in range(likely.shape[0]):
        total = 0.0
        for y in range(3):
            if t > 0:
                gone[y] = forward[t - 1, 2 * y] * ends + forward[t - 1, 2 * y + 1] * ends_late
                gone[y] *= leave[t, y]
        for k in range(3):
            if t == 0:
                step[2 * k] = start[2 * k]
                step[2 * k + 1] = start[2 * k + 1]
            else:
                come = 0.0
                for y in range(3):
                    come += gone[y] * jump[y, k]
                young, old = forward[t - 1, 2 * k], forward[t - 1, 2 * k + 1]
                step[2 * k] = young * (1 - ends - settles) + come * enter[t, k]
                step[2 * k + 1] = old * (1 - ends_late) + young * settles
            step[2 * k] *= likely[t, k]
            step[2 * k + 1] *= likely[t, k]
            total += step[2 * k] + step[2 * k + 1]
        log_scale[t] = np.log(total)
        for j in range(6):
            forward[t, j] = step[j] / total


@compiled
def pass_backward(
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    forward: Array,
    backward: Array,
    post: Array,
    into: Array,
) -> None:
    """Smooth what `pass_forward` filtered; fills its last three arguments.

    backward (T, 6) scaled to sum 1 each day; post (T, 3) probability of the states;
    into (T, 3) probability of a change into a state on the day.
    """
    step = np.empty(6)
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    for j in range(6):
        backward[-1, j] = 1.0 / 6
    for t in range(likely.shape[0] - 1, -1, -1):
        total, mass, scale = 0.0, 0.0, 0.0
        for k in range(3):
            post[t, k] = forward[t, 2 * k] * backward[t, 2 * k]
            post[t, k] += forward[t, 2 * k + 1] * backward[t, 2 * k + 1]
            total += post[t, k]
            into[t, k] = 0.0
        for k in range(3):
            post[t, k] /= total
        if t == 0:
            break
        for k in range(3):
            go, come = 0.0, 0.0
            for y in range(3):
                go += jump[k, y] * enter[t, y] * likely[t, y] * backward[t, 2 * y]
                gone = forward[t - 1, 2 * y] * ends + forward[t - 1, 2 * y + 1] * ends_late
                come += jump[y, k] * leave[t, y] * gone
            go *= leave[t, k]
            young = backward[t, 2 * k] * likely[t, k]
            old = backward[t, 2 * k + 1] * likely[t, k]
            into[t, k] = come * enter[t, k] * young
            step[2 * k] = young * (1 - ends - settles) + old * settles + go * ends
            step[2 * k + 1] = old * (1 - ends_late) + go * ends_late
        for j in range(6):
            scale += step[j]
            mass += forward[t - 1, j] * step[j]
        for k in range(3):
            into[t, k] /= mass
        for j in range(6):
            backward[t - 1, j] = step[j] / scale


@compiled
def run_starts(
    day: int,
    state: int,
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    start: Array,
    forward: Array,
    log_scale: Array,
    backward: Array,
    found: Array,
) -> None:
    """P(the run of `state` that holds on `day` began on c), c = 0..day, into `found`.

    Exact: filtered messages up to c - 1, one entry on c, no exit until `day`, then the
    backward message of `day`. Carried in logs against underflow.
    """
    young, old = backward[day, 2 * state], backward[day, 2 * state + 1]
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    carried = 0.0
    for c in range(day, -1, -1):
        mass = 0.0
        if c == 0:
            mass = start[2 * state] * young + start[2 * state + 1] * old
        else:
            for y in range(3):
                gone = forward[c - 1, 2 * y] * ends + forward[c - 1, 2 * y + 1] * ends_late
                mass += gone * leave[c, y] * jump[y, state]
            mass *= enter[c, state] * young
        mass *= likely[c, state]
        found[c] = np.log(mass) + carried if mass > 0 else -np.inf
        young = likely[c, state] * (young * (1 - ends - settles) + old * settles)
        old = likely[c, state] * old * (1 - ends_late)
        scale = young + old
        young /= scale
        old /= scale
        if c > 0:
            carried += np.log(scale) - log_scale[c - 1]
    top = found.max()
    total = 0.0
    for c in range(day + 1):
        found[c] = np.exp(found[c] - top)
        total += found[c]
    for c in range(day + 1):
        found[c] /= total
