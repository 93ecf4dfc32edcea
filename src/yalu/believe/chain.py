"""The chain: evidence on the days of a service, smoothed by forward-backward EM."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.believe import kernel
from yalu.believe.evidence import Evidence, Form
from yalu.believe.likelihood import Changed, Held, changed_of, held_of, hindsight
from yalu.believe.model import Model
from yalu.believe.weights import origins_of, weights

Floats = NDArray[np.float64]

_LONG_AGO = 3650  # days of hindsight beyond which a word fades no more


@dataclass(frozen=True, slots=True)
class Smoothed:
    """What the chain says of T days; kept to answer when a run began.

    post (T, 3); into (T, 3) probability of a change into a state on the day; likely, enter,
    leave (T, 3) as in `kernel.pass_forward`; forward, backward (T, 6); log_scale (T,).
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
    log_scale: Floats
    weight: Floats
    accurate: Floats
    reliability: Floats


class Prior(NamedTuple):
    """The run-length chain: see `kernel.pass_forward`."""

    phase: Floats
    jump: Floats
    start: Floats


def prior_of(model: Model) -> Prior:
    """The chain of a model, the first day being any day of its stationary law."""
    leave = 1 / model.young
    phase = np.array([leave * (1 - model.lasting), leave * model.lasting, 1 / model.settled])
    jump = np.array(model.jump)
    visits = np.linalg.matrix_power(0.5 * (jump + np.eye(3)), 64)[0]
    young = model.young / model.mean_run
    return Prior(phase, jump, np.outer(visits, (young, 1 - young)).ravel())


@dataclass(frozen=True, slots=True)
class Frame:
    """The days of a chain, by row: 0 is the ordinal `first`, `days` in all.

    Rows `begun` to `observed` - 1 are watched: before, nothing is said of the service, and
    after, nothing is known yet; there the chain runs by itself.
    """

    first: int
    days: int
    begun: int
    observed: int


def smooth(evidence: Sequence[Evidence], model: Model, frame: Frame) -> Smoothed:
    """The posterior of the days of a frame.

    Each round spreads the evidence over the days with the reliabilities at hand, smooths,
    and reads off how often each origin was right: r = (kappa m + sum w z) / (kappa + sum w),
    z the posterior of the accurate bit. Deterministic, and the same bits for equal input.
    """
    weight = weights(evidence, model)
    trust = np.array([piece.trust for piece in evidence])
    origin = origins_of(evidence)
    is_change = np.array([piece.form is Form.CHANGED for piece in evidence], bool)
    held = held_of(evidence, ~is_change, weight, frame.first, model)
    changed = changed_of(evidence, is_change, weight, frame.first, model)
    chain = _Chain(model, frame)
    accurate, bits = trust.copy(), trust.copy()
    for _ in range(model.rounds):
        chain.spread(held, accurate[~is_change], changed, accurate[is_change])
        chain.silence(float(weight[is_change] @ bits[is_change]))
        chain.smooth()
        bits = np.empty(len(evidence))
        rates = held.rates(chain.watched(chain.post))
        bits[~is_change] = held.bits(chain.news(chain.post), accurate[~is_change], rates)
        bits[is_change] = changed.bits(chain.news(chain.into), accurate[is_change], chain.gap)
        accurate = _learnt(trust, bits, weight, origin, model.reliability_weight)
    return chain.smoothed(weight, bits, accurate)


def _learnt(
    trust: Floats, bits: Floats, weight: Floats, origin: NDArray[np.int64], worth: float
) -> Floats:
    """Accuracy of each piece: its class's prior, moved by the record of its origin."""
    if not len(trust):
        return trust
    surprise = np.bincount(origin, weight * (bits - trust))[origin]
    told = np.bincount(origin, weight)[origin]
    return np.clip(trust + surprise / (worth + told), 0.01, 0.99)


class _Chain:
    """The working arrays of one smoothing."""

    def __init__(self, model: Model, frame: Frame) -> None:
        days = frame.days
        self.model, self.frame = model, frame
        self.prior = prior_of(model)
        self.gap = model.mean_run
        self.fading = hindsight(np.arange(_LONG_AGO), model)
        self.held, self.charge = np.zeros((days, 3)), np.zeros(days)
        self.entered, self.left = np.zeros((days, 3)), np.zeros((days, 3))
        self.post, self.into = np.zeros((days, 3)), np.zeros((days, 3))
        self.likely, self.enter = np.zeros((days, 3)), np.zeros((days, 3))
        self.leave = np.zeros((days, 3))
        self.forward, self.backward = np.zeros((days, 6)), np.zeros((days, 6))
        self.log_scale = np.zeros(days)

    def news(self, rows: Floats) -> Floats:
        """The rows that news can speak of, from the first."""
        return rows[: self.frame.observed]

    def watched(self, rows: Floats) -> Floats:
        """The rows from the first evidence to the last observed day."""
        return rows[self.frame.begun : self.frame.observed]

    def spread(
        self, held: Held, held_trust: Floats, changed: Changed, changed_trust: Floats
    ) -> None:
        """Put the evidence on the days. An entry gains what was told of it, an exit loses it."""
        model = self.model
        self.held[:], self.entered[:], self.left[:] = 0.0, 0.0, 0.0
        days = self.watched(self.post)
        if not days.any():
            days = self.prior.start.reshape(1, 3, 2).sum(2)
        message = held.message(held_trust, held.rates(days))
        kernel.spread_held(
            held.first,
            held.last,
            held.known,
            held.weight,
            message,
            held.present,
            model.piece,
            self.fading,
            self.news(self.held),
        )
        kernel.spread_changed(
            changed.centre,
            changed.scale,
            changed.peak(changed_trust, self.gap),
            changed.weight,
            changed.state,
            self.news(self.entered),
            self.news(self.left),
        )

    def silence(self, reports: float) -> None:
        """Charge a change the reports it should have had by the last observed day.

        `reports` accurate ones in all, shared by the changes believed, under a Gamma prior.
        """
        frame, worth = self.frame, self.model.reports_weight
        changes = float(self.watched(self.into)[1:].sum()) + worth
        ago = frame.observed - 1 - np.arange(frame.begun, frame.observed)
        heard = 1 - np.exp(-ago / self.model.report_delay)
        each = (reports + worth * self.model.reports) / changes
        self.watched(self.charge)[1:] = each * heard[1:]
        self.gap = (frame.observed - frame.begun + worth * self.model.mean_run) / changes

    def smooth(self) -> None:
        kernel.factors(
            self.held,
            self.entered,
            self.left,
            self.charge,
            self.likely,
            self.enter,
            self.leave,
        )
        kernel.pass_forward(
            self.likely,
            self.enter,
            self.leave,
            *self.prior,
            self.forward,
            self.log_scale,
        )
        kernel.pass_backward(
            self.likely,
            self.enter,
            self.leave,
            *self.prior[:2],
            self.forward,
            self.backward,
            self.post,
            self.into,
        )

    def smoothed(self, weight: Floats, bits: Floats, reliability: Floats) -> Smoothed:
        return Smoothed(
            self.post,
            self.into,
            self.likely,
            self.enter,
            self.leave,
            self.forward,
            self.backward,
            self.log_scale,
            weight,
            bits,
            reliability,
        )


def run_starts(chain: Smoothed, model: Model, day: int, state: int) -> Floats:
    """P(the run of `state` on row `day` began on row c), shape (day + 1,), summing to 1."""
    found = np.empty(day + 1)
    kernel.run_starts(
        day,
        state,
        chain.likely,
        chain.enter,
        chain.leave,
        *prior_of(model),
        chain.forward,
        chain.log_scale,
        chain.backward,
        found,
    )
    return found
