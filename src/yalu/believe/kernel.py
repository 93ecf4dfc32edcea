"""The loops of the belief, compiled by numba on first use.

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

_SHARP = 0.7  # days: scale of a date told to the day
_FAR = 300.0  # nats
_REACH = 6.0  # scales of a date kernel beyond which it is nothing


def compiled(function: Function) -> Function:
    """`function` compiled to machine code on first use, kept in the cache of the package."""
    kernel: Any = njit(cache=True)(function)
    return kernel  # type: ignore[no-any-return]


@compiled
def spread_held(
    first: Array,
    last: Array,
    known: Array,
    weight: Array,
    message: Array,
    present: Array,
    piece: int,
    fading: Array,
    days: Array,
) -> None:
    """Add the messages of windows of n statements to `days` (T, 3), in place.

    `message` (n, 3) holds log-likelihoods of an accurate-or-not statement by state;
    a day of the window gets (1 - present) message / min(L, sqrt(piece L)), L its length,
    and the last day `present` (n,) of it besides, times the weight and `fading[lag]`, lag
    the days from it to `known`, none being more than the last of `fading`.
    """
    rows = days.shape[0]
    for i in range(first.size):
        length = last[i] - first[i] + 1.0
        share = weight[i] * (1 - present[i]) / min(length, np.sqrt(piece * length))
        for t in range(max(first[i], 0), min(last[i], rows - 1) + 1):
            w = share + weight[i] * present[i] if t == last[i] else share
            w *= fading[min(max(known[i] - t, 0), fading.size - 1)]
            for k in range(3):
                days[t, k] += w * message[i, k]


@compiled
def spread_changed(
    centre: Array,
    scale: Array,
    peak: Array,
    weight: Array,
    state: Array,
    entered: Array,
    left: Array,
) -> None:
    """Add log factors of entering and of leaving each state to two (T, 3), in place.

    A statement that `state` was entered around `centre` gives day c the log likelihood
    ratio log(1 + peak K(c - centre)), K a two-sided geometric kernel with mode 1 and decay
    exp(-1 / scale). Leaving the state takes it away again, the less the wider the kernel:
    one statement is about one change, and else it would pay for every return.
    """
    rows = entered.shape[0]
    for i in range(centre.size):
        reach = int(np.ceil(_REACH * scale[i]))
        low = max(1, int(np.floor(centre[i])) - reach)
        high = min(rows - 1, int(np.ceil(centre[i])) + reach)
        for t in range(low, high + 1):
            gain = weight[i] * np.log1p(peak[i] * np.exp(-abs(t - centre[i]) / scale[i]))
            entered[t, state[i]] += gain
            left[t, state[i]] -= gain * _SHARP / scale[i]


@compiled
def factors(
    held: Array,
    entered: Array,
    left: Array,
    charge: Array,
    likely: Array,
    enter: Array,
    leave: Array,
) -> None:
    """Turn log evidence (T, 3) into the factors of `pass_forward`, its last three arguments.

    `charge` (T,) is taken from every change. What is more than `_FAR` nats is no surer, and
    its exponential is still a number.
    """
    for t in range(held.shape[0]):
        top = max(held[t, 0], held[t, 1], held[t, 2])
        for k in range(3):
            likely[t, k] = np.exp(max(held[t, k] - top, -_FAR))
            enter[t, k] = np.exp(min(entered[t, k], _FAR) - charge[t])
            leave[t, k] = np.exp(max(left[t, k], -_FAR))


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
def expected_held(first: Array, last: Array, accurate: Array, post: Array, found: Array) -> None:
    """Mean over its window of `accurate` (n, 3) under `post` (T, 3), into `found` (n,)."""
    rows = post.shape[0]
    total = np.zeros((rows + 1, 3))
    for t in range(rows):
        for k in range(3):
            total[t + 1, k] = total[t, k] + post[t, k]
    for i in range(first.size):
        low, high = max(first[i], 0), min(last[i], rows - 1)
        found[i] = 0.0
        for k in range(3):
            found[i] += accurate[i, k] * (total[high + 1, k] - total[low, k]) / (high - low + 1)


@compiled
def expected_changed(centre: Array, scale: Array, state: Array, into: Array, found: Array) -> None:
    """Sum over days of K(c - centre) P(change into `state` on c), into `found` (n,)."""
    rows = into.shape[0]
    for i in range(centre.size):
        reach = int(np.ceil(_REACH * scale[i]))
        low = max(1, int(np.floor(centre[i])) - reach)
        high = min(rows - 1, int(np.ceil(centre[i])) + reach)
        found[i] = 0.0
        for t in range(low, high + 1):
            found[i] += np.exp(-abs(t - centre[i]) / scale[i]) * into[t, state[i]]


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
