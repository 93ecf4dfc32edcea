"""Calendar queue: the events that are due, in order of minute and of scheduling, compiled.

Time is whole minutes, so what is due within the next `SPAN` of them stands in one line a minute, on
a ring: both ends cost the same however many events there are (Brown 1988, calendar queues). What is due
later waits in a heap and joins its minute's line when that comes within the ring, before anything
can be scheduled for that minute directly; so each line is in order of scheduling.
"""

import numpy as np

from yalu.simulate.jit import Array, allocating, inlined, quick, whole
from yalu.simulate.world import FAR, NOW, SEQUENCE, SPAN, World

DELIVERY = 1 << 30
"""Added to a consignment in an event that is its delivery."""


@inlined
def schedule(w: World, minute: int, it: int) -> None:
    """Wake `it` at `minute`, after all that was scheduled for it before."""
    if minute - w.clock[NOW] < SPAN:
        append(w, minute, it)
    else:
        put_far(w, minute, it)


@quick
def put_far(w: World, minute: int, it: int) -> None:
    """`it` waits beyond the ring until `minute` comes near."""
    i = w.clock[FAR]
    w.clock[FAR] = i + 1
    key = (minute << 32) | w.clock[SEQUENCE]
    w.clock[SEQUENCE] += 1
    while i > 0:
        parent = (i - 1) >> 1
        if w.far_when[parent] <= key:
            break
        w.far_when[i] = w.far_when[parent]
        w.far_who[i] = w.far_who[parent]
        i = parent
    w.far_when[i] = key
    w.far_who[i] = it


@inlined
def append(w: World, minute: int, it: int) -> None:
    """`it` goes to the end of the line of `minute`."""
    at = minute & (SPAN - 1)
    node = it
    if it >= DELIVERY:
        node = w.them.shape[0] + it - DELIVERY
    elif it < 0:
        node = 2 * w.them.shape[0] - 1 - it
    w.after[node] = -1
    if w.first[at] < 0:
        w.first[at] = node
    else:
        w.after[w.last[at]] = node
    w.last[at] = node


@inlined
def next_due(w: World, until: int) -> int:
    """Go to the next minute before `until` at which something is due: that minute, or -1."""
    now = w.clock[NOW]
    far = w.clock[FAR] > 0 and w.far_when[0] >> 32 < until
    end = now + SPAN if far else min(until, now + SPAN)
    while now < end and w.first[now & (SPAN - 1)] < 0:
        now += 1
    due = now
    if now >= end:
        due = w.far_when[0] >> 32 if far else -1
    if due >= 0:
        w.clock[NOW] = due
        if w.clock[FAR] > 0:
            draw_near(w, due)
    return due


@quick
def draw_near(w: World, now: int) -> None:
    """What has come within the ring joins the line of its minute."""
    while w.clock[FAR] > 0 and (w.far_when[0] >> 32) - now < SPAN:
        append(w, w.far_when[0] >> 32, take_far(w))


@inlined
def take(w: World, minute: int) -> int:
    """Who is first in the line of `minute`, taken out of it."""
    at = minute & (SPAN - 1)
    node = whole(w.first[at])
    w.first[at] = w.after[node]
    room = w.them.shape[0]
    it = node
    if node >= 2 * room:
        it = 2 * room - 1 - node
    elif node >= room:
        it = node - room + DELIVERY
    return it


@quick
def take_far(w: World) -> int:
    """Who is due first of those beyond the ring, taken out of the heap."""
    when, who = w.far_when, w.far_who
    n = w.clock[FAR] - 1
    w.clock[FAR] = n
    first = whole(who[0])
    key, it = when[n], who[n]
    i, child = 0, 1
    while child < n:
        if child + 1 < n and when[child + 1] < when[child]:
            child += 1
        if when[child] >= key:
            break
        when[i] = when[child]
        who[i] = who[child]
        i = child
        child = 2 * i + 1
    when[i] = key
    who[i] = it
    return first


@allocating
def pending(w: World) -> tuple[Array, Array]:
    """(minutes, whom) of all events, in the order in which they will happen."""
    count = w.clock[FAR]
    for at in range(SPAN):
        node = w.first[at]
        while node >= 0:
            count += 1
            node = w.after[node]
    minutes, whom = np.empty(count, np.int64), np.empty(count, np.int64)
    n, room = 0, w.them.shape[0]
    for minute in range(w.clock[NOW], w.clock[NOW] + SPAN):
        node = whole(w.first[minute & (SPAN - 1)])
        while node >= 0:
            it = node
            if node >= 2 * room:
                it = 2 * room - 1 - node
            elif node >= room:
                it = node - room + DELIVERY
            minutes[n], whom[n] = minute, it
            n += 1
            node = whole(w.after[node])
    order = np.argsort(w.far_when[: w.clock[FAR]])
    for i in order:
        minutes[n], whom[n] = w.far_when[i] >> 32, w.far_who[i]
        n += 1
    return minutes, whom
