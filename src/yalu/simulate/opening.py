"""Opening: when calendars are open once closures are drawn, compiled."""

import math

from yalu.simulate.draw import quantile, remaining, uniform
from yalu.simulate.jit import Array, allocating, quick
from yalu.simulate.spread import DAY
from yalu.simulate.table import Rows
from yalu.simulate.world import COUNT, OPENS, PLACE, SHUTS, World

NEVER = 1 << 40


@allocating
def draw_closures(rows: Rows, w: World, keys: Array, now: int, horizon: int, keep: bool) -> bool:
    """Draw the closures of every hazard from `now` on and cut them out of the calendars.

    With `keep` the state of each side at `now` stands (its spell has lasted since it began, and
    what is left of it is drawn given that); else it is drawn. False where room is short.
    """
    values, tables, drawn = rows.values[0], rows.tables, w.drawn
    for h in range(drawn.shape[0]):
        row = rows.hazard[h]
        shut_since, open_since = -1, 0
        if keep:
            for i in range(drawn[h, 0]):
                if drawn[h, 1 + 2 * i] <= now:
                    if drawn[h, 2 + 2 * i] > now:
                        shut_since = drawn[h, 1 + 2 * i]
                    else:
                        open_since = drawn[h, 2 + 2 * i]
        elif uniform(keys[row[5], -1], 0) >= values[row[2]]:
            shut_since = now
        n, t, number = 0, now, 0
        if shut_since >= 0:
            u = uniform(keys[row[4], -1], 0)
            t = now + max(1, remaining(values, row[1], tables, float(now - shut_since), u))
            drawn[h, 1], drawn[h, 2] = shut_since, t
            n, number = 1, 1
        elif keep:
            u = uniform(keys[row[3], -1], 0)
            t = now + max(1, remaining(values, row[0], tables, float(now - open_since), u))
            drawn[h, 1] = t
            t += spell(values, row[1], tables, uniform(keys[row[4], -1], 0))
            drawn[h, 2] = t
            n, number = 1, 1
        while t < horizon:
            if 2 + 2 * n >= drawn.shape[1]:
                return False
            t += spell(values, row[0], tables, uniform(keys[row[3], -1], number))
            drawn[h, 1 + 2 * n] = t
            t += spell(values, row[1], tables, uniform(keys[row[4], -1], number))
            drawn[h, 2 + 2 * n] = t
            n += 1
            number += 1
        drawn[h, 0] = n
    cut(rows, w)
    return True


@quick
def spell(values: Array, at: int, tables: Array, u: float) -> int:
    """A drawn spell in whole minutes, at least one."""
    return max(1, math.floor(quantile(values, at, tables, u) + 0.5))


@allocating
def cut(rows: Rows, w: World) -> None:
    """The open intervals of every calendar, with the closures of its hazards taken out."""
    for c in range(w.open.shape[0]):
        n = rows.base[c, 0]
        for i in range(2 + 2 * n):
            w.open[c, i] = rows.base[c, i]
        for h in range(w.drawn.shape[0]):
            if rows.hazards_of[c, h]:
                n = without(w.open[c], n, w.drawn[h])
        w.open[c, COUNT] = n
        w.open[c, PLACE] = 0


@allocating
def without(line: Array, n: int, drawn: Array) -> int:
    """Take the closures `drawn` out of the `n` intervals of `line`; how many there are then."""
    old = line[2 : 2 + 2 * n].copy()
    m, j = 0, 0
    for i in range(n):
        first, last = old[2 * i], old[2 * i + 1]
        while j < drawn[0] and drawn[2 + 2 * j] <= first:
            j += 1
        k = j
        while k < drawn[0] and drawn[1 + 2 * k] < last:
            if drawn[1 + 2 * k] > first:
                line[2 + 2 * m], line[3 + 2 * m] = first, drawn[1 + 2 * k]
                m += 1
            first = max(first, drawn[2 + 2 * k])
            k += 1
        if first < last:
            line[2 + 2 * m], line[3 + 2 * m] = first, last
            m += 1
    return m


@quick
def forward(line: Array, now: int) -> int:
    """Move the place of a calendar to its first interval that is not over at `now`."""
    i = line[PLACE]
    while i < line[COUNT] and line[SHUTS + 2 * i] <= now:
        i += 1
    line[PLACE] = i
    return i


@quick
def is_open(line: Array, now: int) -> bool:
    """Whether a calendar is open at `now`."""
    i = forward(line, now)
    return i < line[COUNT] and line[OPENS + 2 * i] <= now


@quick
def next_open(line: Array, now: int, need: int) -> int:
    """The first minute from `now` on at which it is open, and stays so for `need`; NEVER if none."""
    i = forward(line, now)
    while i < line[COUNT]:
        start = max(now, line[OPENS + 2 * i])
        if line[SHUTS + 2 * i] - start >= need:
            return start
        i += 1
    return NEVER


@quick
def worked(line: Array, now: int, need: int) -> int:
    """When `need` open minutes have passed from `now`; NEVER if they do not."""
    i = forward(line, now)
    while i < line[COUNT]:
        start = max(now, line[OPENS + 2 * i])
        if line[SHUTS + 2 * i] - start >= need:
            return start + need
        need -= line[SHUTS + 2 * i] - start
        i += 1
    return NEVER


@quick
def next_window(line: Array, now: int, last: bool) -> int:
    """The next minute after `now` at which a window begins; with `last` the day's last one."""
    i = forward(line, now)
    while i < line[COUNT]:
        start = line[OPENS + 2 * i]
        again = i + 1 < line[COUNT] and line[OPENS + 2 * i + 2] // DAY == start // DAY
        if start > now and not (last and again):
            return start
        i += 1
    return NEVER


@quick
def open_minutes(line: Array, first: int, last: int) -> int:
    """Minutes of [first, last) in which it is open, `first` being now."""
    total = 0
    for i in range(forward(line, first), line[COUNT]):
        if line[OPENS + 2 * i] >= last:
            break
        total += min(last, line[SHUTS + 2 * i]) - max(first, line[OPENS + 2 * i])
    return total
