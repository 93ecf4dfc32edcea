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

from yalu.believe.passes import LARGE, SMALL, Array, ahead, lean
from yalu.believe.paths import knows, weight_of, weights, word
from yalu.believe.spreading import CHANGED


class Spread(NamedTuple):
    """Evidence spread over T days: logs (3, T, 3) of days, entries and exits by state, their
    tempered exponentials factors (3, T, 3), and the exponent temper that made them."""

    logs: Array
    factors: Array
    temper: float


class Room(NamedTuple):
    """Room for a proposal: path (T,), filtered (T, 6), seen (n, 3), known, guess, r, weight and
    words (n,), days (3,), whether it touches a piece (n,), and the numbers of those (n,)."""

    path: Array
    filtered: Array
    seen: Array
    known: Array
    guess: Array
    r: Array
    weight: Array
    words: Array
    days: Array
    moved: Array
    touched: Array


def room_of(rows: int, n: int) -> Room:
    """Room for proposals of n pieces on so many days."""
    path, filtered = np.zeros(rows, np.int64), np.empty((rows, 6))
    touched = np.empty(n, np.int64)
    known, guess, r, weight, words = np.empty((5, n))
    seen, days = np.empty((n, 3)), np.empty(3)
    moved = np.zeros(n, np.bool_)
    return Room(path, filtered, seen, known, guess, r, weight, words, days, moved, touched)


def spans_of(pieces: Any) -> Array:
    """First and last day that each of n pieces looks at, (2, n).

    A change on a day is seen by that day and the one before.
    """
    change = pieces["form"] == CHANGED
    first = np.where(change, pieces["begin"] - 1, pieces["first"])
    return np.stack((first, np.where(change, pieces["end"], pieces["last"])))


@lean
def filter_block(
    t1: int, t2: int, path: Array, filtered: Array, factors: Array, prior: Any
) -> None:
    """P(state and phase of day t | evidence of the block to t, the day before it), unscaled."""
    likely, enter, leave, jump = factors[0], factors[1], factors[2], prior.jump
    chances = prior.phase[0], prior.phase[1], prior.phase[2]
    first = t1
    if t1 == 0:
        for j in range(6):
            filtered[0, j] = prior.start[j] * likely[0, j // 2]
        young0, old0, young1, old1, young2, old2 = filtered[0]
        first = 1
    else:
        was = path[t1 - 1]
        young0, old0 = 1.0 * (was == 0), 1.0 * (was == 1)
        young1, old1 = 1.0 * (was == 2), 1.0 * (was == 3)
        young2, old2 = 1.0 * (was == 4), 1.0 * (was == 5)
    for t in range(first, t2 + 1):
        mass = young0, old0, young1, old1, young2, old2
        young0, old0, young1, old1, young2, old2 = ahead(
            mass, t, likely, enter, leave, chances, jump
        )
        total = (young0 + old0) + (young1 + old1) + (young2 + old2)
        if not SMALL < total < LARGE:
            share = 1 / total
            young0, young1, young2 = young0 * share, young1 * share, young2 * share
            old0, old1, old2 = old0 * share, old1 * share, old2 * share
        filtered[t, 0], filtered[t, 1] = young0, old0
        filtered[t, 2], filtered[t, 3] = young1, old1
        filtered[t, 4], filtered[t, 5] = young2, old2


@lean
def draw_block(
    t1: int, t2: int, path: Array, new: Array, filtered: Array, factors: Array, prior: Any, rng: Any
) -> None:
    """Draw days t1..t2 of `new` (T,) backwards from what `filter_block` filtered."""
    ends, settles, late = prior.phase[0], prior.phase[1], prior.phase[2]
    stays, old_stays = 1 - ends - settles, 1 - late
    jump = prior.jump
    if t2 == path.size - 1:
        young0, old0, young1, old1, young2, old2 = filtered[t2]
        after = new[t2] = _drawn((young0, old0, young1, old1, young2, old2), rng)
        t2 -= 1
    else:
        after = path[t2 + 1]
    for t in range(t2, t1 - 1, -1):
        if after & 1:
            young, old = filtered[t, after - 1] * settles, filtered[t, after] * old_stays
            after -= rng.random() * (young + old) < young
        else:
            k = after >> 1
            i, j = (k + 1) % 3, (k + 2) % 3
            come = factors[1, t + 1, k]
            move_i = jump[i, k] * come * factors[2, t + 1, i]
            move_j = jump[j, k] * come * factors[2, t + 1, j]
            stay = filtered[t, after] * stays
            gone_i = (filtered[t, 2 * i] * ends + filtered[t, 2 * i + 1] * late) * move_i
            gone_j = (filtered[t, 2 * j] * ends + filtered[t, 2 * j + 1] * late) * move_j
            if rng.random() * (stay + gone_i + gone_j) >= stay:
                m0 = move_i if i == 0 else move_j if j == 0 else 0.0
                m1 = move_i if i == 1 else move_j if j == 1 else 0.0
                m2 = move_i if i == 2 else move_j if j == 2 else 0.0
                after = _drawn(
                    (
                        *(filtered[t, 0] * ends * m0, filtered[t, 1] * late * m0),
                        *(filtered[t, 2] * ends * m1, filtered[t, 3] * late * m1),
                        *(filtered[t, 4] * ends * m2, filtered[t, 5] * late * m2),
                    ),
                    rng,
                )
        new[t] = after


@lean
def _drawn(share: Any, rng: Any) -> int:
    """One of six, each by its share."""
    mark = rng.random() * (share[0] + share[1] + share[2] + share[3] + share[4] + share[5])
    chosen = 0
    while chosen < 5 and mark >= share[chosen]:
        mark -= share[chosen]
        chosen += 1
    while share[chosen] == 0.0:
        chosen -= 1
    return chosen


@lean
def _see_changes(
    low: int,
    high: int,
    turned: bool,
    path: Array,
    new: Array,
    pieces: Any,
    spans: Array,
    old: Array,
    seen: Array,
    moved: Array,
) -> None:
    """What changes told see of `new`, into `seen` (n, 3), and whether they mind, into `moved` (n,).

    `new` differs from `path` from day low to day high at most; `turned` says whether the changes
    that may be told are more or fewer.
    """
    final = path.size - 1
    for i in range(pieces.size):
        piece = pieces[i]
        if piece.form != CHANGED:
            continue
        told, shift, held = piece.state, 0.0, old[i, 1]
        if spans[1, i] >= low and spans[0, i] <= high:
            for t in range(max(1, low, piece.begin), min(final, high + 1, piece.end) + 1):
                was, x = path[t - 1] // 2, path[t] // 2
                will = new[t - 1] // 2 if t > low else was
                y = new[t] // 2 if t <= high else x
                sign = int(y == told and will != told) - int(x == told and was != told)
                if sign != 0:
                    shift += sign * np.exp(-abs(t - piece.middle) / piece.scale)
        # A day of its window may lie past either end of the path, and so be none of its span.
        last = min(max(piece.last, 0), final)
        if low <= last <= high:
            held = piece.accurate[new[last] // 2]
        moved[i] = shift != 0 or held != old[i, 1] or (turned and old[i, 0] > 0)
        seen[i, 0], seen[i, 1], seen[i, 2] = max(old[i, 0] + shift, 0.0), held, old[i, 2]


@lean
def _see_windows(
    low: int,
    high: int,
    path: Array,
    new: Array,
    pieces: Any,
    spans: Array,
    aloof: Array,
    fading: Array,
    old: Array,
    seen: Array,
    moved: Array,
) -> None:
    """`_see_changes` of windows: the weight of their days goes to the states of `new`."""
    for i in range(pieces.size):
        piece = pieces[i]
        if piece.form == CHANGED:
            continue
        moved[i] = not aloof[i]
        for k in range(3):
            seen[i, k] = old[i, k]
        if spans[1, i] < low or spans[0, i] > high:
            continue
        share, most, floor = weights(piece)
        for t in range(max(piece.first, low), min(piece.last, high) + 1):
            x, y = path[t] // 2, new[t] // 2
            if x != y:
                part = weight_of(piece, t, share, most, floor, fading)
                seen[i, x] -= part
                seen[i, y] += part
                moved[i] = True


@lean
def turn(
    low: int, high: int, walk: Any, room: Any, logs: Array, terms: Any
) -> tuple[float, float, float]:
    """Changes of the path in `room`, and how its spread evidence and its quiet changes differ.

    It differs from that of `walk` from day low to day high; the days go into `room.days`.
    """
    path, new, days = walk.path, room.path, room.days
    for k in range(3):
        days[k] = walk.days[k]
    changes, gap, cost = walk.changes[0], 0.0, 0.0
    for t in range(low, min(high + 2, path.size)):
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
    return max(changes, 0.0), gap, cost


@lean
def touch(
    low: int, high: int, changes: float, walk: Any, room: Any, scene: Any, fading: Array
) -> tuple[int, float]:
    """How many pieces see the path in `room` otherwise, and by how much more they like it.

    Their numbers go into `room.touched`, what they see, know and say into its rows.
    """
    pieces, terms, path, new = scene.pieces, scene.terms, walk.path, room.path
    spans, norms, turned = scene.spans, terms.norms[0], changes != walk.changes[0]
    _see_changes(low, high, turned, path, new, pieces, spans, walk.seen, room.seen, room.moved)
    _see_windows(
        *(low, high, path, new, pieces, spans, scene.aloof),
        *(fading, walk.seen, room.seen, room.moved),
    )
    touched, gain, days = 0, 0.0, (room.days[0], room.days[1], room.days[2])
    for i in range(pieces.size):
        if not room.moved[i]:
            continue
        sight = room.seen[i, 0], room.seen[i, 1], room.seen[i, 2]
        room.known[i] = knows(pieces[i], sight, norms, days, changes)
        room.words[i] = word(room.known[i], walk.guess[i], walk.r[i], walk.weight[i])
        gain += room.words[i] - walk.words[i]
        room.touched[touched] = i
        touched += 1
    return touched, gain


@lean
def take(first: int, last: int, path: Array, new: Array) -> None:
    """Put the days first..last of `new` into `path`."""
    for t in range(first, last + 1):
        path[t] = new[t]


@lean
def step_block(
    t1: int,
    t2: int,
    walk: Any,
    room: Any,
    spread: Any,
    prior: Any,
    scene: Any,
    fading: Array,
    rng: Any,
) -> None:
    """Propose days t1..t2 of a walk; it moves there or stays."""
    path, new = walk.path, room.path
    filter_block(t1, t2, path, room.filtered, spread.factors, prior)
    draw_block(t1, t2, path, new, room.filtered, spread.factors, prior, rng)
    low, high = t1, t2
    while low <= t2 and new[low] // 2 == path[low] // 2:
        low += 1
    if low > t2:
        take(t1, t2, path, new)
        return
    while new[high] // 2 == path[high] // 2:
        high -= 1
    changes, gap, cost = turn(low, high, walk, room, spread.logs, scene.terms)
    shape, rate = scene.terms.reports[0], scene.terms.reports[1]
    gain = -spread.temper * gap - cost
    if shape > 0:
        gain += shape * (np.log(walk.changes[0] + rate) - np.log(changes + rate))
    touched, more = touch(low, high, changes, walk, room, scene, fading)
    if np.log(1 - rng.random()) < gain + more:
        take(t1, t2, path, new)
        settle(touched, changes, walk, room)


@lean
def settle(touched: int, changes: float, walk: Any, room: Any) -> None:
    """Take over from `room` what the touched pieces see, know and say, the days and the changes."""
    for j in range(touched):
        i = room.touched[j]
        walk.words[i] = room.words[i]
        walk.known[i] = room.known[i]
        for k in range(3):
            walk.seen[i, k] = room.seen[i, k]
    for k in range(3):
        walk.days[k] = room.days[k]
    walk.changes[0] = changes
