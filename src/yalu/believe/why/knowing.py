"""Knowing: how likely it is that a word, or an origin's words, rest on knowledge."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from yalu.believe.beta import Rate, rate
from yalu.believe.evidence import Evidence, Form

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_NEARBY = 4  # days by which a switch may be told beside its day


def records(belief: "Belief", origins: Iterable[str]) -> dict[str, Rate]:
    """The record of each origin about the service of a belief, by its name.

    Beta(kappa m + sum w z, kappa (1 - m) + sum w (1 - z)) over its statements, kappa the
    worth of the prior, m the mean prior of their classes, w their weights and z the chance
    that each was made from knowledge. Suppositions count only where there is nothing else.
    """
    rows: dict[str, list[int]] = {origin: [] for origin in origins}
    for row, piece in enumerate(belief.evidence):
        if piece.origin in rows:
            rows[piece.origin].append(row)
    return {origin: _record(belief, own) for origin, own in rows.items()}


def _record(belief: "Belief", own: list[int]) -> Rate:
    firm = [row for row in own if belief.evidence[row].firm] or own
    weights = [float(belief.chain.weight[row]) for row in firm]
    right = sum(w * _knew(belief, row) for w, row in zip(weights, firm, strict=True))
    prior = sum(belief.evidence[row].trust for row in firm) / len(firm)
    worth = belief.model.reliability_weight
    return rate(prior, worth, right, sum(weights) - right, len(firm))


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
