"""World: everything that changes while a model runs, in a few arrays the kernel writes in place."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.table import Table

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F64 = NDArray[np.float64]

NOW, SEQUENCE, BORN, FAR, EPOCH, INSIDE, INSIDE_TIME, STATUS, LOGGED, READY, DAY_END = range(11)
"""Places in `clock`: the minute; events scheduled beyond the ring so far; consignments so far; events beyond the ring; epoch;
consignments in the model, and their minutes of the day in hand if nothing changes until its end; what was
short; rows of the log; consignments that may move; the end of the day."""
SPAN = 1 << 14
"""Minutes on the ring of events that are due soon, a power of two: 11 days."""
SHORT_OF_CONSIGNMENTS, SHORT_OF_LOG = 1, 2
"""What `STATUS` says when the arrays were too small; 0 is well."""

PC, STREAM, NUMBER, VISIT, CARGO, CONSIGNEE, RANK, LADEN, LAPSES = range(9)
ARRIVED, LEFT, RELEASED, DELIVERED, SINCE, LINE, MEMBER, SIZE, STAMPS = range(9, 18)
"""Columns of `them`: row; address; visits; kind; destination; class; 0 for empties; minute at which its
permit lapses; four minutes; minute at which the delay it is in began; the next in its waiting
line; the next in its batch; members of the batch it leads; then 3 stamps a step, then the number of each batch."""

FREE, LEVEL, QUEUED, BUSY_TIME, QUEUE_TIME, OLDEST, CALENDAR, PERMIT, VALIDITY = range(9)
"""Columns of `parts`: units free; units held (permits at hand); consignments waiting; unit-minutes and
consignment-minutes of the day in hand if nothing changes until its end; the oldest day with permits at hand;
calendar; 1 for permits; their minutes."""

GATHERED, FIRST, LATEST, SERIAL = range(4)
"""Columns of `batches`: members that wait; the first and the last of them; batches that left."""

COUNT, PLACE, OPENS, SHUTS = range(4)
"""Columns of `open`: intervals; the first that is not over; then pairs of open and shut."""

BUSY, WAITING, OFFERED = range(3)
"""Last axis of `series`."""


class World(NamedTuple):
    """N room for consignments, R resources and permits, Q ranks, J streams, B batches, C calendars,
    H hazards, D days, P destinations, K cargoes; -1 is none or never."""

    clock: I64
    first: I32
    """(SPAN,) who is first in the line of each minute on the ring: consignment e as e, its delivery as
    N + e, part p of the model as 2N + p"""
    last: I32
    after: I32
    """(2N + parts,) who comes after in the line"""
    far_when: I64
    """events beyond the ring, as a heap: minute * 2**32 + order of scheduling"""
    far_who: I32
    ready: I32
    """consignments that may move within this minute, first come first"""
    them: I32
    """(N, STAMPS + 3S + B)"""
    parts: I64
    """(R, 9)"""
    lines: I32
    """(R, 2Q) first and last of each rank's line"""
    batches: I64
    """(B, 4)"""
    open: I64
    """(C, 2 + 2W) open intervals with the drawn closures taken out"""
    issued: I32
    """(R, D + 1) permits of that day still at hand"""
    emitted: I64
    """(J,) arrivals so far"""
    pace: F64
    """(J + R,) cumulative rate at a stream's last arrival; the part of a permit that has come due"""
    drawn: I64
    """(H, 1 + 2X) how many closures, then pairs of down and up"""
    goods: F64
    """(2, P, K) tonnes in stock; tonnes handed over"""
    series: I64
    """(D, R, 3)"""
    inside: I64
    """(D,)"""
    flows: F64
    """(D, P, K, 2) stock at the end of the day, shortfall"""
    log: I32
    """(rows, 3) minute, consignment, mark"""


def allocated(table: Table, room: int, logs: int, cuts: int) -> World:
    """An empty world for `room` consignments and `cuts` drawn closures of each hazard; `logs`
    times the usual number of rows of the log (0: no log)."""
    rows = table.rows
    ranks, steps = int(rows.sizes[0]), len(table.steps)
    resources, batches, streams = len(table.resources), len(table.batches), len(table.streams)
    calendars, hazards, days = len(table.calendars), len(table.hazards), table.days
    people, cargoes = len(table.destinations), len(table.cargoes)
    events = 2 * room + streams + resources + batches + 8

    def zero(*shape: int, kind: Any = np.int64) -> Any:
        return np.zeros(shape, kind)

    world = World(
        clock=zero(11),
        first=np.full(SPAN, -1, np.int32),
        last=np.empty(SPAN, np.int32),
        after=np.empty(events, np.int32),
        far_when=np.empty(events, np.int64),
        far_who=np.empty(events, np.int32),
        ready=np.empty(2 * room, np.int32),
        them=np.empty((room, STAMPS + 3 * steps + batches), np.int32),
        parts=zero(resources, 9),
        lines=np.full((resources, 2 * ranks), -1, np.int32),
        batches=zero(batches, 4),
        open=zero(calendars, rows.base.shape[1] + 2 * cuts * hazards),
        issued=zero(resources, days + 1, kind=np.int32),
        emitted=zero(streams),
        pace=zero(streams + resources, kind=np.float64),
        drawn=zero(hazards, 1 + 2 * cuts),
        goods=np.stack([rows.stock, np.zeros_like(rows.stock)]),
        series=zero(days, resources, 3),
        inside=zero(days),
        flows=zero(days, people, cargoes, 2, kind=np.float64),
        log=np.empty((room * (steps * 3 + 3) * logs, 3), np.int32),
    )
    world.parts[:, CALENDAR] = rows.calendar_of
    world.parts[:, PERMIT] = rows.is_permit
    world.batches[:, FIRST] = -1
    return world
