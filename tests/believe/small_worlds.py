"""Small worlds of freight: a rate that drifts from month to month, and what is told of it.

They are drawn from the model that `yalu.believe.volume` states, one step at a time, so that
its intervals can be compared with the truth.
"""

import datetime as dt
import itertools
import math
from dataclasses import dataclass

import numpy as np

from yalu.believe import By, Model, Period
from yalu.believe.counted import BOUND, EITHER, Count, Form
from yalu.believe.exposure import Exposure
from yalu.believe.flow import RATE_SIGMA, TOTAL_SIGMA
from yalu.believe.periods import periods
from yalu.believe.rates import SHAPE, WATCH, Prior
from yalu.vocabulary import SourceClass

START = dt.date(2021, 1, 1)
MONTHS = 18
LASTING = (60.0, 240.0, 960.0)
MODEL = Model()


@dataclass(frozen=True)
class World:
    """The true mean of a day in each month, and the counts that are told."""

    months: tuple[Period, ...]
    rate: np.ndarray
    counts: tuple[Count, ...]


def open_days(months: tuple[Period, ...]) -> Exposure:
    """A service that runs in full on every day."""
    days = (months[-1].last - months[0].first).days + 1
    ones = np.ones(days)
    return Exposure(months[0].first, ones, ones, np.eye(3)[[2] * days], 0.35)


def world(
    seed: int, prior: Prior, rates: float = 3, sums: float = 1, sightings: float = 6
) -> World:
    """A world with about so many rates, sums and days that are looked at."""
    chance = np.random.default_rng(seed)
    end = (START + dt.timedelta(31 * MONTHS - 20)).replace(day=1) - dt.timedelta(1)
    months = tuple(periods(START, end, By.MONTH))
    log_rate = _drift(chance, months, prior)
    teller = _Teller(chance, prior, months, np.exp(log_rate))
    counts = [
        *(teller.rate() for _ in range(chance.poisson(rates))),
        *(teller.total() for _ in range(chance.poisson(sums))),
        *(teller.sighting() for _ in range(chance.poisson(sightings))),
    ]
    return World(months, np.exp(log_rate), tuple(c for c in counts if c))


def _drift(chance: np.random.Generator, months: tuple[Period, ...], prior: Prior) -> np.ndarray:
    level = math.log(prior.median) + prior.level * chance.standard_normal()
    lasting = chance.choice(LASTING)
    found = [prior.drift * chance.standard_normal()]
    for before, after in itertools.pairwise(months):
        rho = math.exp(-(after.days + before.days) / 2 / lasting)
        step = prior.drift * math.sqrt(1 - rho * rho) * chance.standard_normal()
        found.append(rho * found[-1] + step)
    return level + np.array(found)


@dataclass
class _Teller:
    chance: np.random.Generator
    prior: Prior
    months: tuple[Period, ...]
    truth: np.ndarray
    told: int = 0

    def rate(self) -> Count:
        """A rate over one to four months, one in three as a range or a bound."""
        first = int(self.chance.integers(len(self.months)))
        last = min(first + int(self.chance.integers(4)), len(self.months) - 1)
        knows, class_ = self._knows()
        mean = self.truth[first : last + 1].mean() if knows else self._anything()
        low = high = float(mean * math.exp(RATE_SIGMA * self.chance.standard_normal()))
        if self.chance.random() < 0.33:
            low *= math.exp(-math.log(BOUND) * self.chance.random())
            high = low * BOUND
        days = self.months[first].first, self.months[last].last
        return self._count(Form.RATE, low, high, days, class_)

    def total(self) -> Count | None:
        """How many passed in one month, counted up."""
        place = int(self.chance.integers(len(self.months)))
        month = self.months[place]
        knows, class_ = self._knows()
        rate = self.truth[place] if knows else self._anything()
        passed = sum(self._day(rate) for _ in range(month.days))
        told = passed * math.exp(TOTAL_SIGMA * self.chance.standard_normal())
        if passed == 0:
            return None
        return self._count(Form.TOTAL, told, told, (month.first, month.last), class_)

    def sighting(self) -> Count | None:
        """The first day of a week on which somebody who watches sees anything."""
        place = int(self.chance.integers(len(self.months)))
        month = self.months[place]
        start = int(self.chance.integers(month.days - WATCH))
        knows, class_ = self._knows()
        rate = self.truth[place] if knows else self._anything()
        for number in range(start, start + WATCH):
            seen = float(self.chance.integers(self._day(rate) + 1))
            if seen:
                day = month.first + dt.timedelta(number)
                return self._count(Form.SEEN, seen, seen, (day, day), class_)
        return None

    def _day(self, rate: float) -> int:
        return int(self.chance.poisson(rate * self.chance.gamma(SHAPE, 1 / SHAPE)))

    def _knows(self) -> tuple[bool, SourceClass]:
        class_ = SourceClass(self.chance.choice([str(each) for each in SourceClass]))
        return self.chance.random() < MODEL.reliability[class_], class_

    def _anything(self) -> float:
        return self.prior.median * math.exp(self.prior.spread * self.chance.standard_normal())

    def _count(
        self,
        form: Form,
        low: float,
        high: float,
        days: tuple[dt.date, dt.date],
        class_: SourceClass,
    ) -> Count:
        self.told += 1
        return Count(
            unit="trains",
            direction=EITHER,
            form=form,
            low=low,
            high=high,
            first=days[0],
            last=days[1],
            origin=f"teller {self.told}",
            class_=class_,
            firm=True,
            denied=False,
            laden=None,
            time=None,
            claims=(),
        )
