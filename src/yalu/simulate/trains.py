"""Trains: which consignments moved as one, through which steps, in one replication."""

import dataclasses
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.outcome import Outcome
from yalu.simulate.table import Table


@lru_cache(maxsize=8)
def spans(table: Table) -> dict[str, list[str]]:
    """The steps through which each batch of `table.batches` stays together, its own first.

    Kept for the tables of late: an ensemble asks for every replication.
    """
    found: dict[str, list[str]] = {name: [] for name in table.batches}
    for route, batch, step in _walk(table):
        name = batch if batch in found else f"{route}/{batch}"
        if name in found and step not in found[name]:
            found[name].append(step)
    return found


def _walk(table: Table) -> Iterator[tuple[str, str, str]]:
    """Route, step that gathers, and step, wherever a batch is together."""
    for route, one in table.model.route.items():
        batch = ""
        for name in one.steps:
            step = table.model.step[name]
            batch = name if step.batch else batch
            if batch:
                yield route, batch, name
            if step.split:
                batch = ""


def together(outcome: Outcome) -> Outcome:
    """The outcome with the stamps of its leader for every member of a train.

    The kernel stamps the leader alone until the train is split, so that those of trains still
    on their way at the horizon are missing for the others.
    """
    steps = list(outcome.table.steps)
    stamps = {
        name: np.array(getattr(outcome, name), order="F") for name in ("entered", "begun", "ended")
    }
    for column, (batch, span) in enumerate(spans(outcome.table).items()):
        number = outcome.consist[:, column]
        members = np.flatnonzero(number >= 0)
        for step in span:
            own = step == batch.rpartition("/")[2]
            for name in ("begun", "ended") if own else ("entered", "begun", "ended"):
                _spread(stamps[name][:, steps.index(step)], members, number)
    return dataclasses.replace(
        outcome, entered=stamps["entered"], begun=stamps["begun"], ended=stamps["ended"]
    )


def _spread(
    stamp: NDArray[np.int32], members: NDArray[np.int64], number: NDArray[np.int32]
) -> None:
    """Give every member the latest minute of its train, in place."""
    latest = np.full(int(number.max(initial=-1)) + 1, -1, np.int32)
    np.maximum.at(latest, number[members], stamp[members])
    stamp[members] = latest[number[members]]


def train_at(outcome: Outcome, step: str) -> NDArray[np.int64]:
    """(n,) number of the train in which a consignment passes a step, -1 where it is alone.

    Numbers of different batches differ.
    """
    found = np.full(len(outcome.cargo), -1, np.int64)
    batches = len(outcome.table.batches)
    for column, span in enumerate(spans(outcome.table).values()):
        if step in span:
            number = outcome.consist[:, column].astype(np.int64)
            found = np.where(number >= 0, number * batches + column, found)
    return found


def firsts(train: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which stand for themselves or are the first of their train: one for each that moves."""
    found = train < 0
    _, first = np.unique(train, return_index=True)
    found[first] = True
    return np.asarray(found)
