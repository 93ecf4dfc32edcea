"""Pieces: evidence as flat arrays, which is what the engines work on."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.believe import kernel
from yalu.believe.evidence import Evidence, Form
from yalu.believe.model import STATES, Model

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pieces = Any
"""A record array of `PIECE`."""

_AT_ONCE = 7  # days from the last day spoken of to the telling
_SHARP = 0.7  # days: scale of a date told to the day
_REACH = 6.0  # scales of a date kernel beyond which it is nothing
_LONG_AGO = 3650  # days of hindsight beyond which a word fades no more


PIECE = np.dtype(
    [
        (name, np.int64)
        for name in "form first last known state denies origin opens begin end".split()
    ]
    + [
        (name, np.float64)
        for name in "weight present trust restates floor middle scale peak".split()
    ]
    + [("accurate", np.float64, (3,))],
    align=True,
)
"""A piece of evidence as the engines work on it.

form, state, denies, opens as in `Evidence`; first, last, known: days as rows of a frame;
weight: exponent of the likelihood; present: part of a window's bit that hangs on its
last day; trust: prior mean of its reliability; restates as in `Evidence`; floor: what hindsight leaves at least; origin: number of its origin, from 0 in
the order of their names; accurate (3,): A(x) of one day, by true state.

Of a change told for a window, the date kernel, two-sided geometric: middle (half days count),
scale in days, .7 + .6 times half the window, peak the chance of the very day; beyond rows
begin..end it is nothing.
"""


def pieces_of(evidence: Sequence[Evidence], first: int, model: Model) -> Pieces:
    """The pieces of a list of evidence, shape (n,), rows counted from ordinal `first`.

    weight = share / (1 + rho (m - 1)), where m counts the pieces that are alike:
    near-identical ones of other origins (same form and state, windows within a day and a
    tenth, known within `alike_days`), and those of the same origin that tell the same
    way about overlapping days, unless they came later. One eye sees one thing, however many
    ways it is told; and outlets that agree to the day may have read one another.
    Source: notes on fusing claims, finding 5 (rho = .5 costs nothing where it is not needed).
    """
    pieces: Pieces = np.recarray(len(evidence), PIECE)
    numbers = {name: number for number, name in enumerate(sorted({e.origin for e in evidence}))}
    rows = [
        (
            e.form,
            e.first - first,
            e.last - first,
            e.known - first,
            e.state,
            e.denies,
            numbers[e.origin],
            e.opens,
        )
        for e in evidence
    ]
    columns = np.array(rows, np.int64).reshape(-1, 8).T.copy()
    for name, column in zip(PIECE.names or (), columns, strict=False):
        pieces[name] = column
    form, _, ended, known, state, denies = columns[:6]
    shares = np.array([(e.share, e.trust, e.restates) for e in evidence], np.float64)
    shares = shares.reshape(-1, 3)
    pieces["trust"], pieces["restates"] = shares[:, 1], shares[:, 2]
    count = np.empty(len(evidence))
    kernel.likeness(pieces, model.alike_days, count)
    pieces["weight"] = shares[:, 0] / (1 + model.likeness * (count - 1))
    pieces["present"] = np.where(known - ended <= _AT_ONCE, model.present, 0.0)
    pieces["floor"] = np.where(form == Form.CHANGED, model.dated_floor, model.hindsight_floor)
    pieces["accurate"] = _accurate(form, state, denies, shares[:, 2], model)
    _date(pieces)
    return pieces


def _date(pieces: Pieces) -> None:
    """Set the date kernels of windows."""
    middle = 0.5 * (pieces["first"] + pieces["last"])
    scale = _SHARP + 0.3 * (pieces["last"] - pieces["first"])
    decay, reach = np.exp(-1 / scale), np.ceil(_REACH * scale)
    pieces["middle"], pieces["scale"], pieces["peak"] = middle, scale, (1 - decay) / (1 + decay)
    pieces["begin"], pieces["end"] = np.floor(middle) - reach, np.ceil(middle) + reach


def rates_of(model: Model) -> Floats:
    """Rates of the forms that have one, by state, shape (len(Form), 3); 0 for the others.

    PASSED: trains seen a day; STILL: exp(-rate), no train in one day; STOOD: idle stock.
    """
    table = np.zeros((len(Form), len(STATES)))
    table[Form.PASSED] = model.crossing_rate
    table[Form.STILL] = np.exp(-table[Form.PASSED])
    table[Form.STOOD] = model.idle_rate
    return table


def fading_of(model: Model) -> Floats:
    """2^(-lag / half-life) by days from what a word speaks of to the telling, shape (3650,).

    With the floor of a piece, what hindsight leaves of its weight (`kernel.left_of`): those who
    look back merge what was apart (casebook notes, C1 and C4: a closure, a season of trains and
    a second closure are told two years later as one closure).
    """
    return _fading(model.hindsight_half_life)


@cache
def _fading(half_life: float) -> Floats:
    fading = np.asarray(2.0 ** (-np.arange(_LONG_AGO) / half_life))
    fading.flags.writeable = False
    return fading


def _accurate(form: Ints, state: Ints, denies: Ints, restates: Floats, model: Model) -> Floats:
    """A(x) of one day, shape (n, 3).

    HELD: the chance that somebody who knows names the state told (`Model.told`), or for a
    denial (1 - that) / 2. CHANGED: that chance on the last day of the window, times the
    chance that no change is meant. The other forms have their rate, which is to be divided by its
    mean over the days believed.
    """
    table = rates_of(model)
    named = np.array(model.told).T[state]
    named = np.where(denies[:, None] > 0, (1 - named) / 2, named)
    changed = (form == Form.CHANGED)[:, None]
    found = np.where((form == Form.HELD)[:, None], named, table[form])
    return np.where(changed, restates[:, None] * named, found)
