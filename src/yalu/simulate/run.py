"""Run: one replication of a table, from its start or from a saved state."""

import functools
from contextlib import AbstractContextManager, nullcontext
from math import ceil, sqrt
from typing import Any

import numpy as np
from numba.core import config
from numpy.typing import NDArray

from yalu.simulate.days import begin, close_day
from yalu.simulate.draw import keys_of
from yalu.simulate.kernel import advance
from yalu.simulate.opening import draw_closures
from yalu.simulate.outcome import Outcome
from yalu.simulate.resume import resumed
from yalu.simulate.schema import Sides
from yalu.simulate.spread import DAY
from yalu.simulate.state import State
from yalu.simulate.table import Table
from yalu.simulate.world import (
    ARRIVED,
    BORN,
    CARGO,
    CONSIGNEE,
    DELIVERED,
    LADEN,
    LEFT,
    LOGGED,
    NUMBER,
    RANK,
    RELEASED,
    SHORT_OF_LOG,
    STAMPS,
    STATUS,
    STREAM,
    World,
    allocated,
)


def run(
    table: Table,
    seed: int = 0,
    replication: int = 0,
    *,
    days: int | None = None,
    log: bool = False,
    state: State | None = None,
    sides: Sides = "keep",
) -> Outcome:
    """One replication, to the end of day `days` or of the table: a pure function of its arguments.

    From a `state` it runs on from there: as if it had never stopped under the same table, seed and
    replication; else as a future of it, in which what is under way is drawn anew given how
    long it has lasted. With `sides="draw"` the sides' hazards begin as the model says, not as
    the state left them. Raises StateError where the state does not fit the table.
    """
    keys = _keys(table, seed, replication)
    since = 0 if state is None else state.minute_in(table)
    last = table.days if days is None else min(days, table.days)
    room, cuts, logs = _room(table, state), table.days // 4 + 8, 1
    with _wrapping():
        while True:
            world = allocated(table, room, logs if log else 0, cuts)
            if state is not None:
                fits = resumed(table, world, keys, state, (seed, replication), sides)
            else:
                fits = draw_closures(table.rows, world, keys, 0, table.horizon, False)
                if fits:
                    begin(table.rows, world, keys)
            if not fits:
                cuts *= 2
                continue
            advance(table.rows, world, keys, last * DAY)
            if world.clock[STATUS] == 0:
                break
            if world.clock[STATUS] == SHORT_OF_LOG:
                logs *= 2
            else:
                room *= 2
        stock = world.goods[0].copy()
        close_day(table.rows, world, last - 1)
    return _outcome(table, seed, replication, world, stock, log, since)


def _keys(table: Table, seed: int, replication: int) -> NDArray[np.uint64]:
    with _wrapping():
        keys: NDArray[np.uint64] = keys_of(
            np.uint64(seed & (2**64 - 1)), np.uint64(replication), *table.keys
        )
    return keys


@functools.lru_cache(maxsize=16)
def _room(table: Table, state: State | None) -> int:
    rows, since, total = table.rows, 0, 0.0
    if state is not None:
        since, total = state.minute_in(table), float(state.inside)
    ends = [*(rows.epoch_day[1:] * DAY), table.horizon]
    for epoch, end in enumerate(ends):
        span = max(0, int(end) - max(since, int(rows.epoch_day[epoch]) * DAY))
        total += float(rows.rate[epoch, : len(table.streams)].sum()) * span
    total += float(rows.streams[:, 2].sum())
    spawns = 1 + sum(1 for step in table.model.step.values() if step.spawn)
    return ceil((total + 6 * sqrt(total) + 64) * spawns)


def _wrapping() -> AbstractContextManager[Any]:
    """Without the compiler numpy would warn of every product that wraps, as it is meant to."""
    interpreted: bool = vars(config)["DISABLE_JIT"]
    return np.errstate(over="ignore") if interpreted else nullcontext()


def _outcome(
    table: Table,
    seed: int,
    replication: int,
    world: World,
    stock: NDArray[np.float64],
    log: bool,
    since: int,
) -> Outcome:
    n, steps = int(world.clock[BORN]), len(table.steps)
    them = world.them[:n]
    stamps = them[:, STAMPS : STAMPS + 3 * steps].reshape(n, steps, 3)
    logged = world.log[: int(world.clock[LOGGED])]
    return Outcome(
        table=table,
        seed=seed,
        replication=replication,
        since=since,
        address=them[:, [STREAM, NUMBER]],
        cargo=them[:, CARGO],
        consignee=them[:, CONSIGNEE],
        rank=them[:, RANK],
        laden=them[:, LADEN] > 0,
        arrived=them[:, ARRIVED],
        left=them[:, LEFT],
        released=them[:, RELEASED],
        delivered=them[:, DELIVERED],
        entered=stamps[:, :, 0],
        begun=stamps[:, :, 1],
        ended=stamps[:, :, 2],
        consist=them[:, STAMPS + 3 * steps :],
        busy=world.series[:, :, 0],
        waiting=world.series[:, :, 1],
        offered=world.series[:, :, 2],
        inside=world.inside,
        stock=world.flows[:, :, :, 0],
        shortfall=world.flows[:, :, :, 1],
        log=(logged[:, 0], logged[:, 1], logged[:, 2]) if log else None,
        world=world,
        stock_before=stock,
    )
