"""Intervals: what replications say of a mean, of a difference, of a warm-up, of their own number."""

from dataclasses import dataclass
from functools import lru_cache
from math import atan, ceil, cos, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure over `n` replications: its mean with a 95 % interval, and its deciles.

    `low` and `high` bound the mean by Student's t and are not-a-number for a single replication;
    `p10`, `p50`, `p90` are of the replications themselves; `sd` is their standard deviation.
    All are not-a-number where `n` is 0: those in which there was nothing to measure do not count.
    """

    mean: float
    low: float
    high: float
    p10: float
    p50: float
    p90: float
    sd: float
    n: int

    @property
    def half(self) -> float:
        """Half the width of the interval of the mean."""
        return (self.high - self.low) / 2


def interval(values: Floats) -> Interval:
    """The interval of a figure from its value in each replication, shape (N,)."""
    there = values[~np.isnan(values)]
    n = len(there)
    if n == 0:
        nan = float("nan")
        return Interval(nan, nan, nan, nan, nan, nan, nan, 0)
    mean = float(there.mean())
    p10, p50, p90 = np.quantile(there, (0.1, 0.5, 0.9)).tolist()
    if n == 1:
        return Interval(mean, float("nan"), float("nan"), p10, p50, p90, float("nan"), 1)
    sd = float(there.std(ddof=1))
    half = t_quantile(n - 1) * sd / sqrt(n)
    return Interval(mean, mean - half, mean + half, p10, p50, p90, sd, n)


def needed(values: Floats, half: float) -> int:
    """How many replications it takes for an interval of the mean of +- `half`, given these.

    Raises ValueError for fewer than two values or a half-width that is not positive.
    """
    found = interval(values)
    if found.n < 2 or not half > 0:
        raise ValueError("takes two replications or more, and a half-width above 0")
    count = 2
    # Student's t shrinks as the number grows, so the number is a fixed point.
    for _ in range(100):
        wanted = max(2, ceil((t_quantile(count - 1) * found.sd / half) ** 2))
        if wanted == count:
            break
        count = wanted if wanted < count or count == 2 else (count + wanted + 1) // 2
    while count > 2 and t_quantile(count - 2) * found.sd / sqrt(count - 1) <= half:
        count -= 1
    while t_quantile(count - 1) * found.sd / sqrt(count) > half:
        count += 1
    return count


def warm_up(course: Floats) -> int | None:
    """How many points at the beginning of a course to leave out, by MSER-5.

    The truncation that makes the standard error of the mean of what is left least, on means of
    five points (White, Simulation 69, 1997; found best for use without a person by Hoad, Robinson
    and Davies, Winter Simulation Conference 2008). None where it lies in the second half: then
    the course has not settled, or is too short to say.
    """
    means = course[: len(course) // 5 * 5].reshape(-1, 5).mean(axis=1)
    n = len(means)
    if n < 2:
        return None
    # Left-out d from 0 to n - 2: a mean of one alone would have no error at all.
    errors = [float(((kept := means[d:]) - kept.mean()).var() / len(kept)) for d in range(n - 1)]
    best = int(np.argmin(errors))
    return None if best > n // 2 else 5 * best


@lru_cache(maxsize=4096)
def t_quantile(df: int, sure: float = SURE) -> float:
    """The two-sided quantile of Student's t: P(-t < T < t) = `sure`, for whole degrees of freedom."""
    low, high = 0.0, 1.0
    while _within(high, df) < sure:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _within(middle, df) < sure else (low, middle)
    return high


def _within(t: float, df: int) -> float:
    """P(-t < T < t), exact for whole df: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = atan(t / sqrt(df))
    square, sine = cos(angle) ** 2, t / sqrt(df + t * t)
    if df % 2:
        steps = np.arange(1, (df - 1) // 2)
        terms = np.concatenate(([1.0], np.cumprod(square * 2 * steps / (2 * steps + 1))))
        series = float(terms.sum()) if df > 1 else 0.0
        return 2 / pi * (angle + sine * cos(angle) * series)
    steps = np.arange(1, df // 2)
    terms = np.concatenate(([1.0], np.cumprod(square * (2 * steps - 1) / (2 * steps))))
    return sine * float(terms.sum())
