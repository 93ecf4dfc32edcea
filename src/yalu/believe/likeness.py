"""Likeness: which pieces of evidence may stand on one another's word, and share a weight."""

from typing import Any

from yalu.believe.kernel import CHANGED
from yalu.believe.passes import Array, compiled

STOOD = 4
"""Idle stock, which speaks against traffic: see `yalu.believe.evidence.Form`."""


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
def likes(one: Any, pieces: Any, days: int) -> float:
    """How many of some pieces are like one."""
    found = 0.0
    for j in range(pieces.size):
        if alike(one, pieces[j], days):
            found += 1.0
    return found


@compiled
def likeness(pieces: Any, days: int, found: Array) -> None:
    """How many of n pieces are like each, itself too, into `found` (n,)."""
    origin, known = pieces["origin"].copy(), pieces["known"].copy()
    for i in range(pieces.size):
        found[i] = 0.0
        for j in range(pieces.size):
            # Nearly all pairs are of other origins and other weeks, which makes them unlike.
            if origin[i] != origin[j] and abs(known[i] - known[j]) > days:
                continue
            if alike(pieces[i], pieces[j], days):
                found[i] += 1.0
