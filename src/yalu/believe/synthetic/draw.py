"""Draw: the days of a world, and what its sources report of them, as numbers."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.believe.model import STATES
from yalu.believe.synthetic.knobs import Knobs

ACCURACY = (0.93, 0.85, 0.75, 0.65, 0.40)
"""Mean chance of each class of sources that a report rests on knowledge."""

CLASS_OF = np.repeat(np.arange(5), (4, 6, 8, 14, 8))
"""The class of each source, as a place in ACCURACY."""

CROSSING, IDLE = (0.01, 0.35, 1.0), (1.0, 0.8, 0.55)
"""Rates by state at which a train, or standing stock, is there to be seen."""

JUMP = ((0.0, 0.6, 0.4), (0.4, 0.0, 0.6), (0.5, 0.5, 0.0))
"""Row the state left, column the state entered."""

BUDGET = 4.6
"""Nats that a source who knows would forfeit by naming another state of a day."""

PROMPT = 0.3
"""Chance a day that a report appears, once it is known of."""

_SOURCES = len(CLASS_OF)
_TALK = np.array([1.5, 1.5, 1.0, 0.8, 1.0])  # how much a class reports
_RETELL = np.array([0.1, 1.0, 0.3, 2.0, 1.5])  # how much it relays
_SPREAD = 15.0  # kappa of the Beta law of reliabilities within a class
_FORETELL = 0.30  # mean accuracy of a forecast
_MIX = (0.66, 0.20, 0.10, 0.04)  # of reports: held, changed, passed, stood
_PRECISIONS = np.array([0, 3, 15, 45])  # days by which a change is dated "about"
_PRECISION_ODDS = (0.5, 0.2, 0.2, 0.1)
_FORECAST_PRECISION = 15
_DENIED = 0.05
_TAIL = 1.4  # exponent of the heavy-tailed run lengths


class Form(IntEnum):
    HELD = 0
    CHANGED = 1
    PASSED = 2
    STOOD = 3
    FORETOLD = 4


class Report(NamedTuple):
    """What one source says; days are numbers from 0. `precision` is of a change, days."""

    source: int
    form: Form
    state: int
    denies: bool
    first: int
    last: int
    precision: int
    known: int
    accurate: bool


class Drawn(NamedTuple):
    """n reports in the order in which they became known.

    original: int64 (n,), the place of the report that one relays, its own place where none.
    seeming: the same as far as anybody can tell.
    """

    reports: list[Report]
    original: NDArray[np.int64]
    seeming: NDArray[np.int64]


def date_scale(precision: float) -> float:
    """Scale in days of the two-sided geometric error of a date told as +- `precision` days."""
    return 0.7 + 0.6 * precision


class Draw:
    """One world being drawn. The order of the draws is what a seed stands for."""

    def __init__(self, seed: int, days: int, knobs: Knobs) -> None:
        self.chance = np.random.default_rng(seed)
        self.days, self.knobs = days, knobs
        self.truth = self.path()
        self.changes = np.flatnonzero(np.diff(self.truth)) + 1
        self.attention = self.weighed_changes()
        self.reliability = self.sources()
        self.talk = self.shares(_TALK)
        self.retell = self.shares(_RETELL)
        self.past = np.zeros((len(STATES), days + 1), int)
        for state in range(len(STATES)):
            self.past[state, 1:] = np.cumsum(self.truth == state)

    def reports(self, claims: int, relays: float, forecasts: float) -> Drawn:
        """So many reports, relays and forecasts as shares of them; stories come on top."""
        foretold, relayed = round(forecasts * claims), round(relays * claims)
        crossing, idle = (np.array(rate)[self.truth] for rate in (CROSSING, IDLE))
        crossing, idle = crossing / crossing.sum(), idle / idle.sum()
        found = [self.report(crossing, idle) for _ in range(claims - foretold - relayed)]
        found += [self.forecast() for _ in range(foretold)]
        for _ in range(self.knobs.stories):
            found += self.story()
        return self.relayed(found, relayed)

    def path(self) -> NDArray[np.int64]:
        """The state of every day."""
        found = np.empty(self.days, np.int64)
        at, state = 0, int(self.chance.integers(3))
        while at < self.days:
            length = self.run_length()
            found[at : at + length] = state
            at += length
            state = int(self.chance.choice(3, p=JUMP[state]))
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
        mean = np.array(ACCURACY)[CLASS_OF] - self.knobs.lower_class_means
        reporting = self.chance.beta(_SPREAD * mean, _SPREAD * (1 - mean))
        foretelling = self.chance.beta(
            _SPREAD * _FORETELL, _SPREAD * (1 - _FORETELL), len(ACCURACY)
        )
        return np.concatenate([reporting, foretelling])

    def shares(self, of_class: NDArray[np.float64]) -> NDArray[np.float64]:
        found = self.chance.gamma(1.0, of_class[CLASS_OF])
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

    def report(self, crossing: NDArray[np.float64], idle: NDArray[np.float64]) -> Report:
        """A report of a day, a window, a change, a train or idle stock."""
        source = int(self.chance.choice(_SOURCES, p=self.talk))
        form = Form(int(self.chance.choice(4, p=_MIX)))
        accurate = self.knows(source, int(self.chance.integers(self.days)))
        if form is Form.CHANGED and accurate and not len(self.changes):
            form = Form.HELD
        precision = 0
        if form is Form.HELD:
            denies = bool(self.chance.random() < _DENIED)
            first, last, state, accurate = self.held(source, accurate, denies)
        elif form is Form.CHANGED:
            denies, precision = False, int(self.chance.choice(_PRECISIONS, p=_PRECISION_ODDS))
            first, state = self.changed(accurate, precision, self.knobs.fuzz, self.attention)
            last = first
        else:
            denies, state = False, 2 if form is Form.PASSED else 0
            seen = crossing if form is Form.PASSED else idle
            if accurate:
                first = int(self.chance.choice(self.days, p=seen))
            else:
                first = int(self.chance.integers(self.days))
            last = first
        known = last + int(self.chance.geometric(PROMPT))
        known += int(self.chance.exponential(precision)) if precision else 0
        return Report(source, form, state, denies, first, last, precision, known, accurate)

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

        exp(-tau n) of each state, n the days against it and tau = BUDGET (1 + L / 30) / L.
        """
        length = last - first + 1
        budget = BUDGET * (1 + length / 30)
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

    def forecast(self) -> Report:
        """A change told before its day, by those who foretell."""
        source = _SOURCES + int(self.chance.integers(len(ACCURACY)))
        lead = int(self.chance.integers(5, 61))
        accurate = self.chance.random() < self.reliability[source] and len(self.changes) > 0
        first, state = self.changed(accurate, _FORECAST_PRECISION, 1.0, None)
        known = max(0, first - lead)
        about = (False, first, first, _FORECAST_PRECISION, known, bool(accurate))
        return Report(source, Form.FORETOLD, state, *about)

    def story(self) -> list[Report]:
        """One false change that many sources tell alike, none of them as a relay."""
        on = int(self.chance.integers(100, self.days - 100))
        state = int((self.truth[on] + self.chance.integers(1, 3)) % 3)
        found = []
        for source in self.chance.choice(_SOURCES, self.knobs.tellers, replace=False):
            told = on + int(self.chance.integers(-1, 2))
            known = on + int(self.chance.geometric(PROMPT))
            about = (state, False, told, told, 0, known, False)
            found.append(Report(int(source), Form.CHANGED, *about))
        return found

    def relayed(self, reports: list[Report], relays: int) -> Drawn:
        """The reports with so many relays of them, in the order in which they became known."""
        found, own = list(reports), list(range(len(reports)))
        seeming = list(own)
        for _ in range(relays):
            place = int(self.chance.choice(len(reports)))
            teller = int(self.chance.choice(_SOURCES, p=self.retell))
            first = reports[place]
            known = first.known + int(self.chance.geometric(PROMPT)) - 1
            hidden = self.chance.random() < self.knobs.undetected_relays
            source = teller if hidden and first.form is not Form.FORETOLD else first.source
            own.append(place)
            seeming.append(len(found) if hidden else place)
            found.append(first._replace(source=source, known=known))
        order = np.argsort([report.known for report in found], kind="stable")
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return Drawn(
            [found[place] for place in order],
            places[np.array(own, np.int64)[order]],
            places[np.array(seeming, np.int64)[order]],
        )
