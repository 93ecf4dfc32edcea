"""How much each piece of evidence weighs beside its likes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.believe.evidence import Evidence, Form
from yalu.believe.model import STATES, Model


def origins_of(evidence: Sequence[Evidence]) -> NDArray[np.int64]:
    """Each piece's origin as a number from 0, in the order of their names, shape (n,)."""
    numbers = {name: number for number, name in enumerate(sorted({e.origin for e in evidence}))}
    return np.array([numbers[piece.origin] for piece in evidence], np.int64)


def weights(evidence: Sequence[Evidence], model: Model) -> NDArray[np.float64]:
    """Exponent of each likelihood, shape (n,).

    w = share / (1 + rho (m - 1)), where m counts the pieces that are alike:
    near-identical ones of other origins (same form and state, windows within a day and a
    tenth, known within `alike_days`), and those of the same origin that tell the same
    way about overlapping days, unless they came later. One eye sees one thing, however many ways it is told; and
    outlets that agree to the day may have read one another.
    Source: notes on fusing claims, finding 5 (rho = .5 costs nothing where it is not needed).
    """
    if not evidence:
        return np.zeros(0)

    def column(name: str, dtype: Any = np.int64) -> NDArray[Any]:
        return np.array([getattr(piece, name) for piece in evidence], dtype)

    first, last, known = column("first"), column("last"), column("known")
    form, origin, opens = column("form"), origins_of(evidence), column("opens", bool)
    what = (form * len(STATES) + column("state")) * 2 + column("denies")
    slack = 1 + 0.1 * (last - first)

    def apart(values: NDArray[Any]) -> NDArray[Any]:
        distance: NDArray[Any] = np.abs(values[:, None] - values[None, :])
        return distance

    near = (apart(first) <= slack[:, None]) & (apart(last) <= slack[:, None])
    alike = near & (what[:, None] == what[None, :]) & (apart(known) <= model.alike_days)
    overlap = (first[:, None] <= last[None, :] + 1) & (first[None, :] <= last[:, None] + 1)
    same_origin = origin[:, None] == origin[None, :]
    same_eye = overlap & same_origin
    same_eye &= known[None, :] <= known[:, None] + model.alike_days
    standing, switch = form == Form.STOOD, form == Form.CHANGED
    same_eye &= (opens[:, None] == opens[None, :]) & (standing[:, None] == standing[None, :])
    story = same_origin & switch[:, None] & switch[None, :]
    story &= (apart(first) <= model.alike_days) & (apart(known) <= model.alike_days)
    count = (alike | same_eye | story).sum(1)
    return np.asarray(column("share", np.float64) / (1 + model.likeness * (count - 1)))
