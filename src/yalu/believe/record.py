"""Record: how the forecasts of one source fared, scored beside two that cost nothing."""

import datetime as dt
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from yalu.believe.beta import Rate, rate
from yalu.believe.forecasts import GRACE, Forecast, Outcome

PRIOR = 0.3
"""Chance that a forecast comes true in time, before anything is known of its origin."""
WORTH = 15.0
"""What that prior is worth, in forecasts. Beta(4.5, 10.5): notes on fusing claims, section 3.2."""


@dataclass(frozen=True, slots=True)
class Days:
    """Numbers of days in short: their median, the least, the most, and how many there are."""

    median: float
    least: int
    most: int
    n: int

    @classmethod
    def of(cls, days: Iterable[int]) -> Self | None:
        """None of none."""
        found = sorted(days)
        return cls(statistics.median(found), found[0], found[-1], len(found)) if found else None


@dataclass(frozen=True, slots=True)
class Record:
    """The forecasts of one source.

    Of those `told`, `judged` were told before their days were over and can be judged; of
    these, `came_true`. `rate` is the law of coming true in time. The Brier scores are means
    of (p - outcome)^2 over the judged: `word` of taking the word for certain, `learnt` of
    the rate learnt, at the time of each, from those of the source that were due before,
    `unchanged` of the belief that nothing changes, read off the day of telling. `lead`: days
    from the telling to the first day foretold; `slip`: days from the last to the day on
    which what was foretold came, where it came late.
    """

    told: int
    judged: int
    came_true: int
    rate: Rate | None
    word: float | None
    learnt: float | None
    unchanged: float | None
    lead: Days | None
    slip: Days | None


def record(forecasts: Sequence[Forecast]) -> Record:
    """The record of forecasts of one source."""
    judged = [one for one in forecasts if one.counts]
    hits = [float(one.outcome is Outcome.CAME_TRUE) for one in judged]
    came = int(sum(hits))
    return Record(
        len(forecasts),
        len(judged),
        came,
        rate(PRIOR, WORTH, came, len(judged) - came, len(judged)) if judged else None,
        _brier([1.0] * len(hits), hits),
        _brier([learnt(one, judged) for one in judged], hits),
        _brier([one.unchanged or 0.0 for one in judged], hits),
        Days.of(one.lead for one in judged if one.lead is not None),
        Days.of(one.slip for one in judged if one.slip is not None),
    )


def learnt(forecast: Forecast, judged: Iterable[Forecast]) -> float:
    """The chance that one could have given a forecast when it was told.

    From those `judged` whose days, and the grace, were over by then. What is said not to
    come begins from the complement of `PRIOR`.
    """
    prior = 1 - PRIOR if forecast.denies else PRIOR
    past = [
        other.outcome is Outcome.CAME_TRUE
        for other in judged
        if forecast.told and other.due and other.due + dt.timedelta(GRACE) < forecast.told
    ]
    return (WORTH * prior + sum(past)) / (WORTH + len(past))


def _brier(given: Sequence[float], came: Sequence[float]) -> float | None:
    if not came:
        return None
    return sum((p - hit) ** 2 for p, hit in zip(given, came, strict=True)) / len(came)
