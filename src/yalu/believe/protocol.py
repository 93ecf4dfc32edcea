"""Protocol: several ways asked about the settled days of services, looking back and as of the day.

Looking back, every claim is known. As of the day, each day is answered from what was known so many
days after it: that is what a reader of the time would have been told. Days of which nothing was
said by then are silent for every way alike. Source: notes on fusing claims, section 3.5.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from yalu.believe.baselines import WAYS, Question, Way, climatology
from yalu.believe.belief import believe
from yalu.believe.gold import Truth
from yalu.believe.scoring import (
    Bin,
    Dating,
    Detection,
    Gap,
    Score,
    calibration,
    dating,
    detect,
    gap,
    score,
    spoken,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CLIMATOLOGY = "climatology"


@dataclass(frozen=True)
class Answers:
    """What ways said of settled days of one service.

    lag: days after each day by which claims had to be known, None looking back. every: days
    from one asked day to the next. rows: int64 (n,) of `truth`; said: probabilities (n, 3) by
    way; silent: (n,), days of which nothing was said by then.
    """

    truth: Truth
    lag: int | None
    every: int
    rows: Ints = field(repr=False)
    silent: Bools = field(repr=False)
    said: Mapping[str, Floats] = field(repr=False)

    @property
    def states(self) -> Ints:
        """The true states (n,) of the asked days."""
        return self.truth.states[self.rows]

    @property
    def blocks(self) -> Ints:
        """The run (n,) to which each asked day belongs, numbered from 0."""
        run = np.concatenate([[0], np.cumsum(np.diff(self.truth.states) != 0)])
        return np.unique(run[self.rows], return_inverse=True)[1]

    def detection(self, way: str) -> Detection:
        """How soon the way believed the changes."""
        told = spoken(self.said[way], self.silent)
        return detect(self.rows, told, self.truth.states, self.every)


def hindsight(question: Question, truth: Truth, ways: Mapping[str, Way] = WAYS) -> Answers:
    """Every settled day, answered at once. The question says by when claims are known."""
    rows = truth.rows
    said = {name: way(question)[rows] for name, way in ways.items()}
    return Answers(truth, None, 1, rows, question.silent[rows], said)


def as_of(
    question: Question,
    truth: Truth,
    lag: int,
    every: int,
    ways: Mapping[str, Way] = WAYS,
    *,
    start: dt.date | None = None,
    until: dt.date | None = None,
    step: Callable[[], object] = lambda: None,
) -> Answers:
    """Every so many settled days, each answered from what was known `lag` days after it.

    Days before `start` and after `until` are left out. `step` is called after each day, to show
    progress.
    """
    rows = truth.rows
    if start:
        rows = rows[rows >= (start - truth.first).days]
    rows = rows[::every]
    if until:
        rows = rows[rows <= (until - truth.first).days]
    said = {name: np.empty((len(rows), 3)) for name in ways}
    silent = np.empty(len(rows), bool)
    for place, row in enumerate(rows):
        asked = question.asked_on(truth.day(row), lag)
        silent[place] = asked.silent[0]
        for name, way in ways.items():
            said[name][place] = way(asked)[0]
        step()
    return Answers(truth, lag, every, rows, silent, said)


def dated(question: Question, truth: Truth) -> Dating:
    """How the belief, looking back, dates the beginnings of the runs."""
    found = believe(
        question.claims,
        question.service,
        groups=question.groups,
        passengers=question.passengers,
        known_by=question.known_by,
        last=max(question.last, question.known_by),
        model=question.model,
        engine=question.engine,
    )
    return dating(found, truth)


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one way over the days of several services.

    `gap` is the Brier score of the first way less that of this one; None for the first itself.
    """

    way: str
    lag: int | None
    score: Score
    curve: tuple[Bin, ...]
    detection: Detection
    gap: Gap | None


def results(answers: Sequence[Answers]) -> list[Result]:
    """The figures of every way over the answers of one lag, pooled; last those of climatology.

    Raises ValueError for no day.
    """
    truth = np.concatenate([one.states for one in answers])
    silent = np.concatenate([one.silent for one in answers])
    block = _blocks(answers)
    lag = answers[0].lag
    first: Floats | None = None
    found = []
    for way in answers[0].said:
        said = spoken(np.concatenate([one.said[way] for one in answers]), silent)
        soon = sum((one.detection(way) for one in answers), Detection())
        less = None if first is None else gap(first, said, truth, block)
        first = said if first is None else first
        curve = calibration(said, truth)
        found.append(Result(way, lag, score(said, truth, silent), curve, soon, less))
    usual = np.tile(climatology(truth), (len(truth), 1))
    less = None if first is None else gap(first, usual, truth, block)
    flat = calibration(usual, truth)
    found.append(Result(CLIMATOLOGY, lag, score(usual, truth), flat, Detection(), less))
    return found


def _blocks(answers: Sequence[Answers]) -> Ints:
    """The runs of several services, numbered through."""
    found: list[Ints] = []
    begun = 0
    for one in answers:
        found.append(one.blocks + begun)
        begun += int(one.blocks.max(initial=-1)) + 1
    return np.concatenate(found)
