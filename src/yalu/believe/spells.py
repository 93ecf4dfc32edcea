"""Spells: how long a service stays open and shut, by the lengths of runs learned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yalu.believe.ahead import lengths, young
from yalu.believe.chain import Frame, Smoothed
from yalu.believe.model import STATES, Model
from yalu.vocabulary import State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief
    from yalu.believe.gibbs import Drawn
    from yalu.believe.reweight import Reweighted

Floats = NDArray[np.float64]

POINTS = 51
"""Quantiles of a length, at equal steps of probability from 0 to 1."""
_LONGEST = 36500
_SHUT = STATES.index(State.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Spells:
    """What is believed of the opening of a service on its last known day.

    `open` is the chance that it is open then: running or limited. `opened` and `closed` are the
    lengths of the spells, in days, as `POINTS` quantiles at equal steps from 0 to 1, the last
    standing for the end of the tail (1 in 1000). Of the likelier of the two it is what is left of
    the spell on that day, given how long it may have lasted; of the other a whole spell.
    """

    open: float
    opened: tuple[float, ...]
    closed: tuple[float, ...]


def spells(belief: "Belief") -> Spells:
    """The spells of a belief, averaged over the posterior of the factor on the lengths of runs."""
    chain, model, frame = belief.chain, belief.model, belief.frame
    now = phases(chain, frame)
    opened = float(1 - now[_SHUT].sum())
    factors, weight = lengths(chain, model, frame)
    open_states = [row for row in range(len(STATES)) if row != _SHUT]
    left = (now[open_states] if opened >= 0.5 else None, now[[_SHUT]] if opened < 0.5 else None)
    return Spells(
        opened,
        _quantiles(open_states, left[0], model, factors, weight),
        _quantiles([_SHUT], left[1], model, factors, weight),
    )


def phases(chain: "Smoothed | Drawn | Reweighted", frame: Frame) -> Floats:
    """Probability of each state and phase on the last watched day, (3, 2): young, settled."""
    row = frame.observed - 1
    fresh = np.array([young(chain, row, state) for state in range(len(STATES))])
    return np.asarray(chain.post[row][:, None] * np.stack((fresh, 1 - fresh), axis=1))


def _quantiles(
    inside: list[int], now: Floats | None, model: Model, factors: Floats, weight: Floats
) -> tuple[float, ...]:
    """Quantiles of the time until the states `inside` are left: from the phases of `now`, or, where
    that is None, from the day on which they were entered."""
    start = _entered(inside, model) if now is None else now
    at = start.ravel() / start.sum()
    moves = np.stack([_moves(inside, model, factor) for factor in factors])
    held = np.repeat(at[None, :], len(factors), axis=0)
    wanted = np.linspace(0, 1, POINTS)
    wanted[-1] = 0.999
    found: list[float] = []
    for day in range(_LONGEST):
        gone = max(0.0, 1 - float(weight @ held.sum(axis=1)))
        while len(found) < POINTS and gone >= wanted[len(found)]:
            found.append(float(day))
        if len(found) == POINTS:
            return tuple(found)
        held = np.einsum("fi,fij->fj", held, moves)
    return tuple(found + [float(_LONGEST)] * (POINTS - len(found)))


def _entered(inside: list[int], model: Model) -> Floats:
    """Phases on the first day of such a spell, (len(inside), 2): all young."""
    jump = np.array(model.jump)
    others = [row for row in range(len(STATES)) if row not in inside]
    come = jump[np.ix_(others, inside)].sum(axis=0)
    return np.stack((come / come.sum(), np.zeros(len(inside))), axis=1)


def _moves(inside: list[int], model: Model, factor: float) -> Floats:
    """Transitions of a day among the phases of the states `inside`, rows summing to 1 or less."""
    leave, late = 1 / (factor * model.young), 1 / (factor * model.settled)
    jump = np.array(model.jump)
    size = 2 * len(inside)
    found = np.zeros((size, size))
    for row, state in enumerate(inside):
        found[2 * row, 2 * row] = 1 - leave
        found[2 * row, 2 * row + 1] = leave * model.lasting
        found[2 * row + 1, 2 * row + 1] = 1 - late
        for column, other in enumerate(inside):
            found[2 * row, 2 * column] += leave * (1 - model.lasting) * jump[state, other]
            found[2 * row + 1, 2 * column] += late * jump[state, other]
    return found
