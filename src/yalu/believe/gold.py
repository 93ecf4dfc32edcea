"""Gold: what was true of services day by day, as somebody settled it afterwards."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from yalu.believe.model import STATES
from yalu.believe.scoring import UNKNOWN
from yalu.vocabulary import DateError, Mode, Service, State, YaluError, day

_SETTLED = frozenset({"high", "medium"})
_OLDEST, _LATEST = 1800, 2200


class GoldError(YaluError):
    """A timeline that cannot be used; says where in it."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The true states of one service.

    states: int64 (T,), the column in STATES of each day from `first`, `UNKNOWN` between the days
    that are settled; the first and the last are.
    """

    service: Service
    first: dt.date
    states: NDArray[np.int64]

    @property
    def last(self) -> dt.date:
        """The last day that is settled."""
        return self.day(len(self.states) - 1)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows of the days that are settled."""
        return np.flatnonzero(self.states != UNKNOWN)

    def day(self, row: int) -> dt.date:
        """The day of a row."""
        return self.first + dt.timedelta(int(row))


def _date(value: object) -> dt.date:
    if not isinstance(value, str):
        raise ValueError(f"not a day: {value!r:.40}")
    try:
        return day(value)
    except DateError as error:
        raise ValueError(str(error)) from None


Day = Annotated[dt.date, BeforeValidator(_date)]


class _Interval(BaseModel):
    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="to")
    state: str
    confidence: str | None = None


class _Gate(BaseModel):
    mode: Mode
    intervals: list[_Interval]


class _Timeline(BaseModel):
    window: tuple[Day, Day]
    gates: dict[str, _Gate]


def truths(found: Any) -> list[Truth]:
    """The services of a timeline file, `{"window", "gates": {gate: {"mode", "intervals"}}}`.

    An interval is `{"from", "to", "state", "confidence"}`, both days inclusive. Those of high or
    medium confidence with both ends count, cut to the window; services without any are left out.
    Other keys are for people. Raises GoldError.
    """
    try:
        timeline = _Timeline.model_validate(found)
    except ValidationError as error:
        raise GoldError(_told(error)) from None
    start, end = timeline.window
    if not _OLDEST <= start.year <= end.year <= _LATEST:
        raise GoldError(f"window: {start} to {end} is not within {_OLDEST} to {_LATEST}")
    made = []
    for gate, entry in timeline.gates.items():
        states = _states(gate, entry, timeline.window)
        if states:
            made.append(_truth(Service(gate, entry.mode), states))
    return made


def _states(gate: str, entry: _Gate, window: tuple[dt.date, dt.date]) -> dict[int, int]:
    """The column in STATES of every settled day, by its ordinal."""
    found: dict[int, int] = {}
    for interval in entry.intervals:
        start, end = interval.start, interval.end
        if start and end and start > end:
            raise GoldError(f"{gate}: an interval that ends before it begins: {start} to {end}")
        if interval.confidence not in _SETTLED or not (start and end):
            continue
        if interval.state not in set(State):
            raise GoldError(f"{gate}: no state {interval.state!r}; there are {', '.join(STATES)}")
        state = STATES.index(State(interval.state))
        for on in range(max(start, window[0]).toordinal(), min(end, window[1]).toordinal() + 1):
            if found.setdefault(on, state) != state:
                raise GoldError(f"{gate}: two states on {dt.date.fromordinal(on)}")
    return found


def _truth(service: Service, states: Mapping[int, int]) -> Truth:
    first = min(states)
    days = np.full(max(states) - first + 1, UNKNOWN, np.int64)
    days[np.array(list(states)) - first] = list(states.values())
    days.flags.writeable = False
    return Truth(service, dt.date.fromordinal(first), days)


def _told(error: ValidationError) -> str:
    """The first fault of a file in one line, with the way to it."""
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    why = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {why}" if where else f"not a timeline: {why}"
