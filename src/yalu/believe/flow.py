"""Flow: what the counts of one kind say of the mean, period by period."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from yalu.believe import rates
from yalu.believe.counted import EITHER, Count, Form
from yalu.believe.exposure import Array, Exposure
from yalu.believe.model import Model
from yalu.believe.periods import Period
from yalu.believe.rates import Means, Prior

RATE_SIGMA = 0.3
"""Spread of a rate as told about the mean, of its logarithm: "one a day", 13 or 15 cars."""
TOTAL_SIGMA = 0.15
"""Spread of a sum as told, beside that of the days themselves."""
SIZE_SIGMA = 0.35
"""Spread of the cars of one train as one origin counts them. Five origins gave the train of
16 January 2022 12, 13, 16, 18 and about 18 cars (of 20 vehicles): a spread of .19; trains differ besides."""

PRIORS = {
    "trains": Prior(2.0),
    "freight_cars": Prior(40.0),
    "containers": Prior(40.0),
    "trucks": Prior(80.0),
    "vehicles": Prior(80.0),
    "ships": Prior(1.0),
    "flights": Prior(1.0),
    "tonnes": Prior(1500.0, level=1.8),
}
"""Means of a running day beforehand, chosen wide and before any fit: a factor of nine either way
holds nine in ten, so 0.2 to 18 trains a day, or 9 to 730 trucks."""
SIZE_PRIOR = Prior(20.0, level=0.7, drift=0.4)
"""Freight cars of a train beforehand: nine in ten from 5 to 75."""


def log_likelihood(
    counts: Sequence[Count],
    periods: Sequence[Period],
    exposure: Exposure,
    model: Model,
    means: Means,
) -> Array:
    """What the counts say of the mean of each period, shape (periods, grid).

    A figure over several periods is shared out by their exposure, so that it counts once; of
    one over days on which the belief has nothing running, nothing is left. Figures of one
    origin and form whose days overlap are one look at one thing and share a weight.
    """
    found = np.zeros((len(periods), len(means.log)))
    rates_and_sums = [c for c in counts if c.form in (Form.RATE, Form.TOTAL) and not c.denied]
    for count in rates_and_sums:
        alike = sum(_alike(count, other) for other in rates_and_sums)
        for row, share in _shares(count.first, count.last, periods, exposure):
            interval, sigma, scale = _told(count, periods[row], exposure)
            sound = trust(count, model)
            found[row] += _word(means, interval, sigma, sound, share / alike, scale)
    for same in days_seen(counts):
        for row, share in _shares(same[0].first, same[0].last, periods, exposure):
            found[row] += share * np.log(_sighted(means, same, exposure, model))
    for same in _same_days(c for c in counts if c.form is Form.NONE and not c.denied):
        sound = 1 - math.prod(1 - trust(c, model) for c in same)
        for row, _ in _shares(same[0].first, same[0].last, periods, exposure):
            days = exposure.rows(*_within(same[0].first, same[0].last, periods[row]))
            nothing = rates.nothing(means.log, exposure.day[days].tolist())
            found[row] += np.log(rates.doubted(nothing, sound, means.prior))
    return found


def size_log_likelihood(
    counts: Sequence[Count], periods: Sequence[Period], model: Model, means: Means
) -> Array:
    """What counts of the cars of single trains say of the mean size, shape (periods, grid).

    All that is told of the trains of one day and direction weighs as one train for each time of day.
    """
    found = np.zeros((len(periods), len(means.log)))
    for event in _same_days(c for c in counts if c.form is Form.SIZE and not c.denied):
        told = [c for c in event if c.exact or not _exact_elsewhere(c, event)]
        trains = max(1, *(_times(told, c.origin) for c in told))
        for count in told:
            rows = [
                row
                for row, period in enumerate(periods)
                if period.last >= count.first and period.first <= count.last
            ]
            weight = min(1.0, trains / len(told)) / max(len(rows), 1)
            for row in rows:
                interval, sound = (count.low, count.high), trust(count, model)
                found[row] += _word(means, interval, SIZE_SIGMA, sound, weight)
    return found


def _word(
    means: Means,
    interval: tuple[float, float],
    sigma: float,
    reliability: float,
    weight: float,
    scale: float = 1.0,
) -> Array:
    """Logarithm of the likelihood of a number, shape (G,), as the `weight`-th part of one word.

    A part measures with variance sigma^2 / weight, and is empty talk with probability
    (1 - reliability)^weight, so that the parts together are as exact and as sound as the whole.
    """
    likelihood = rates.measured(means.log, *interval, sigma / math.sqrt(weight), scale)
    sound = 1 - (1 - reliability) ** weight
    return np.log(rates.doubted(likelihood, sound, means.prior))


def directed(counts: Iterable[Count], direction: str) -> list[Count]:
    """The counts that speak of a direction.

    A rate or a sum that tells no direction is of one way or of both together, so for one
    way it is anything from half of it to all; a sighting without a direction is of neither.
    """
    found = []
    for count in counts:
        if count.direction == direction or (count.form is Form.NONE and count.direction == EITHER):
            found.append(count)
        elif count.direction == EITHER and count.form in (Form.RATE, Form.TOTAL):
            found.append(_halved(count))
    return found


def days_seen(counts: Iterable[Count]) -> list[list[Count]]:
    """The sightings, those of the same days and direction together, in order of days."""
    return _same_days(count for count in counts if count.form is Form.SEEN)


def _same_days(counts: Iterable[Count]) -> list[list[Count]]:
    """Counts by days and direction: what several origins tell of one thing."""
    found: dict[tuple[dt.date, dt.date, str], list[Count]] = {}
    for count in counts:
        found.setdefault((count.first, count.last, count.direction), []).append(count)
    return [found[key] for key in sorted(found)]


def numbers_seen(same: Iterable[Count]) -> dict[str, float]:
    """How many each origin tells of the same days: its largest figure, or the sum over
    the times of day that it tells apart, whichever is more."""
    largest: dict[str, float] = {}
    timed: dict[str, dict[str, float]] = {}
    for count in same:
        if count.denied:
            continue
        largest[count.origin] = max(largest.get(count.origin, 0.0), count.low)
        if count.time:
            times = timed.setdefault(count.origin, {})
            times[count.time] = max(times.get(count.time, 0.0), count.low)
    return {
        origin: max(number, sum(timed.get(origin, {}).values()))
        for origin, number in largest.items()
    }


def trust(count: Count, model: Model) -> float:
    """The chance that a count rests on knowledge, by the class of who vouches."""
    return model.reliability[count.class_] * (1.0 if count.firm else model.speculation)


def _told(
    count: Count, period: Period, exposure: Exposure
) -> tuple[tuple[float, float], float, float]:
    """The interval, spread and scale of a rate, or of a sum as the mean of its days."""
    if count.form is Form.RATE:
        scale = exposure.of_open(*_within(count.first, count.last, period))
        return (count.low, count.high), RATE_SIGMA, max(scale, 1e-3)
    days = max(exposure.days(count.first, count.last), 0.5)
    spread = TOTAL_SIGMA**2 + 1 / count.middle + 1 / (rates.SHAPE * days)
    return (count.low / days, count.high / days), math.sqrt(spread), 1.0


def _sighted(means: Means, same: Sequence[Count], exposure: Exposure, model: Model) -> Array:
    """Likelihood of what is seen on the same days: the highest number that can be relied on.

    Origins are not multiplied: that two saw the train does not make two trains.
    """
    wrong = math.prod(1 - trust(c, model) for c in same if c.denied)
    told = numbers_seen(same)
    highest = {c.low: c.high for c in same}
    best = {
        origin: max(trust(c, model) for c in same if c.origin == origin and not c.denied)
        for origin in told
    }
    scale = max(exposure.of_open(same[0].first, same[0].last), 1e-3)
    left, total = 1.0, np.zeros_like(means.log)
    for number in sorted(set(told.values()), reverse=True):
        doubt = math.prod(1 - best[origin] for origin, each in told.items() if each == number)
        chance = (1 - doubt) * wrong
        passed = rates.seen(means.log, number, highest.get(number, number), scale)
        total += left * chance * passed / max(float(means.prior @ passed), 1e-300)
        left *= 1 - chance
    return np.asarray(total + left)


def _shares(
    first: dt.date, last: dt.date, periods: Sequence[Period], exposure: Exposure
) -> Iterator[tuple[int, float]]:
    """The rows that days lie in, each with its share of their exposure."""
    parts = []
    for row, period in enumerate(periods):
        if period.last >= first and period.first <= last:
            parts.append((row, exposure.days(*_within(first, last, period))))
    total = sum(part for _, part in parts)
    if total > 1e-9:
        yield from ((row, part / total) for row, part in parts if part > 0)


def _within(first: dt.date, last: dt.date, period: Period) -> tuple[dt.date, dt.date]:
    return max(first, period.first), min(last, period.last)


def _alike(count: Count, other: Count) -> bool:
    overlap = count.first <= other.last and other.first <= count.last
    return overlap and (count.origin, count.form) == (other.origin, other.form)


def _exact_elsewhere(count: Count, told: Sequence[Count]) -> bool:
    """Whether the same origin gives the train an exact number: what it counted at last."""
    return any(other.exact and other.origin == count.origin for other in told)


def _times(told: Sequence[Count], origin: str) -> int:
    return len({c.time for c in told if c.origin == origin and c.time})


def _halved(count: Count) -> Count:
    return replace(count, low=count.low / 2)
