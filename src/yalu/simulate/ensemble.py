"""Ensemble: many replications of a model, on as many workers as there are, merged exactly."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.intervals import Interval, interval
from yalu.simulate.named import Name
from yalu.simulate.packed import UNREADABLE, packed, unpacked
from yalu.simulate.schema import Model, Sides
from yalu.simulate.spread import DAY
from yalu.vocabulary import YaluError

if TYPE_CHECKING:
    from yalu.simulate.state import State

Step = Callable[[int, int], None]
Task = Callable[[Model, int, range, "State | None", Sides], Any]

FORMAT = 2
"""Raised when the form of a saved ensemble changes."""
_ARRAYS = ("replications", "values", "courses")
_MOST = 50
"""Replications of one task: enough to outweigh handing it over, few enough to show progress."""


@dataclass(frozen=True, eq=False)
class Ensemble:
    """The figures and courses of N replications, each by its number, in order.

    `values` (N, F) has a column for each of `names`; `courses` (N, C, T) a row for each of
    `course_names`, every point the mean of `every` days from `since`. `digest` tells models,
    opening states and horizons apart: only equal ones may be merged.
    """

    scenario: str
    digest: str
    seed: int
    start: dt.date
    days: int
    since: int
    replications: NDArray[np.int64]
    names: tuple[Name, ...]
    values: NDArray[np.float64]
    course_names: tuple[Name, ...]
    every: int
    courses: NDArray[np.float32]

    def column(self, name: Name) -> NDArray[np.float64]:
        """A figure in every replication, shape (N,). Raises KeyError."""
        if name not in self.names:
            raise KeyError(str(name))
        found: NDArray[np.float64] = self.values[:, self.names.index(name)]
        return found

    def intervals(self) -> dict[Name, Interval]:
        """Every figure with its interval over the replications."""
        return {name: interval(self.values[:, i]) for i, name in enumerate(self.names)}

    def band(self, name: Name) -> NDArray[np.float64]:
        """P10, P50 and P90 over the replications of a course, shape (3, T). Raises KeyError."""
        if name not in self.course_names:
            raise KeyError(str(name))
        row = self.courses[:, self.course_names.index(name)].astype(np.float64)
        return np.asarray(np.quantile(row, (0.1, 0.5, 0.9), axis=0))

    def mean(self, name: Name) -> NDArray[np.float64]:
        """The mean over the replications of a course, shape (T,). Raises KeyError."""
        if name not in self.course_names:
            raise KeyError(str(name))
        row = self.courses[:, self.course_names.index(name)].astype(np.float64)
        return np.asarray(row.mean(axis=0))

    def days_of(self) -> list[dt.date]:
        """The first day of every point of a course."""
        first = self.start + dt.timedelta(self.since)
        return [first + dt.timedelta(self.every * i) for i in range(self.courses.shape[2])]

    def to_bytes(self) -> bytes:
        """The ensemble as a file (npz), to be merged with others elsewhere."""
        head = {
            "format": FORMAT,
            "scenario": self.scenario,
            "digest": self.digest,
            "seed": self.seed,
            "start": self.start.isoformat(),
            "days": self.days,
            "since": self.since,
            "names": self.names,
            "course_names": self.course_names,
            "every": self.every,
        }
        return packed(head, {name: getattr(self, name) for name in _ARRAYS})

    @classmethod
    def from_bytes(cls, content: bytes) -> "Ensemble":
        """The ensemble of such a file. Raises YaluError where it is none, or of another version."""
        try:
            head, arrays = unpacked(content)
            if head.pop("format") != FORMAT:
                raise YaluError("replications written by another version of Yalu")
            head["start"] = dt.date.fromisoformat(head["start"])
            for key in ("names", "course_names"):
                head[key] = tuple(Name(*name) for name in head[key])
            parts: dict[str, Any] = {**head, **arrays}
            return cls(**parts)
        except UNREADABLE as error:
            raise YaluError("not a file of replications that yalu simulate has written") from error


def shard(
    model: Model, seed: int, numbers: range, state: "State | None" = None, sides: Sides = "keep"
) -> Ensemble:
    """These replications, one after another, in this process."""
    from yalu.simulate.compile import compiled
    from yalu.simulate.figures import course, figures
    from yalu.simulate.run import run

    table = compiled(model)
    values, courses = [], []
    for number in numbers:
        outcome = run(table, seed, number, state=state, sides=sides)
        found, way = figures(outcome), course(outcome)
        values.append(list(found.values()))
        courses.append(way.values)
    return Ensemble(
        scenario=model.name,
        digest=digest(model, state, sides),
        seed=seed,
        start=model.start,
        days=model.days,
        since=outcome.since // DAY,
        replications=np.array(list(numbers), np.int64),
        names=tuple(found),
        values=np.array(values),
        course_names=way.names,
        every=way.every,
        courses=np.array(courses),
    )


def digest(model: Model, state: "State | None" = None, sides: Sides = "keep") -> str:
    """SHA-256 of all that makes a replication but its address."""
    whole = hashlib.sha256(model.model_dump_json(by_alias=True).encode())
    if state is not None:
        head = (sides, state.model, state.start.isoformat(), state.minute, state.names)
        whole.update(json.dumps(head).encode())
        for name, array in sorted(state.arrays.items()):
            whole.update(f"{name} {array.dtype.str} {array.shape}".encode() + array.tobytes())
    return whole.hexdigest()


def ensemble(
    model: Model,
    replications: range,
    seed: int = 0,
    *,
    state: "State | None" = None,
    sides: Sides = "keep",
    workers: int = 1,
    executor: Executor | None = None,
    step: Step = lambda done, of: None,
) -> Ensemble:
    """The replications of a model, on `workers` processes or on any Executor that is handed in.

    The same for any number of workers and any executor, to the bit: a replication depends on its
    address alone. Each process has its own copy of the compiled kernel, and an executor that is
    handed in stays open. `step` hears how many are done of how many. Raises ValueError for no
    replications.
    """
    if not len(replications) or replications.step != 1:
        raise ValueError("replications are a range of at least one number, one after another")
    parts = spread(shard, model, replications, seed, state, sides, workers, executor, step)
    return merged(parts)


def spread(
    task: Task,
    model: Model,
    numbers: range,
    seed: int,
    state: "State | None",
    sides: Sides,
    workers: int,
    executor: Executor | None,
    step: Step,
) -> list[Any]:
    """What a task gives for parts of the numbers, in the order of the numbers."""
    parts = _parts(numbers, workers if executor is None else max(workers, 4))
    step(0, len(numbers))
    if executor is None and workers == 1:
        found = []
        for part in parts:
            found.append(task(model, seed, part, state, sides))
            step(part.stop - numbers.start, len(numbers))
        return found
    with _opened(executor, workers) as pool:
        futures: dict[Future[Any], range] = {
            pool.submit(task, model, seed, part, state, sides): part for part in parts
        }
        done = 0
        try:
            for future in as_completed(futures):
                future.result()
                done += len(futures[future])
                step(done, len(numbers))
        except BaseException:
            for future in futures:
                future.cancel()
            raise
        return [future.result() for future in futures]


def _parts(numbers: range, workers: int) -> list[range]:
    size = max(1, min(_MOST, -(-len(numbers) // (4 * workers))))
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]


def _opened(executor: Executor | None, workers: int) -> AbstractContextManager[Executor]:
    if executor is not None:
        return nullcontext(executor)
    from multiprocessing import get_context

    # A fork would copy the threads' locks of whoever calls; a new process is clean everywhere.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def merged(parts: Iterable[Ensemble]) -> Ensemble:
    """Ensembles of the same model and seed as one, whatever their order.

    Raises YaluError for ensembles of different models, horizons, opening states or seeds, and where
    two tell different things of one replication.
    """
    found = list(parts)
    if not found:
        raise YaluError("there are no replications to merge")
    first = found[0]
    for other in found[1:]:
        if (other.digest, other.seed) != (first.digest, first.seed):
            what = "seed" if other.digest == first.digest else "model or opening state"
            raise YaluError(
                f"replications of {first.scenario!r} and {other.scenario!r} cannot be merged: "
                f"their {what} differs"
            )
    return _joined(first, found)


def _joined(first: Ensemble, found: Sequence[Ensemble]) -> Ensemble:
    numbers = np.concatenate([one.replications for one in found])
    values = np.concatenate([one.values for one in found])
    courses = np.concatenate([one.courses for one in found])
    kept, place, which = np.unique(numbers, return_index=True, return_inverse=True)
    if not np.array_equal(values, values[place][which], equal_nan=True):
        raise YaluError("two files tell different things of the same replication")
    return Ensemble(
        first.scenario,
        first.digest,
        first.seed,
        first.start,
        first.days,
        first.since,
        kept,
        first.names,
        values[place],
        first.course_names,
        first.every,
        courses[place],
    )
