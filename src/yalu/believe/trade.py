"""Trade: the value of trade month by month, and whether it fits the state believed.

The months of a flow are compared with the share x of their days that ran, by the belief:

    log value = a + b (x - mean x) + s e,    e ~ Student t with 4 degrees of freedom

a, b and s are summed over a grid (b ~ N(0, 2²), s log-uniform), so that a few wild months do
not bend the line, and no month is judged by itself: its tail probability is that of the line
through all other months. A month is out of line where that tail is below `TAIL`.

Source: robust regression with t errors, Lange, Little and Taylor (1989), JASA 84.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yalu.believe.estimate import Estimate, estimate
from yalu.believe.exposure import Array, Exposure
from yalu.believe.figures import TOTAL, Figure, agree, figures
from yalu.believe.periods import Period
from yalu.believe.slips import Slip, slips
from yalu.vocabulary import Claim, Service

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

MONTHS = 12
"""Months with a value and a believed state below which nothing is said of their fit."""
TAIL = 0.025
_NEGLIGIBLE = 25.0
_SIDE = 3
"""Months that must mostly run, and mostly not, for a line between the two."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a month lies to the line through the others.

    `expected` is the value that the state believed leads one to expect, with a 90 % interval of
    a month's value. `tail` is the chance of a value so low, or so high, whichever is smaller.
    `running` is the share of the month's days that ran, by the belief.
    """

    expected: Estimate
    tail: float
    high: bool
    running: float

    @property
    def unlikely(self) -> bool:
        """Whether so low or so high a value is unlikely given the state believed."""
        return self.tail < TAIL


@dataclass(frozen=True, slots=True)
class Month:
    """The value of one month: `figures` print it, `others` print another that was not taken.

    `reckoned` says that nobody prints it: it is the sum or the difference of the other flows.
    """

    period: Period
    value: float
    figures: tuple[Figure, ...]
    others: tuple[Figure, ...]
    reckoned: bool
    fit: Fit | None = None

    @property
    def origins(self) -> tuple[str, ...]:
        """On whose word, each origin once, by name."""
        return tuple(sorted({figure.claim.origin for figure in self.figures}))


@dataclass(frozen=True, slots=True)
class TradeSeries:
    """The months of one flow in one currency. `verdict` says why there is no fit, None if there is."""

    gate: str
    flow: str
    currency: str
    months: tuple[Month, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Trade:
    """Every series of a gate and the groups above it, beside the state of a service."""

    service: Service
    series: tuple[TradeSeries, ...]
    slips: tuple[Slip, ...]


def trade(claims: Iterable[Claim], belief: "Belief", gates: Iterable[str]) -> Trade:
    """The monthly trade told of `gates`, beside the belief about a service.

    Claims known after `belief.known_by` are left out, and so are figures marked as an outlet's
    error or doubted by a slip. Currencies stay apart. A flow that nobody prints for a month is
    reckoned from the other two, if they are told.
    """
    wanted = frozenset(gates)
    given = [c for c in claims if c.gate in wanted]
    found = slips(given, belief.known_by)
    doubted = {slip.doubted.id for slip in found}
    exposure = Exposure.of(belief)
    kept: dict[tuple[str, str], dict[str, dict[Period, list[Figure]]]] = {}
    for figure in figures(given, belief.known_by):
        month = figure.month
        if month is None or figure.flagged or figure.claim.id in doubted:
            continue
        flows = kept.setdefault((figure.gate, figure.currency), {})
        flows.setdefault(figure.flow, defaultdict(list))[month].append(figure)
    every = [
        _fitted(gate, flow, currency, months, exposure)
        for (gate, currency), flows in sorted(kept.items())
        for flow, months in _completed(flows).items()
    ]
    return Trade(belief.service, tuple(every), found)


def _completed(
    flows: Mapping[str, Mapping[Period, Sequence[Figure]]],
) -> dict[str, list[Month]]:
    """Each flow's months, total first, the missing ones reckoned from the other two."""
    told = {
        flow: {period: _taken(period, printed) for period, printed in months.items()}
        for flow, months in flows.items()
    }
    parts = sorted(flow for flow in told if flow != TOTAL)
    if len(parts) == 2:
        one, other = parts
        total = told.setdefault(TOTAL, {})
        for period in sorted({*told[one], *told[other], *total}):
            a, b, both = told[one].get(period), told[other].get(period), total.get(period)
            if a and b and not both:
                total[period] = _reckoned(period, a.value + b.value, a, b)
            elif both and a and not b:
                _put(told[other], period, both, a)
            elif both and b and not a:
                _put(told[one], period, both, b)
    order = sorted(told, key=lambda flow: (flow != TOTAL, flow))
    return {flow: [told[flow][period] for period in sorted(told[flow])] for flow in order}


def _put(months: dict[Period, Month], period: Period, whole: Month, part: Month) -> None:
    # A remainder smaller than the rounding of the whole is no figure.
    left = whole.value - part.value
    if left > 0.02 * whole.value:
        months[period] = _reckoned(period, left, whole, part)


def _reckoned(period: Period, value: float, one: Month, other: Month) -> Month:
    return Month(period, value, (*one.figures, *other.figures), (), True)


def _taken(period: Period, printed: Sequence[Figure]) -> Month:
    """The reading of a month: the values that most documents agree on, of these the one
    with the most digits, then the last known, for figures are rounded by whoever copies them
    and revised by whoever collects them."""

    def documents(value: float) -> int:
        return len({f.claim.document for f in printed if agree(f.value, value)})

    def rank(figure: Figure) -> tuple[object, ...]:
        known = figure.claim.known or dt.date.min
        return documents(figure.value), len(figure.digits), known, figure.value

    value = max(printed, key=rank).value
    same = tuple(f for f in printed if agree(f.value, value))
    return Month(period, value, same, tuple(f for f in printed if f not in same), False)


def _fitted(
    gate: str, flow: str, currency: str, months: Sequence[Month], exposure: Exposure
) -> TradeSeries:
    """The series with the fit of each month whose days the belief has."""
    whole = [
        m for m in months if exposure.first <= m.period.first and m.period.last <= exposure.last
    ]
    share = np.array([exposure.days(m.period.first, m.period.last) / m.period.days for m in whole])
    verdict = _too_few(share)
    if verdict:
        return TradeSeries(gate, flow, currency, tuple(months), verdict)
    fits = _fits(np.log([m.value for m in whole]), share)
    judged = {m.period: fit for m, fit in zip(whole, fits, strict=True)}
    found = tuple(
        Month(m.period, m.value, m.figures, m.others, m.reckoned, judged.get(m.period))
        for m in months
    )
    return TradeSeries(gate, flow, currency, found, None)


def _too_few(share: Array) -> str | None:
    if len(share) < MONTHS:
        return f"too few to say: {len(share)} months with a value and a believed state"
    if min((share > 0.5).sum(), (share <= 0.5).sum()) < _SIDE:
        return "too few to say: hardly any month differs in the state believed"
    return None


def _fits(value: Array, share: Array) -> list[Fit]:
    """The fit of each month by the line through all others. Both of shape (n,)."""
    centred = share - share.mean()
    middle = float(np.median(value))
    a, b, log_s = (
        each.ravel()
        for each in np.meshgrid(
            middle + np.linspace(-4, 4, 49),
            np.linspace(-6, 6, 49),
            np.linspace(math.log(0.05), math.log(4), 17),
            indexing="ij",
        )
    )
    s = np.exp(log_s)
    z = (value[:, None] - a[None, :] - b[None, :] * centred[:, None]) / s[None, :]
    log_lik = -2.5 * np.log1p(z * z / 4) - log_s[None, :]
    log_post = log_lik.sum(0) - b * b / 8
    # One month moves the odds of two lines by a few nats; those far below matter to none.
    near = log_post > log_post.max() - _NEGLIGIBLE
    a, b, s, z, log_lik, log_post = (
        a[near],
        b[near],
        s[near],
        z[:, near],
        log_lik[:, near],
        log_post[near],
    )
    found = []
    for row, here in enumerate(centred):
        left_out = log_post - log_lik[row]
        weight = np.exp(left_out - left_out.max())
        weight /= weight.sum()
        below = float(weight @ _student(z[row]))
        expected = _predicted(a + b * here, s, weight)
        tail = min(below, 1 - below)
        found.append(Fit(expected, tail, below > 0.5, float(share[row])))
    return found


_EVEN = (np.arange(20) + 0.5) / 20


def _predicted(mean: Array, s: Array, weight: Array) -> Estimate:
    """The predictive law of a month's value: middle ("mean" of the logarithm) and 90 % interval."""
    keep = weight > weight.max() * 1e-4
    noise = _student_quantiles(_EVEN)
    values = (mean[keep][:, None] + s[keep][:, None] * noise[None, :]).ravel()
    masses = np.repeat(weight[keep], len(noise))
    log = estimate(values, masses)
    return Estimate(math.exp(log.mean), math.exp(log.low), math.exp(log.high))


def _student(z: Array) -> Array:
    """Distribution function of Student's t with 4 degrees of freedom."""
    u = z * z / 4
    return np.asarray(0.5 + 0.375 * z / np.sqrt(1 + u) * (1 - u / (3 * (1 + u))))


def _student_quantiles(at: Array) -> Array:
    fine = np.linspace(-40, 40, 16001)
    return np.interp(at, _student(fine), fine)
