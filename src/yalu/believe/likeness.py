"""Likeness: which pieces of evidence may stand on one another's word, and share a weight."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yalu.believe.model import Model
from yalu.believe.passes import Array, compiled
from yalu.believe.spreading import CHANGED, HELD

Floats = NDArray[np.float64]

STOOD = 4
"""Idle stock, which speaks against traffic: see `yalu.believe.evidence.Form`."""

_LONG = 7  # days of a window that is not told alike by chance
_COPIED, _WORTH = (
    0.15,
    5.0,
)  # share of copied windows that says all, and is its prior; worth of that, windows
_STORY = 0.8  # by how much rho is more where a crowd tells a change
_FREE, _PART = (
    0.75,
    0.25,
)  # others who tell a change alike freely: at least, and of those called forth


@compiled
def alike(one: Any, other: Any, days: int) -> bool:
    """Whether another piece of evidence is like one; see `yalu.believe.pieces.pieces_of`.

    `days` is how long after a telling another one is still its like.
    """
    slack = 1 + 0.1 * (one.last - one.first)
    soon = abs(one.known - other.known) <= days
    close = abs(one.first - other.first) <= slack and abs(one.last - other.last) <= slack
    told = one.form == other.form and one.state == other.state and one.denies == other.denies
    if close and soon and told:
        return True
    if one.origin != other.origin:
        return False
    both = one.form == CHANGED and other.form == CHANGED
    if both and soon and abs(one.first - other.first) <= days:
        return True
    meet = one.first <= other.last + 1 and other.first <= one.last + 1
    eye = meet and other.known <= one.known + days and one.opens == other.opens
    return eye and (one.form == STOOD) == (other.form == STOOD)  # type: ignore[no-any-return]


@compiled
def likes(one: Any, pieces: Any, days: int, found: Array) -> None:
    """Add to `found` (2,) how many of some pieces are like one: of its own origin, of others."""
    for j in range(pieces.size):
        other = pieces[j]
        own = one.origin == other.origin
        # Nearly all pairs are of other origins and other weeks, which makes them unlike.
        if (own or abs(one.known - other.known) <= days) and alike(one, other, days):
            found[0 if own else 1] += 1.0


@compiled
def likeness(pieces: Any, days: int, found: Array) -> None:
    """`likes` of each of n pieces among all, itself too, into `found` (n, 2)."""
    found[:] = 0.0
    for i in range(pieces.size):
        likes(pieces[i], pieces, days, found[i])


class Crowd(NamedTuple):
    """How changes told alike by several origins share a weight; see `crowd_of`.

    rho: the discount; free: how many others may tell a change alike before it counts.
    """

    rho: float
    free: float


def crowd_among(pieces: Any, model: Model) -> Crowd:
    """`crowd_of` pieces whose likenesses are not yet counted."""
    count = np.empty((len(pieces), 2))
    likeness(pieces, model.alike_days, count)
    return crowd_of(pieces, count, model)


def crowd_of(pieces: Any, count: Floats, model: Model) -> Crowd:
    """How far strangers who tell a change alike are taken for copies, from all that is told.

    `count` (n, 2) is what `likeness` finds. Who knows of a change names its day, so sound reports
    of it are alike: a quarter of what a change calls forth here, or three quarters of one, is
    free, and what is more is a story that shares its weight with 1.8 rho, which costs the
    least on worlds without stories and the most where there are some. What a change calls forth
    is (told + w r) / (changes of the prior + w), r = `Model.reports` of worth w: a service of which one
    hears since a few weeks may have had several changes already.

    But windows of a week that several origins tell alike are copied, for chance and truth do not
    make them so. As they come to `_COPIED` of all such windows, nothing is free and rho is the
    model's; and so it is until `_WORTH` windows and more show that they are not.
    """
    if not len(pieces):
        return Crowd(model.likeness, 0.0)
    change, worth = pieces["form"] == CHANGED, model.reports_weight
    days = pieces["known"].max() - pieces["first"].min() + 1
    called = (change.sum() + worth * model.reports) / (days / model.mean_run + worth)
    window = (pieces["form"] == HELD) & (pieces["last"] - pieces["first"] + 1 >= _LONG)
    told_again = (window & (count[:, 1] > 0)).sum()
    copied = (told_again + _WORTH * _COPIED) / (window.sum() + _WORTH)
    alone = max(1 - copied / _COPIED, 0.0)
    return Crowd(model.likeness * (1 + _STORY * alone), alone * max(_PART * called, _FREE))


def shared(pieces: Any, count: Floats, crowd: Crowd, model: Model) -> Floats:
    """What likeness leaves of the weight of n pieces, (n,), by what is like them (n, 2)."""
    own, others = count[:, 0] - 1, count[:, 1]
    change = pieces["form"] == CHANGED
    many = np.where(change, np.maximum(others - crowd.free, 0.0), others)
    rho = np.where(change, crowd.rho, model.likeness)
    return np.asarray(1 / (1 + model.likeness * own + rho * many))
