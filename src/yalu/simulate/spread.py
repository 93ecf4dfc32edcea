"""Spread: how long something takes, as a distribution, in minutes, read from words with units."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

DAY = 1440
"""Minutes of a day."""
MINUTES = {"min": 1.0, "h": 60.0, "day": float(DAY), "week": 7.0 * DAY}
_UNITS = {
    "m": "min",
    "min": "min",
    "minute": "min",
    "minutes": "min",
    "h": "h",
    "hour": "h",
    "hours": "h",
    "d": "day",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?\s*([a-z]+)")
_RATE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:([a-z]+)\s*)?/\s*(?:(\d+(?:\.\d+)?)\s*)?([a-z]+)")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(kg|t|tonnes?|kt)")
_TONNES = {"kg": 0.001, "t": 1.0, "tonne": 1.0, "tonnes": 1.0, "kt": 1000.0}


class Law(IntEnum):
    """The laws a duration may follow; the numbers are those of the kernel's table."""

    CONSTANT = 0
    UNIFORM = 1
    EXPONENTIAL = 2
    TRIANGULAR = 3
    LOGNORMAL = 4
    QUANTILES = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution of lengths of time.

    `values` are minutes: constant (value), uniform (least, most), exponential (mean), triangular
    (least, likeliest, most), lognormal (median, ninth decile), quantiles (two or more values at
    equal steps of probability from 0 to 1, joined by straight lines).
    """

    law: Law
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean in minutes."""
        from math import exp, log

        values = self.values
        match self.law:
            case Law.LOGNORMAL:
                sigma = log(values[1] / values[0]) / NINTH_DECILE if values[0] > 0 else 0.0
                return values[0] * exp(sigma * sigma / 2)
            case Law.QUANTILES:
                return (sum(values) - (values[0] + values[-1]) / 2) / (len(values) - 1)
            case _:
                return sum(values) / len(values)

    def __str__(self) -> str:
        shown = [length_text(value) for value in self.values]
        match self.law:
            case Law.CONSTANT:
                return shown[0]
            case Law.UNIFORM:
                return f"{shown[0]} to {shown[1]}, evenly"
            case Law.EXPONENTIAL:
                return f"{shown[0]} on average, exponential"
            case Law.TRIANGULAR:
                return f"{shown[0]} to {shown[2]}, likeliest {shown[1]}"
            case Law.LOGNORMAL:
                return f"{shown[0]} in half the cases, under {shown[1]} in nine of ten"
            case _:
                return f"{shown[0]} to {shown[-1]}, median {shown[len(shown) // 2]}"


NINTH_DECILE = 1.2815515655446004
"""The standard normal quantile of .9."""

_WORDS = {"uniform": 2, "exponential": 1, "triangular": 3, "lognormal": 2}


def spread(given: Any) -> Spread:
    """The spread that a file gives as `"2 h"`, `"7-20 days"` or `{exponential = "90 min"}`.

    Raises ValueError, with what was expected, for anything else.
    """
    if isinstance(given, Spread):
        return given
    if isinstance(given, str):
        least, most = _range(given)
        return Spread(Law.CONSTANT, (least,)) if most is None else _uniform(least, most)
    if isinstance(given, dict) and len(given) == 1:
        (word, values), *_ = given.items()
        return _named(str(word), values)
    if isinstance(given, int | float) and not isinstance(given, bool):
        raise ValueError(f"{given} has no unit; write '{given} h' or '{given} days'")
    raise ValueError("must be a time such as '2 h' or '7-20 days', or {exponential = '90 min'}")


def _named(word: str, values: Any) -> Spread:
    listed = values if isinstance(values, list) else [values]
    lengths = tuple(length(value) for value in listed)
    if word == "quantiles":
        if len(lengths) < 2:
            raise ValueError("quantiles takes at least 2 times")
        if list(lengths) != sorted(lengths):
            raise ValueError("quantiles must not fall")
        return Spread(Law.QUANTILES, lengths)
    if word not in _WORDS:
        known = ", ".join([*_WORDS, "quantiles"])
        raise ValueError(f"unknown distribution {word!r}; use one of {known}")
    if len(lengths) != _WORDS[word]:
        raise ValueError(f"{word} takes {_WORDS[word]} times, not {len(lengths)}")
    if word == "uniform":
        return _uniform(*lengths)
    if word == "triangular" and list(lengths) != sorted(lengths):
        raise ValueError("triangular takes the least, the likeliest and the most, in this order")
    if word == "lognormal" and not 0 < lengths[0] <= lengths[1]:
        raise ValueError("lognormal takes the median and the ninth decile, which is not smaller")
    return Spread(Law[word.upper()], lengths)


def _uniform(least: float, most: float) -> Spread:
    if most < least:
        raise ValueError(f"the range ends before it begins ({least:g} to {most:g} minutes)")
    return Spread(Law.UNIFORM, (least, most))


def _range(text: str) -> tuple[float, float | None]:
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        if text.strip().startswith("-"):
            raise ValueError(f"{text!r} is negative; a time is 0 or more")
        raise ValueError(f"{text!r} is not a time; write '90 min', '2 h', '7-20 days'")
    if match[3] not in _UNITS:
        raise ValueError(f"unknown unit {match[3]!r} in {text!r}; use min, h, days or weeks")
    scale = MINUTES[_UNITS[match[3]]]
    return float(match[1]) * scale, float(match[2]) * scale if match[2] else None


def length(given: Any) -> float:
    """Minutes of a plain time such as `"2 h"`. Raises ValueError."""
    if isinstance(given, str):
        least, most = _range(given)
        if most is None:
            return least
        raise ValueError(f"{given!r} is a range where one time is wanted")
    if isinstance(given, int | float) and not isinstance(given, bool):
        raise ValueError(f"{given} has no unit; write '{given} h' or '{given} days'")
    raise ValueError("must be a time such as '2 h'")


def rate(given: Any) -> float:
    """Happenings a minute of `"3 / day"` or `"1 / 400 days"`. Raises ValueError."""
    match = _RATE.fullmatch(given.strip()) if isinstance(given, str) else None
    if match is None or match[4] not in _UNITS or match[2] is not None:
        raise ValueError(f"{given!r} is not a rate; write '3 / day' or '1 / 400 days'")
    over = float(match[3] or 1) * MINUTES[_UNITS[match[4]]]
    if over == 0:
        raise ValueError(f"{given!r} divides by nothing")
    return float(match[1]) / over


def tonnes(given: Any) -> float:
    """Tonnes of `"500 t"`, `"20 kg"`. Raises ValueError."""
    match = _AMOUNT.fullmatch(given.strip()) if isinstance(given, str) else None
    if match is None:
        raise ValueError(f"{given!r} is not an amount; write '60 t'")
    return float(match[1]) * _TONNES[match[2]]


def tonnes_rate(given: Any) -> float:
    """Tonnes a minute of `"20 t / day"`. Raises ValueError."""
    match = _RATE.fullmatch(given.strip()) if isinstance(given, str) else None
    if match is None or match[2] not in _TONNES or match[4] not in _UNITS:
        raise ValueError(f"{given!r} is not an amount over time; write '20 t / day'")
    over = float(match[3] or 1) * MINUTES[_UNITS[match[4]]]
    if over == 0:
        raise ValueError(f"{given!r} divides by nothing")
    return float(match[1]) * _TONNES[match[2]] / over


def length_text(minutes: float) -> str:
    """`minutes` in the largest unit that leaves a short number: `90 min`, `2 h`, `3.5 days`."""
    for unit, word in ((DAY, "day"), (60, "h")):
        if minutes >= unit:
            value = minutes / unit
            return f"{value:.3g} {word}" + ("s" if word == "day" and value != 1 else "")
    return f"{minutes:.3g} min"
