"""Volume: how much passes a gate in each period, as posterior intervals.

For each thing counted (trains, freight cars, containers, trucks, tonnes …) and each direction:

    a day       y_d ~ NB(mean λ_t e_d, shape 2)         e_d = P(running) + c P(limited)
    a rate      log r ~ N(log(λ_t ē), .3²)              ē = exposure of a day that was open
    a sum       log s ~ N(log(λ_t Σ e_d), .15² + 1/s + 1/(2 Σ e_d))
    a sighting  P(n told) = p q^(n-1) (1 - p^7), p = 2 / (2 + λ_t e_d), q = 1 - p
    a size      log c ~ N(log cars per train, .35²)
    none        P(y_d = 0) on each of the days
    period      v_t = λ_t Σ_d e_d                       in units a period

λ_t is in units a day that runs; a range or a bound is an interval of r, s or n. A sighting is no
census: it bounds the day from below, and speaks but softly from above (`rates.seen`). Each word is
right with the reliability of its class, else it tells nothing. The prior of λ_t over time, and how
it is solved, stand in `rates`; what an origin's words weigh, in `flow`. The belief gives e_d, so
a suspended day carries nothing. v_t is the mean number of the period, not the number of one
particular week.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yalu.believe import rates
from yalu.believe.counted import EITHER, UNITS, Count, Form, counts_of
from yalu.believe.estimate import Estimate, estimate, product, quantiles
from yalu.believe.exposure import Array, Exposure
from yalu.believe.flow import (
    PRIORS,
    SIZE_PRIOR,
    days_seen,
    directed,
    log_likelihood,
    size_log_likelihood,
)
from yalu.believe.periods import By, Period, periods
from yalu.believe.rates import Means, Prior
from yalu.vocabulary import Claim, Service

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

PER_TRAIN = "freight cars per train"
ENOUGH = 3
"""Days with a sighting that make a series where nobody tells a rate or a sum."""
_LADEN_HALF_LIFE = 90.0
"""Days after which what was loaded or empty tells half as much of another period."""
_PARTS = 41


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of a series.

    `amount` is in units a period, of the days of it that the belief has (`days`); `loaded` and
    `empty` are its parts, None where nobody tells of any load. For freight cars per train,
    `amount` is the mean of one train. `exposure` is the number of days that ran in full, as
    expected. `counts` are the figures about the period itself, in which every other period has a
    part too.
    """

    period: Period
    amount: Estimate
    loaded: Estimate | None
    empty: Estimate | None
    exposure: float
    days: int
    counts: tuple[Count, ...]

    @property
    def per_week(self) -> Estimate:
        """The amount over seven days of the period as it was, suspended days included."""
        return self.amount.times(7 / self.days)

    @property
    def origins(self) -> tuple[str, ...]:
        """On whose word the period rests itself, each once, by name."""
        return tuple(sorted({count.origin for count in self.counts}))


@dataclass(frozen=True, slots=True)
class Series:
    """What was counted (`unit`, `direction`), period after period without a gap."""

    service: Service
    unit: str
    direction: str
    cells: tuple[Cell, ...]

    @property
    def of_one_train(self) -> bool:
        """Whether it tells the size of a train, which does not add up over days."""
        return self.unit == PER_TRAIN


@dataclass(frozen=True, slots=True)
class Volume:
    """All series of a service, the counts too few to make one (`thin`), and those that tell of
    freight on days more likely suspended than not (`against` the belief), which move no series."""

    service: Service
    by: By
    series: tuple[Series, ...]
    thin: tuple[Count, ...]
    against: tuple[Count, ...]


def volume(
    claims: Iterable[Claim],
    belief: "Belief",
    by: By = By.MONTH,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Volume:
    """Frequency and volume of the belief's service from what claims count.

    Claims known after `belief.known_by` are left out. `first` and `last` choose the periods
    kept and change none of them, as long as the belief has their days; by default those from
    the first to the last figure. A unit and direction with no rate, no sum and sightings on
    fewer than `ENOUGH` days is no series; its counts are `thin`.
    """
    counts = counts_of(claims, belief.service, belief.known_by)
    exposure = Exposure.of(belief)
    told = [c for c in counts if c.last >= exposure.first and c.first <= exposure.last]
    if not told:
        return Volume(belief.service, by, (), counts, ())
    start = first or min(c.first for c in told)
    end = last or max(c.last for c in told)
    whole = periods(
        max(min(start, *(c.first for c in told)), exposure.first),
        min(max(end, *(c.last for c in told)), exposure.last),
        by,
    )
    calendar = _Calendar(tuple(whole), exposure, belief)
    kept = calendar.every(told)
    shown = tuple(_cut(series, start, end) for series in kept)
    thin = tuple(c for c in counts if not any(_tells(c, series) for series in kept))
    flows = [c for c in told if c.form is not Form.SIZE and c.low > 0 and not c.denied]
    against = tuple(c for c in flows if exposure.suspended(c.first, c.last))
    return Volume(belief.service, by, shown, thin, against)


_Known = tuple[Means, Array]
"""A grid of means, and the posterior of each period on it, shape (T, G)."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The periods, with what the belief leaves of their days."""

    periods: tuple[Period, ...]
    exposure: Exposure
    belief: "Belief"

    def every(self, counts: Sequence[Count]) -> list[Series]:
        """All series, freight cars behind the trains that carry them."""
        found: list[Series] = []
        trains: dict[str, _Known] = {}
        sizes = [c for c in counts if c.form is Form.SIZE and not c.denied]
        size = self._size(sizes) if sizes else None
        for unit, direction, mine in _kinds(counts):
            if unit == "freight_cars" and size and direction in trains:
                known = self._carried(mine, trains[direction], size)
            elif _enough(mine):
                known = self._flow(mine, PRIORS[unit])
            else:
                continue
            if unit == "trains":
                trains[direction] = known
            found.append(self._series(unit, direction, mine, known))
        if size:
            found.append(self._sizes(sizes, size))
        return found

    def _flow(self, counts: Sequence[Count], prior: Prior) -> _Known:
        means = prior.means
        said = log_likelihood(counts, self.periods, self.exposure, self.belief.model, means)
        return means, rates.smoothed(said, self._middles, prior)

    def _size(self, counts: Sequence[Count]) -> _Known:
        means = SIZE_PRIOR.means
        said = size_log_likelihood(counts, self.periods, self.belief.model, means)
        return means, rates.smoothed(said, self._middles, SIZE_PRIOR)

    def _carried(self, counts: Sequence[Count], trains: _Known, size: _Known) -> _Known:
        """Freight cars: trains times their size, and what is told of cars a day or in all.

        The cars that were seen are those of the trains seen, and told already.
        """
        (a, trains_posterior), (b, size_posterior) = trains, size
        means, known = a.times(b, trains_posterior, size_posterior)
        told = [c for c in counts if c.form in (Form.RATE, Form.TOTAL)]
        said = log_likelihood(told, self.periods, self.exposure, self.belief.model, means)
        weighed = known * np.exp(said - said.max(1, keepdims=True))
        return means, weighed / weighed.sum(1, keepdims=True)

    def _series(self, unit: str, direction: str, counts: Sequence[Count], known: _Known) -> Series:
        means, posterior = known
        mean = np.exp(means.log)
        cells = []
        for period, weights in zip(self.periods, posterior, strict=True):
            ways = self.exposure.ways(period)
            amounts = (mean[:, None] * ways[None, :]).ravel()
            masses = np.repeat(weights / len(ways), len(ways))
            loaded, empty = _parts(amounts, masses, counts, period)
            cells.append(self._cell(period, estimate(amounts, masses), loaded, empty, counts))
        return Series(self.belief.service, unit, direction, tuple(cells))

    def _sizes(self, counts: Sequence[Count], known: _Known) -> Series:
        means, posterior = known
        cells = [
            self._cell(period, estimate(np.exp(means.log), weights), None, None, counts)
            for period, weights in zip(self.periods, posterior, strict=True)
        ]
        return Series(self.belief.service, PER_TRAIN, EITHER, tuple(cells))

    @property
    def _middles(self) -> Array:
        return np.array([p.first.toordinal() + (p.days - 1) / 2 for p in self.periods])

    def _cell(
        self,
        period: Period,
        amount: Estimate,
        loaded: Estimate | None,
        empty: Estimate | None,
        counts: Sequence[Count],
    ) -> Cell:
        rows = self.exposure.rows(period.first, period.last)
        mine = tuple(c for c in counts if c.first <= period.last and c.last >= period.first)
        running = self.exposure.days(period.first, period.last)
        return Cell(period, amount, loaded, empty, running, rows.stop - rows.start, mine)


def _kinds(counts: Sequence[Count]) -> Iterator[tuple[str, str, list[Count]]]:
    """Each unit with each of its directions, and the counts that speak of it."""
    for unit in UNITS:
        of_unit = [c for c in counts if c.unit == unit and c.form is not Form.SIZE]
        ways = sorted({c.direction for c in of_unit} - {EITHER}) or [EITHER]
        for direction in ways if of_unit else ():
            yield unit, direction, directed(of_unit, direction) if ways != [EITHER] else of_unit


def _enough(counts: Sequence[Count]) -> bool:
    told = [c for c in counts if not c.denied]
    return any(c.form in (Form.RATE, Form.TOTAL) for c in told) or len(days_seen(told)) >= ENOUGH


def _tells(count: Count, series: Series) -> bool:
    """Whether a series has used a count."""
    if series.of_one_train:
        return count.form is Form.SIZE
    measured = count.form is not Form.SEEN and count.direction == EITHER
    return (
        count.form is not Form.SIZE
        and count.unit == series.unit
        and (count.direction == series.direction or measured)
    )


def _cut(series: Series, first: dt.date, last: dt.date) -> Series:
    cells = tuple(c for c in series.cells if c.period.last >= first and c.period.first <= last)
    return Series(series.service, series.unit, series.direction, cells)


def _parts(
    amounts: Array, masses: Array, counts: Sequence[Count], period: Period
) -> tuple[Estimate | None, Estimate | None]:
    """What of an amount is loaded and what is empty, by a Beta law of the loaded share.

    Each day's sightings are one trial, split where origins differ; those of other periods
    weigh 2^(-gap / 90 days). What is of unknown load tells neither way.
    """
    loaded = empty = 0.0
    for same in days_seen(c for c in counts if c.laden and not c.denied):
        told = {c.laden for c in same}
        gap = max((period.first - same[0].last).days, (same[0].first - period.last).days, 0)
        weight = 2 ** (-gap / _LADEN_HALF_LIFE) / len(told)
        loaded += weight * ("loaded" in told)
        empty += weight * ("empty" in told)
    if loaded + empty < 0.5:
        return None, None
    share = (np.arange(_PARTS) + 0.5) / _PARTS
    weights = np.exp((loaded - 0.5) * np.log(share) + (empty - 0.5) * np.log1p(-share))
    at = (np.arange(_PARTS) + 0.5) / _PARTS
    middles, even = quantiles(amounts, masses, at), np.ones(_PARTS)
    # The parts of equal chance keep the quantiles; the mean is taken from the whole.
    scale = float(amounts @ masses / masses.sum()) / max(float(middles.mean()), 1e-300)
    both = (product(middles, even, part, weights) for part in (share, 1 - share))
    one, other = (Estimate(e.mean * scale, e.low, e.high) for e in both)
    return one, other
