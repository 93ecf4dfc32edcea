"""Run: one replication of a table, from its start or from a saved state."""

import os
from contextlib import AbstractContextManager, nullcontext
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.days import begin, close_day
from yalu.simulate.draw import keys_of, name_key
from yalu.simulate.kernel import advance
from yalu.simulate.opening import draw_closures
from yalu.simulate.outcome import Outcome
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
    log: bool = False,
) -> Outcome:
    """One replication to the table's horizon: a pure function of its arguments."""
    keys = _keys(table, seed, replication)
    room, cuts, logs = _room(table), table.days // 4 + 8, 1
    with _wrapping():
        while True:
            world = allocated(table, room, logs if log else 0, cuts)
            fits = draw_closures(table.rows, world, keys, 0, table.horizon, False)
            if fits:
                begin(table.rows, world, keys)
            if not fits:
                cuts *= 2
                continue
            advance(table.rows, world, keys, table.horizon)
            if world.clock[STATUS] == 0:
                break
            if world.clock[STATUS] == SHORT_OF_LOG:
                logs *= 2
            else:
                room *= 2
        stock = world.goods[0].copy()
        close_day(table.rows, world, table.days - 1)
    return _outcome(table, seed, replication, world, stock, log, 0)


def _keys(table: Table, seed: int, replication: int) -> NDArray[np.uint64]:
    purposes = np.array([name_key(name) for name in table.purposes], np.uint64)
    streams = np.array([*(name_key(name) for name in table.streams), 0], np.uint64)
    with _wrapping():
        keys: NDArray[np.uint64] = keys_of(
            np.uint64(seed & (2**64 - 1)), np.uint64(replication), purposes, streams
        )
    return keys


def _room(table: Table) -> int:
    rows, since = table.rows, 0
    total = 0.0
    ends = [*(rows.epoch_day[1:] * 1440), table.horizon]
    for epoch, end in enumerate(ends):
        span = max(0, int(end) - max(since, int(rows.epoch_day[epoch]) * 1440))
        total += float(rows.rate[epoch, : len(table.streams)].sum()) * span
    total += float(rows.streams[:, 2].sum())
    spawns = 1 + sum(1 for step in table.model.step.values() if step.spawn)
    return ceil((total + 6 * sqrt(total) + 64) * spawns)


def _wrapping() -> AbstractContextManager[Any]:
    """Without the compiler numpy would warn of every product that wraps, as it is meant to."""
    off = os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")
    return np.errstate(over="ignore") if off else nullcontext()


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
        open=open_minutes_by_day(world, table.days),
        stock=world.flows[:, :, :, 0],
        shortfall=world.flows[:, :, :, 1],
        log=(logged[:, 0], logged[:, 1], logged[:, 2]) if log else None,
        world=world,
        stock_before=stock,
    )


def open_minutes_by_day(world: World, days: int) -> NDArray[np.int64]:
    """(D, C) minutes of each day in which each calendar is open."""
    result = np.zeros((days, len(world.open)), np.int64)
    edges = np.arange(days + 1) * 1440
    for c, line in enumerate(world.open):
        if not line[0]:
            continue
        first, last = line[2 : 2 + 2 * line[0]].reshape(-1, 2).T
        lengths = np.concatenate([[0], np.cumsum(last - first)])
        before = np.searchsorted(first, edges, side="right")
        at = np.maximum(before - 1, 0)
        inside = np.clip(edges - first[at], 0, last[at] - first[at])
        result[:, c] = np.diff((lengths[at] + inside) * (before > 0))
    return result
