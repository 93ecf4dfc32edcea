"""Estimate: a posterior in three numbers, its mean and the ends of a 90 % interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TAIL = 0.05


@dataclass(frozen=True, slots=True)
class Estimate:
    """Posterior mean with the 5th and 95th percentile."""

    mean: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """The same in another unit."""
        return Estimate(self.mean * factor, self.low * factor, self.high * factor)


def estimate(values: Array, weights: Array) -> Estimate:
    """The estimate of weighted values, both of shape (n,); the weights sum to any mass."""
    low, high = quantiles(values, weights, np.array([TAIL, 1 - TAIL]))
    return Estimate(float(values @ weights / weights.sum()), float(low), float(high))


def quantiles(values: Array, weights: Array, at: Array) -> Array:
    """Quantiles of weighted values: the smallest whose share of the mass reaches `at`."""
    order = np.argsort(values, kind="stable")
    mass = np.cumsum(weights[order])
    rows = np.searchsorted(mass, at * mass[-1] * (1 - 1e-12))
    return np.asarray(values[order][np.minimum(rows, len(values) - 1)])


def product(values: Array, weights: Array, others: Array, other_weights: Array) -> Estimate:
    """The estimate of the product of two independent weighted values."""
    both = (values[:, None] * others[None, :]).ravel()
    return estimate(both, (weights[:, None] * other_weights[None, :]).ravel())
