"""Draw: numbers addressed by (seed, replication, purpose, stream, consignment, visit), compiled.

The generator is Squares with 64 bits of output (Widynski 2020, arXiv:2004.06278): a counter and a
key in, independent bits out, nothing kept. A key is mixed from seed, replication, purpose and stream
(the finaliser of SplitMix64, Steele et al. 2014), so what is drawn for one purpose of one consignment
never depends on what else is drawn.
"""

import hashlib
import math
from typing import Any

import numpy as np

from yalu.simulate.jit import Array, allocating, inlined, quick

_ROTATE = np.uint64(32)
_SHIFT = np.uint64(11)
_ONE = np.uint64(1)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)
_UNIT = 1.0 / 9007199254740992.0


def name_key(name: str) -> int:
    """64 bits of a name, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


@inlined
def mixed(value: Any, more: Any) -> Any:
    """One 64-bit word of two."""
    z = np.uint64(value) + _GOLDEN * (np.uint64(more) | _ONE) + np.uint64(more)
    z = (z ^ (z >> _S30)) * _MIX1
    z = (z ^ (z >> _S27)) * _MIX2
    return z ^ (z >> _S31)


@inlined
def uniform(key: Any, counter: Any) -> float:
    """A number in [0, 1), by four rounds of squaring and a fifth (Widynski's squares64)."""
    k = np.uint64(key)
    x = np.uint64(counter) * k
    y = x
    z = y + k
    x = x * x + y
    x = (x >> _ROTATE) | (x << _ROTATE)
    x = x * x + z
    x = (x >> _ROTATE) | (x << _ROTATE)
    x = x * x + y
    x = (x >> _ROTATE) | (x << _ROTATE)
    x = x * x + z
    t = x
    x = (x >> _ROTATE) | (x << _ROTATE)
    return float((t ^ ((x * x + y) >> _ROTATE)) >> _SHIFT) * _UNIT


@allocating
def keys_of(seed: Any, replication: Any, purposes: Array, streams: Array) -> Array:
    """(purposes, streams) keys of one replication; all arguments and results uint64."""
    base = mixed(mixed(np.uint64(0), np.uint64(seed)), np.uint64(replication))
    keys = np.empty((purposes.shape[0], streams.shape[0]), np.uint64)
    for i in range(purposes.shape[0]):
        row = mixed(base, purposes[i])
        for j in range(streams.shape[0]):
            keys[i, j] = mixed(row, streams[j]) | _ONE
    return keys


@quick
def normal_quantile(u: float) -> float:
    """The standard normal quantile to seven figures: algorithm AS 241, PPND7 (Wichura 1988)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        low = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0
        return q * top / low
    r = u if q < 0 else 1.0 - u
    if r <= 0.0:
        r = 1e-300
    r = math.sqrt(-math.log(r))
    if r <= 5.0:
        r -= 1.6
        top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        low = (0.12021132975 * r + 0.73700164250) * r + 1.0
    else:
        r -= 5.0
        top = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        low = (0.012258202635 * r + 0.24197894225) * r + 1.0
    return -top / low if q < 0 else top / low


@quick
def quantile(values: Array, at: int, tables: Array, u: float) -> float:
    """The `u` quantile in minutes of the law whose five numbers stand from `at` on in `values`.

    They are the law, three values, and nothing; for quantiles the values are where its numbers
    stand in `tables` and how many they are.
    """
    law = int(values[at])
    first, second, third = values[at + 1], values[at + 2], values[at + 3]
    if law == 0:
        return first
    if law == 1:
        return first + (second - first) * u
    if law == 2:
        return -math.log(1.0 - u) * first
    if law == 3:
        if third <= first:
            return first
        turn = (second - first) / (third - first)
        if u < turn:
            return first + math.sqrt(u * (third - first) * (second - first))
        return third - math.sqrt((1.0 - u) * (third - first) * (third - second))
    if law == 4:
        return first * math.exp(second * normal_quantile(u))
    steps = int(second) - 1
    place = u * steps
    low = min(int(place), steps - 1)
    start = int(first) + low
    return tables[start] + (tables[start + 1] - tables[start]) * (place - low)


@quick
def minutes(values: Array, at: int, tables: Array, u: float) -> int:
    """The drawn length in whole minutes, a half rounded up."""
    return math.floor(quantile(values, at, tables, u) + 0.5)


@quick
def remaining(values: Array, at: int, tables: Array, elapsed: float, u: float) -> int:
    """Minutes that are left after `elapsed`: the law given that it is longer, at quantile `u`.

    How much of the law lies below `elapsed` is found by halving, so one function serves every law.
    """
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = 0.5 * (low + high)
        if quantile(values, at, tables, middle) <= elapsed:
            low = middle
        else:
            high = middle
    total = quantile(values, at, tables, high + (1.0 - high) * u) if high < 1.0 else elapsed
    left = math.floor(total - elapsed + 0.5)
    return left if left > 0 else 0
