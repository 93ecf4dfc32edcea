"""Spreading: what pieces of evidence say of states and changes, laid on the days as logs.

States, phases and arrays are those of `yalu.believe.passes`.
"""

from typing import Any, NamedTuple

import numpy as np

from yalu.believe.passes import Array, compiled

HELD, CHANGED = 0, 1
"""Forms of evidence that have a likelihood of their own: see `yalu.believe.evidence.Form`."""

_SHARP = 0.7  # days: scale of a date told to the day
_FAR = 300.0  # nats


@compiled
def left_of(piece: Any, lag: int, fading: Array) -> float:
    """What hindsight leaves of a word told `lag` days after the day it speaks of.

    floor + (1 - floor) `fading[lag]`, the last of `fading` for longer lags.
    """
    faded = fading[min(max(lag, 0), fading.size - 1)]
    return piece.floor + (1 - piece.floor) * faded  # type: ignore[no-any-return]


class Dates(NamedTuple):
    """Date kernels K(t - middle) of the changes among n pieces, one after the other.

    That of piece i is of days reach[i, 0] to reach[i, 1] - 1, from values[at[i]] on.
    """

    values: Array
    reach: Array
    at: Array


@compiled
def dated(pieces: Any, rows: int) -> Any:
    """The `Dates` of n pieces on days below `rows`."""
    reach, at, size = np.empty((pieces.size, 2), np.int64), np.empty(pieces.size, np.int64), 0
    for i in range(pieces.size):
        one = pieces[i]
        reach[i, 0], reach[i, 1], at[i] = 1, 1, size
        if one.form == CHANGED:
            reach[i, 0], reach[i, 1] = max(1, one.begin), min(rows - 1, one.end) + 1
            size += max(reach[i, 1] - reach[i, 0], 0)
    found = np.empty(size)
    for i in range(pieces.size):
        one = pieces[i]
        for t in range(reach[i, 0], reach[i, 1]):
            found[at[i] + t - reach[i, 0]] = np.exp(-abs(t - one.middle) / one.scale)
    return Dates(found, reach, at)


@compiled
def spread(
    pieces: Any,
    dates: Any,
    message: Array,
    peak: Array,
    bit: float,
    fading: Array,
    held: Array,
    entered: Array,
    left: Array,
) -> None:
    """Add what n pieces say to `held`, `entered` and `left` (T, 3), in place, as logs.

    `pieces` are those of `yalu.believe.pieces`, `dates` theirs. Of a window, `message` (n, 3) holds
    log-likelihoods of an accurate-or-not statement by state; a day of the window gets (1 - present) message / min(L, sqrt(bit L)), L its
    length, and the last day `pieces.present` of it besides, times the weight and
    what hindsight leaves of it. A change fades by the lag from the middle of its window.

    Of a change into `state`, its last day gets `message`, for it may but restate the state. Around
    the middle of its window day c gets the log likelihood
    ratio log(1 + peak K(c - middle)), K a two-sided geometric kernel with mode 1 and decay
    exp(-1 / scale). Leaving the state takes it away again, the less the wider the kernel:
    one statement is about one change, and else it would pay for every return.
    """
    rows = held.shape[0]
    for i in range(pieces.size):
        one = pieces[i]
        if one.form == CHANGED:
            lag = one.known - int(np.floor(one.middle))
            w = one.weight * left_of(one, lag, fading)
            last = min(max(one.last, 0), rows - 1)
            for k in range(3):
                held[last, k] += w * message[i, k]
            back, k = _SHARP / one.scale, one.state
            for j in range(dates.reach[i, 1] - dates.reach[i, 0]):
                t = dates.reach[i, 0] + j
                gain = w * np.log(1 + peak[i] * dates.values[dates.at[i] + j])
                entered[t, k] += gain
                left[t, k] -= gain * back
            continue
        length = one.last - one.first + 1.0
        share = one.weight * (1 - one.present) / min(length, np.sqrt(bit * length))
        for t in range(max(one.first, 0), min(one.last, rows - 1) + 1):
            w = share + one.weight * one.present if t == one.last else share
            w *= left_of(one, one.known - t, fading)
            for k in range(3):
                held[t, k] += w * message[i, k]


@compiled
def unnoticed(pieces: Any, within: int, cost: float, found: Array) -> None:
    """What a change costs on each of T days for want of any word soon after, into `found` (T,).

    `cost` nats where nothing became known within so many days from the day, else 0.
    """
    found[:] = cost
    for i in range(pieces.size):
        low = max(pieces[i].known - within, 0)
        for t in range(low, min(pieces[i].known, found.size - 1) + 1):
            found[t] = 0.0


@compiled
def _same_row(rows: Array, t: int) -> bool:
    """Whether row t (of three) is that before it, bit for bit."""
    return (  # type: ignore[no-any-return]
        rows[t, 0] == rows[t - 1, 0]
        and rows[t, 1] == rows[t - 1, 1]
        and rows[t, 2] == rows[t - 1, 2]
    )


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
    """Turn log evidence (T, 3) into the factors of `passes.pass_forward`, its last three arguments.

    `charge` (T,) is taken from every change. What is more than `_FAR` nats is no surer, and
    its exponential is still a number.
    """
    base, last = 1.0, 0.0
    for t in range(held.shape[0]):
        top = max(held[t, 0], held[t, 1], held[t, 2])
        if charge[t] != last:
            base, last = np.exp(-charge[t]), charge[t]
        for k in range(3):
            if t > 0 and _same_row(held, t):
                likely[t, k] = likely[t - 1, k]
            else:
                low = max(held[t, k] - top, -_FAR)
                likely[t, k] = np.exp(low) if low != 0 else 1.0
            enter[t, k] = base
            if entered[t, k] != 0:
                enter[t, k] = np.exp(min(entered[t, k], _FAR) - charge[t])
            leave[t, k] = np.exp(max(left[t, k], -_FAR)) if left[t, k] != 0 else 1.0
