"""State: where a run stands, to save, to load, to fork, to run on."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.calendar_queue import DELIVERY, pending
from yalu.simulate.packed import UNREADABLE, Arrays, packed, unpacked
from yalu.simulate.spread import DAY
from yalu.simulate.table import AXES, Table
from yalu.simulate.world import (
    BORN,
    FIRST,
    GATHERED,
    LATEST,
    LEFT,
    LINE,
    MEMBER,
    NOW,
    World,
)
from yalu.vocabulary import StateError

VERSION = 2
ARRAYS = (
    *("clock", "when", "who", "them", "parts", "lines", "batches", "open", "issued", "emitted"),
    *("pace", "drawn", "goods"),
)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A run at `minute` of the model that began on `start`.

    `digest` is that of the table it was run under, `names` are the table's, by which the state finds
    its place in another; `arrays` are the
    world's (`yalu.simulate.world.World`), of those consignments only that are still in the model or
    on their way to a destination.
    """

    model: str
    start: dt.date
    minute: int
    seed: int
    replication: int
    digest: str
    names: dict[str, tuple[str, ...]]
    arrays: Arrays

    @property
    def inside(self) -> int:
        """Consignments that the state keeps."""
        return len(self.arrays["them"])

    @property
    def day(self) -> dt.date:
        """The day that begins."""
        return self.start + dt.timedelta(minutes=self.minute)

    def minute_in(self, table: Table) -> int:
        """Its minute on the clock of `table`. Raises StateError if the table does not hold it."""
        minute = self.minute + (self.start - table.start).days * DAY
        if not 0 <= minute < table.horizon:
            last = table.start + dt.timedelta(table.days - 1)
            raise StateError(
                f"the state stands at {self.day}; {table.model.name!r} runs from {table.start} "
                f"to {last}"
            )
        return minute

    def to_bytes(self, form: Literal["json", "binary"] = "binary") -> bytes:
        """What to write into a file: JSON, or the same compressed."""
        head = {
            "yalu": "state",
            "version": VERSION,
            "model": self.model,
            "start": self.start.isoformat(),
            "minute": self.minute,
            "seed": self.seed,
            "replication": self.replication,
            "digest": self.digest,
            "names": self.names,
        }
        if form == "json":
            body = {name: _plain(array) for name, array in self.arrays.items()}
            return json.dumps({**head, "arrays": body}).encode()
        return packed(head, self.arrays)

    @staticmethod
    def from_bytes(content: bytes, name: str) -> "State":
        """The state in the content of a file, of either form. Raises StateError, naming the file."""
        try:
            head, arrays = (_json if content[:1] == b"{" else unpacked)(content)
            return _checked(name, head, arrays)
        except UNREADABLE:
            raise StateError(f"{name}: is no saved state of Yalu") from None


def _checked(name: str, head: dict[str, Any], arrays: Arrays) -> State:
    if head["yalu"] != "state" or set(arrays) != set(ARRAYS):
        raise KeyError("yalu")
    if head["version"] > VERSION:
        raise StateError(
            f"{name}: is of version {head['version']}; this Yalu reads up to {VERSION}"
        )
    names = {axis: tuple(map(str, head["names"][axis])) for axis in AXES}
    start = dt.date.fromisoformat(head["start"])
    numbers = (int(head["minute"]), int(head["seed"]), int(head["replication"]))
    # Version 1 did not say of which table it was, so it is never taken for the same.
    digest = str(head["digest"]) if head["version"] > 1 else ""
    return State(str(head["model"]), start, *numbers, digest, names, arrays)


def _plain(array: NDArray[Any]) -> dict[str, Any]:
    return {"kind": array.dtype.str, "shape": array.shape, "values": array.ravel().tolist()}


def _json(content: bytes) -> tuple[dict[str, Any], Arrays]:
    head = json.loads(content)
    arrays = {
        name: np.array(one["values"], np.dtype(one["kind"])).reshape(one["shape"])
        for name, one in head.pop("arrays").items()
    }
    return head, arrays


def standing(
    table: Table, seed: int, replication: int, world: World, stock: NDArray[np.float64]
) -> State:
    """The state of `world`, with the stock as it was before the day's use."""
    born = int(world.clock[BORN])
    when, who = pending(world)
    kept = world.them[:born, LEFT] < 0
    kept[who[who >= DELIVERY] - DELIVERY] = True
    # One more, so that -1 (nobody) stays -1.
    new = np.full(born + 1, -1, np.int32)
    new[:born][kept] = np.arange(kept.sum(), dtype=np.int32)
    plain, bound = (who >= 0) & (who < DELIVERY), who >= DELIVERY
    who[plain] = new[who[plain]]
    who[bound] = new[who[bound] - DELIVERY] + DELIVERY
    them = world.them[:born][kept]
    for column in (LINE, MEMBER):
        them[:, column] = new[them[:, column]]
    lines = new[world.lines]
    lines[:, 1::2][lines[:, ::2] < 0] = -1
    batches = world.batches.copy()
    batches[:, [FIRST, LATEST]] = np.where(
        batches[:, [GATHERED]] > 0, new[batches[:, [FIRST, LATEST]]], -1
    )
    clock = world.clock.copy()
    clock[BORN] = len(them)
    goods = world.goods.copy()
    goods[0] = stock
    arrays: Arrays = {name: getattr(world, name) for name in ARRAYS if name in World._fields}
    arrays |= {"clock": clock, "when": when, "who": who, "them": them, "lines": lines}
    arrays |= {"batches": batches, "goods": goods}
    arrays = {name: arrays[name].copy() for name in ARRAYS}
    return State(
        table.model.name,
        table.start,
        int(clock[NOW]),
        seed,
        replication,
        table.digest,
        table.names,
        arrays,
    )
