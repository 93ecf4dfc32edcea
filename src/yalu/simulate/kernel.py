"""Kernel: the table run event by event, compiled.

Whatever is due at one minute happens in the order in which it was scheduled; what follows from an
event at once is done before the next, first come first.
"""

import math

import numpy as np

from yalu.simulate.calendar_queue import DELIVERY, next_due, schedule, take
from yalu.simulate.days import born, emit, midnight, shift_next, window_next
from yalu.simulate.draw import minutes, uniform
from yalu.simulate.jit import Array, inlined, quick, whole
from yalu.simulate.lines import (
    counter,
    drawn,
    grant,
    happens,
    join,
    let_go,
    may_take,
    occupy,
    push,
    units_of,
)
from yalu.simulate.opening import NEVER, is_open, next_open, worked
from yalu.simulate.table import Op, Rows
from yalu.simulate.world import (
    CARGO,
    CONSIGNEE,
    DAY_END,
    DELIVERED,
    EPOCH,
    FIRST,
    FREE,
    GATHERED,
    INSIDE,
    INSIDE_TIME,
    LAPSES,
    LATEST,
    LEFT,
    LOGGED,
    MEMBER,
    NOW,
    NUMBER,
    PC,
    QUEUED,
    READY,
    RELEASED,
    SERIAL,
    SHORT_OF_LOG,
    SINCE,
    SIZE,
    STAMPS,
    STATUS,
    STREAM,
    VISIT,
    World,
)

ENTER, BEGIN, END, DELAY, SEIZE, RELEASE, OPEN, BATCH, SPLIT, PERMIT = map(int, list(Op)[:10])
CHECK, SKIP, SHUT, DIVERT, FULL, FAIL, SPAWN, DELIVER, EXIT = map(int, list(Op)[10:])


@quick
def advance(rows: Rows, w: World, keys: Array, until: int) -> None:
    """Run until no event is due before minute `until`; the days' series are written on the way."""
    streams, resources = rows.streams.shape[0], w.parts.shape[0]
    clock = w.clock
    while clock[STATUS] == 0:
        now = next_due(w, until)
        if now < 0:
            break
        it = take(w, now)
        clock[READY] = 0
        serve, stop = 0, 0
        if it >= DELIVERY:
            arrive(rows, w, it - DELIVERY)
        elif it >= 0:
            push(w, it)
        elif it == -1:
            midnight(rows, w)
            stop = resources
        elif it >= -1 - streams:
            emit(rows, w, keys, -2 - it)
        elif it >= -1 - streams - resources:
            serve = -2 - streams - it
            stop = serve + 1
            shift_next(rows, w, serve, now)
        else:
            b = -2 - streams - resources - it
            window_next(rows, w, b, now)
            at = rows.code[rows.batch_row[b], 2] + 1
            if w.batches[b, GATHERED] >= max(1, int(rows.values[clock[EPOCH], at])):
                depart(w, b)
        for r in range(serve, stop):
            let_go(rows, w, keys, r)
        i = 0
        while i < clock[READY]:
            follow(rows, w, keys, whole(w.ready[i]), now)
            i += 1
    if clock[STATUS] == 0:
        clock[NOW] = until


@inlined
def follow(rows: Rows, w: World, keys: Array, e: int, now: int) -> None:
    """Let `e` go on from its row until it has to wait or leaves."""
    code, them, clock = rows.code, w.them, w.clock
    i = whole(them[e, PC])
    going = True
    while going:
        op, a = code[i, 0], code[i, 1]
        if op <= END:
            mark = 3 * a + op
            them[e, STAMPS + mark] = now
            if w.log.shape[0] > 0:
                logged(w, e, mark)
            i += 1
        elif op == DELAY:
            need = drawn(rows, w, keys, e, i)
            due = now + need
            if code[i, 3] >= 0:
                due = worked(w.open[code[i, 3]], now, need)
            i += 1
            if need > 0:
                them[e, SINCE] = now
                them[e, PC] = i
                going = False
                if due < NEVER:
                    schedule(w, due, e)
        elif op == SEIZE:
            going = may_take(rows, w, keys, e, i)
            if going:
                occupy(w, a, units_of(rows, w, e, i))
                i += 1
            else:
                them[e, PC] = i
                join(w, a, e)
        elif op == RELEASE:
            occupy(w, a, -units_of(rows, w, e, i))
            let_go(rows, w, keys, a)
            i += 1
        elif op == OPEN:
            need = 1
            if code[i, 3] >= 0:
                need = drawn(rows, w, keys, e, code[i, 3])
            due = next_open(w.open[a], now, need)
            i += 1
            if due > now:
                them[e, PC] = i
                going = False
                if due < NEVER:
                    schedule(w, due, e)
        elif op == BATCH:
            going = False
            them[e, PC] = i
            gather(w, a, e)
            if w.batches[a, GATHERED] >= rows.values[clock[EPOCH], code[i, 2]]:
                depart(w, a)
        elif op == SPLIT:
            part(rows, w, e, i)
            i += 1
        elif op == DELIVER:
            hand_over(rows, w, keys, e, now)
            i += 1
        elif op == EXIT:
            them[e, LEFT] = now
            clock[INSIDE] -= 1
            clock[INSIDE_TIME] -= clock[DAY_END] - now
            going = False
        elif op == PERMIT and (w.parts[a, QUEUED] > 0 or w.parts[a, FREE] < 1):
            them[e, PC] = i
            join(w, a, e)
            going = False
        elif op == SHUT:
            i += 1
            wait = math.floor(rows.values[clock[EPOCH], code[i - 1, 2]] + 0.5)
            due = min(now + wait, next_open(w.open[a], now, 1))
            if due > now:
                them[e, PC] = i
                schedule(w, due, e)
                going = False
        else:
            i = turn(rows, w, keys, e, i)


@quick
def turn(rows: Rows, w: World, keys: Array, e: int, i: int) -> int:
    """The instructions that pass no time and are seldom met: the row that follows."""
    op, a, b, c, d = rows.code[i]
    now = w.clock[NOW]
    if op == PERMIT:
        grant(w, e, a)
    elif op == CHECK:
        if now >= w.them[e, LAPSES]:
            w.them[e, VISIT] += 1
            return b
    elif op == SKIP:
        passed_by = rows.values[w.clock[EPOCH], a] == 0.0
        if not passed_by and b >= 0:
            passed_by = rows.exempt[b, w.them[e, CARGO]]
        if passed_by:
            return c
    elif op == DIVERT:
        if not is_open(w.open[a], now) and happens(rows, w, keys, e, b, c):
            return d
    elif op == FULL:
        full = False
        for k in range(i + 1, i + 1 + a):
            full = full or not may_take(rows, w, keys, e, k)
        if full and happens(rows, w, keys, e, b, c):
            return d
    elif op == FAIL:
        if happens(rows, w, keys, e, a, b):
            w.them[e, VISIT] += 1
            return c
    elif op == SPAWN:
        half = rows.streams.shape[0] // 2
        stream = half + whole(w.them[e, STREAM]) % half
        born(rows, w, stream, whole(w.them[e, NUMBER]), a, whole(0))
    return i + 1


@quick
def logged(w: World, e: int, mark: int) -> None:
    """Log a stamp, for every member where `e` leads a batch."""
    now, x = w.clock[NOW], e
    while x >= 0:
        n = w.clock[LOGGED]
        if n >= w.log.shape[0]:
            w.clock[STATUS] = SHORT_OF_LOG
            return
        w.log[n, 0], w.log[n, 1], w.log[n, 2] = now, x, mark
        w.clock[LOGGED] = n + 1
        x = whole(w.them[x, MEMBER]) if w.them[e, SIZE] > 1 else -1


@quick
def gather(w: World, b: int, e: int) -> None:
    """`e` waits in batch `b`."""
    if w.batches[b, GATHERED] == 0:
        w.batches[b, FIRST] = e
    else:
        w.them[w.batches[b, LATEST], MEMBER] = e
    w.batches[b, LATEST] = e
    w.batches[b, GATHERED] += 1


@quick
def depart(w: World, b: int) -> None:
    """What batch `b` has gathered goes on as one, behind its first member."""
    e = whole(w.batches[b, FIRST])
    column = w.them.shape[1] - w.batches.shape[0] + b
    x = e
    while x >= 0:
        w.them[x, column] = w.batches[b, SERIAL]
        x = whole(w.them[x, MEMBER])
    w.them[e, SIZE] = w.batches[b, GATHERED]
    w.batches[b, SERIAL] += 1
    w.batches[b, GATHERED] = 0
    w.batches[b, FIRST] = -1
    w.them[e, PC] += 1
    push(w, e)


@quick
def part(rows: Rows, w: World, e: int, i: int) -> None:
    """The members of the batch that `e` leads go on alone, with its stamps."""
    them = w.them
    x = whole(them[e, MEMBER])
    while x >= 0:
        for k in range(rows.code[i, 2], rows.code[i, 3]):
            column = STAMPS + rows.span[k]
            them[x, column] = them[e, column]
        x = whole(them[x, MEMBER])
    scatter(w, e, i + 1)


@quick
def scatter(w: World, e: int, row: int) -> None:
    """The members of the batch that `e` leads go on alone, from `row`."""
    x = whole(w.them[e, MEMBER])
    w.them[e, MEMBER] = -1
    w.them[e, SIZE] = 1
    while x >= 0:
        following = whole(w.them[x, MEMBER])
        w.them[x, MEMBER] = -1
        w.them[x, PC] = row
        push(w, x)
        x = following


@inlined
def hand_over(rows: Rows, w: World, keys: Array, e: int, now: int) -> None:
    """Choose who gets the goods of `e`, and send them there."""
    k = whole(w.them[e, CARGO])
    w.them[e, RELEASED] = now
    if w.them[e, CONSIGNEE] < 0 and rows.order.shape[1] > 0 and rows.order[k, 0] >= 0:
        w.them[e, CONSIGNEE] = chosen(rows, w, k)
    p = whole(w.them[e, CONSIGNEE])
    need = 0
    if p >= 0:
        w.goods[1, p, k] += rows.goods[k, 0]
        if rows.travel[p, 0] >= 0:
            need = travelled(rows, w, keys, e, p)
    if need > 0:
        schedule(w, now + need, DELIVERY + e)
    else:
        arrive(rows, w, e)


@quick
def travelled(rows: Rows, w: World, keys: Array, e: int, p: int) -> int:
    """Minutes that the goods of `e` take to destination `p`."""
    u = uniform(keys[rows.travel[p, 1], w.them[e, STREAM]], counter(w.them, e))
    return minutes(rows.values[w.clock[EPOCH]], rows.travel[p, 0], rows.tables, u)


@inlined
def arrive(rows: Rows, w: World, e: int) -> None:
    """The goods of `e` reach their destination."""
    w.them[e, DELIVERED] = w.clock[NOW]
    p = whole(w.them[e, CONSIGNEE])
    if p >= 0:
        k = whole(w.them[e, CARGO])
        w.goods[0, p, k] += rows.goods[k, 0]


@quick
def chosen(rows: Rows, w: World, k: int) -> int:
    """The destination for cargo `k` by its rule; -1 where there is none. Cover is of what is there."""
    best, least, total = -1, 0.0, rows.goods[k, 0]
    for n in range(rows.order.shape[1]):
        if rows.order[k, n] >= 0:
            total += w.goods[1, rows.order[k, n], k]
    for n in range(rows.order.shape[1]):
        p = rows.order[k, n]
        if p < 0:
            break
        if rows.goods[k, 2] > 0.0:
            need = w.goods[1, p, k] - rows.share[k, p] * total
        else:
            use = rows.use[w.clock[EPOCH], p, k]
            need = w.goods[0, p, k] / use if use > 0.0 else np.inf
            if need < rows.goods[k, 1]:
                return p
        if best < 0 or need < least:
            best, least = p, need
    return best
