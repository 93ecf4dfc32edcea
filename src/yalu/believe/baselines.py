"""Baselines: plain ways to say what ran on a day, to be shown beside the belief.

A way answers a `Question` with probabilities. None of them weighs a source's class, silence or a
date's precision, and all but `belief` take a change for a state. Source of the last two: notes on
fusing claims, section 2; Dawid and Skene 1979 for the accuracies.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.believe.belief import EM, believe
from yalu.believe.evidence import Evidence, Form, evidence_of, spoken_of
from yalu.believe.model import STATES, Model
from yalu.believe.passes import compiled
from yalu.vocabulary import Claim, Kind, Service

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STATES = len(STATES)
_SUSPENDED, _RUNNING = 0, 2
_SEEN = {Form.PASSED: _RUNNING, Form.STILL: _SUSPENDED, Form.STOOD: _SUSPENDED}
_HELD_ON = 14  # days for which a change is taken to hold
_ACCURACY, _WORTH = 0.7, 4.0  # of an origin at first, and its worth in reports


@dataclass(frozen=True)
class Question:
    """What is asked of a way: the days `first` to `last` of a service, from claims.

    Claims known after `known_by` are not used. The other fields are as for `believe`.
    """

    claims: Sequence[Claim] = field(repr=False)
    service: Service
    first: dt.date
    last: dt.date
    known_by: dt.date
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    passengers: bool = False
    model: Model = field(default_factory=Model, repr=False)
    engine: str = EM

    @property
    def days(self) -> int:
        """Number of days T asked about."""
        return (self.last - self.first).days + 1

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the claims say, relays folded."""
        found = evidence_of(
            self.claims,
            self.service,
            self.groups,
            self.known_by,
            self.model,
            passengers=self.passengers,
        )
        now = self.known_by.toordinal()
        return tuple(piece for piece in found if piece.first <= now)

    @cached_property
    def spoken_from(self) -> dt.date | None:
        """The first day that is spoken of, in evidence or not; None where nobody speaks."""
        _today, *spoken = spoken_of(self.claims, self.service, self.known_by)
        spoken += [piece.first for piece in self.evidence]
        return dt.date.fromordinal(min(spoken)) if spoken else None

    @property
    def silent(self) -> NDArray[np.bool_]:
        """The days (T,) of which nothing can be said: before the first that is spoken of."""
        begun = self.spoken_from
        days = np.arange(self.days)
        return days < (begun - self.first).days if begun else np.ones(self.days, bool)

    def asked_on(self, on: dt.date, lag: int = 0) -> "Question":
        """The same about one day, as known so many days after it."""
        return replace(self, first=on, last=on, known_by=on + dt.timedelta(lag))


Way = Callable[[Question], Floats]
"""Answers with probabilities (T, 3) of the days of a question, in the order of STATES."""


def belief(question: Question) -> Floats:
    """What `believe` says."""
    return believe(
        question.claims,
        question.service,
        groups=question.groups,
        passengers=question.passengers,
        known_by=question.known_by,
        first=question.first,
        last=question.last,
        model=question.model,
        engine=question.engine,
    ).probability


def last_report(question: Question, sure: float = 1.0) -> Floats:
    """The state of the last report up to the day has `sure`; the others share the rest.

    A window counts as its first day, as does what is said of a change. Of two about the same
    day, the one known later counts.
    """
    votes = votes_of(question)
    votes.sort(key=lambda vote: (vote.first, vote.known))
    days = question.first.toordinal() + np.arange(question.days)
    place = np.searchsorted([vote.first for vote in votes], days, side="right") - 1
    found = np.full((question.days, _STATES), 1 / _STATES)
    told = place >= 0
    found[told] = (1 - sure) / (_STATES - 1)
    found[told, [votes[i].state for i in place[told]]] = sure
    return found


def majority(question: Question, *, around: int = 7, relays: bool = False) -> Floats:
    """The share of the votes for each state within `around` days, from the last day that has any.

    A report votes on every day of its window, one about a change on the fourteen days that
    follow it. Relays vote like reports where `relays` says so. Half a vote for each state besides.
    """
    votes = votes_of(question)
    frame = _Frame.of(question, votes)
    count = np.zeros((frame.days, _STATES))
    for vote in votes:
        last = vote.last + _HELD_ON if vote.change else vote.last
        rows = slice(*frame.window(vote.first, last))
        count[rows, vote.state] += vote.tellings if relays else 1
    near = np.ones(2 * around + 1)
    count = np.stack([np.convolve(column, near)[around:-around] for column in count.T], axis=1)
    seen = np.maximum.accumulate(np.where(count.sum(axis=1) > 0, np.arange(frame.days), -1))
    seen[seen < 0] = int(np.argmax(seen >= 0))
    share = (count + 0.5) / (count + 0.5).sum(axis=1, keepdims=True)
    found: Floats = share[seen][frame.asked]
    return found


def hidden_markov(question: Question, rounds: int = 15) -> Floats:
    """A hidden Markov chain with the accuracy of each origin learnt, one unit of evidence a claim.

    Every report votes on the days of its window and its votes share one unit; what is said of a
    change is a vote on its day. Runs are geometric of the model's mean. Accuracies start at .7,
    as if seen in four reports.
    """
    votes = votes_of(question)
    if not votes:
        return np.full((question.days, _STATES), 1 / _STATES)
    frame = _Frame.of(question, votes)
    names = {name: number for number, name in enumerate(sorted({v.origin for v in votes}))}
    origin = np.array([names[vote.origin] for vote in votes], np.int64)
    spans = np.array([frame.window(vote.first, vote.last) for vote in votes], np.int64)
    state = np.array([vote.state for vote in votes], np.int64)
    post = _learnt(spans, origin, state, frame.days, 1 / question.model.mean_run, rounds)
    return post[frame.asked]


def climatology(truth: Ints) -> Floats:
    """The share (3,) of each state on the days that are scored.

    Nobody knows it beforehand: it is what a forecast must beat to have any skill.
    """
    return np.asarray(np.bincount(truth, minlength=_STATES) / len(truth))


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "belief": belief,
        "last report": last_report,
        "majority": majority,
        "hidden Markov": hidden_markov,
    }
)
"""The ways that are shown beside one another, the belief first."""


class Vote(NamedTuple):
    """A report as a vote. Days are ordinals, of a change the middle of its window.

    `tellings` counts the report and its relays.
    """

    first: int
    last: int
    known: int
    state: int
    change: bool
    origin: str
    tellings: int


def votes_of(question: Question) -> list[Vote]:
    """What each report says, at face value. A denial says no state."""
    found = []
    for piece in question.evidence:
        if piece.denies:
            continue
        change = piece.turns
        if change and piece.claims[0].kind is not Kind.CHANGE:
            continue  # the beginning of a window that votes itself
        middle = (piece.first + piece.last) // 2
        first, last = (middle, middle) if change else (piece.first, piece.last)
        found.append(
            Vote(
                first,
                last,
                piece.known,
                _SEEN.get(piece.form, piece.state),
                change,
                piece.origin,
                len(piece.claims),
            )
        )
    return found


class _Frame(NamedTuple):
    """The days of a computation: all that are asked, spoken of or known by then."""

    first: int
    days: int
    asked: slice

    @classmethod
    def of(cls, question: Question, votes: Sequence[Vote]) -> "_Frame":
        begun, end = question.first.toordinal(), question.last.toordinal()
        first = min([begun, *(vote.first for vote in votes)])
        last = max(end, question.known_by.toordinal())
        return cls(first, last - first + 1, slice(begun - first, end - first + 1))

    def window(self, first: int, last: int) -> tuple[int, int]:
        """The rows of a window, from and up to."""
        return first - self.first, max(min(last + 1 - self.first, self.days), 0)


@compiled
def _learnt(
    spans: Ints, origin: Ints, state: Ints, days: int, hazard: float, rounds: int
) -> Floats:
    """Smooth (days, 3) and read off accuracies in turn: see `hidden_markov`."""
    accuracy = np.full(origin.max() + 1, _ACCURACY)
    post = np.full((days, 3), 1 / 3)
    for _ in range(rounds):
        evidence = np.zeros((days, 3))
        for i in range(len(origin)):
            a = min(max(accuracy[origin[i]], 0.05), 0.98)
            gain = np.log(2 * a / (1 - a)) / max(spans[i, 1] - spans[i, 0], 1)
            for t in range(spans[i, 0], spans[i, 1]):
                evidence[t, state[i]] += gain
        _smooth(evidence, hazard, post)
        hits = np.full(len(accuracy), _WORTH * _ACCURACY)
        told = np.full(len(accuracy), _WORTH)
        for i in range(len(origin)):
            length = max(spans[i, 1] - spans[i, 0], 1)
            for t in range(spans[i, 0], spans[i, 1]):
                hits[origin[i]] += post[t, state[i]] / length
            told[origin[i]] += 1.0
        accuracy = hits / told
    return post


@compiled
def _smooth(evidence: Floats, hazard: float, post: Floats) -> None:
    """Forward-backward over three states, each left with `hazard` a day; fills `post` (T, 3)."""
    days = len(evidence)
    likely = np.empty((days, 3))
    ahead = np.empty((days, 3))
    for t in range(days):
        top = evidence[t].max()
        for k in range(3):
            likely[t, k] = np.exp(evidence[t, k] - top)
    past = np.full(3, 1 / 3)
    for t in range(days):
        total = 0.0
        for k in range(3):
            come = past[k] * (1 - hazard) + (1 - past[k]) * hazard / 2
            ahead[t, k] = likely[t, k] * (come if t else past[k])
            total += ahead[t, k]
        for k in range(3):
            ahead[t, k] /= total
            past[k] = ahead[t, k]
    back = np.ones(3)
    for t in range(days - 1, -1, -1):
        total = 0.0
        for k in range(3):
            post[t, k] = ahead[t, k] * back[k]
            total += post[t, k]
        for k in range(3):
            post[t, k] /= total
        seen = likely[t] * back
        mass = seen.sum()
        for k in range(3):
            back[k] = (seen[k] * (1 - hazard) + (mass - seen[k]) * hazard / 2) / mass
