"""Settle: a world put together from a state brought to life, compiled."""

from yalu.simulate.calendar_queue import DELIVERY, schedule
from yalu.simulate.days import AT_ONCE, EVEN, rate_passed, shift_next, stream_next, window_next
from yalu.simulate.draw import remaining, uniform
from yalu.simulate.jit import Array, quick, whole
from yalu.simulate.kernel import DELAY, OPEN
from yalu.simulate.lines import counter
from yalu.simulate.spread import DAY
from yalu.simulate.table import Rows
from yalu.simulate.world import (
    BORN,
    BUSY_TIME,
    CALENDAR,
    DAY_END,
    EPOCH,
    FREE,
    INSIDE_TIME,
    LEFT,
    LEVEL,
    PC,
    PERMIT,
    QUEUE_TIME,
    SINCE,
    STREAM,
    VALIDITY,
    World,
)


@quick
def again(w: World, due: Array, woken: Array) -> None:
    """Schedule what was pending, in the same order."""
    for i in range(due.shape[0]):
        schedule(w, due[i], whole(woken[i]))


@quick
def settle(
    rows: Rows, w: World, keys: Array, due: Array, woken: Array, now: int, same: bool
) -> None:
    """Bring a world to life at midnight `now`, its events being due and waking whom the arrays say.

    What wakes a part of the model (less than 0) is scheduled anew. With `same` seed and replication a
    delay in hand ends as it was drawn; else when it ends is drawn anew, given how long it has
    lasted.
    """
    stand(rows, w, now)
    schedule(w, now, -1)
    for j in range(rows.streams.shape[0]):
        if rows.streams[j, 1] == AT_ONCE and rows.streams[j, 3] >= now:
            stream_next(rows, w, keys, j)
        elif rows.streams[j, 1] <= EVEN:
            w.pace[j] = rate_passed(rows, j, now)
            stream_next(rows, w, keys, j)
    for r in range(w.parts.shape[0]):
        if w.parts[r, CALENDAR] >= 0:
            shift_next(rows, w, r, now - 1)
    for b in range(w.batches.shape[0]):
        window_next(rows, w, b, now - 1)
    for i in range(due.shape[0]):
        e, minute = whole(woken[i]), due[i]
        if e < 0:
            continue
        if e < DELIVERY:
            row = rows.code[w.them[e, PC] - 1]
            if row[0] == OPEN:
                continue
            if row[0] == DELAY and not same and row[3] < 0:
                minute = now + left_of(rows, w, keys, e, now)
        schedule(w, minute, e)
    for e in range(w.clock[BORN]):
        # The calendars may differ: whoever waits for one asks again.
        if w.them[e, LEFT] < 0 and w.them[e, PC] > 0 and rows.code[w.them[e, PC] - 1, 0] == OPEN:
            w.them[e, PC] -= 1
            schedule(w, now, e)


@quick
def stand(rows: Rows, w: World, now: int) -> None:
    """The epoch and the units that are free on the eve of midnight `now`."""
    epoch = 0
    while epoch + 1 < rows.epoch_day.shape[0] and rows.epoch_day[epoch + 1] * DAY < now:
        epoch += 1
    w.clock[EPOCH] = epoch
    w.clock[DAY_END] = now
    w.clock[INSIDE_TIME] = 0
    for r in range(w.parts.shape[0]):
        held = w.parts[r, LEVEL]
        w.parts[r, FREE] = held if w.parts[r, PERMIT] == 1 else rows.capacity[epoch, r, 0] - held
        w.parts[r, VALIDITY] = rows.capacity[epoch, r, 1]
        w.parts[r, BUSY_TIME] = 0
        w.parts[r, QUEUE_TIME] = 0


@quick
def left_of(rows: Rows, w: World, keys: Array, e: int, now: int) -> int:
    """Minutes that are left of the delay that `e` is in, drawn given that it has lasted until now."""
    row = rows.code[w.them[e, PC] - 1]
    u = uniform(keys[row[2], w.them[e, STREAM]], counter(w.them, e))
    elapsed = float(now - w.them[e, SINCE])
    return remaining(rows.values[w.clock[EPOCH]], row[1], rows.tables, elapsed, u)
