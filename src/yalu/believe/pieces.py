"""Pieces: evidence as flat arrays, which is what the engines work on."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.believe.evidence import Evidence, Form
from yalu.believe.likeness import crowd_of, likeness, shared
from yalu.believe.model import STATES, Model

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pieces = Any
"""An array of `PIECE`; as a record array where plain Python, too, names its fields with a dot."""

# NumPy is slow with members of an enumeration.
_HELD, _CHANGED, _PASSED = int(Form.HELD), int(Form.CHANGED), int(Form.PASSED)
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
    ways it is told; and outlets that agree to the day may have read one another. Of changes
    some may agree freely: see `likeness.crowd_of`.
    Source: notes on fusing claims, finding 5, for rho = .5.
    """
    plain, share = bare(evidence, first, model)
    pieces, count = plain.view(np.recarray), np.empty((len(evidence), 2))
    likeness(pieces, model.alike_days, count)
    pieces["weight"] = share * shared(pieces, count, crowd_of(pieces, count, model), model)
    return pieces


def bare(evidence: Sequence[Evidence], first: int, model: Model) -> tuple[Pieces, Floats]:
    """The pieces of a list of evidence but for their weight, and the share of each, (n,)."""
    pieces: Pieces = np.empty(len(evidence), PIECE)
    fields = zip(*evidence, strict=True) if evidence else [()] * len(Evidence._fields)
    told = dict(zip(Evidence._fields, fields, strict=True))
    numbers = {name: number for number, name in enumerate(sorted(set(told["origin"])))}
    rows = ("form", "first", "last", "known", "state", "denies")
    forms = list(map(int, told["form"]))
    columns = np.array([forms, *(told[name] for name in rows[1:])], np.int64)
    columns[1:4] -= first
    for name, column in zip(rows, columns, strict=True):
        pieces[name] = column
    form, _, ended, known, state, denies = columns
    pieces["origin"] = [numbers[name] for name in told["origin"]]
    # `Evidence.opens` of all.
    speaks = np.where(form == _PASSED, 1, (state > 0) != denies)
    pieces["opens"] = np.where(form > _PASSED, 0, speaks)
    pieces["trust"], pieces["restates"] = told["trust"], told["restates"]
    pieces["present"] = np.where(known - ended <= _AT_ONCE, model.present, 0.0)
    pieces["floor"] = np.where(form == _CHANGED, model.dated_floor, model.hindsight_floor)
    pieces["accurate"] = _accurate(form, state, denies, pieces["restates"], model)
    _date(pieces)
    return pieces, np.array(told["share"], np.float64)


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
    return _rates(model.crossing_rate, model.idle_rate).copy()


@cache
def _rates(crossing: tuple[float, ...], idle: tuple[float, ...]) -> Floats:
    table = np.zeros((len(Form), len(STATES)))
    table[Form.PASSED] = crossing
    table[Form.STILL] = np.exp(-table[Form.PASSED])
    table[Form.STOOD] = idle
    return table


@cache
def _named(told: tuple[tuple[float, ...], ...]) -> Floats:
    """`Model.told` by the state named, shape (3, 3)."""
    return np.array(told).T.copy()


def fadings_of(half_lives: Floats) -> Floats:
    """`fading_of` models of so many half-lives, (H, 3650), read-only."""
    return _fadings(tuple(float(life) for life in half_lives))


@cache
def _fadings(half_lives: tuple[float, ...]) -> Floats:
    found = np.stack([_fading(life) for life in half_lives])
    found.flags.writeable = False
    return found


def fading_of(model: Model) -> Floats:
    """2^(-lag / half-life) by days from what a word speaks of to the telling, shape (3650,).

    With the floor of a piece, what hindsight leaves of its weight (`spreading.left_of`): those who
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
    named = _named(model.told)[state]
    named = np.where(denies[:, None] > 0, (1 - named) / 2, named)
    changed = (form == _CHANGED)[:, None]
    found = np.where((form == _HELD)[:, None], named, table[form])
    return np.where(changed, restates[:, None] * named, found)
