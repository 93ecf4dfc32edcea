"""Blocks: proposals of some days of a path, corrected to the exact likelihood.

A block is drawn by forward filtering and backward sampling from the run-length chain with
the evidence spread over the days as EM leaves it, given the days before and after.
Metropolis-Hastings corrects to the likelihood of whole statements (`yalu.believe.paths`). The
chain is the prior's own, so it cancels: accept with exp(log L' - log L - (g' - g)), g the
spread evidence of a path.
Source: notes on fusing claims, finding 7 and section 3.3.
"""

from typing import Any, NamedTuple

import numpy as np

from yalu.believe.kernel import CHANGED, HELD
from yalu.believe.passes import Array, compiled
from yalu.believe.paths import day_weight, restating, word


class Spread(NamedTuple):
    """Evidence spread over T days: logs (3, T, 3) of days, entries and exits by state, their
    tempered exponentials factors (3, T, 3), and the exponent temper that made them."""

    logs: Array
    factors: Array
    temper: float


class Room(NamedTuple):
    """Room for a proposal: path (T,), filtered (T, 6), seen (n, 3), words (n,), days (3,), and
    the numbers of the pieces it touches (n,)."""

    path: Array
    filtered: Array
    seen: Array
    words: Array
    days: Array
    touched: Array


@compiled
def filter_block(
    t1: int, t2: int, path: Array, filtered: Array, factors: Array, prior: Any
) -> None:
    """P(state and phase of day t | evidence of the block to t, the day before it)."""
    ends, settles, late = prior.phase[0], prior.phase[1], prior.phase[2]
    likely, enter, leave, jump = factors[0], factors[1], factors[2], prior.jump
    step, gone = np.empty(6), np.empty(3)
    for t in range(t1, t2 + 1):
        total = 0.0
        if t == 0:
            for j in range(6):
                step[j] = prior.start[j] * likely[t, j // 2]
                total += step[j]
        else:
            for j in range(6):
                if t > t1:
                    step[j] = filtered[t - 1, j]
                else:
                    step[j] = 1.0 if path[t - 1] == j else 0.0
            for y in range(3):
                gone[y] = (step[2 * y] * ends + step[2 * y + 1] * late) * leave[t, y]
            for k in range(3):
                come = gone[0] * jump[0, k] + gone[1] * jump[1, k] + gone[2] * jump[2, k]
                young, old = step[2 * k], step[2 * k + 1]
                step[2 * k] = (young * (1 - ends - settles) + come * enter[t, k]) * likely[t, k]
                step[2 * k + 1] = (old * (1 - late) + young * settles) * likely[t, k]
                total += step[2 * k] + step[2 * k + 1]
        for j in range(6):
            filtered[t, j] = step[j] / total


@compiled
def draw_block(
    t1: int, t2: int, path: Array, new: Array, filtered: Array, factors: Array, prior: Any, rng: Any
) -> None:
    """Draw days t1..t2 of `new` (T,) backwards from what `filter_block` filtered."""
    ends, settles, late = prior.phase[0], prior.phase[1], prior.phase[2]
    enter, leave, jump = factors[1], factors[2], prior.jump
    step = np.empty(6)
    for t in range(t2, t1 - 1, -1):
        if t == path.size - 1:
            step[:] = filtered[t]
        else:
            after = path[t + 1] if t == t2 else new[t + 1]
            k = after // 2
            step[:] = 0.0
            if after % 2 == 1:
                step[2 * k] = filtered[t, 2 * k] * settles
                step[2 * k + 1] = filtered[t, 2 * k + 1] * (1 - late)
            else:
                for y in range(3):
                    move = jump[y, k] * enter[t + 1, k] * leave[t + 1, y]
                    step[2 * y] = filtered[t, 2 * y] * ends * move
                    step[2 * y + 1] = filtered[t, 2 * y + 1] * late * move
                step[2 * k] = filtered[t, 2 * k] * (1 - ends - settles)
                step[2 * k + 1] = 0.0
        total = step[0] + step[1] + step[2] + step[3] + step[4] + step[5]
        mark = rng.random() * total
        chosen = 0
        while chosen < 5 and mark >= step[chosen]:
            mark -= step[chosen]
            chosen += 1
        while step[chosen] == 0.0:
            chosen -= 1
        new[t] = chosen


@compiled
def _shift(piece: Any, low: int, high: int, path: Array, new: Array) -> float:
    """How the date kernel of a change sums otherwise over `new` than over `path`.

    They differ from day low to day high at most.
    """
    told, found = piece.state, 0.0
    for t in range(max(1, low, piece.begin), min(path.size - 1, high + 1, piece.end) + 1):
        was, x = path[t - 1] // 2, path[t] // 2
        will = new[t - 1] // 2 if t > low else was
        y = new[t] // 2 if t <= high else x
        sign = int(y == told and will != told) - int(x == told and was != told)
        if sign != 0:
            found += sign * np.exp(-abs(t - piece.middle) / piece.scale)
    return found


@compiled
def _trade(
    piece: Any, low: int, high: int, path: Array, new: Array, fading: Array, seen: Array
) -> bool:
    """Move the weight of a window's days to their states in `new`; whether any moved."""
    moved = False
    for t in range(max(piece.first, low), min(piece.last, high) + 1):
        x, y = path[t] // 2, new[t] // 2
        if x != y:
            share = day_weight(piece, t, fading)
            seen[x] -= share
            seen[y] += share
            moved = True
    return moved


@compiled
def step_block(
    t1: int,
    t2: int,
    walk: Any,
    room: Any,
    spread: Any,
    prior: Any,
    pieces: Any,
    terms: Any,
    r: Array,
    weight: Array,
    fading: Array,
    toward: Array,
    rng: Any,
) -> None:
    """Propose days t1..t2 of a walk; it moves there or stays. r (n,) reliability of a piece."""
    path, new = walk.path, room.path
    rows = path.size
    filter_block(t1, t2, path, room.filtered, spread.factors, prior)
    draw_block(t1, t2, path, new, room.filtered, spread.factors, prior, rng)
    low, high = t1, t2
    while low <= t2 and new[low] // 2 == path[low] // 2:
        low += 1
    if low > t2:
        path[t1 : t2 + 1] = new[t1 : t2 + 1]
        return
    while new[high] // 2 == path[high] // 2:
        high -= 1
    days, logs = room.days, spread.logs
    days[:] = walk.days
    changes, gap, cost = walk.changes[0], 0.0, 0.0
    for t in range(low, min(high + 2, rows)):
        x = path[t] // 2
        y = new[t] // 2 if t <= high else x
        days[x] -= terms.watched[t]
        days[y] += terms.watched[t]
        gap += logs[0, t, y] - logs[0, t, x]
        if t == 0:
            continue
        was = path[t - 1] // 2
        will = new[t - 1] // 2 if t > low else was
        if x != was:
            changes -= terms.heard[t]
            cost -= terms.quiet[t]
            gap -= logs[1, t, x] + logs[2, t, was]
        if y != will:
            changes += terms.heard[t]
            cost += terms.quiet[t]
            gap += logs[1, t, y] + logs[2, t, will]
    changes = max(changes, 0.0)
    shape, rate = terms.reports[0], terms.reports[1]
    gain = -spread.temper * gap - cost
    if shape > 0:
        gain += shape * (np.log(walk.changes[0] + rate) - np.log(changes + rate))
    touched, turned = 0, changes != walk.changes[0]
    old, seen = walk.seen, room.seen
    for i in range(r.size):
        piece = pieces[i]
        if piece.form == CHANGED:
            near = piece.end >= low and piece.begin <= high + 1
            shift = _shift(piece, low, high, path, new) if near else 0.0
            within = low <= min(max(piece.last, 0), rows - 1) <= high
            held = restating(piece, new) if within else old[i, 1]
            if shift == 0 and held == old[i, 1] and not (turned and old[i, 0] > 0):
                continue
            seen[i, 0], seen[i, 1], seen[i, 2] = max(old[i, 0] + shift, 0.0), held, 0.0
        else:
            apart = piece.last < low or piece.first > high
            if apart and piece.form == HELD:
                continue
            for k in range(3):
                seen[i, k] = old[i, k]
            moved = not apart and _trade(piece, low, high, path, new, fading, seen[i])
            if not moved and piece.form == HELD:
                continue
        room.words[i] = word(piece, seen[i], r[i], weight[i], terms, days, changes, toward)
        gain += room.words[i] - walk.words[i]
        room.touched[touched] = i
        touched += 1
    if np.log(1 - rng.random()) < gain:
        path[t1 : t2 + 1] = new[t1 : t2 + 1]
        for j in range(touched):
            i = room.touched[j]
            walk.words[i] = room.words[i]
            for k in range(3):
                walk.seen[i, k] = room.seen[i, k]
        walk.days[:] = days
        walk.changes[0] = changes
