"""Knowing: how likely it is that a word, or an origin's words, rest on knowledge."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from yalu.believe.beta import Rate, rate
from yalu.believe.evidence import Evidence, Form

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_NEARBY = 4  # days by which a switch may be told beside its day


class Word(NamedTuple):
    """A word as a belief thinks of it: the prior mean of its accuracy, its weight in
    statements, and the chance that it rests on knowledge."""

    prior: float
    weight: float
    knew: float


def worth_of(belief: "Belief", row: int) -> Word:
    """The piece of evidence in a row of a belief."""
    weight = float(belief.chain.weight[row])
    return Word(belief.evidence[row].trust, weight, _knew(belief, row))


def reliability(words: Sequence[Word], worth: float) -> Rate:
    """How often words rest on knowledge: Beta(k m + sum w z, k (1 - m) + sum w (1 - z)).

    z is the chance that each does, w its weight, m the mean of their priors by weight, and k the
    `worth` of that in statements.
    """
    weight = math.fsum(one.weight for one in words)
    prior = math.fsum(one.weight * one.prior for one in words) / weight
    hits = math.fsum(one.weight * one.knew for one in words)
    return rate(prior, worth, hits, max(weight - hits, 0.0), len(words))


def records(belief: "Belief", origins: Iterable[str]) -> dict[str, Rate]:
    """The record of each origin about the service of a belief, by its name.

    Suppositions count only where there is nothing else.
    """
    rows: dict[str, list[int]] = {origin: [] for origin in origins}
    for row, piece in enumerate(belief.evidence):
        if piece.origin in rows:
            rows[piece.origin].append(row)
    return {origin: _record(belief, own) for origin, own in rows.items()}


def _record(belief: "Belief", own: list[int]) -> Rate:
    firm = [row for row in own if belief.evidence[row].firm] or own
    return reliability([worth_of(belief, row) for row in firm], belief.model.reliability_weight)


def knew(belief: "Belief", pieces: Iterable[Evidence]) -> float:
    """The chance that pieces of a belief rest on knowledge, the mean by their weights."""
    chosen = {id(piece) for piece in pieces}
    rows = [row for row, piece in enumerate(belief.evidence) if id(piece) in chosen]
    words = [worth_of(belief, row) for row in rows]
    return sum(one.weight * one.knew for one in words) / sum(one.weight for one in words)


def _knew(belief: "Belief", row: int) -> float:
    """The chance that one piece rests on knowledge.

    Who knew of a switch knew of one that there was, so that it is no greater than the
    probability of a switch on those days; unless the word may but restate a state.
    """
    piece, chain = belief.evidence[row], belief.chain
    chance = float(chain.accurate[row])
    if piece.form is not Form.CHANGED or piece.restates > 0:
        return chance
    begun = belief.frame.first
    first, last = piece.first - begun - _NEARBY, piece.last - begun + _NEARBY
    return min(chance, float(chain.into[max(first, 0) : last + 1, piece.state].sum()))
