"""Laws that hold on every run of every corridor, with no tolerance."""

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.outcome import Outcome

DAY = 1440


def minutes_by_day(since: NDArray, until: NDArray, days: int) -> NDArray:
    """(days,) minutes of every day that lie in the intervals [since, until)."""
    edges = np.arange(days + 1) * DAY
    before = [np.minimum(until, edge) - np.minimum(since, edge) for edge in edges]
    return np.diff([int(total.sum()) for total in before])


def assert_littles_law(outcome: Outcome) -> None:
    """Number times time is time times number: day by day, what the clock counted is what they say."""
    days = outcome.table.days
    left = np.where(outcome.left < 0, days * DAY, outcome.left).astype(np.int64)
    np.testing.assert_array_equal(
        outcome.inside, minutes_by_day(outcome.arrived.astype(np.int64), left, days)
    )


def assert_consistent(outcome: Outcome) -> None:
    """Nobody begins before coming or ends before beginning; nothing is used that is not there."""
    table, never = outcome.table, outcome.table.horizon
    entered, begun, ended = outcome.entered, outcome.begun, outcome.ended
    both = (entered >= 0) & (begun >= 0) & (begun >= entered)
    assert (entered[both] <= begun[both]).all() and (ended[ended >= 0] < never).all()
    assert (outcome.left[outcome.left >= 0] >= outcome.arrived[outcome.left >= 0]).all()
    assert (outcome.stock >= 0).all() and (outcome.shortfall >= 0).all()
    assert (outcome.busy >= 0).all() and (outcome.waiting >= 0).all()
    fixed = [
        r
        for r, name in enumerate(table.resources)
        if name in table.model.resource
        and not any(f"resource.{name}.capacity" in one.set for one in table.model.policy)
    ]
    capacity = np.array([table.model.resource[table.resources[r]].capacity for r in fixed], int)
    assert (outcome.busy[:, fixed] <= capacity * DAY).all()
