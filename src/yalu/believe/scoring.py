"""Scoring: how good probabilities of days were, once it is known what was true.

Brier score over the three states and logarithmic score: Brier 1950; Good 1952. Reliability
curve and expected calibration error: Murphy and Winkler 1977; Naeini and others 2015. The
protocol is that of the notes on fusing claims, section 3.5.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yalu.believe.model import STATES

if TYPE_CHECKING:
    from yalu.believe.belief import Belief
    from yalu.believe.gold import Truth

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

UNKNOWN = -1
"""In an array of true states: a day of which the truth is not known."""
FLOOR = 1e-3
"""Where the log score is cut: one certain error is bad, not infinite."""
SURE = 0.99
"""Above this a wrong state is counted for itself."""
BINS = 10
DRAWS = 1000
"""Times that runs are drawn again for an interval."""
BELIEVED = 0.7
"""Probability from which a state counts as believed, for detection and alarms."""
HORIZON = 60
"""Days within which a change must be believed, and for which a state that was true is stale."""
SHORTEST = 15
"""Days that a run must last for its beginning to be looked for."""
_CHANCE = 1 / len(STATES)
_SILENT_DAY = np.full(len(STATES), _CHANCE)


@dataclass(frozen=True, slots=True)
class Score:
    """Means over days.

    days: how many; silent: those among them of which nothing was said, which count as a third
    each and as wrong. accuracy: share whose likeliest state is the true one. brier: sum over the
    states of squared errors, 0 to 2; a third each has .667. log: nats, floor .001.
    ece: expected calibration error over every (day, state). sure: share of the days on which a
    state has more than .99; sure_wrong: share of those that are wrong.
    """

    days: int
    silent: int
    accuracy: float
    brier: float
    log: float
    ece: float
    sure: float
    sure_wrong: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities from `low` to `high`: how many, their mean, and how often it came true."""

    low: float
    high: float
    count: int
    said: float
    true: float


def score(probability: Floats, truth: Ints, silent: Bools | None = None) -> Score:
    """The score of probabilities (n, 3) of days whose true states (n,) are known.

    `silent` (n,) marks days of which nothing was said. Raises ValueError for no day.
    """
    if not len(truth):
        raise ValueError("a score needs a day whose state is known")
    told = spoken(probability, silent)
    top = told.max(axis=1)
    hit = (told.argmax(axis=1) == truth) & (top > _CHANCE + 1e-9)
    certain = top > SURE
    return Score(
        days=len(truth),
        silent=int(silent.sum()) if silent is not None else 0,
        accuracy=float(hit.mean()),
        brier=float(((told - np.eye(len(STATES))[truth]) ** 2).sum(axis=1).mean()),
        log=float(abs(np.log(np.maximum(told[np.arange(len(truth)), truth], FLOOR)).mean())),
        ece=_error(calibration(probability, truth, silent)),
        sure=float(certain.mean()),
        sure_wrong=float(1 - hit[certain].mean()) if certain.any() else 0.0,
    )


def spoken(probability: Floats, silent: Bools | None) -> Floats:
    """The probabilities (n, 3), a third each on silent days."""
    if silent is None:
        return probability
    return np.where(silent[:, None], _SILENT_DAY, probability)


def calibration(
    probability: Floats, truth: Ints, silent: Bools | None = None, bins: int = BINS
) -> tuple[Bin, ...]:
    """The reliability curve over every (day, state), in bins of equal width, empty ones left out."""
    told = spoken(probability, silent).ravel()
    true = np.eye(len(STATES))[truth].ravel()
    place = np.minimum((told * bins).astype(int), bins - 1)
    return tuple(
        Bin(
            k / bins,
            (k + 1) / bins,
            int(inside.sum()),
            float(told[inside].mean()),
            float(true[inside].mean()),
        )
        for k in range(bins)
        if (inside := place == k).any()
    )


def _error(curve: tuple[Bin, ...]) -> float:
    total = sum(one.count for one in curve)
    return sum(one.count * abs(one.said - one.true) for one in curve) / total


@dataclass(frozen=True, slots=True)
class Gap:
    """A mean over days of one Brier score less another, with the interval that holds 90 %.

    `blocks` runs of one state were drawn again and again: the days of a run are one case.
    """

    mean: float
    low: float
    high: float
    blocks: int


def gap(one: Floats, other: Floats, truth: Ints, block: Ints) -> Gap:
    """How much less the Brier score of probabilities (n, 3) is than that of others: below 0, better.

    `block` (n,) numbers the runs from 0; they are resampled whole (block bootstrap, 1,000 draws
    of a seeded generator). Source: Künsch 1989.
    """
    true = np.eye(len(STATES))[truth]
    less = ((one - true) ** 2).sum(axis=1) - ((other - true) ** 2).sum(axis=1)
    total, days = np.bincount(block, less), np.bincount(block)
    drawn = np.random.default_rng(0).integers(0, len(days), (DRAWS, len(days)))
    low, high = np.quantile(total[drawn].sum(axis=1) / days[drawn].sum(axis=1), (0.05, 0.95))
    return Gap(float(less.mean()), float(low), float(high), len(days))


@dataclass(frozen=True, slots=True)
class Detection:
    """How soon changes were believed by what was known then. Detections add up.

    lags: days to the first asked day on which the new state had `BELIEVED`, for each change
    looked for, `HORIZON` where that was missed; missed: how many. alarms: times at which a state
    came to be believed that was not true then nor within `HORIZON` days before; years: gate-years
    asked about.
    """

    lags: tuple[int, ...] = ()
    missed: int = 0
    alarms: int = 0
    years: float = 0.0

    def __add__(self, other: "Detection") -> "Detection":
        return Detection(
            self.lags + other.lags,
            self.missed + other.missed,
            self.alarms + other.alarms,
            self.years + other.years,
        )

    @property
    def changes(self) -> int:
        return len(self.lags)

    @property
    def median(self) -> float | None:
        """Median lag, days; None where no change was looked for."""
        return float(np.median(self.lags)) if self.lags else None

    @property
    def mean(self) -> float | None:
        """Mean lag, days."""
        return float(np.mean(self.lags)) if self.lags else None

    @property
    def alarms_per_year(self) -> float | None:
        """False alarms a gate-year; None where no day was asked about."""
        return self.alarms / self.years if self.years else None


def detect(rows: Ints, probability: Floats, truth: Ints, every: int) -> Detection:
    """Detection from probabilities (n, 3) of the days `rows` (n,), each as known when asked.

    `truth` (T,) has every day, `UNKNOWN` where it is not known; `rows` are `every` days apart
    where nothing is left out. A change is looked for where the days on both sides are known, it
    is not before the first row, and its state lasts `SHORTEST` days.
    """
    if not len(rows):
        return Detection()
    lags = []
    for change, end in runs(truth):
        if change < rows[0] or end - change < SHORTEST:
            continue
        asked = (rows >= change) & (rows < end) & (probability[:, truth[change]] >= BELIEVED)
        lag = int(rows[asked][0] - change) if asked.any() else HORIZON + 1
        lags.append(min(lag, HORIZON + 1))
    missed = sum(lag > HORIZON for lag in lags)
    alarms = _alarms(rows, probability, truth)
    years = len(rows) * every / 365
    return Detection(tuple(min(lag, HORIZON) for lag in lags), missed, alarms, years)


def runs(truth: Ints) -> list[tuple[int, int]]:
    """First row of each run that begins with a known change, and the row after its last."""
    edges = [*(np.flatnonzero(np.diff(truth)) + 1).tolist(), len(truth)]
    return [
        (change, end)
        for change, end in pairwise(edges)
        if truth[change] != UNKNOWN and truth[change - 1] != UNKNOWN
    ]


def _alarms(rows: Ints, probability: Floats, truth: Ints) -> int:
    """How often a false state comes to be believed that was not true lately either."""
    state = probability.argmax(axis=1)
    believed = probability.max(axis=1) >= BELIEVED
    lately = [truth[max(0, row - HORIZON) : row + 1] for row in rows]
    false = np.array([one not in days for one, days in zip(state, lately, strict=True)])
    bad = believed & false & (truth[rows] != UNKNOWN)
    return int((bad & ~np.concatenate([[False], bad[:-1]])).sum())


@dataclass(frozen=True, slots=True)
class Dating:
    """How well the beginnings of runs were dated, looking back from their last days.

    errors: days between the likeliest first day of each run and the true one. covered: how many
    of the 90 % intervals hold the true one. unseen: runs whose state was not believed at the end.
    """

    errors: tuple[int, ...] = ()
    covered: int = 0
    unseen: int = 0

    def __add__(self, other: "Dating") -> "Dating":
        return Dating(
            self.errors + other.errors, self.covered + other.covered, self.unseen + other.unseen
        )

    @property
    def coverage(self) -> float | None:
        """Share of the 90 % intervals that hold the true day; None where there is none."""
        return self.covered / len(self.errors) if self.errors else None

    @property
    def median_error(self) -> float | None:
        """Median distance in days."""
        return float(np.median(self.errors)) if self.errors else None


def dating(belief: "Belief", truth: "Truth") -> Dating:
    """Every run of a truth that begins with a known change, as `Belief.since` dates it."""
    errors, covered, unseen = [], 0, 0
    for change, end in runs(truth.states):
        start, last = truth.day(change), truth.day(end - 1)
        if not belief.first <= last <= belief.last:
            continue
        if belief.state(last) is not STATES[truth.states[change]]:
            unseen += 1
            continue
        since = belief.since(last)
        errors.append(abs((since.best - start).days))
        covered += since.earliest <= start <= since.latest
    return Dating(tuple(errors), covered, unseen)
