"""Reweight: what a new word does to draws that are kept, without drawing anew.

Each kept draw k is a whole path with its reliabilities; a new piece of evidence multiplies its
weight by L(new | draw k), the likelihood of `yalu.believe.paths`. Where few draws carry all the
weight, a belief has to be made anew.
Source: notes on fusing claims, sections 2 (speed) and 3.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.believe import paths, spreading
from yalu.believe.chain import Frame
from yalu.believe.delays import report_delay
from yalu.believe.evidence import Evidence
from yalu.believe.gibbs import Drawn, moves, norms_of, run_starts, shares
from yalu.believe.likeness import likes, shared
from yalu.believe.model import Model
from yalu.believe.passes import Array, lean
from yalu.believe.pieces import Pieces, bare, fadings_of

Floats = NDArray[np.float64]

ENOUGH = 0.3
"""Share of the draws that the weighted ones must be worth; below, draw anew (notes, 3.3)."""


_DELAYS = 8  # mean delays after which every change was told of


@dataclass(frozen=True)
class Reweighted:
    """Kept draws with weights (K,) that sum to 1, over the days of a frame.

    paths (K, N) as in `Drawn`, which may reach further; lengths (K,). Of the pieces of evidence,
    those there when the draws were made and then the new: weight, accurate, reliability.
    """

    drawn: Drawn
    weights: Floats
    paths: NDArray[np.int8]
    frame: Frame
    model: Model
    weight: Floats
    accurate: Floats
    reliability: Floats

    @property
    def share(self) -> float:
        """Effective sample size, 1 / sum w^2, as a share of the draws."""
        return float(1 / (np.square(self.weights).sum() * len(self.weights)))

    @property
    def lengths(self) -> Floats:
        return self.drawn.lengths

    def at(self, row: int) -> Floats:
        """Posterior of the states on a row, (3,)."""
        if self.frame.begun <= row < self.frame.observed:
            column = self.paths[:, row - self.frame.begun]
            return np.bincount(column // 2, self.weights, 3).astype(np.float64)
        found: Floats = self.post[row]
        return found

    @cached_property
    def _shares(self) -> tuple[Floats, Floats]:
        return shares(self.paths, self.weights, self.frame, self.model)

    @property
    def post(self) -> Floats:
        """Posterior of the days, (T, 3)."""
        return self._shares[0]

    @property
    def into(self) -> Floats:
        """Probability of a change into a state on the day, (T, 3)."""
        return self._shares[1]

    def starts(self, row: int, state: int) -> Floats:
        """P(the run of `state` on row `row` began on row c), shape (row + 1,), summing to 1."""
        return run_starts(self.paths // 2, self.weights, self.frame.begun, row, state)


def reweight(
    chain: Drawn | Reweighted,
    evidence: Sequence[Evidence],
    new: Sequence[Evidence],
    model: Model,
    frame: Frame,
    seed: int = 0,
) -> Reweighted:
    """The draws of a chain, weighted by new pieces of evidence.

    `evidence` is what the chain was made with and `frame` what it is to cover; where that is
    later, every path goes on by the prior, from `seed`. Alike pieces share the weight of
    the new one; that of the old ones stays.
    """
    drawn = chain if isinstance(chain, Drawn) else chain.drawn
    walks = _extended(chain.paths, frame, model, seed)
    pieces = _numbered(new, evidence, drawn, model, frame)
    log = np.log(np.maximum(chain.weights, 1e-300))
    scene = norms_of(model), *_changing(pieces, evidence, new, drawn, model, frame)
    fadings, accurate = fadings_of(drawn.lives), np.empty(len(new))
    for i, piece in enumerate(new):
        r = _reliability(piece, evidence, drawn, model)
        one = np.empty((2, len(log)))
        _weigh(pieces[i], walks, *scene, r, drawn.toward, fadings, drawn.life, one)
        log += one[0]
        share = np.exp(log - log.max())
        accurate[i] = share @ one[1] / share.sum()
    weights = np.exp(log - log.max())
    return Reweighted(
        drawn,
        weights / weights.sum(),
        walks,
        frame,
        model,
        np.concatenate((chain.weight, pieces["weight"])),
        np.concatenate((chain.accurate, accurate)),
        np.concatenate((chain.reliability, pieces["trust"])),
    )


def _extended(walks: NDArray[np.int8], frame: Frame, model: Model, seed: int) -> NDArray[np.int8]:
    """Paths up to the last watched day of a frame, by the prior from where they end."""
    more = frame.observed - frame.begun - walks.shape[1]
    if more <= 0:
        return walks
    step = moves(model)[0].cumsum(axis=1)
    rng = np.random.Generator(np.random.PCG64([seed, walks.shape[1]]))
    found = np.empty((len(walks), more), np.int8)
    last = walks[:, -1]
    for day in range(more):
        last = (step[last] < rng.random(len(walks))[:, None]).sum(1).clip(0, 5).astype(np.int8)
        found[:, day] = last
    return np.concatenate((walks, found), axis=1)


def _numbered(
    new: Sequence[Evidence], evidence: Sequence[Evidence], drawn: Drawn, model: Model, frame: Frame
) -> Pieces:
    """The new pieces by the old ones' numbers of origins, weighed beside what is like them."""
    pieces, share = bare(new, frame.first + frame.begun, model)
    old = drawn.pieces.view(np.ndarray)
    names = sorted({piece.origin for piece in new})
    strangers = {name: -1 - number for number, name in enumerate(names)}
    for i, piece in enumerate(new):
        known = (n for n, e in enumerate(evidence[: len(old)]) if e.origin == piece.origin)
        place = next(known, None)
        pieces["origin"][i] = strangers[piece.origin] if place is None else old["origin"][place]
    count = np.zeros((len(new), 2))
    for i in range(len(new)):
        likes(pieces[i], old, model.alike_days, count[i])
        likes(pieces[i], pieces[: i + 1], model.alike_days, count[i])
    pieces["weight"] = share * shared(pieces, count, drawn.crowd, model)
    return pieces


def _reliability(
    piece: Evidence, evidence: Sequence[Evidence], drawn: Drawn, model: Model
) -> Floats:
    """Reliability of a new piece in every draw, (K,): its origin's there, else its class's prior."""
    for old, group in zip(evidence, drawn.group, strict=False):
        if (old.origin, old.class_, old.firm) == (piece.origin, piece.class_, piece.firm):
            found: Floats = drawn.records[:, group].copy()
            return found
    return np.full(len(drawn.paths), piece.trust)


def _changing(
    pieces: Pieces,
    evidence: Sequence[Evidence],
    new: Sequence[Evidence],
    drawn: Drawn,
    model: Model,
    frame: Frame,
) -> tuple[NDArray[np.int8], Floats, Floats]:
    """What the new pieces ask of the changes of the draws, as far as they ask for any.

    watched (N,) of the frame, if absence speaks; and, if a change is told: heard, the chance that a
    change on one of its last days was told of by now, and before (K,), the changes of the draws ahead
    of those days, all of which could be told of. Where silence does not count on all days, heard is of all.
    """
    rows = frame.observed - frame.begun
    watched = np.empty(0, np.int8)
    if model.absence > 0 or frame.watched:
        watched = frame.watch()[frame.begun : frame.observed].astype(np.int8)
    if not (pieces["form"] == spreading.CHANGED).any():
        return watched, np.empty(0), drawn.changes
    delay = report_delay([*evidence, *new], model)
    late = 0 if frame.watched else max(rows - max(int(_DELAYS * delay), 1), 0)
    recent = drawn.paths[:, max(late - 1, 0) :] >> 1
    before = drawn.changes - (recent[:, 1:] != recent[:, :-1]).sum(1)
    ago = np.arange(rows - late)[::-1]
    heard = np.asarray(1 - np.exp(-ago / delay) if delay > 0 else np.ones(len(ago)))
    return watched, heard * watched if frame.watched else heard, before


@lean
def _weigh(
    piece: Any,
    walks: Array,
    norms: Any,
    watched: Array,
    heard: Array,
    before: Array,
    r: Array,
    toward: Array,
    fadings: Array,
    lives: Array,
    found: Array,
) -> None:
    """log L(piece | draw k) and P(accurate | draw k), into `found` (2, K).

    watched, heard and before are those of `_changing`.
    """
    rows = walks.shape[1]
    late = rows - heard.size
    for k in range(r.size):
        path, fading, days, changes = (
            walks[k],
            fadings[lives[k]],
            (float(rows), 0.0, 0.0),
            before[k],
        )
        if norms[0].absence > 0 and piece.form >= paths.RATES:
            days = _passed(path, watched)
        elif piece.form == spreading.CHANGED:
            for t in range(max(late, 1), rows):
                if path[t] >> 1 != path[t - 1] >> 1:
                    changes += heard[t - late]
        sight = paths.measure(piece, path, fading)
        known = r[k] * paths.knows(piece, sight, norms[0], days, changes)
        chance = (1 - r[k]) * paths.guess(piece, toward[k])
        found[0, k] = paths.fade(piece, fading) * np.log(known + chance)
        found[1, k] = known / (known + chance)


@lean
def _passed(path: Array, watched: Array) -> tuple[float, float, float]:
    """The watched days of a path in each state."""
    days1, days2, whole = 0, 0, 0
    for t in range(path.size):
        state = path[t] >> 1
        days1 += watched[t] & (state == 1)
        days2 += watched[t] & (state == 2)
        whole += watched[t]
    return float(whole - days1 - days2), float(days1), float(days2)
