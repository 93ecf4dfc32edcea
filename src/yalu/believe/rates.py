"""Rates: the posterior of a mean that drifts from period to period, on a grid of its logarithm.

The logarithm x of the mean of a day that runs is a level of the service plus a deviation that
lasts a while (an Ornstein-Uhlenbeck process seen at the middles of the periods):

    x_t = mu + d_t,    mu ~ N(log median, level^2),    d ~ OU(sd `drift`, time `lasting`)

so a period without a word leans on its neighbours, the nearer the more, and far from every word
on the level. `mu` and `lasting` are summed over a few values, x over a grid; given these, forward
and backward passes are exact. Nothing is drawn, so equal evidence gives equal bits.

Source: the grid is that of Kitagawa (1987), "Non-Gaussian state-space modeling of nonstationary
time series", JASA 82; days as gamma-mixed Poisson counts are Greenwood and Yule (1920), JRSS 83.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_POINTS = 121
_REACH = 4.0
"""Half the width of the grid, in standard deviations of the prior."""
_LEVELS = 7
"""Nodes of the Gauss-Hermite sum over the level."""
_LASTING = (60.0, 240.0, 960.0)
"""Days over which a deviation from the level fades; equally likely beforehand."""
SHAPE = 2
"""Gamma shape of the spread of a day's mean about the rate: a day's count is negative binomial."""

WATCH = 7
"""Days for which somebody watches who then tells of a crossing."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought of a mean beforehand.

    `median` is in units a day that runs (for a size: units each); `level` and `drift` are
    standard deviations of its logarithm, of the service and of a period about it.
    """

    median: float
    level: float = 1.2
    drift: float = 0.6

    @property
    def spread(self) -> float:
        """Standard deviation of the logarithm of any one period's mean."""
        return math.hypot(self.level, self.drift)

    @property
    def means(self) -> "Means":
        """The grid of means with what is thought of each beforehand."""
        half = _REACH * self.spread
        centre = math.log(self.median)
        grid = np.linspace(centre - half, centre + half, _POINTS)
        weight = np.exp(-0.5 * ((grid - centre) / self.spread) ** 2)
        return Means(grid, weight / weight.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """The means thought possible: `log` ascending and evenly spaced, `prior` summing to 1,
    both of shape (G,)."""

    log: Array
    prior: Array

    def times(self, other: "Means", posterior: Array, others: Array) -> tuple["Means", Array]:
        """The product of two means and, of posteriors of shape (T, G) each, its posterior."""
        ends = self.log[0] + other.log[0], self.log[-1] + other.log[-1]
        log = np.linspace(*ends, 2 * _POINTS - 1)
        both = self.log[:, None] + other.log[None, :]
        place = np.rint((both.ravel() - log[0]) / (log[1] - log[0])).astype(np.int64)

        def spread(one: Array, another: Array) -> Array:
            mass = (one[:, None] * another[None, :]).ravel()
            return np.bincount(place, mass, len(log)).astype(np.float64)

        found = np.array([spread(*rows) for rows in zip(posterior, others, strict=True)])
        return Means(log, spread(self.prior, other.prior)), found


def measured(grid: Array, low: float, high: float, sigma: float, scale: float = 1.0) -> Array:
    """Likelihood of a number told as `low` to `high` (> 0), shape (G,).

    What is measured is `scale` times the mean; the teller's number is lognormal about it with
    `sigma`, and any number of the interval was as likely to be told.
    """
    mean = grid + math.log(scale)
    left, right = math.log(low), math.log(high)
    if right - left < 1e-9:
        return np.exp(-0.5 * ((left - mean) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
    above, below = _phi((right - mean) / sigma), _phi((left - mean) / sigma)
    return np.asarray((above - below) / (right - left))


def seen(grid: Array, low: float, high: float, exposure: float = 1.0) -> Array:
    """Likelihood that `low` to `high` are told of a day of `exposure`, shape (G,).

    Who looks sees an unknown share of what passes, any share being as likely. Of y that pass
    any number from 0 to y is then as likely seen, so that with y ~ NB(mean m, shape 2)

        P(n seen) = sum over y >= n of NB(y) / (y + 1) = p q^n,    p = 2 / (2 + m), q = 1 - p.

    Nobody tells of a day on which nothing was seen. Who tells of a crossing watched for up to
    `WATCH` days and tells the first on which there was something: p q^(n-1) (1 - p^WATCH). So what
    is seen bounds the rate from below, and speaks softly against one far above it.
    """
    least, most = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    log_p, log_q = _log_chances(grid, exposure)
    span = -np.expm1((max(most, least) - least + 1) * log_q) if most > least else np.exp(log_p)
    watched = -np.expm1(WATCH * log_p)
    return np.asarray(np.exp((least - 1) * log_q) * span * watched)


def nothing(grid: Array, exposures: Sequence[float]) -> Array:
    """Probability that nothing passes on days of these exposures, shape (G,)."""
    days = np.asarray([each for each in exposures if each > 0], np.float64)
    spread = np.log1p(np.exp(grid)[:, None] * days[None, :] / SHAPE).sum(1)
    return np.asarray(np.exp(-SHAPE * spread))


def doubted(likelihood: Array, reliability: float, prior: Array) -> Array:
    """The likelihood of a word that rests on knowledge with probability `reliability`.

    Else its content is independent of the truth, so that it tells nothing.
    """
    known = likelihood / max(float(prior @ likelihood), 1e-300)
    return np.asarray(reliability * known + (1 - reliability))


def _log_chances(grid: Array, exposure: float) -> tuple[Array, Array]:
    """Logarithms of p and q of the negative binomial of a day, each of shape (G,)."""
    mean = exposure * np.exp(grid)
    log_p = -np.log1p(mean / SHAPE)
    return log_p, np.log(mean / SHAPE) + log_p


def smoothed(log_likelihood: Array, days: Array, prior: Prior) -> Array:
    """Posterior of each period's mean on `prior.means`: shape (T, G), rows summing to 1.

    `log_likelihood` has shape (T, G), zeros where nobody says anything; `days`, shape (T,),
    are the middles of the periods, ascending.
    """
    grid = prior.means.log
    likelihood = np.exp(log_likelihood - log_likelihood.max(1, keepdims=True))
    nodes, weights = np.polynomial.hermite_e.hermegauss(_LEVELS)
    levels = nodes * prior.level + math.log(prior.median)
    total = np.zeros_like(log_likelihood)
    found: list[tuple[float, Array]] = []
    for lasting in _LASTING:
        rho = np.exp(-np.diff(days) / lasting)
        posterior, evidence = _passes(likelihood, grid, levels, prior.drift, rho)
        found += list(zip((evidence + np.log(weights)).tolist(), posterior, strict=True))
    best = max(weight for weight, _ in found)
    for weight, each in found:
        total += math.exp(weight - best) * each
    return np.asarray(total / total.sum(1, keepdims=True))


def _passes(
    likelihood: Array, grid: Array, levels: Array, drift: float, rho: Array
) -> tuple[Array, Array]:
    """Forward and backward for each level: posteriors (L, T, G) and log evidence (L,)."""
    periods = len(likelihood)
    start = _rows(-0.5 * ((grid[None, :] - levels[:, None]) / drift) ** 2)
    steps = [_step(grid, levels, drift, float(each)) for each in _distinct(rho)]
    which = np.searchsorted(_distinct(rho), np.round(rho, 6))
    forward = np.empty((periods, len(levels), len(grid)))
    evidence = np.zeros(len(levels))
    here = start
    for t in range(periods):
        if t:
            here = (here[:, None, :] @ steps[which[t - 1]])[:, 0]
        here = here * likelihood[t]
        mass = here.sum(1)
        here = here / np.maximum(mass, 1e-300)[:, None]
        evidence += np.log(np.maximum(mass, 1e-300))
        forward[t] = here
    after = np.ones_like(start)
    posterior = np.empty_like(forward)
    for t in range(periods - 1, -1, -1):
        both = forward[t] * after
        posterior[t] = both / np.maximum(both.sum(1), 1e-300)[:, None]
        if t:
            after = (steps[which[t - 1]] @ (after * likelihood[t])[:, :, None])[:, :, 0]
            after /= np.maximum(after.max(1), 1e-300)[:, None]
    return posterior.transpose(1, 0, 2), evidence


def _distinct(rho: Array) -> Array:
    # Months differ by a day or three, years by one; equal steps share one matrix.
    return np.unique(np.round(rho, 6))


def _step(grid: Array, levels: Array, drift: float, rho: float) -> Array:
    """Transition of x for each level, shape (L, G, G), rows summing to 1."""
    spread = max(drift * math.sqrt(1 - rho * rho), 0.5 * float(grid[1] - grid[0]))
    mean = levels[:, None] + rho * (grid[None, :] - levels[:, None])
    found = np.exp(-0.5 * ((grid[None, None, :] - mean[:, :, None]) / spread) ** 2)
    return np.asarray(found / np.maximum(found.sum(2, keepdims=True), 1e-300))


def _phi(z: Array) -> Array:
    return np.asarray([0.5 * math.erfc(-each / math.sqrt(2)) for each in z.tolist()])


def _rows(log_weight: Array) -> Array:
    weight = np.exp(log_weight - log_weight.max(1, keepdims=True))
    return np.asarray(weight / weight.sum(1, keepdims=True))
