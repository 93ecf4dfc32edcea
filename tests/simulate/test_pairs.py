"""What addressed draws save: the difference of two scenarios varies less than with seeds of its own."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from yalu.simulate.compile import compiled
from yalu.simulate.outcome import Outcome
from yalu.simulate.run import run
from yalu.simulate.scenario import load

REPLICATIONS = 60
FLOOR = 5.0
"""Times the variance of a paired difference must go into that of independent seeds."""
# Figures of flow gain less (docs/twin-checks.md); so do pairs of other days or with other hazards.
PAIRS = {
    ("restart-2022-slow", "restart-2022-fast"): ("under way", "days to release"),
    ("restart-2022-fast", "two-week-closure"): ("under way", "days to release"),
    ("restart-2022-slow", "two-week-closure"): ("under way", "days to release"),
}


def figures(outcome: Outcome) -> dict[str, float]:
    """Of one replication; whoever is not released by the last day counts up to then."""
    days = outcome.table.days
    released = np.where(outcome.released < 0, days * 1440, outcome.released)[outcome.laden]
    crossing = [s for s, one in enumerate(outcome.table.model.step.values()) if one.crossing]
    return {
        "under way": outcome.inside.mean() / 1440,
        "days to release": (released - outcome.arrived[outcome.laden]).mean() / 1440,
        "released": float((outcome.released >= 0).sum()),
        "crossed": float((outcome.begun[:, crossing] >= 0).any(axis=1)[outcome.laden].sum()),
        "shortfall, t": float(outcome.shortfall.sum()),
    }


@cache
def sample(name: str, seed: int) -> dict[str, NDArray[np.float64]]:
    table = compiled(load(name))
    found = [figures(run(table, seed, replication)) for replication in range(REPLICATIONS)]
    return {key: np.array([one[key] for one in found]) for key in found[0]}


def times_smaller(one: str, other: str, figure: str) -> float:
    """Variance of the difference with other seeds for `other`, by that with the same."""
    ours, theirs, anew = sample(one, 1), sample(other, 1), sample(other, 2)
    with_seeds = (
        ours[figure].var(ddof=1) + (theirs[figure].var(ddof=1) + anew[figure].var(ddof=1)) / 2
    )
    paired = (theirs[figure] - ours[figure]).var(ddof=1)
    return float(with_seeds / paired) if paired else float("inf")


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_a_paired_difference_varies_less(pair: tuple[str, str]) -> None:
    found = {figure: times_smaller(*pair, figure) for figure in sample(pair[0], 1)}
    for figure, times in found.items():
        mean = (sample(pair[1], 1)[figure] - sample(pair[0], 1)[figure]).mean()
        print(
            f"{' and '.join(pair):40} {figure:16} difference {mean:12,.1f}, varies {times:.1f} times less"
        )
    assert min(found[figure] for figure in PAIRS[pair]) > FLOOR
