"""Synthetic worlds: a service whose every day is known, and what forty sources say of it.

They are in the package, and neither in the tests nor in the bench, because both measure the belief
on them and a figure counts only where the worlds are the same; and because who changes a `Model`
should be able to ask what the change costs. A seed and a number of claims give one world for ever
(`tests/believe/test_synthetic.py` keeps watch), so floors that were measured on a world hold.

A world is of the belief's own kind while its `Knobs` are left alone: semi-Markov runs, an accurate
bit for each report, a false report independent of the truth. Each knob breaks one assumption.
Nothing here knows how a belief is made. Source: notes on fusing claims, section 2.
"""

import datetime as dt
import math
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.believe.model import RELIABILITY, STATES, Model
from yalu.vocabulary import Claim, Grain, Kind, Mode, Service, SourceClass, Stance, When

SERVICE = Service("orrel-kessim", Mode.RAIL)
FIRST = dt.date(2015, 1, 1)
"""Day 0 of every world."""

CLASSES = (
    SourceClass.OFFICIAL,
    SourceClass.AGENCY,
    SourceClass.EXPERT,
    SourceClass.COMPANY,
    SourceClass.ANONYMOUS,
)
ACCURACY = (0.93, 0.85, 0.75, 0.65, 0.40)
"""Mean chance of each class that a report rests on knowledge."""

_MEMBERS = (4, 6, 8, 14, 8)
_SOURCES = sum(_MEMBERS)
_TALK = np.array([1.5, 1.5, 1.0, 0.8, 1.0])  # how much a class reports
_RETELL = np.array([0.1, 1.0, 0.3, 2.0, 1.5])  # how much it relays
_SPREAD = 15.0  # kappa of the Beta law of reliabilities within a class
_FORETELL = 0.30  # mean accuracy of a forecast
_MIX = (0.66, 0.20, 0.10, 0.04)  # of reports: held, changed, passed, stood
_PRECISIONS = np.array([0, 3, 15, 45])  # days by which a change is dated "about"
_PRECISION_ODDS = (0.5, 0.2, 0.2, 0.1)
_FORECAST_PRECISION = 15
_DENIED = 0.05
_PROMPT = 0.3  # chance a day that a report appears
_TAIL = 1.4  # exponent of the heavy-tailed run lengths
_CROSSING = (0.01, 0.35, 1.0)
_IDLE = (1.0, 0.8, 0.55)
_JUMP = ((0.0, 0.6, 0.4), (0.4, 0.0, 0.6), (0.5, 0.5, 0.0))
_SURE = math.exp(-4.6 * (1 + 1 / 30))  # odds that who knows names another given state of a day
_SAYS = 1 / (1 + 2 * _SURE)

WORLD_MODEL = Model(
    young=75.0,
    lasting=1.0,
    settled=75.0,
    jump=_JUMP,
    told=tuple(tuple(_SAYS * (1.0 if k == s else _SURE) for s in range(3)) for k in range(3)),
    reliability={**RELIABILITY, **dict(zip(CLASSES, ACCURACY, strict=True))},
    crossing_rate=_CROSSING,
    idle_rate=_IDLE,
    present=0.0,
    hindsight_floor=1.0,
)
"""What one may know of these worlds before looking at any: laws and class means, never a truth.

Runs are NB(2) of mean 150 days. Nobody in them has today in mind or forgets, so `present` and the
fading of hindsight are off; the other parameters are those of any belief.
"""


@dataclass(frozen=True, slots=True)
class Knobs:
    """What a world does that the belief does not expect. The defaults are what it expects.

    undetected_relays: share of relays that pass for reports of their own.
    false_state, false_share: column of STATES that false reports name, and how often they do.
    fuzz: error of the dates of changes, as a multiple of what is admitted.
    drift: part of its reliability that every source has lost by the last day, halved.
    stories, tellers: false stories about a change, and how many sources tell each alike.
    runs: law of the run lengths, `nb2`, `geom` or `pareto`; mean_run: their mean, days.
    long_windows: whether reports speak of more than one day.
    softmax: whether a source that knows always names one of the states of a window, the likelier
        the longer it lasted; else it keeps silent about windows of several.
    coverage: shape of the Gamma law of the attention a change gets; 0 is the same for each.
    lower_class_means: taken off `ACCURACY` for the sources of this world.
    """

    undetected_relays: float = 0.0
    false_state: int = 0
    false_share: float = 0.0
    fuzz: float = 1.0
    drift: float = 0.0
    stories: int = 0
    tellers: int = 8
    runs: str = "nb2"
    mean_run: float = 150.0
    long_windows: bool = True
    softmax: bool = False
    coverage: float = 0.0
    lower_class_means: float = 0.0


class _Form(IntEnum):
    HELD = 0
    CHANGED = 1
    PASSED = 2
    STOOD = 3
    FORETOLD = 4


class _Report(NamedTuple):
    """What one source says; days are numbers from 0. `precision` is of a change, days."""

    source: int
    form: _Form
    state: int
    denies: bool
    first: int
    last: int
    precision: int
    known: int
    accurate: bool


@dataclass(frozen=True)
class World:
    """A synthetic service. Day 0 is `FIRST`.

    truth: int64 (T,), the column in STATES of every day. claims: n of them in the order in which
    they became known, all known by the last day. original: int64 (n,), the place of the report
    that a claim relays, its own place where it relays none; true also of relays that pass for
    reports of their own. accurate: bool (n,), whether it rests on knowledge.
    reliability: float64 (45,) of the sources, the last five being those who foretell.
    """

    truth: NDArray[np.int64]
    claims: tuple[Claim, ...] = field(repr=False)
    original: NDArray[np.int64] = field(repr=False)
    accurate: NDArray[np.bool_] = field(repr=False)
    reliability: NDArray[np.float64] = field(repr=False)
    service: Service = SERVICE

    @property
    def days(self) -> int:
        """Number of days T."""
        return len(self.truth)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return day(self.days - 1)


def day(number: int) -> dt.date:
    """The day so many days after the first of a world."""
    return FIRST + dt.timedelta(int(number))


def world(
    seed: int,
    claims: int = 300,
    *,
    days: int = 2000,
    relays: float = 0.30,
    forecasts: float = 0.05,
    knobs: Knobs | None = None,
) -> World:
    """The world of a seed: `claims` claims about `days` days, by default with every knob at rest.

    `relays` and `forecasts` are shares of the claims; coordinated stories come on top of them.
    """
    return _Draw(seed, days, knobs or Knobs()).world(claims, relays, forecasts)


def date_scale(precision: float) -> float:
    """Scale in days of the two-sided geometric error of a date told as +- `precision` days."""
    return 0.7 + 0.6 * precision


class _Draw:
    """One world being drawn. The order of the draws is what a seed stands for."""

    def __init__(self, seed: int, days: int, knobs: Knobs) -> None:
        self.chance = np.random.default_rng(seed)
        self.days, self.knobs = days, knobs
        self.truth = self.path()
        self.changes = np.flatnonzero(np.diff(self.truth)) + 1
        self.attention = self.weighed_changes()
        self.class_of = np.repeat(np.arange(len(CLASSES)), _MEMBERS)
        self.reliability = self.sources()
        self.talk = self.shares(_TALK)
        self.retell = self.shares(_RETELL)
        self.past = np.zeros((len(STATES), days + 1), int)
        for state in range(len(STATES)):
            self.past[state, 1:] = np.cumsum(self.truth == state)

    def world(self, claims: int, relays: float, forecasts: float) -> World:
        foretold, relayed = round(forecasts * claims), round(relays * claims)
        crossing, idle = (np.array(rate)[self.truth] for rate in (_CROSSING, _IDLE))
        crossing, idle = crossing / crossing.sum(), idle / idle.sum()
        found = [self.report(crossing, idle) for _ in range(claims - foretold - relayed)]
        found += [self.forecast() for _ in range(foretold)]
        for _ in range(self.knobs.stories):
            found += self.story()
        return self.told(found, relayed)

    def path(self) -> NDArray[np.int64]:
        """The state of every day."""
        found = np.empty(self.days, np.int64)
        at, state = 0, int(self.chance.integers(3))
        while at < self.days:
            length = self.run_length()
            found[at : at + length] = state
            at += length
            state = int(self.chance.choice(3, p=_JUMP[state]))
        return found

    def run_length(self) -> int:
        mean = self.knobs.mean_run
        if self.knobs.runs == "nb2":
            return int(self.chance.geometric(2 / mean) + self.chance.geometric(2 / mean))
        if self.knobs.runs == "geom":
            return int(self.chance.geometric(1 / mean))
        longest = (self.chance.pareto(_TAIL) + 1) * mean * (_TAIL - 1) / _TAIL
        return int(max(2, round(longest)))

    def weighed_changes(self) -> NDArray[np.float64] | None:
        """The share of the reports that each change gets; None where all get the same."""
        if not self.knobs.coverage:
            return None
        found = self.chance.gamma(self.knobs.coverage, 1.0, len(self.changes)) + 1e-9
        return found / found.sum() if len(found) else None

    def sources(self) -> NDArray[np.float64]:
        """Reliability of every source, then of those who foretell, one for each class."""
        mean = np.array(ACCURACY)[self.class_of] - self.knobs.lower_class_means
        reporting = self.chance.beta(_SPREAD * mean, _SPREAD * (1 - mean))
        foretelling = self.chance.beta(_SPREAD * _FORETELL, _SPREAD * (1 - _FORETELL), len(CLASSES))
        return np.concatenate([reporting, foretelling])

    def shares(self, of_class: NDArray[np.float64]) -> NDArray[np.float64]:
        found = self.chance.gamma(1.0, of_class[self.class_of])
        return np.asarray(found / found.sum())

    def knows(self, source: int, on: int) -> bool:
        """Whether a report of a source about a day rests on knowledge."""
        kept = 1 - 0.5 * self.knobs.drift * on / self.days
        return bool(self.chance.random() < self.reliability[source] * kept)

    def any_state(self) -> int:
        """What a report without knowledge says."""
        if self.knobs.false_share and self.chance.random() < self.knobs.false_share:
            return self.knobs.false_state
        return int(self.chance.integers(3))

    def report(self, crossing: NDArray[np.float64], idle: NDArray[np.float64]) -> _Report:
        """A report of a day, a window, a change, a train or idle stock."""
        source = int(self.chance.choice(_SOURCES, p=self.talk))
        form = _Form(int(self.chance.choice(4, p=_MIX)))
        accurate = self.knows(source, int(self.chance.integers(self.days)))
        if form is _Form.CHANGED and accurate and not len(self.changes):
            form = _Form.HELD
        precision = 0
        if form is _Form.HELD:
            denies = bool(self.chance.random() < _DENIED)
            first, last, state, accurate = self.held(source, accurate, denies)
        elif form is _Form.CHANGED:
            denies, precision = False, int(self.chance.choice(_PRECISIONS, p=_PRECISION_ODDS))
            first, state = self.changed(accurate, precision, self.knobs.fuzz, self.attention)
            last = first
        else:
            denies, state = False, 2 if form is _Form.PASSED else 0
            seen = crossing if form is _Form.PASSED else idle
            if accurate:
                first = int(self.chance.choice(self.days, p=seen))
            else:
                first = int(self.chance.integers(self.days))
            last = first
        known = last + int(self.chance.geometric(_PROMPT))
        known += int(self.chance.exponential(precision)) if precision else 0
        return _Report(source, form, state, denies, first, last, precision, known, accurate)

    def held(self, source: int, accurate: bool, denies: bool) -> tuple[int, int, int, bool]:
        """First and last day of a window, the state told of it, and whether that is known.

        A source that knows passes over windows of which it could say nothing true.
        """
        while True:
            first, last = self.window()
            if self.knobs.drift:
                accurate = self.knows(source, first)
            if not accurate:
                return first, last, self.any_state(), accurate
            state = self.named(first, last, denies)
            if state is not None:
                return first, last, state, accurate

    def window(self) -> tuple[int, int]:
        length = self.chance.random()
        if not self.knobs.long_windows or length < 0.5:
            days = 1
        else:
            shortest, longest = (2, 14) if length < 0.75 else (15, 90)
            days = int(self.chance.integers(shortest, longest + 1))
        first = int(self.chance.integers(0, self.days - days + 1))
        return first, first + days - 1

    def named(self, first: int, last: int, denies: bool) -> int | None:
        """The state that a source who knows names or denies of a window; None where it is silent.

        exp(-tau n) of each state, n the days against it and tau = 4.6 (1 + L / 30) / L.
        """
        length = last - first + 1
        budget = 4.6 * (1 + length / 30)
        inside = self.past[:, last + 1] - self.past[:, first]
        against = inside if denies else length - inside
        if self.knobs.softmax:
            odds = np.exp(-budget / length * (against - against.min()))
            return int(self.chance.choice(3, p=odds / odds.sum()))
        odds = np.exp(-budget / length * against)
        most = 2 + np.exp(-budget) if denies else 1 + 2 * np.exp(-budget)
        place = int(np.searchsorted(np.cumsum(odds / most), self.chance.random(), side="right"))
        return place if place < len(STATES) else None

    def changed(
        self,
        accurate: bool,
        precision: int,
        fuzz: float,
        attention: NDArray[np.float64] | None,
    ) -> tuple[int, int]:
        """Day told of a change and state entered."""
        if not accurate:
            return int(self.chance.integers(self.days)), self.any_state()
        while True:
            if attention is None:
                change = int(self.chance.choice(self.changes))
            else:
                change = int(self.chance.choice(self.changes, p=attention))
            decay = 1 - np.exp(-1 / (date_scale(precision) * fuzz))
            told = change + int(self.chance.geometric(decay) - self.chance.geometric(decay))
            if 0 <= told < self.days:
                return told, int(self.truth[change])

    def forecast(self) -> _Report:
        """A change told before its day, by those who foretell."""
        source = _SOURCES + int(self.chance.integers(len(CLASSES)))
        lead = int(self.chance.integers(5, 61))
        accurate = self.chance.random() < self.reliability[source] and len(self.changes) > 0
        first, state = self.changed(accurate, _FORECAST_PRECISION, 1.0, None)
        known = max(0, first - lead)
        about = (False, first, first, _FORECAST_PRECISION, known, bool(accurate))
        return _Report(source, _Form.FORETOLD, state, *about)

    def story(self) -> list[_Report]:
        """One false change that many sources tell alike, none of them as a relay."""
        on = int(self.chance.integers(100, self.days - 100))
        state = int((self.truth[on] + self.chance.integers(1, 3)) % 3)
        found = []
        for source in self.chance.choice(_SOURCES, self.knobs.tellers, replace=False):
            told = on + int(self.chance.integers(-1, 2))
            known = on + int(self.chance.geometric(_PROMPT))
            about = (state, False, told, told, 0, known, False)
            found.append(_Report(int(source), _Form.CHANGED, *about))
        return found

    def told(self, reports: list[_Report], relayed: int) -> World:
        """The world with its reports and so many relays of them as claims."""
        found, original, passes = (
            list(reports),
            list(range(len(reports))),
            list(range(len(reports))),
        )
        for _ in range(relayed):
            place = int(self.chance.choice(len(reports)))
            teller = int(self.chance.choice(_SOURCES, p=self.retell))
            first = reports[place]
            known = first.known + int(self.chance.geometric(_PROMPT)) - 1
            hidden = self.chance.random() < self.knobs.undetected_relays
            source = teller if hidden and first.form is not _Form.FORETOLD else first.source
            original.append(place)
            passes.append(len(found) if hidden else place)
            found.append(first._replace(source=source, known=known))
        order = np.argsort([report.known for report in found], kind="stable")
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        claims = [
            _claim(found[i], int(places[i]), relay=passes[i] != i, last=self.days - 1)
            for i in order
        ]
        return World(
            self.truth,
            tuple(claims),
            places[np.array(original, np.int64)[order]],
            np.array([found[i].accurate for i in order], bool),
            self.reliability,
        )


def _claim(report: _Report, place: int, *, relay: bool, last: int) -> Claim:
    """The report as a claim. A relay keeps the origin of what it relays, in another document."""
    foretells = report.source >= _SOURCES
    classes = np.repeat(np.arange(len(CLASSES)), _MEMBERS)
    class_ = CLASSES[report.source - _SOURCES if foretells else classes[report.source]]
    origin = f"foreteller-{report.source - _SOURCES}" if foretells else f"source-{report.source:02}"
    state = STATES[report.state] if report.form in _WITH_STATE else None
    return Claim(
        document=f"{'relay' if relay else 'report'}-{place:04}",
        kind=_KINDS[report.form],
        gate=SERVICE.gate,
        mode=SERVICE.mode,
        who=origin,
        class_=class_,
        origin=origin,
        stance=Stance.DENIES if report.denies else Stance.ASSERTS,
        state=state,
        when=_when(report),
        known=day(min(report.known, last)),
        value={"trains": 1} if report.form is _Form.PASSED else {},
    )


_WITH_STATE = frozenset({_Form.HELD, _Form.CHANGED, _Form.FORETOLD})
_KINDS = {
    _Form.HELD: Kind.SERVICE,
    _Form.CHANGED: Kind.CHANGE,
    _Form.PASSED: Kind.CROSSING,
    _Form.STOOD: Kind.PRESENCE,
    _Form.FORETOLD: Kind.FORECAST,
}


def _when(report: _Report) -> When:
    """The days as a window. That of a state is told as a stretch of a calendar, not as a run."""
    first, last = day(report.first - report.precision), day(report.last + report.precision)
    if first == last:
        return When.on(first)
    if report.form is _Form.HELD:
        return When(first, last, Grain.WEEK if report.last - report.first < 15 else Grain.MONTH)
    return When(first, last, Grain.INTERVAL, about=False)
