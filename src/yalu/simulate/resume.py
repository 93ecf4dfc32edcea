"""Resume: a saved state put into a world of the same table, or of another."""

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.opening import draw_closures
from yalu.simulate.schema import Sides
from yalu.simulate.settle import again, settle
from yalu.simulate.spread import DAY
from yalu.simulate.state import ARRAYS, State
from yalu.simulate.table import Table
from yalu.simulate.world import (
    ARRIVED,
    BORN,
    CARGO,
    CONSIGNEE,
    DELIVERED,
    FAR,
    FIRST,
    GATHERED,
    INSIDE,
    LAPSES,
    LATEST,
    LEFT,
    LEVEL,
    LINE,
    NOW,
    OLDEST,
    PC,
    QUEUED,
    RANK,
    RELEASED,
    SERIAL,
    SINCE,
    STAMPS,
    STREAM,
    World,
    allocated,
)
from yalu.vocabulary import StateError

_MINUTES = (LAPSES, ARRIVED, LEFT, RELEASED, DELIVERED, SINCE)


def resumed(
    table: Table,
    world: World,
    keys: NDArray[np.uint64],
    state: State,
    address: tuple[int, int],
    sides: Sides,
) -> bool:
    """Put `state` into `world`; False where there is too little room for closures.

    Raises StateError where something stands at a step, holds a resource, is of a cargo, a stream or
    for a destination that `table` does not have.
    """
    same = address == (state.seed, state.replication)
    if same and sides == "keep" and state.digest == table.digest:
        return _as_it_was(world, state)
    now = state.minute_in(table)
    _copied(_moved(table, state), world)
    keep = sides == "keep" and set(table.hazards) <= set(state.names["hazards"])
    if keep:
        _sides(table, world, state, now - state.minute)
    if not draw_closures(table.rows, world, keys, now, table.horizon, keep):
        return False
    due = state.arrays["when"] + (now - state.minute)
    settle(table.rows, world, keys, due, state.arrays["who"], now, same)
    return True


@functools.lru_cache(maxsize=4)
def _moved(table: Table, state: State) -> World:
    """The state on the axes and the clock of `table`: the same for each of its futures."""
    world = allocated(table, max(state.inside, 1), 0, 0)
    _them(table, world, state)
    _batches(table, world, state)
    _resources(table, world, state)
    _goods(table, world, state)
    for old, called in enumerate(state.names["streams"]):
        if called in table.streams:
            world.emitted[table.streams.index(called)] = state.arrays["emitted"][old]
    world.clock[NOW] = state.minute_in(table)
    return world


def _copied(moved: World, world: World) -> None:
    count = int(moved.clock[BORN])
    world.them[:count] = moved.them[:count]
    for name in ("clock", "parts", "lines", "batches", "issued", "emitted", "goods"):
        getattr(world, name)[...] = getattr(moved, name)


def _as_it_was(world: World, state: State) -> bool:
    """The same run goes on: every array as it was, calendars and closures too."""
    for name in set(ARRAYS) - {"when", "who"}:
        values = state.arrays[name]
        target = getattr(world, name)
        if values.ndim == 2 and values.shape[1] > target.shape[1]:
            return False
        target[tuple(slice(size) for size in values.shape)] = values
    world.clock[FAR] = 0
    again(world, state.arrays["when"], state.arrays["who"])
    return True


def _them(table: Table, world: World, state: State) -> None:
    """The consignments, their places found by name and their minutes on the new clock."""
    old, names = state.arrays["them"], state.names
    count, steps = len(old), len(names["steps"])
    shift = (state.start - table.start).days * DAY
    new = world.them[:count]
    new[:] = -1
    new[:, :STAMPS] = old[:, :STAMPS]
    for column, axis, verb in (
        (PC, "labels", "stands at"),
        (STREAM, "streams", "is of"),
        (CARGO, "cargoes", "carries"),
        (CONSIGNEE, "destinations", "is for"),
    ):
        new[:, column] = _mapped(old[:, column], names[axis], getattr(table, axis), verb)
    new[:, RANK] = table.rows.streams[new[:, STREAM], 6]
    for s, called in enumerate(names["steps"]):
        if called in table.steps:
            at = STAMPS + 3 * table.steps.index(called)
            new[:, at : at + 3] = old[:, STAMPS + 3 * s : STAMPS + 3 * s + 3]
    stamps = new[:, STAMPS : STAMPS + 3 * len(table.steps)]
    stamps[stamps >= 0] += shift
    for column in _MINUTES:
        new[:, column] = np.where(new[:, column] >= 0, new[:, column] + shift, -1)
    for b, called in enumerate(names["batches"]):
        if called in table.batches:
            at = STAMPS + 3 * len(table.steps) + table.batches.index(called)
            new[:, at] = old[:, STAMPS + 3 * steps + b]
    world.clock[BORN] = count
    world.clock[INSIDE] = int((new[:, LEFT] < 0).sum())


def _mapped(
    values: NDArray[Any], old: tuple[str, ...], new: tuple[str, ...], verb: str
) -> NDArray[np.int64]:
    where = {name: index for index, name in enumerate(new)}
    lost = -2
    table: NDArray[np.int64] = np.array([*(where.get(name, lost) for name in old), -1], np.int64)
    found: NDArray[np.int64] = table[values]
    if (found == lost).any():
        name = old[int(values[found == lost][0])]
        raise StateError(f"a consignment of the state {verb} {name!r}, which the scenario lacks")
    return found


def _batches(table: Table, world: World, state: State) -> None:
    for old, called in enumerate(state.names["batches"]):
        row = state.arrays["batches"][old]
        if called in table.batches:
            columns = [GATHERED, FIRST, LATEST, SERIAL]
            world.batches[table.batches.index(called), columns] = row[columns]
        elif row[GATHERED]:
            raise StateError(f"the state has batches at {called!r}, which the scenario lacks")


def _resources(table: Table, world: World, state: State) -> None:
    days = (state.start - table.start).days
    for old, called in enumerate(state.names["resources"]):
        row = state.arrays["parts"][old]
        if called not in table.resources:
            if row[LEVEL] or row[QUEUED]:
                raise StateError(f"the state uses {called!r}, which the scenario lacks")
            continue
        r = table.resources.index(called)
        world.parts[r, [LEVEL, QUEUED]] = row[[LEVEL, QUEUED]]
        world.parts[r, OLDEST] = max(0, row[OLDEST] + days)
        _line(world, r, state.arrays["lines"][old, ::2])
        for day, count in enumerate(state.arrays["issued"][old]):
            if count:
                world.issued[r, min(max(day + days, 0), table.days)] += count


def _line(world: World, r: int, heads: NDArray[np.int32]) -> None:
    """Put whoever waits for `r` in line again, in the old order, by the new ranks."""
    for head in heads:
        e = int(head)
        while e >= 0:
            following, rank = int(world.them[e, LINE]), int(world.them[e, RANK])
            world.them[e, LINE] = -1
            if world.lines[r, 2 * rank] < 0:
                world.lines[r, 2 * rank] = e
            else:
                world.them[world.lines[r, 2 * rank + 1], LINE] = e
            world.lines[r, 2 * rank + 1] = e
            e = following


def _goods(table: Table, world: World, state: State) -> None:
    for old, called in enumerate(state.names["destinations"]):
        if called in table.destinations:
            p = table.destinations.index(called)
            for k, cargo in enumerate(state.names["cargoes"]):
                if cargo in table.cargoes:
                    goods = state.arrays["goods"][:, old, k]
                    world.goods[:, p, table.cargoes.index(cargo)] = goods


def _sides(table: Table, world: World, state: State, shift: int) -> None:
    """The last turns of each side, by which is known how long its present spell has lasted."""
    for h, called in enumerate(table.hazards):
        row = state.arrays["drawn"][state.names["hazards"].index(called)]
        turns = row[1 : 1 + 2 * row[0]].reshape(-1, 2) + shift
        past = turns[turns[:, 0] <= state.minute + shift][-1:]
        world.drawn[h, 0] = len(past)
        world.drawn[h, 1 : 1 + 2 * len(past)] = past.ravel()
