"""Likelihoods: how probable it is that something is said, given the state of the days.

A statement is right by knowledge with probability r and else independent of the truth,
so L(x) = r A(x) + (1 - r) Q. What is kept here is log L by state, up to a constant.
Source: Dawid and Skene 1979 for the accurate bit; notes on fusing claims, section 3.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.believe import kernel
from yalu.believe.evidence import Evidence, Form
from yalu.believe.model import STATES, Model

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CHANCE = 1.0 / 3
_AT_ONCE = 7  # days from the last day spoken of to the telling


def hindsight(lag: NDArray[Any], model: Model) -> Floats:
    """What is left of the weight of a word told `lag` days after the day it speaks of.

    floor + (1 - floor) 2^(-lag / half-life): those who look back merge what was apart
    (casebook notes, C1 and C4: a closure, a season of trains and a second closure are told
    two years later as one closure).
    """
    floor = model.hindsight_floor
    return np.asarray(floor + (1 - floor) * 2.0 ** (-lag / model.hindsight_half_life))


@dataclass(frozen=True, slots=True)
class Held:
    """Evidence on days: n windows by row number, and what each would be told of a state.

    accurate (n, 3): A(x) of one day. HELD: the chance that somebody who knows names the
    state told (`Model.told`), or for a denial (1 - that) / 2. PASSED: crossing rate;
    STILL: exp(-rate), no train in one day; STOOD: rate of idle stock. The last three are
    divided by their mean over the days believed, which `rates` gives, and have Q = 1.
    """

    first: Ints
    last: Ints
    known: Ints
    weight: Floats
    present: Floats
    accurate: Floats
    chance: Floats
    form: Ints
    table: Floats

    def rates(self, post: Floats) -> Floats:
        """Mean of each form's rate over days, shape (len(Form),); 1 for the forms without one."""
        mean: Floats = self.table @ post.mean(axis=0)
        return np.where(self.table.any(axis=1), mean, 1.0)

    def message(self, trust: Floats, rates: Floats) -> Floats:
        """log L of one day by state, shape (n, 3), the largest being 0."""
        known = self.accurate / rates[self.form][:, None]
        found: Floats = np.log(trust[:, None] * known + ((1 - trust) * self.chance)[:, None])
        return found - found.max(axis=1, keepdims=True) if len(found) else found

    def bits(self, post: Floats, trust: Floats, rates: Floats) -> Floats:
        """P(the statement was made from knowledge | belief), shape (n,)."""
        found = np.empty(len(trust))
        known = self.accurate / rates[self.form][:, None]
        kernel.expected_held(self.first, self.last, known, post, found)
        return trust * found / (trust * found + (1 - trust) * self.chance)


def held_of(
    evidence: Sequence[Evidence],
    chosen: NDArray[np.bool_],
    weight: Floats,
    first: int,
    model: Model,
) -> Held:
    """The pieces that speak of days, rows counted from ordinal `first`."""
    pieces = [piece for piece, take in zip(evidence, chosen, strict=True) if take]
    told, crossing = np.array(model.told), np.array(model.crossing_rate)
    table = np.zeros((len(Form), len(STATES)))
    table[Form.PASSED] = crossing
    table[Form.STILL] = np.exp(-crossing)
    table[Form.STOOD] = np.array(model.idle_rate)
    accurate, chance = np.empty((len(pieces), 3)), np.ones(len(pieces))
    for row, piece in enumerate(pieces):
        if piece.form is not Form.HELD:
            accurate[row] = table[piece.form]
            continue
        named = told[:, piece.state]
        accurate[row] = (1 - named) / 2 if piece.denies else named
        chance[row] = _CHANCE
    return Held(
        np.array([piece.first - first for piece in pieces], np.int64),
        np.array([piece.last - first for piece in pieces], np.int64),
        np.array([piece.known - first for piece in pieces], np.int64),
        weight[chosen],
        np.array([model.present * (piece.known - piece.last <= _AT_ONCE) for piece in pieces]),
        accurate,
        chance,
        np.array([piece.form for piece in pieces], np.int64),
        table,
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """Evidence on transitions: n dated changes into a state.

    centre: row of the middle of the window; scale: days, .7 + .6 times half the window;
    norm: K(0); state: column of the state entered.
    """

    centre: Floats
    scale: Floats
    norm: Floats
    weight: Floats
    state: Ints

    def peak(self, trust: Floats, gap: float) -> Floats:
        """Likelihood ratio of a change on the very day told, against none, shape (n,).

        r gap K(0) / ((1 - r) Q): an accurate report is about one of the changes, one in
        `gap` days; another one names any day and any state.
        """
        return trust * gap * self.norm / ((1 - trust) * _CHANCE)

    def bits(self, into: Floats, trust: Floats, gap: float) -> Floats:
        """P(the statement was made from knowledge | belief), shape (n,)."""
        found = np.empty(len(trust))
        kernel.expected_changed(self.centre, self.scale, self.state, into, found)
        known = found * self.norm * gap
        return trust * known / (trust * known + (1 - trust) * _CHANCE)


def changed_of(
    evidence: Sequence[Evidence],
    chosen: NDArray[np.bool_],
    weight: Floats,
    first: int,
    model: Model,
) -> Changed:
    """The pieces that speak of changes, rows counted from ordinal `first`.

    Hindsight weighs on them as on days, at the middle of their window.
    """
    pieces = [piece for piece, take in zip(evidence, chosen, strict=True) if take]
    centre = np.array([(piece.first + piece.last) / 2 - first for piece in pieces], np.float64)
    half = np.array([(piece.last - piece.first) / 2 for piece in pieces], np.float64)
    known = np.array([piece.known - first for piece in pieces], np.float64)
    lag = np.maximum(known - centre, 0)
    fresh = hindsight(lag, model)
    scale = 0.7 + 0.6 * half
    decay = np.exp(-1 / scale)
    state = np.array([piece.state for piece in pieces], np.int64)
    return Changed(centre, scale, (1 - decay) / (1 + decay), weight[chosen] * fresh, state)
