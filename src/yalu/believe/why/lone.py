"""Lone words: what one origin alone ever said, and crossings that changed nothing."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence, Form
from yalu.believe.model import STATES
from yalu.believe.why.knowing import knew
from yalu.believe.why.trials import distance, speaks_for
from yalu.vocabulary import Claim, State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_NEAR = 45  # days from the one asked about within which a lone word is worth a line
_AFTER = 3  # days for which a switch must have been followed by its state
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Lone:
    """What one origin alone says of the days from `first` to `last`.

    `claims` all tell it, the first known first; those after it are relays. `accurate` is the
    chance that it rests on knowledge.
    """

    origin: str
    first: dt.date
    last: dt.date
    claims: tuple[Claim, ...]
    accurate: float


@dataclass(frozen=True, slots=True)
class LoneCrossing:
    """A crossing on days that are believed to be of a suspension all the same.

    An exception, if it is true: `suspended` is the probability of the suspension, `accurate` the
    chance that who tells of the crossing knew.
    """

    origin: str
    first: dt.date
    last: dt.date
    claims: tuple[Claim, ...]
    accurate: float
    suspended: float


def lone(belief: "Belief", day: dt.date) -> tuple[Lone, ...]:
    """What only one origin says of the days round one, the nearest first."""
    spoken = [piece for piece in belief.evidence if piece.form is not Form.STOOD]
    found = [
        Lone(piece.origin, *_days(piece), piece.claims, knew(belief, [piece]))
        for piece in _around(spoken, day, _NEAR)
        if not any(_bears_out(other, piece) for other in spoken)
    ]
    return tuple(found)


def exceptions(belief: "Belief", day: dt.date, reach: int) -> tuple[LoneCrossing, ...]:
    """Crossings told of on days that are believed to be of a suspension, the nearest first.

    None is farther from the day than `reach`.
    """
    passed = [piece for piece in belief.evidence if piece.form is Form.PASSED]
    return tuple(_excepted(belief, _around(passed, day, reach)))


def _excepted(belief: "Belief", pieces: Sequence[Evidence]) -> Iterator[LoneCrossing]:
    for piece in pieces:
        rows = belief.chain.post[
            max(piece.first - belief.frame.first, 0) : piece.last - belief.frame.first + 1
        ]
        shut = float(rows[:, STATES.index(State.SUSPENDED)].mean())
        if shut > _LIKELY:
            chance = knew(belief, [piece])
            yield LoneCrossing(piece.origin, *_days(piece), piece.claims, chance, shut)


def _around(pieces: Sequence[Evidence], day: dt.date, reach: int) -> list[Evidence]:
    near = [piece for piece in pieces if distance(piece, day) <= reach]
    return sorted(near, key=lambda piece: (distance(piece, day), piece.days, piece.known))


def _bears_out(other: Evidence, piece: Evidence) -> bool:
    """Whether another origin says the same: that the days of a piece were of its state.

    A switch is borne out by whoever has the state on the days after it, and a train by
    whoever saw one on its day; a state by no train alone.
    """
    if other.origin == piece.origin or (other.form is Form.PASSED) is not (
        piece.form is Form.PASSED
    ):
        return False
    state = State.RUNNING if piece.opens else State.SUSPENDED
    if not speaks_for(other, state):
        return False
    after, later = (_AFTER * each.turns for each in (piece, other))
    return other.first <= piece.last + after and piece.first <= other.last + later


def _days(piece: Evidence) -> tuple[dt.date, dt.date]:
    return dt.date.fromordinal(piece.first), dt.date.fromordinal(piece.last)
