"""Rate: how often something holds, with what some cases leave open about it."""

import math
from dataclasses import dataclass

_TAIL = 0.05
_HALVINGS = 40  # 2^-40: finer than any figure that is printed


@dataclass(frozen=True, slots=True)
class Rate:
    """A Beta law of a rate: its mean, its central 90 % interval and the `n` cases it stands on."""

    mean: float
    low: float
    high: float
    n: int


def rate(prior: float, worth: float, hits: float, misses: float, n: int) -> Rate:
    """The rate after `hits` and `misses`, the prior mean being worth so many cases.

    Beta(worth prior + hits, worth (1 - prior) + misses). `n` is how many cases there were,
    which the hits and misses, being weighted, need not sum to. Raises ValueError for a law
    that does not exist.
    """
    a, b = worth * prior + hits, worth * (1 - prior) + misses
    if not (a > 0 and b > 0):
        raise ValueError(f"no Beta law has the parameters {a} and {b}")
    return Rate(a / (a + b), quantile(_TAIL, a, b), quantile(1 - _TAIL, a, b), n)


def quantile(share: float, a: float, b: float) -> float:
    """The value below which a share of Beta(a, b) lies, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if cumulative(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def cumulative(x: float, a: float, b: float) -> float:
    """P(a rate of Beta(a, b) is at most x): the regularised incomplete beta function.

    Source: continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions,
    turned round where it would converge slowly.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - cumulative(1 - x, b, a)
    tail = 1.0
    for m in range(30 + int(6 * math.sqrt(a + b)), 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        k = m - 1
        odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        tail = 1 + odd / (1 + even / tail)
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    return math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta) / (a * tail)
