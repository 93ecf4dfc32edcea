"""Table: a model compiled to rows of about twenty kinds of instruction, and the arrays beside it."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.schema import Model
from yalu.simulate.spread import DAY

AXES = (
    *("labels", "steps", "batches", "resources", "calendars", "streams", "cargoes"),
    *("destinations", "hazards"),
)
"""The tuples of names of a `Table` that a saved state keeps."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Op(IntEnum):
    """The instructions. Letters are the row's columns."""

    ENTER = 0
    """stamp: entered step a"""
    BEGIN = 1
    """stamp: begun step a"""
    END = 2
    """stamp: ended step a"""
    DELAY = 3
    """wait a time drawn from the five values at a, for purpose b, counted in calendar c (-1: always)"""
    SEIZE = 4
    """take b units (0: one per member) of resource a; with c >= 0 only if the delay of row c fits the shift"""
    RELEASE = 5
    """give back b units (0: one per member) of resource a"""
    OPEN = 6
    """wait until calendar a is open; with c >= 0 for the whole delay of row c"""
    BATCH = 7
    """join batch a: most and least at b, leave c, windows of calendar d"""
    SPLIT = 8
    """let the members of batch a go on alone, with the leader's stamps in columns span[b:c]"""
    PERMIT = 9
    """take a permit of resource a"""
    CHECK = 10
    """if the permit has lapsed go back to row b"""
    SKIP = 11
    """if the value at a is 0, or the cargo is exempt in row b of `exempt` (-1: none), go to row c"""
    SHUT = 12
    """wait until calendar a is open, at most the minutes at b"""
    DIVERT = 13
    """if calendar a is shut, with the chance at b, for purpose c, go to row d"""
    FULL = 14
    """if one of the a rows that follow cannot be taken at once, with the chance at b, for purpose c, to row d"""
    FAIL = 15
    """with the chance at a, for purpose b, go to row c"""
    SPAWN = 16
    """start another entity at row a"""
    DELIVER = 17
    """choose a destination and hand over"""
    EXIT = 18
    """leave the model"""


class Pattern(IntEnum):
    """How the consignments of a stream come."""

    POISSON = 0
    EVEN = 1
    AT_ONCE = 2
    SPAWNED = 3


class Rows(NamedTuple):
    """What the kernel reads; never written. E epochs, R resources and permits, J streams, K cargoes,
    P destinations, C calendars, B batches, H hazards. Minutes and tonnes."""

    code: Ints
    """(rows, 5) instruction, a, b, c, d"""
    values: Floats
    """(E, V) the numbers that rows point to, by epoch"""
    tables: Floats
    """the numbers of quantile laws"""
    epoch_day: Ints
    """(E,) day on which the epoch begins"""
    capacity: Ints
    """(E, R, 2) units; minutes a permit is valid"""
    calendar_of: Ints
    """(R,) -1: always open"""
    is_permit: Ints
    """(R,)"""
    permit_stock: Ints
    """(R,)"""
    rate: Floats
    """(E, J + R) arrivals a minute; permits a day"""
    base: Ints
    """(C, 2 + 2W) how many open intervals, 0, then pairs of open and shut"""
    hazards_of: NDArray[np.bool_]
    """(C, H)"""
    hazard: Ints
    """(H, 6) where the values of open, shut and now stand, then their purposes"""
    streams: Ints
    """(J, 7) first row; `Pattern`; how many at once; their
    minute; cargo; consignee (-1: allocated on release); rank (0 first)"""
    goods: Floats
    """(K, 3) tonnes of a consignment; days of cover; 1 where shares rule"""
    use: Floats
    """(E, P, K) tonnes a day"""
    stock: Floats
    """(P, K)"""
    order: Ints
    """(K, P) destinations in order of preference, -1 after the last"""
    share: Floats
    """(K, P)"""
    travel: Ints
    """(P, 2) where the values of the travel stand (-1: none), its purpose"""
    span: Ints
    """columns of stamps that a leader passes on"""
    exempt: NDArray[np.bool_]
    """(X, K)"""
    batch_row: Ints
    """(B,) the row of the batch"""
    sizes: Ints
    """ranks, the purpose of arrivals, horizon in minutes"""


@dataclass(frozen=True, eq=False)
class Table:
    """A compiled model. The tuples of names give the axes of an `Outcome` their words."""

    model: Model
    rows: Rows
    labels: tuple[str, ...]
    """of every row: `route/step/OP/n`, by which a state finds its place in another table"""
    steps: tuple[str, ...]
    batches: tuple[str, ...]
    resources: tuple[str, ...]
    """resources, then permits"""
    calendars: tuple[str, ...]
    streams: tuple[str, ...]
    purposes: tuple[str, ...]
    cargoes: tuple[str, ...]
    destinations: tuple[str, ...]
    hazards: tuple[str, ...]
    keys: tuple[NDArray[np.uint64], NDArray[np.uint64]]
    """of the purposes; of the streams and, last, of what belongs to no stream"""

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The names of each axis, by which a state finds its place in another table."""
        return {axis: getattr(self, axis) for axis in AXES}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that makes a replication but its address: the rows and the keys of draws."""
        whole = hashlib.sha256(f"{self.start} {self.names}".encode())
        for array in (*self.rows, *self.keys):
            whole.update(f"{array.dtype.str} {array.shape}".encode() + array.tobytes())
        return whole.hexdigest()

    @property
    def start(self) -> dt.date:
        """The day of minute 0."""
        return self.model.start

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return self.model.days

    @property
    def horizon(self) -> int:
        """Minutes of the horizon."""
        return self.model.days * DAY
