"""Compare: what a change of the model does, from replications paired by their address."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.ensemble import Ensemble
from yalu.simulate.intervals import Interval, interval
from yalu.simulate.named import Name
from yalu.simulate.passing import VEHICLES
from yalu.vocabulary import YaluError

TOLD = (
    ("door to door", "p50"),
    ("delivered", ""),
    *((what, "laden") for what in VEHICLES),
    ("time", "p50"),
    ("waiting", "mean"),
    ("backlog", ""),
    ("shortfall", ""),
    ("use", ""),
)
"""The figures, and which part of them, that the sentence of what changed most is chosen from."""
MEANT = 0.05
"""A change by less than this share of the larger level is never what changed most."""

_SHARES = ("share", "chance")
LEAST = 0.01
"""The least standard deviation that a difference is measured by, as a share of the level."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after, the interval of the paired difference, and how large that is.

    `standardised` is the mean difference in standard deviations of the figure among replications
    (of both ensembles, pooled), these being taken as `LEAST` of the level or more: what hardly
    varies would else have changed beyond measure. `correlation` is that of the pairs.
    """

    name: Name
    before: Interval
    after: Interval
    difference: Interval
    standardised: float
    correlation: float

    @property
    def certain(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return self.difference.low > 0 or self.difference.high < 0

    @property
    def share(self) -> float:
        """The difference as a share of the larger of the two levels."""
        level = max(abs(self.before.mean), abs(self.after.mean))
        return abs(self.difference.mean) / level if level else 0.0


@dataclass(frozen=True)
class Comparison:
    """All figures of two ensembles, pair by pair; those that only one has are left out."""

    before: Ensemble
    after: Ensemble
    changes: tuple[Change, ...]

    def change(self, name: Name) -> Change:
        """The change of a figure. Raises KeyError."""
        for found in self.changes:
            if found.name == name:
                return found
        raise KeyError(str(name))

    def largest(self) -> Change | None:
        """What changed most: of the figures of `TOLD`, the largest standardised difference.

        Only those that are certain, and change by `MEANT` of their level or more, can be it.
        Figures in all come before those of one cargo, step or place that changed as much.
        """
        told = [
            change
            for change in self.changes
            if (change.name.what, change.name.part) in TOLD
            and change.certain
            and change.share >= MEANT
        ]
        order = [what for what, _ in TOLD]
        return max(
            told,
            key=lambda found: (
                abs(found.standardised),
                -order.index(found.name.what),
                found.name.of == "all",
            ),
            default=None,
        )


def compare(before: Ensemble, after: Ensemble) -> Comparison:
    """The two ensembles, paired replication by replication.

    Raises YaluError where their seed or their replications differ: then nothing is paired.
    """
    if before.seed != after.seed or not np.array_equal(before.replications, after.replications):
        raise YaluError("replications can be paired only with the same seed and the same numbers")
    names = [name for name in before.names if name in after.names]
    return Comparison(
        before,
        after,
        tuple(_change(name, before.column(name), after.column(name)) for name in names),
    )


def _change(name: Name, old: NDArray[np.float64], new: NDArray[np.float64]) -> Change:
    there = ~(np.isnan(old) | np.isnan(new))
    difference = interval((new - old)[there])
    before, after = interval(old), interval(new)
    size = float("nan")
    if there.any():
        spread = float(np.sqrt(np.nan_to_num([before.sd**2, after.sd**2]).mean()))
        level = max(abs(before.mean), abs(after.mean))
        size = difference.mean / max(spread, LEAST * level) if difference.mean else 0.0
    varied = there.sum() > 2 and old[there].std() > 0 and new[there].std() > 0
    alike = float(np.corrcoef(old[there], new[there])[0, 1]) if varied else float("nan")
    return Change(name, before, after, difference, size, alike)


def variance_ratio(before: Ensemble, after: Ensemble, apart: Ensemble, name: Name) -> float:
    """How many times more an unpaired difference varies than the paired one.

    `apart` is the model of `after` under another seed. Not-a-number where the paired difference
    does not vary or too few replications have the figure.
    """
    old, new, other = (one.column(name) for one in (before, after, apart))
    paired = (new - old)[~np.isnan(new - old)]
    loose = (other - old)[~np.isnan(other - old)]
    if len(paired) < 2 or len(loose) < 2 or paired.var(ddof=1) == 0:
        return float("nan")
    return float(loose.var(ddof=1) / paired.var(ddof=1))


def bottlenecks(found: Ensemble) -> list[tuple[Name, float]]:
    """Where the bottleneck is and in what share of the replications, the commonest first."""
    shares = [
        (name, float(found.column(name).mean()))
        for name in found.names
        if name.what == "bottleneck"
    ]
    return sorted((pair for pair in shares if pair[1] > 0), key=lambda pair: -pair[1])


def sentence(found: Comparison) -> str:
    """What changed most, and where the bottleneck moved, in words."""
    change = found.largest()
    count = len(found.before.replications)
    head = f"From {found.before.scenario} to {found.after.scenario} ({count} paired replications)"
    if change is None:
        first = f"{head}, nothing of note changed for certain."
    else:
        way = "rose" if change.difference.mean > 0 else "fell"
        unit, difference = change.name.unit, change.difference
        low, high = (bare(value, unit) for value in (difference.low, difference.high))
        first = (
            f"{head}, {change.name.words} {way} most: from {bare(change.before.mean, unit)} to "
            f"{amount(change.after.mean, unit)} (difference {bare(difference.mean, unit)}, "
            f"95 % interval {low} to {high})."
        )
    return f"{first} {_moved(bottlenecks(found.before), bottlenecks(found.after))}"


def _moved(before: Sequence[tuple[Name, float]], after: Sequence[tuple[Name, float]]) -> str:
    if not before and not after:
        return "Nobody waits in either."
    if not before or not after:
        where, when = (after, "after") if after else (before, "before")
        return f"The bottleneck is {place(where[0][0])}, and only {when} the change."
    old, new = before[0], after[0]
    if old[0] == new[0]:
        return f"The bottleneck stays {place(old[0])} ({old[1]:.0%} of replications, then {new[1]:.0%})."
    return (
        f"The bottleneck moves from {place(old[0])} ({old[1]:.0%} of replications) "
        f"to {place(new[0])} ({new[1]:.0%})."
    )


def place(name: Name) -> str:
    """A bottleneck in words: the step, and what is waited for there."""
    what = {"opening": "the border to be open", "gathering": "a full train"}.get(
        name.part, name.part
    )
    return f"{name.of}, waiting for {what}"


def amount(value: float, unit: str) -> str:
    """A number with its unit; shares and chances as per cent."""
    told = bare(value, unit)
    return told if unit in _SHARES else f"{told} {unit}".strip()


def bare(value: float, unit: str) -> str:
    """A number as it is told in its unit, without the unit's name."""
    return f"{value:.1%}" if unit in _SHARES and not np.isnan(value) else short(value)


def short(value: float) -> str:
    """A number as short as it can be told: three digits, thousands set apart."""
    if np.isnan(value):
        return "–"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
