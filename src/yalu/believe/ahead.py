"""Ahead: how soon the state of a service may switch, by the lengths of runs learned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yalu.believe.chain import Frame, Smoothed, length_grid
from yalu.believe.model import Model

if TYPE_CHECKING:
    from yalu.believe.gibbs import Drawn
    from yalu.believe.reweight import Reweighted

Floats = NDArray[np.float64]

_TAIL = 0.05


@dataclass(frozen=True, slots=True)
class Switch:
    """Probability that the state of the last known day has been left `within` so many days.

    `low` and `high` bound 90 % of what the lengths of runs learned make of it.
    """

    within: int
    probability: float
    low: float
    high: float


def switch(
    chain: "Smoothed | Drawn | Reweighted", model: Model, frame: Frame, within: int
) -> Switch:
    """The chance of a switch within so many days after the last watched day of a frame.

    A run of the likeliest state that is young with chance p ends within h days with
    1 - p S_young(h) - (1 - p) S_settled(h), S the chance to last so long; averaged over the
    posterior of the factor on the lengths of runs.
    """
    row = frame.observed - 1
    state = int(chain.post[row].argmax())
    factors, weight = lengths(chain, model, frame)
    fresh = young(chain, row, state)
    ends = np.array([1 - _lasting(model, factor, fresh, within) for factor in factors])
    order = np.argsort(ends)
    total = weight[order].cumsum()
    low, high = (
        ends[order][min(int(total.searchsorted(q)), len(ends) - 1)] for q in (_TAIL, 1 - _TAIL)
    )
    return Switch(within, float(weight @ ends), float(low), float(high))


def lengths(
    chain: "Smoothed | Drawn | Reweighted", model: Model, frame: Frame
) -> tuple[Floats, Floats]:
    """Factors on the lengths of runs, and the posterior of each, shapes (L,).

    Of draws, how often each was drawn. Of EM, the log-normal prior times the likelihood of
    the stays and moves that the smoothed chain expects.
    """
    grid, log = length_grid(model)
    if not isinstance(chain, Smoothed):
        weight = np.array([chain.weights[chain.lengths == factor].sum() for factor in grid])
        return grid, weight / weight.sum()
    log = log + lengths_log(grid, expected_moves(chain, frame), model)
    weight = np.exp(log - log.max())
    return grid, weight / weight.sum()


def lengths_log(factors: Floats, moves: Floats, model: Model) -> Floats:
    """Log likelihood of factors (L,) on the run lengths of a model, for moves (4,) as expected."""
    stays, gone, late_stays, late_gone = moves
    leave, late = 1 / (factors * model.young), 1 / (factors * model.settled)
    found = stays * np.log1p(-leave) + gone * np.log(leave)
    return np.asarray(found + late_stays * np.log1p(-late) + late_gone * np.log(late))


def expected_moves(chain: Smoothed, frame: Frame) -> Floats:
    """Days on which a young run is expected to stay young and to move on, and so a settled one, (4,).

    From the pairs of days of the watched rows: P(y_t-1, y_t | all) is filtered, times the
    transition, times the backward message.
    """
    before = chain.forward[frame.begun : frame.observed - 1].reshape(-1, 3, 2)
    after = chain.backward[frame.begun + 1 : frame.observed].reshape(-1, 3, 2)
    rows = slice(frame.begun + 1, frame.observed)
    after = after * chain.likely[rows][:, :, None]
    ends, settles, late = chain.prior.phase
    come = (after[:, :, 0] * chain.enter[rows]) @ chain.prior.jump.T * chain.leave[rows]
    young, old = before[:, :, 0], before[:, :, 1]
    each = np.stack(
        (
            (young * after[:, :, 0] * (1 - ends - settles)).sum(1),
            (young * (after[:, :, 1] * settles + come * ends)).sum(1),
            (old * after[:, :, 1] * (1 - late)).sum(1),
            (old * come * late).sum(1),
        )
    )
    return np.asarray((each / each.sum(0)).sum(1))


def young(chain: "Smoothed | Drawn | Reweighted", row: int, state: int) -> float:
    """P(the run of a state is young | it holds on the row), the last watched one."""
    if not isinstance(chain, Smoothed):
        ends = np.bincount(chain.paths[:, -1], chain.weights, 6)[2 * state : 2 * state + 2]
        return float(ends[0] / ends.sum()) if ends.sum() > 0 else 1.0
    both = chain.forward[row, 2 * state : 2 * state + 2]
    return float(both[0] / both.sum())


def _lasting(model: Model, factor: float, young: float, days: int) -> float:
    """Chance that a run which is young with that chance lasts so many days more."""
    leave, late = 1 / (factor * model.young), 1 / (factor * model.settled)
    old = 1 - young
    for _ in range(days):
        young, old = young * (1 - leave), old * (1 - late) + young * leave * model.lasting
    return young + old
