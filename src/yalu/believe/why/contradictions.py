"""Contradictions: sets of claims of different origins that cannot all be true.

States: one origin has the service suspended on a day on which another has it open, or
has a train cross. Days of a switch: two origins put one switch on different days. Lengths
and counts: two origins measure one step, or count one crossing, and their figures do not meet.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from yalu.vocabulary import Claim, Stance, When

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_MOST = 12  # sets named of one contradiction


@dataclass(frozen=True, slots=True)
class Reading:
    """One account: what it says in a word, and a claim of each origin that gives it.

    `probability` is what the belief gives it; the rest belongs to the other readings or,
    of a switch, to other days. None where the belief has no say.
    """

    says: str
    claims: tuple[Claim, ...]
    probability: float | None = None

    @property
    def origins(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(claim.origin for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Readings of one matter of which one at most is true.

    `sets` are pairs of claims that cannot both be true, at most twelve: each is minimal, for
    one of them alone contradicts nothing. `exception` says that a crossing is believed on days
    that are believed to be of a suspension all the same.
    """

    about: str
    days: When
    readings: tuple[Reading, ...]
    sets: tuple[tuple[Claim, Claim], ...]
    exception: bool = False

    @property
    def preferred(self) -> Reading | None:
        """The likeliest reading; None where the belief has no say or favours none."""
        known = sorted((r.probability for r in self.readings if r.probability), reverse=True)
        if not known or known[:1] == known[1:2]:
            return None
        return max(self.readings, key=lambda reading: reading.probability or 0)

    @property
    def odds(self) -> float | None:
        """The odds of the preferred reading against the next; None where that has nothing."""
        first = self.preferred
        if first is None or first.probability is None:
            return None
        rest = max(r.probability or 0 for r in self.readings if r is not first)
        return first.probability / rest if rest else None


def contradictions(
    claims: Iterable[Claim], belief: "Belief | None" = None
) -> tuple[Contradiction, ...]:
    """All contradictions among the claims, which are of one service, the latest days first.

    With a belief of that service each reading gets its probability: of a state by the days
    in question, of a crossing by the chance that who tells it knew, of a switch by the days it
    is put on, of figures by the records of the origins behind them.
    """
    from yalu.believe.why.clashes import clashes
    from yalu.believe.why.figures import counts, lengths
    from yalu.believe.why.switches import switches

    said = [claim for claim in claims if sound(claim)]
    found = [
        *clashes(said, belief),
        *switches(said, belief),
        *lengths(said, belief),
        *counts(said, belief),
    ]
    return tuple(sorted(found, key=lambda one: one.days.latest or dt.date.min, reverse=True))


def sound(claim: Claim) -> bool:
    """Whether a claim takes a stand: asserted or denied, and printed as it was meant."""
    return claim.stance in (Stance.ASSERTS, Stance.DENIES) and not claim.outlet_error


def pairs(readings: Sequence[Sequence[Claim]]) -> tuple[tuple[Claim, Claim], ...]:
    """The pairs of different origins across readings, those told nearest in time."""
    return nearest(
        (one, other)
        for place, reading in enumerate(readings)
        for later in readings[place + 1 :]
        for one, other in product(reading, later)
        if one.origin != other.origin
    )


def nearest(found: Iterable[tuple[Claim, Claim]]) -> tuple[tuple[Claim, Claim], ...]:
    """The first twelve pairs, those told nearest in time to one another first."""
    apart = sorted(found, key=lambda pair: abs((_told(pair[0]) - _told(pair[1])).days))
    return tuple(apart[:_MOST])


def _told(claim: Claim) -> dt.date:
    return claim.known or dt.date.min


def one_each(claims: Iterable[Claim], kept: Iterable[Claim] = ()) -> tuple[Claim, ...]:
    """A claim of each origin, and those `kept` in any case.

    Of an origin it is what it tells of the shortest stretch, so of those days most.
    """
    held = {id(claim): claim for claim in kept}
    found = {claim.origin: claim for claim in held.values()}
    for claim in sorted(claims, key=_telling):
        found.setdefault(claim.origin, claim)
    both = held | {id(claim): claim for claim in found.values()}
    return tuple(sorted(both.values(), key=_telling))


def _telling(claim: Claim) -> tuple[object, ...]:
    return _length(claim), _told(claim), claim.document, claim.origin


def _length(claim: Claim) -> int:
    when = claim.when
    if when is None or when.earliest is None or when.latest is None:
        return 10**6
    return (when.latest - when.earliest).days
