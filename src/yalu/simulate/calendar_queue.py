"""Calendar queue: the events that are due, a heap of minute and order of scheduling, compiled."""

from yalu.simulate.jit import inlined
from yalu.simulate.world import SCHEDULED, SEQUENCE, World


@inlined
def schedule(w: World, minute: int, it: int) -> None:
    """Wake `it` at `minute`, after all that was scheduled for it before."""
    when, who, clock = w.when, w.who, w.clock
    i = clock[SCHEDULED]
    key = (minute << 32) | clock[SEQUENCE]
    clock[SEQUENCE] += 1
    clock[SCHEDULED] = i + 1
    while i > 0:
        parent = (i - 1) >> 1
        if when[parent] <= key:
            break
        when[i] = when[parent]
        who[i] = who[parent]
        i = parent
    when[i] = key
    who[i] = it


@inlined
def take(w: World) -> int:
    """Who is woken next, taken out of the heap.

    The hole runs to a leaf along the earlier children, then the last event climbs from there:
    fewer comparisons than sinking it from the top (Wegener 1993).
    """
    when, who, clock = w.when, w.who, w.clock
    n = clock[SCHEDULED] - 1
    clock[SCHEDULED] = n
    first = who[0]
    key, it = when[n], who[n]
    i, child = 0, 1
    while child + 1 < n:
        child += when[child + 1] < when[child]
        when[i] = when[child]
        who[i] = who[child]
        i = child
        child = 2 * i + 1
    if child < n:
        when[i] = when[child]
        who[i] = who[child]
        i = child
    while i > 0:
        parent = (i - 1) >> 1
        if when[parent] <= key:
            break
        when[i] = when[parent]
        who[i] = who[parent]
        i = parent
    when[i] = key
    who[i] = it
    return first
