"""Trials: what would be believed of one day with other evidence."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence, Form
from yalu.believe.model import STATES
from yalu.vocabulary import State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

REACH = 150
"""Days: evidence farther off hardly moves a day's log-odds."""
_CERTAIN = 1e-12

Odds = tuple[float, float, float]


class Trials:
    """The belief about one day, smoothed anew for each trial, and none made twice.

    The days watched stay those of the belief. Whatever is left out gives back to its likes
    the weight that it took from them. `near` are the pieces of each origin within `REACH`.
    A trial is a pass of the smoother, so that a belief by another engine is made by this one
    first: `belief` is what the trials are compared with.
    """

    def __init__(self, belief: "Belief", day: dt.date) -> None:
        belief = _by_smoothing(belief)
        self.belief, self.day = belief, day
        self.row = day.toordinal() - belief.frame.first
        self.state = belief.state(day)
        self.near: dict[str, list[Evidence]] = {}
        for piece in belief.evidence:
            if distance(piece, day) <= REACH:
                self.near.setdefault(piece.origin, []).append(piece)
        self._made: dict[frozenset[str], Odds] = {frozenset(): _odds(belief.chain.post[self.row])}

    @property
    def made(self) -> int:
        """How many sets of origins were tried."""
        return len(self._made) - 1

    @property
    def odds(self) -> Odds:
        """What is believed of the day, by STATES."""
        return self._made[frozenset()]

    def without(self, origins: Iterable[str]) -> Odds:
        """What would be believed without the words of some origins."""
        left_out = frozenset(origins)
        if left_out not in self._made:
            rest = [piece for piece in self.belief.evidence if piece.origin not in left_out]
            self._made[left_out] = self._smoothed(rest)
        return self._made[left_out]

    def beyond(self) -> Odds:
        """What would be believed if nobody had spoken of the days within `REACH`."""
        near = {id(piece) for pieces in self.near.values() for piece in pieces}
        return self._smoothed([p for p in self.belief.evidence if id(p) not in near])

    def beside(self, more: Sequence[Evidence]) -> Odds:
        """What would be believed with more evidence."""
        return self._smoothed([*self.belief.evidence, *more])

    def holds(self, odds: Odds) -> bool:
        """Whether the state believed is the likeliest of some odds too."""
        return likeliest(odds) is self.state

    def of(self, odds: Odds) -> float:
        """Probability of the state believed, by some odds."""
        return odds[STATES.index(self.state)]

    def log_odds(self, odds: Odds) -> float:
        """Log-odds of the state believed, in nats."""
        p = min(max(self.of(odds), _CERTAIN), 1 - _CERTAIN)
        return math.log(p / (1 - p))

    def _smoothed(self, evidence: Sequence[Evidence]) -> Odds:
        from yalu.believe.chain import smooth

        return _odds(smooth(evidence, self.belief.model, self.belief.frame).post[self.row])


def _by_smoothing(belief: "Belief") -> "Belief":
    from yalu.believe.chain import Smoothed, smooth

    if isinstance(belief.chain, Smoothed):
        return belief
    chain = smooth(belief.evidence, belief.model, belief.frame)
    chain.post.flags.writeable = False
    return replace(belief, chain=chain)


def likeliest(odds: Odds) -> State:
    """The most likely state; of equals, the one in which less passes."""
    return STATES[odds.index(max(odds))]


def distance(piece: Evidence, day: dt.date) -> int:
    """Days between a day and those that a piece speaks of; 0 for a day among them."""
    asked = day.toordinal()
    return max(piece.first - asked, asked - piece.last, 0)


def nearest(pieces: Iterable[Evidence], day: dt.date) -> list[Evidence]:
    """The pieces that speak of the day, else those whose days are the nearest.

    Of those that speak of it the ones that speak of few days besides come first.
    """
    found = sorted(pieces, key=lambda piece: (distance(piece, day), piece.days, piece.known))
    return [piece for piece in found if distance(piece, day) == distance(found[0], day)]


def speaks_for(piece: Evidence, state: State) -> bool:
    """Whether a piece tells of traffic where the state has some, or of none where it has none."""
    if piece.form is Form.STOOD:
        return state is State.SUSPENDED
    return piece.opens is (state is not State.SUSPENDED)


def _odds(row: Iterable[float]) -> Odds:
    suspended, limited, running = map(float, row)
    return suspended, limited, running
