"""Outcome: what one replication left behind, as arrays. Minutes count from the model's start."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.spread import DAY

if TYPE_CHECKING:
    from yalu.simulate.state import State
    from yalu.simulate.table import Table
    from yalu.simulate.world import World

Minutes = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One replication of `table`, whose name lists give the axes their words.

    n consignments (empties that were spawned included), S steps (`table.steps`), B batches
    (`table.batches`), R resources and permits (`table.resources`), C combined calendars, D
    days, P destinations (`table.destinations`), K kinds of cargo (`table.cargoes`).
    A minute of -1 is never. A step that was visited again has the stamps of the last visit; the log has all.
    """

    table: "Table"
    seed: int
    replication: int
    since: int
    """minute at which the run began: 0, or where the state stood that it went on from"""
    address: Minutes
    """(n, 2): the stream (`table.streams`) and the number in it, which never change between scenarios."""
    cargo: Minutes
    """(n,) index into `table.cargoes`."""
    consignee: Minutes
    """(n,) index into `table.destinations`; -1 while nobody was chosen."""
    rank: Minutes
    """(n,) class in waiting lines, 0 is served first."""
    laden: NDArray[np.bool_]
    """(n,) False for empties on their way back."""
    arrived: Minutes
    """(n,)"""
    left: Minutes
    """(n,) left the model."""
    released: Minutes
    """(n,) handed over at the step that delivers."""
    delivered: Minutes
    """(n,) at the destination."""
    entered: Minutes
    """(n, S)"""
    begun: Minutes
    """(n, S) the work began (or the rest, where there is no work)."""
    ended: Minutes
    """(n, S)"""
    consist: Minutes
    """(n, B) number of the batch it was in, counted from 0 for each batch step; -1 for none."""
    busy: NDArray[np.int64]
    """(D, R) unit-minutes held; for a permit, issued permits not yet taken."""
    waiting: NDArray[np.int64]
    """(D, R) consignment-minutes in its waiting line."""
    offered: NDArray[np.int64]
    """(D, R) unit-minutes of capacity, shifts and policies counted; for a permit, permits issued."""
    inside: NDArray[np.int64]
    """(D,) consignment-minutes in the model."""
    stock: NDArray[np.float64]
    """(D, P, K) tonnes at the end of the day."""
    shortfall: NDArray[np.float64]
    """(D, P, K) tonnes wanted that day and not there."""
    log: tuple[Minutes, Minutes, Minutes] | None
    """(minute, consignment, mark) of every stamp in the order it happened; mark is 3 * step + 0 entered,
    1 begun, 2 ended. None where it was not asked for."""
    world: "World"
    stock_before: NDArray[np.float64]
    """(P, K) tonnes before the last day's use"""

    @property
    def state(self) -> "State":
        """Where the model stands at the end, to save, to fork, to run on."""
        from yalu.simulate.state import standing

        return standing(self.table, self.seed, self.replication, self.world, self.stock_before)

    @property
    def open(self) -> NDArray[np.int64]:
        """(D, C) minutes of each day in which each of `table.calendars` was open, drawn closures counted."""
        result = np.zeros((self.table.days, len(self.world.open)), np.int64)
        edges = np.arange(self.table.days + 1) * DAY
        for column, line in zip(result.T, self.world.open, strict=True):
            if not line[0]:
                continue
            first, last = line[2 : 2 + 2 * line[0]].reshape(-1, 2).T
            lengths = np.concatenate([[0], np.cumsum(last - first)])
            before = np.searchsorted(first, edges, side="right")
            at = np.maximum(before - 1, 0)
            inside = np.clip(edges - first[at], 0, last[at] - first[at])
            column[:] = np.diff((lengths[at] + inside) * (before > 0))
        return result
