"""Exposure: how much of each day a service ran, by the belief."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yalu.believe.periods import Period

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

Array = NDArray[np.float64]
_DRAWS = 41
"""Equally likely ways in which the days of a period may have been, together."""


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """What the belief leaves of every day: `day`, shape (T,), in days that run in full.

    A suspended day counts 0, a running day 1, a limited day what the model's rates of crossings
    give it. `open` is the probability that anything runs. Days outside the belief count 0.
    """

    first: dt.date
    day: Array
    open: Array
    probability: Array
    limited: float

    @classmethod
    def of(cls, belief: "Belief") -> "Exposure":
        """The exposure of the days of a belief."""
        p = np.asarray(belief.probability, np.float64)
        _, limited, running = belief.model.crossing_rate
        share = limited / running
        return cls(belief.first, share * p[:, 1] + p[:, 2], p[:, 1] + p[:, 2], p, share)

    @property
    def last(self) -> dt.date:
        """The last day of the belief."""
        return self.first + dt.timedelta(len(self.day) - 1)

    def rows(self, first: dt.date, last: dt.date) -> slice:
        """The rows of the days `first` to `last`, those outside the belief left out."""
        start = max((first - self.first).days, 0)
        end = min((last - self.first).days + 1, len(self.day))
        return slice(start, max(end, start))

    def days(self, first: dt.date, last: dt.date) -> float:
        """Days that run in full, as expected."""
        return float(self.day[self.rows(first, last)].sum())

    def suspended(self, first: dt.date, last: dt.date) -> bool:
        """Whether the days are more likely suspended than not, on average."""
        rows = self.rows(first, last)
        return rows.stop > rows.start and float(self.open[rows].mean()) < 0.5

    def of_open(self, first: dt.date, last: dt.date) -> float:
        """The exposure of a day on which anything ran; 1 where nothing is thought to have run."""
        rows = self.rows(first, last)
        opened = float(self.open[rows].sum())
        return float(self.day[rows].sum()) / opened if opened > 1e-9 else 1.0

    def ways(self, period: Period) -> Array:
        """Equally likely days of exposure of a period, shape (`_DRAWS`,).

        One chance decides for all its days, since runs are long: a day runs where that
        chance is below its probability. A change on an uncertain day so gets the spread
        of that day, and a month that ran with probability .9 is empty with probability .1.
        """
        p = self.probability[self.rows(period.first, period.last)]
        chance = (np.arange(_DRAWS)[:, None] + 0.5) / _DRAWS
        runs = chance < p[None, :, 2]
        limited = ~runs & (chance < p[None, :, 1] + p[None, :, 2])
        return np.asarray((runs + self.limited * limited).sum(1), np.float64)
