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
from yalu.believe.delays import delayed
from yalu.believe.evidence import Evidence
from yalu.believe.gibbs import Drawn, moves, run_starts, shares, terms_of
from yalu.believe.likeness import likes, shared
from yalu.believe.model import Model
from yalu.believe.passes import Array, compiled
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
    turned = (pieces["form"] == spreading.CHANGED).any()
    # Nothing else asks how many changes could be told of by now.
    delay = delayed([*evidence, *new], model) if turned or model.absence > 0 else model
    terms, accurate = terms_of(pieces, frame, delay), np.empty(len(new))
    fadings, late = fadings_of(drawn.lives), _late(frame, delay, walks.shape[1])
    before = drawn.changes
    if turned:
        recent = drawn.paths[:, max(late - 1, 0) :] >> 1
        before = drawn.changes - (recent[:, 1:] != recent[:, :-1]).sum(1)
    for i, piece in enumerate(new):
        r = _reliability(piece, evidence, drawn, model)
        one = np.empty((2, len(log)))
        _weigh(pieces[i], walks, before, late, r, drawn.toward, terms, fadings, drawn.life, one)
        log += one[0]
        accurate[i] = np.exp(log - log.max()) @ one[1] / np.exp(log - log.max()).sum()
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
    old, names = drawn.pieces, {piece.origin for piece in new}
    known = {e.origin: n for n, e in enumerate(evidence[: len(old)]) if e.origin in names}
    strangers = {name: -1 - number for number, name in enumerate(names)}
    origins = old["origin"]
    pieces["origin"] = [
        origins[known[name]] if (name := piece.origin) in known else strangers[name]
        for piece in new
    ]
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


def _late(frame: Frame, model: Model, rows: int) -> int:
    """The first watched row from which on a change may not have been told of yet, or 0 where
    silence does not count on all days."""
    return 0 if frame.watched else max(rows - max(int(_DELAYS * model.report_delay), 1), 0)


@compiled
def _weigh(
    piece: Any,
    walks: Array,
    before: Array,
    late: int,
    r: Array,
    toward: Array,
    terms: Any,
    fadings: Array,
    rows: Array,
    found: Array,
) -> None:
    """log L(piece | draw k) and P(accurate | draw k), into `found` (2, K).

    `before` (K,) are the changes before row `late`, all of which could be told of by now.
    """
    days, changes = np.zeros(3), np.zeros(1)
    days[0] = walks.shape[1]
    for k in range(r.size):
        path, fading = walks[k], fadings[rows[k]]
        if terms.absence > 0 and piece.form >= paths.RATES:
            paths.counted(path, terms, days, changes)
        elif piece.form == spreading.CHANGED:
            changes[0] = before[k]
            for t in range(max(late, 1), path.size):
                if path[t] // 2 != path[t - 1] // 2:
                    changes[0] += terms.heard[t]
        sight, passed = paths.measure(piece, path, fading), (days[0], days[1], days[2])
        known = r[k] * paths.knows(piece, sight, terms.norms[0], passed, changes[0])
        chance = (1 - r[k]) * paths.guess(piece, toward[k])
        found[0, k] = paths.fade(piece, fading) * np.log(known + chance)
        found[1, k] = known / (known + chance)
