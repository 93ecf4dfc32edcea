"""The chain: evidence on the days of a service, smoothed by forward-backward EM."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.believe import kernel, passes
from yalu.believe.delays import delayed
from yalu.believe.evidence import Evidence
from yalu.believe.model import Model
from yalu.believe.pieces import fading_of, pieces_of, rates_of

Floats = NDArray[np.float64]

_GRID = 13  # rows of the grid of run lengths


@dataclass(frozen=True, slots=True)
class Smoothed:
    """What the chain says of T days; kept to answer when a run began.

    post (T, 3); into (T, 3) probability of a change into a state on the day; likely, enter,
    leave (T, 3) as in `passes.pass_forward`; forward, backward (T, 6); scale (T,).
    Of the n pieces of evidence, in their order: weight (n,) the exponent of its likelihood,
    accurate (n,) P(it was made from knowledge), reliability (n,) of its origin.
    """

    post: Floats
    into: Floats
    likely: Floats
    enter: Floats
    leave: Floats
    forward: Floats
    backward: Floats
    scale: Floats
    weight: Floats
    accurate: Floats
    reliability: Floats
    prior: "Prior"

    def at(self, row: int) -> Floats:
        """Posterior of the states on a row, (3,)."""
        found: Floats = self.post[row]
        return found

    def starts(self, row: int, state: int) -> Floats:
        """P(the run of `state` on row `row` began on row c), shape (row + 1,), summing to 1."""
        found = np.empty(row + 1)
        passes.run_starts(
            row,
            state,
            self.likely,
            self.enter,
            self.leave,
            *self.prior,
            self.forward,
            self.scale,
            self.backward,
            found,
        )
        return found


class Prior(NamedTuple):
    """The run-length chain: see `passes.pass_forward`."""

    phase: Floats
    jump: Floats
    start: Floats


def prior_of(model: Model) -> Prior:
    """The chain of a model, the first day being any day of its stationary law."""
    phase, jump, start = _prior(model.young, model.lasting, model.settled, model.jump)
    return Prior(phase.copy(), jump.copy(), start.copy())


@cache
def _prior(young: float, lasting: float, settled: float, jump: tuple[Any, ...]) -> Prior:
    phase = np.array([(1 - lasting) / young, lasting / young, 1 / settled])
    moves = np.array(jump)
    visits = np.linalg.matrix_power(0.5 * (moves + np.eye(3)), 64)[0]
    share = young / (young + lasting * settled)
    return Prior(phase, moves, np.outer(visits, (share, 1 - share)).ravel())


def length_grid(model: Model) -> tuple[Floats, Floats]:
    """Factors on the lengths of runs, and the log of their prior, shapes (L,)."""
    steps = np.linspace(-3, 3, _GRID) if model.run_spread > 0 else np.zeros(1)
    return np.exp(model.run_spread * steps), -0.5 * steps**2


def usual_of(model: Model) -> Floats:
    """Mean of the rate of each form under the prior, shape (len(Form),); 1 for those without."""
    law = _prior(model.young, model.lasting, model.settled, model.jump).start
    table = rates_of(model)
    mean: Floats = table @ law.reshape(3, 2).sum(1)
    return np.where(table.any(axis=1), mean, 1.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The days of a chain, by row: 0 is the ordinal `first`, `days` in all.

    Rows `begun` to `observed` - 1 are watched: before, nothing is said of the service, and
    after, nothing is known yet; there the chain runs by itself. Where `watched` names spans
    of rows, first and last, silence counts in those alone, else on all of these days.
    """

    first: int
    days: int
    begun: int
    observed: int
    watched: tuple[tuple[int, int], ...] = ()

    def watch(self) -> Floats:
        """1 on the rows on which silence counts, else 0, shape (days,)."""
        found = np.zeros(self.days)
        for low, high in self.watched or ((self.begun, self.observed - 1),):
            found[max(low, self.begun) : min(high, self.observed - 1) + 1] = 1.0
        return found


def smooth(evidence: Sequence[Evidence], model: Model, frame: Frame) -> Smoothed:
    """The posterior of the days of a frame, by forward-backward EM (`kernel.em`).

    Deterministic, and the same bits for equal input.
    """
    model = delayed(evidence, model)
    pieces, prior = pieces_of(evidence, frame.first, model), prior_of(model)
    days, phases = np.zeros((5, frame.days, 3)), np.zeros((2, frame.days, 6))
    scale, found = np.zeros(frame.days), np.zeros((2, len(evidence)))
    kernel.em(
        pieces,
        prior,
        rates_of(model),
        fading_of(model),
        frame.watch(),
        frame.begun,
        frame.observed,
        _constants(model),
        model.rounds,
        days,
        phases,
        scale,
        found,
    )
    return Smoothed(
        post=days[0],
        into=days[1],
        likely=days[2],
        enter=days[3],
        leave=days[4],
        forward=phases[0],
        backward=phases[1],
        scale=scale,
        weight=pieces["weight"],
        accurate=found[0],
        reliability=found[1],
        prior=prior,
    )


def _constants(model: Model) -> Floats:
    """The constants that `kernel.em` asks for, in its order."""
    return np.array(
        (
            model.piece,
            model.reliability_weight,
            model.reports,
            model.reports_weight,
            model.report_delay,
            model.mean_run,
            model.lean_weight,
            model.absence,
            model.notice_days,
            model.notice,
        ),
        np.float64,
    )
