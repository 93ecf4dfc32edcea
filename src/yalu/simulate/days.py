"""Days: midnights, permits, arrivals, shifts and windows, compiled."""

import math

from yalu.simulate.calendar_queue import schedule
from yalu.simulate.draw import uniform
from yalu.simulate.jit import Array, inlined, quick, whole
from yalu.simulate.lines import push, spend
from yalu.simulate.opening import NEVER, next_window, open_minutes
from yalu.simulate.spread import DAY
from yalu.simulate.table import Pattern, Rows
from yalu.simulate.world import (
    ARRIVED,
    BORN,
    BUSY,
    BUSY_TIME,
    CALENDAR,
    CARGO,
    CONSIGNEE,
    DAY_END,
    EPOCH,
    FREE,
    INSIDE,
    INSIDE_TIME,
    LADEN,
    LEVEL,
    NOW,
    NUMBER,
    OFFERED,
    OLDEST,
    PC,
    PERMIT,
    QUEUE_TIME,
    QUEUED,
    RANK,
    SHORT_OF_CONSIGNMENTS,
    SIZE,
    STATUS,
    STREAM,
    VALIDITY,
    VISIT,
    WAITING,
    World,
)

POISSON, EVEN, AT_ONCE, SPAWNED = map(int, Pattern)


@quick
def begin(rows: Rows, w: World, keys: Array) -> None:
    """Put a fresh world at minute 0 of its first day, its calendars being cut.

    Scheduled in this order: the first midnight, the streams, shifts, windows of batches.
    """
    w.clock[DAY_END] = DAY
    for r in range(w.parts.shape[0]):
        if w.parts[r, PERMIT] == 0:
            w.parts[r, FREE] = rows.capacity[0, r, 0]
        elif rows.permit_stock[r] > 0:
            issue(w, r, 0, rows.permit_stock[r])
    schedule(w, DAY, -1)
    for j in range(rows.streams.shape[0]):
        stream_next(rows, w, keys, j)
    for r in range(w.parts.shape[0]):
        if w.parts[r, CALENDAR] >= 0:
            shift_next(rows, w, r, whole(-1))
    for b in range(w.batches.shape[0]):
        window_next(rows, w, b, whole(-1))
    morning(rows, w, whole(0))


@quick
def stream_next(rows: Rows, w: World, keys: Array, j: int) -> None:
    """Schedule the next arrival of stream `j`."""
    pattern = rows.streams[j, 1]
    if pattern == AT_ONCE and rows.streams[j, 2] > w.emitted[j]:
        schedule(w, rows.streams[j, 3], -2 - j)
    elif pattern <= EVEN:
        gap = 1.0
        if pattern == POISSON:
            gap = -math.log(1.0 - uniform(keys[rows.sizes[1], j], w.emitted[j]))
        w.pace[j] += gap
        due = when_passed(rows, j, w.pace[j])
        if due < rows.sizes[2]:
            schedule(w, due, -2 - j)


@quick
def when_passed(rows: Rows, j: int, target: float) -> int:
    """The minute at which the cumulative rate of stream `j` reaches `target`; NEVER if it does not."""
    passed = 0.0
    last = rows.epoch_day.shape[0] - 1
    for e in range(last + 1):
        rate = rows.rate[e, j]
        start = rows.epoch_day[e] * DAY
        gain = math.inf if e == last else rate * (rows.epoch_day[e + 1] * DAY - start)
        if rate > 0.0 and passed + gain >= target:
            return math.floor(start + (target - passed) / rate + 0.5)
        if e < last:
            passed += gain
    return NEVER


@quick
def rate_passed(rows: Rows, j: int, now: int) -> float:
    """The cumulative rate of stream `j` at minute `now`."""
    total = 0.0
    last = rows.epoch_day.shape[0] - 1
    for e in range(last + 1):
        start = rows.epoch_day[e] * DAY
        end = now if e == last else min(now, rows.epoch_day[e + 1] * DAY)
        if end > start:
            total += rows.rate[e, j] * (end - start)
    return total


@quick
def shift_next(rows: Rows, w: World, r: int, now: int) -> None:
    """Schedule the next opening of the shift of resource `r` after `now`."""
    due = next_window(w.open[w.parts[r, CALENDAR]], now, False)
    if due < NEVER:
        schedule(w, due, -2 - rows.streams.shape[0] - r)


@quick
def window_next(rows: Rows, w: World, b: int, now: int) -> None:
    """Schedule the next window of batch `b` at which it leaves with what it has."""
    row = rows.code[rows.batch_row[b]]
    if row[3] == 0:
        return
    due = NEVER
    if row[4] >= 0:
        due = next_window(w.open[row[4]], now, row[3] == 1)
    if due < NEVER:
        schedule(w, due, -2 - rows.streams.shape[0] - w.parts.shape[0] - b)


@inlined
def emit(rows: Rows, w: World, keys: Array, j: int) -> None:
    """The consignments of stream `j` that come now, and the time of its next."""
    count = rows.streams[j, 2] if rows.streams[j, 1] == AT_ONCE else 1
    for _ in range(count):
        if w.clock[STATUS] == 0:
            born(rows, w, j, w.emitted[j], rows.streams[j, 0], whole(1))
            w.emitted[j] += 1
    stream_next(rows, w, keys, j)


@inlined
def born(rows: Rows, w: World, j: int, number: int, row: int, laden: int) -> None:
    """A new consignment of stream `j` that will start at `row`."""
    e, now = w.clock[BORN], w.clock[NOW]
    if e + 1 < w.them.shape[0]:
        w.clock[BORN] = e + 1
    else:
        w.clock[STATUS] = SHORT_OF_CONSIGNMENTS
    it = w.them[e]
    for i in range(it.shape[0]):
        it[i] = -1
    it[PC] = row
    it[STREAM] = j
    it[NUMBER] = number
    it[VISIT] = 0
    it[CARGO] = rows.streams[j, 4]
    it[CONSIGNEE] = rows.streams[j, 5]
    it[RANK] = rows.streams[j, 6]
    it[LADEN] = laden
    it[ARRIVED] = now
    it[SIZE] = 1
    w.clock[INSIDE] += 1
    w.clock[INSIDE_TIME] += w.clock[DAY_END] - now
    push(w, e)


@quick
def midnight(rows: Rows, w: World) -> None:
    """The day that ends is written down; policies, permits and capacities of the next begin."""
    now = w.clock[NOW]
    schedule(w, now + DAY, -1)
    day = now // DAY
    close_day(rows, w, day - 1)
    e = w.clock[EPOCH]
    if e + 1 < rows.epoch_day.shape[0] and rows.epoch_day[e + 1] == day:
        w.clock[EPOCH] = e + 1
        for r in range(w.parts.shape[0]):
            if w.parts[r, PERMIT] == 0:
                w.parts[r, FREE] += rows.capacity[e + 1, r, 0] - rows.capacity[e, r, 0]
    w.clock[DAY_END] = now + DAY
    morning(rows, w, day)


@quick
def close_day(rows: Rows, w: World, day: int) -> None:
    """Use of the destinations, and the series of `day`."""
    if day < 0 or day >= w.inside.shape[0]:
        return
    for r in range(w.parts.shape[0]):
        w.series[day, r, BUSY] = w.parts[r, BUSY_TIME]
        w.series[day, r, WAITING] = w.parts[r, QUEUE_TIME]
    w.inside[day] = w.clock[INSIDE_TIME]
    e = w.clock[EPOCH]
    for p in range(w.goods.shape[1]):
        for k in range(w.goods.shape[2]):
            want = rows.use[e, p, k]
            used = min(want, w.goods[0, p, k])
            w.goods[0, p, k] -= used
            w.flows[day, p, k, 0] = w.goods[0, p, k]
            w.flows[day, p, k, 1] = want - used


@quick
def morning(rows: Rows, w: World, day: int) -> None:
    """Permits lapse and are issued, and the day's accounts are opened."""
    e, now = w.clock[EPOCH], day * DAY
    for r in range(w.parts.shape[0]):
        w.parts[r, BUSY_TIME] = w.parts[r, LEVEL] * DAY
        w.parts[r, QUEUE_TIME] = w.parts[r, QUEUED] * DAY
    w.clock[INSIDE_TIME] = w.clock[INSIDE] * DAY
    if day >= w.inside.shape[0]:
        return
    for r in range(w.parts.shape[0]):
        if w.parts[r, PERMIT] == 0:
            open_for = DAY
            if w.parts[r, CALENDAR] >= 0:
                open_for = open_minutes(w.open[w.parts[r, CALENDAR]], now, now + DAY)
            w.series[day, r, OFFERED] = rows.capacity[e, r, 0] * open_for
            continue
        w.parts[r, VALIDITY] = rows.capacity[e, r, 1]
        oldest = w.parts[r, OLDEST]
        while oldest < day and oldest * DAY + w.parts[r, VALIDITY] <= now:
            spend(w, r, whole(w.issued[r, oldest]))
            w.issued[r, oldest] = 0
            oldest += 1
        w.parts[r, OLDEST] = oldest
        owed = rows.streams.shape[0] + r
        w.pace[owed] += rows.rate[e, owed]
        count = math.floor(w.pace[owed] + 1e-9)
        w.pace[owed] -= count
        issue(w, r, day, count)


@quick
def issue(w: World, r: int, day: int, count: int) -> None:
    """`count` permits more are at hand."""
    w.issued[r, day] += count
    spend(w, r, -count)
    w.series[day, r, OFFERED] += count
