"""Record: how far an origin's word about a service was borne out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence, Form

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_NEARBY = 4  # days by which a switch may be told beside its day

_GRID = 2000
_TAIL = 0.05


@dataclass(frozen=True, slots=True)
class Record:
    """The chance that a statement of an origin rests on knowledge: a Beta posterior.

    `mean`, and 5 % on either side of `low` to `high`; `n` is the number of statements about
    the service that moved it from the prior of the origin's class.
    """

    mean: float
    low: float
    high: float
    n: int


def records(belief: "Belief") -> dict[str, Record]:
    """The record of every origin of a belief, by its name.

    Beta(kappa m + sum w z, kappa (1 - m) + sum w (1 - z)) over its statements, kappa the
    worth of the prior, m the mean prior of their classes, w their weights and z the chance
    that each was made from knowledge. Suppositions count only where there is nothing else.
    """
    rows: dict[str, list[int]] = {}
    for row, piece in enumerate(belief.evidence):
        rows.setdefault(piece.origin, []).append(row)
    worth = belief.model.reliability_weight
    found = {}
    for origin, own in rows.items():
        firm = [row for row in own if belief.evidence[row].firm] or own
        weights = [float(belief.chain.weight[row]) for row in firm]
        told = sum(weights)
        right = sum(w * _knew(belief, row) for w, row in zip(weights, firm, strict=True))
        prior = sum(belief.evidence[row].trust for row in firm) / len(firm)
        low, high = interval(worth * prior + right, worth * (1 - prior) + told - right)
        found[origin] = Record((worth * prior + right) / (worth + told), low, high, len(firm))
    return found


def interval(alpha: float, beta: float) -> tuple[float, float]:
    """The middle 90 % of a Beta law, to a two-thousandth."""
    import numpy as np

    x = (np.arange(_GRID) + 0.5) / _GRID
    density = (alpha - 1) * np.log(x) + (beta - 1) * np.log1p(-x)
    total = np.exp(density - density.max()).cumsum()
    low, high = x[np.searchsorted(total, total[-1] * np.array([_TAIL, 1 - _TAIL]))]
    return float(low), float(high)


def knew(belief: "Belief", pieces: Iterable[Evidence]) -> float:
    """The chance that pieces of a belief rest on knowledge, the mean by their weights."""
    chosen = {id(piece) for piece in pieces}
    rows = [row for row, piece in enumerate(belief.evidence) if id(piece) in chosen]
    weights = [float(belief.chain.weight[row]) for row in rows]
    told = zip(weights, rows, strict=True)
    return sum(weight * _knew(belief, row) for weight, row in told) / sum(weights)


def _knew(belief: "Belief", row: int) -> float:
    """The chance that one piece rests on knowledge.

    Who knew of a switch knew of one that there was, so that it is no greater than the
    probability of a switch on those days.
    """
    piece, chain = belief.evidence[row], belief.chain
    chance = float(chain.accurate[row])
    if piece.form is not Form.CHANGED:
        return chance
    begun = belief.frame.first
    first, last = piece.first - begun - _NEARBY, piece.last - begun + _NEARBY
    return min(chance, float(chain.into[max(first, 0) : last + 1, piece.state].sum()))
