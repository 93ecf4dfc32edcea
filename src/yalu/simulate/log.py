"""Log: every stamp of a replication as an Arrow table with words, as Parquet, and as events.

A replication is made again from its address, so that a log need not be kept to be had.
"""

import datetime as dt
import io
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.outcome import Outcome
from yalu.simulate.trains import spans, train_at
from yalu.vocabulary import YaluError
from yalu.vocabulary.event import Act, Event

if TYPE_CHECKING:
    import pyarrow

ACTS = (Act.ENTERED, Act.BEGUN, Act.ENDED)
"""What the marks 0, 1 and 2 of a step say."""


def frame(outcome: Outcome) -> "pyarrow.Table":
    """The log as an Arrow table, a row for each stamp in the order it happened.

    Columns: `minute` since the start (int32), `time` of the model's clock, `consignment`
    (`stream/number`), `stream`, `number`, `cargo`, `laden`, `step`, `act`, `place`, `train` (null
    where it moved alone). The replication's address is in the metadata of the schema.

    Raises YaluError where pyarrow is not installed, ValueError for a run without a log.
    """
    pa = _arrow()
    minute, who, mark = _log(outcome)
    table = outcome.table
    stream, number = outcome.address[who, 0], outcome.address[who, 1]
    step = mark // 3
    places = [table.model.step[name].place for name in table.steps]
    start = np.datetime64(table.start, "s")
    columns = {
        "minute": pa.array(minute, pa.int32()),
        "time": pa.array(start + minute.astype("timedelta64[m]").astype("timedelta64[s]")),
        "consignment": pa.array(
            [f"{table.streams[s]}/{n}" for s, n in zip(stream, number, strict=True)], pa.string()
        ),
        "stream": _words(pa, stream, table.streams),
        "number": pa.array(number.astype(np.int32)),
        "cargo": _words(pa, outcome.cargo[who], table.cargoes),
        "laden": pa.array(outcome.laden[who]),
        "step": _words(pa, step, table.steps),
        "act": _words(pa, mark % 3, [act.value for act in ACTS]),
        "place": pa.array([places[s] for s in step], pa.string()),
        "train": pa.array(list(_trains(outcome, who, step)), pa.string()),
    }
    address = {
        "scenario": table.model.name,
        "start": table.start.isoformat(),
        "seed": str(outcome.seed),
        "replication": str(outcome.replication),
    }
    return pa.table(columns).replace_schema_metadata(address)


def parquet(outcome: Outcome) -> bytes:
    """The log as a Parquet file. Raises as `frame` does."""
    _arrow()
    import pyarrow.parquet as parquet_

    file = io.BytesIO()
    parquet_.write_table(frame(outcome), file, compression="zstd")
    return file.getvalue()


def events(outcome: Outcome, zone: dt.tzinfo, recorded: dt.datetime) -> Iterator[Event]:
    """The log as events, those of one train at one minute as one event.

    A train is formed when the step that gathers it is done or begun, and split after the step
    that splits it. `zone` is that of the model's clock. Raises ValueError for a run without a log.
    """
    minute, who, mark = _log(outcome)
    table = outcome.table
    train = {column: train_at(outcome, name) for column, name in enumerate(table.steps)}
    why = f"{table.model.name}, seed {outcome.seed}, replication {outcome.replication}"
    made = _Made(outcome, zone, recorded, why)
    rows = zip(minute.tolist(), who.tolist(), mark.tolist(), strict=True)
    for at, stamps in groupby(rows, lambda row: row[0]):
        # The cars of a train end its last step one after the other within the minute.
        moved: dict[tuple[int, int], list[int]] = {}
        for _, each, stamp in stamps:
            number = int(train[stamp // 3][each])
            moved.setdefault((stamp, number if number >= 0 else -1 - each), []).append(each)
        for (stamp, number), members in moved.items():
            name = _train_name(outcome, number) if number >= 0 else None
            yield from made.events(members, table.steps[stamp // 3], ACTS[stamp % 3], at, name)


class _Made:
    """What the events of one log have in common."""

    def __init__(self, outcome: Outcome, zone: dt.tzinfo, recorded: dt.datetime, why: str) -> None:
        start = outcome.table.start
        self.outcome, self.recorded, self.why = outcome, recorded, why
        self.midnight = dt.datetime(start.year, start.month, start.day, tzinfo=zone)

    def events(
        self, members: list[int], step: str, act: Act, minute: int, train: str | None
    ) -> Iterator[Event]:
        """What one stamp of one train, or of one consignment, tells."""
        found = self.outcome.table.model.step[step]
        if train and act is Act.BEGUN and found.batch:
            yield self.event(members, Act.FORMED, step, minute, train)
        gathering = found.batch is not None and act is Act.ENTERED
        yield self.event(members, act, step, minute, None if gathering else train)
        if train and act is Act.ENDED and found.split:
            yield self.event(members, Act.SPLIT, step, minute, train)

    def event(
        self, members: list[int], act: Act, step: str, minute: int, train: str | None
    ) -> Event:
        outcome, table = self.outcome, self.outcome.table
        cargoes = {table.cargoes[outcome.cargo[who]] for who in members}
        laden = {bool(outcome.laden[who]) for who in members}
        return Event(
            what=tuple(_consignment(outcome, who) for who in members),
            act=act,
            step=step,
            when=self.midnight + dt.timedelta(minutes=minute),
            recorded=self.recorded,
            where=table.model.step[step].place,
            train=train,
            cargo=cargoes.pop() if len(cargoes) == 1 else None,
            laden=laden.pop() if len(laden) == 1 else None,
            why=self.why,
            simulated=True,
        )


def _consignment(outcome: Outcome, who: int) -> str:
    stream, number = outcome.address[who]
    return f"{outcome.table.streams[stream]}/{number}"


def _train_name(outcome: Outcome, number: int) -> str:
    serial, column = divmod(number, len(outcome.table.batches))
    return f"{outcome.table.batches[column]}/{serial}"


def _trains(outcome: Outcome, who: NDArray[Any], step: NDArray[Any]) -> Iterator[str | None]:
    joined = {name for span in spans(outcome.table).values() for name in span}
    at = {
        column: train_at(outcome, name)
        for column, name in enumerate(outcome.table.steps)
        if name in joined
    }
    for consignment, column in zip(who.tolist(), step.tolist(), strict=True):
        number = int(at[column][consignment]) if column in at else -1
        yield _train_name(outcome, number) if number >= 0 else None


def _log(outcome: Outcome) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    if outcome.log is None:
        raise ValueError("the replication was run without a log")
    return outcome.log


def _words(pa: Any, codes: NDArray[Any], names: Any) -> Any:
    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(np.int16)), pa.array(list(names), pa.string())
    )


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise YaluError("the event log needs pyarrow: install yalu[frames]") from None
    return pyarrow
