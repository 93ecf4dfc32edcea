"""Brief: the assessment of one service as plain values, in the order it is read."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.brief.fact import Fact
from yalu.vocabulary import Service, State, When

if TYPE_CHECKING:
    from yalu.believe.volume import Series


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service is on the day asked about.

    `probability` is of `state`; `odds` are of suspended, limited and running, summing
    to 1. `last_sighting` is the last day of which somebody who does not speculate speaks,
    None if there is none; `silent_days` the days from it to the day asked about, None too
    if that day is earlier.
    """

    state: State
    probability: float
    odds: tuple[float, float, float]
    sentence: str
    last_sighting: dt.date | None
    silent_days: int | None


@dataclass(frozen=True, slots=True)
class Onset:
    """Since when the state holds, and what is told about that switch."""

    best: dt.date
    earliest: dt.date
    latest: dt.date
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody on whose word the answer rests, with the outlets that carry it.

    `effect` is the change of the log-odds of the answer that their word makes, in nats;
    positive speaks for the answer.
    """

    source: str
    classes: tuple[str, ...]
    outlets: tuple[str, ...]
    effect: float
    claims: int
    last_known: dt.date | None


@dataclass(frozen=True, slots=True)
class Week:
    """Trains told of in one week from a Monday on, over all origins.

    `fewest` and `most` are sums over days and directions of the smallest and the largest
    number that one origin tells; `days` is how many days have a train.
    """

    monday: dt.date
    fewest: float
    most: float
    days: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two accounts of the same days that cannot both be true.

    `told` is the one account and `against` the other, a fact of each origin. `verdict` is
    what the belief holds in the middle of the days, None where it has no say.
    """

    about: str
    days: When
    told: tuple[Fact, ...]
    against: tuple[Fact, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected, and how it fared.

    `outcome` is `came true`, `did not come true`, `still open`, `no day given` or
    `cannot be judged`; `late_days` is how long after its window the expected state came,
    if it came later. `counts` is whether it bears on the record of its origin: judged, and
    told before its days were over.
    """

    fact: Fact
    outcome: str
    late_days: int | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """How often the forecasts of one origin came true, of those that can be judged."""

    source: str
    came_true: int
    judged: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row with one most probable state; `probability` is its mean."""

    first: dt.date
    last: dt.date
    state: State
    probability: float


@dataclass(frozen=True, slots=True)
class Point:
    """The odds of suspended, limited and running from a day on, until the next point."""

    day: dt.date
    odds: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A word about the state in the chart: its days, and on which side it stands.

    `firm` is false for what is supposed only.
    """

    first: dt.date
    last: dt.date
    state: State
    firm: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that bears on the state, and its effect on the answer, in nats."""

    fact: Fact
    effect: float


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole assessment. Every tuple may be empty; nothing else is left out.

    `grounds` is the day whose evidence is weighed: `on`, or the last day told of where
    nobody speaks of the days before `on`. `frequency` holds what is reckoned from the counts, month by month.
    """

    service: Service
    title: str
    on: dt.date
    known_by: dt.date
    answer: Answer
    onset: Onset | None
    grounds: dt.date
    origins: tuple[Origin, ...]
    rates: tuple[Fact, ...]
    weeks: tuple[Week, ...]
    frequency: tuple["Series", ...]
    volumes: tuple[Fact, ...]
    cargo: tuple[Fact, ...]
    trade: tuple[Fact, ...]
    holds: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]
    forecasts: tuple[Forecast, ...]
    records: tuple[Record, ...]
    unknown: tuple[str, ...]
    unconfirmed: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    stretches: tuple[Stretch, ...]
    course: tuple[Point, ...]
    marks: tuple[Mark, ...]
    claims: int
    documents: int
    digest: str
