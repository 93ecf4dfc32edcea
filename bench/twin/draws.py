"""The addressed draws once more, in plain Python: what the kernel draws, by another hand.

The key is mixed from seed, replication, purpose and stream; the counter is the consignment's number
and how often it came back. Only the quantile of the normal law is the kernel's own, for it is an
approximation to seven figures and any other would round some times to another minute.
"""

import math

from yalu.simulate.draw import name_key, normal_quantile
from yalu.simulate.spread import NINTH_DECILE, Law, Spread

WORD = (1 << 64) - 1
HALF = (1 << 32) - 1


def mixed(value: int, more: int) -> int:
    """The finaliser of SplitMix64 over two words."""
    z = (value + 0x9E3779B97F4A7C15 * (more | 1) + more) & WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return z ^ (z >> 31)


def squares(key: int, counter: int) -> float:
    """Widynski's squares64 as a number in [0, 1) of 53 bits."""

    def turned(x: int) -> int:
        return ((x >> 32) | (x << 32)) & WORD

    y = counter * key & WORD
    z = (y + key) & WORD
    x = turned((y * y + y) & WORD)
    x = turned((x * x + z) & WORD)
    x = turned((x * x + y) & WORD)
    t = (x * x + z) & WORD
    x = turned(t)
    return ((t ^ (((x * x + y) & WORD) >> 32)) >> 11) / (1 << 53)


class Draws:
    """The draws of one replication."""

    def __init__(self, seed: int, replication: int) -> None:
        self._base = mixed(mixed(0, seed), replication)
        self._keys: dict[tuple[str, str | None], int] = {}

    def key(self, purpose: str, stream: str | None) -> int:
        """The key of a purpose for a stream, or for none."""
        known = self._keys.get((purpose, stream))
        if known is None:
            known = (
                mixed(mixed(self._base, name_key(purpose)), name_key(stream) if stream else 0) | 1
            )
            self._keys[purpose, stream] = known
        return known

    def uniform(self, purpose: str, stream: str | None, number: int, visit: int = 0) -> float:
        """The number of one draw, by its address."""
        return squares(self.key(purpose, stream), counter(number, visit))


def counter(number: int, visit: int) -> int:
    """Where in the sequence of a key a consignment's draw stands, on its `visit`th return."""
    return number | visit << 40


def quantile(spread: Spread, u: float) -> float:
    """Minutes below which a share `u` of the law lies."""
    values = spread.values
    match spread.law:
        case Law.CONSTANT:
            return values[0]
        case Law.UNIFORM:
            return values[0] + (values[1] - values[0]) * u
        case Law.EXPONENTIAL:
            return -math.log(1.0 - u) * values[0]
        case Law.TRIANGULAR:
            return triangular(*values, u)
        case Law.LOGNORMAL:
            sigma = math.log(values[1] / values[0]) / NINTH_DECILE
            return values[0] * math.exp(sigma * normal_quantile(u))
        case Law.QUANTILES:
            place = u * (len(values) - 1)
            low = min(int(place), len(values) - 2)
            return values[low] + (values[low + 1] - values[low]) * (place - low)


def triangular(least: float, likeliest: float, most: float, u: float) -> float:
    if most <= least:
        return least
    if u < (likeliest - least) / (most - least):
        return least + math.sqrt(u * (most - least) * (likeliest - least))
    return most - math.sqrt((1.0 - u) * (most - least) * (most - likeliest))


def minutes(spread: Spread, u: float) -> int:
    """The drawn length in whole minutes, a half rounded up."""
    return math.floor(quantile(spread, u) + 0.5)
