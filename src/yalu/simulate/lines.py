"""Lines: who waits for what, by rank and order of coming, compiled."""

import math
from typing import Any

import numpy as np

from yalu.simulate.draw import minutes, uniform
from yalu.simulate.jit import Array, inlined, quick, whole
from yalu.simulate.opening import forward, is_open
from yalu.simulate.spread import DAY
from yalu.simulate.table import Rows
from yalu.simulate.world import (
    BUSY_TIME,
    CALENDAR,
    DAY_END,
    EPOCH,
    FREE,
    LAPSES,
    LEVEL,
    LINE,
    NOW,
    NUMBER,
    OLDEST,
    PC,
    PERMIT,
    QUEUE_TIME,
    QUEUED,
    RANK,
    READY,
    SHORT_OF_CONSIGNMENTS,
    SHUTS,
    SIZE,
    STATUS,
    STREAM,
    VALIDITY,
    VISIT,
    World,
)


@inlined
def push(w: World, e: int) -> None:
    """`e` may move within this minute."""
    n = w.clock[READY]
    if n < w.ready.shape[0]:
        w.ready[n] = e
        w.clock[READY] = n + 1
    else:
        w.clock[STATUS] = SHORT_OF_CONSIGNMENTS


@inlined
def counter(them: Array, e: int) -> Any:
    """What tells the draws of one visit of one consignment from all others of its stream."""
    return np.uint64(them[e, NUMBER]) | (np.uint64(them[e, VISIT]) << np.uint64(40))


@inlined
def drawn(rows: Rows, w: World, keys: Array, e: int, row: int) -> int:
    """The minutes that the delay of `row` takes for `e`."""
    at, epoch = rows.code[row, 1], w.clock[EPOCH]
    if rows.values[epoch, at] == 0.0:
        need = math.floor(rows.values[epoch, at + 1] + 0.5)
    elif rows.values[epoch, at] == 1.0:
        least, most = rows.values[epoch, at + 1], rows.values[epoch, at + 2]
        u = uniform(keys[rows.code[row, 2], w.them[e, STREAM]], counter(w.them, e))
        need = math.floor(least + (most - least) * u + 0.5)
    else:
        u = uniform(keys[rows.code[row, 2], w.them[e, STREAM]], counter(w.them, e))
        need = minutes(rows.values[epoch], at, rows.tables, u)
    return need


@inlined
def happens(rows: Rows, w: World, keys: Array, e: int, chance: int, purpose: int) -> bool:
    """Whether what has the chance at `chance` befalls `e`."""
    p = rows.values[w.clock[EPOCH], chance]
    u = uniform(keys[purpose, w.them[e, STREAM]], counter(w.them, e))
    return u < p


@inlined
def join(w: World, r: int, e: int) -> None:
    """`e` waits for `r`, last of its rank."""
    q = w.them[e, RANK]
    w.them[e, LINE] = -1
    if w.lines[r, 2 * q] < 0:
        w.lines[r, 2 * q] = e
    else:
        w.them[w.lines[r, 2 * q + 1], LINE] = e
    w.lines[r, 2 * q + 1] = e
    w.parts[r, QUEUED] += 1
    w.parts[r, QUEUE_TIME] += w.clock[DAY_END] - w.clock[NOW]


@inlined
def occupy(w: World, r: int, units: int) -> None:
    """`units` of `r` are held from now on; fewer than 0 are given back."""
    w.parts[r, FREE] -= units
    w.parts[r, LEVEL] += units
    w.parts[r, BUSY_TIME] += units * (w.clock[DAY_END] - w.clock[NOW])


@inlined
def spend(w: World, r: int, count: int) -> None:
    """`count` permits of `r` are no longer at hand."""
    w.parts[r, FREE] -= count
    w.parts[r, LEVEL] -= count
    w.parts[r, BUSY_TIME] -= count * (w.clock[DAY_END] - w.clock[NOW])


@inlined
def grant(w: World, e: int, r: int) -> None:
    """The oldest permit that has not lapsed is taken by `e`."""
    while w.issued[r, w.parts[r, OLDEST]] == 0:
        w.parts[r, OLDEST] += 1
    day = w.parts[r, OLDEST]
    w.issued[r, day] -= 1
    w.them[e, LAPSES] = min(day * DAY + w.parts[r, VALIDITY], (1 << 31) - 1)
    spend(w, r, 1)


@inlined
def units_of(rows: Rows, w: World, e: int, row: int) -> int:
    """How many units `e` takes or gives back by `row`."""
    asked = rows.code[row, 2]
    return asked if asked > 0 else whole(w.them[e, SIZE])


@quick
def in_shift(rows: Rows, w: World, keys: Array, e: int, row: int) -> bool:
    """Whether the shift is open, and long enough still where the work must fit it."""
    line, now = w.open[w.parts[rows.code[row, 1], CALENDAR]], w.clock[NOW]
    if not is_open(line, now):
        return False
    if rows.code[row, 3] < 0:
        return True
    need = drawn(rows, w, keys, e, rows.code[row, 3])
    return now + need <= line[SHUTS + 2 * forward(line, now)]


@inlined
def fits(rows: Rows, w: World, keys: Array, e: int, row: int) -> bool:
    """Whether `e` could take what `row` asks for now, were it the first in line."""
    r = rows.code[row, 1]
    result = w.parts[r, FREE] >= units_of(rows, w, e, row)
    if result and w.parts[r, CALENDAR] >= 0:
        result = in_shift(rows, w, keys, e, row)
    return result


@inlined
def may_take(rows: Rows, w: World, keys: Array, e: int, row: int) -> bool:
    """Whether `e` takes at once: nobody of its rank or before waits, and it fits."""
    r = rows.code[row, 1]
    result = True
    if w.parts[r, QUEUED] > 0:
        for q in range(w.them[e, RANK] + 1):
            result = result and w.lines[r, 2 * q] < 0
    if result:
        result = fits(rows, w, keys, e, row)
    return result


@inlined
def let_go(rows: Rows, w: World, keys: Array, r: int) -> None:
    """Serve the line of `r` until its first does not fit."""
    going = w.parts[r, QUEUED] > 0
    while going:
        q = 0
        while w.lines[r, 2 * q] < 0:
            q += 1
        e = whole(w.lines[r, 2 * q])
        row = whole(w.them[e, PC])
        if w.parts[r, PERMIT] == 1:
            going = w.parts[r, FREE] > 0
            if going:
                grant(w, e, r)
        else:
            going = fits(rows, w, keys, e, row)
            if going:
                occupy(w, r, units_of(rows, w, e, row))
        if going:
            w.lines[r, 2 * q] = w.them[e, LINE]
            w.them[e, LINE] = -1
            w.parts[r, QUEUED] -= 1
            w.parts[r, QUEUE_TIME] -= w.clock[DAY_END] - w.clock[NOW]
            w.them[e, PC] = row + 1
            push(w, e)
            going = w.parts[r, QUEUED] > 0
