"""Clashes: claims that say open and claims that say shut of the same days."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from yalu.believe.evidence import Form
from yalu.believe.why.contradictions import Contradiction, Reading, nearest, one_each
from yalu.vocabulary import Claim, Grain, Kind, Stance, State, When

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_SEEN = 7  # days: a crossing told of more of them is no sighting, "nothing" of fewer no state
_TRIED = 2000  # pairs that meet, looked at in search of sets
_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Held:
    """Days on which a claim surely says that the service is open, or that it is not."""

    first: dt.date
    last: dt.date
    open: bool
    claim: Claim


@dataclass(frozen=True, slots=True)
class _Clash:
    """Claims that say open against claims that say shut, over days that hang together."""

    first: dt.date
    last: dt.date
    opened: list[Held]
    shut: list[Held]


def clashes(claims: Iterable[Claim], belief: "Belief | None") -> Iterator[Contradiction]:
    """The days on which origins have the service open and shut."""
    for clash in _clashes([one for claim in claims if (one := held(claim))]):
        sets = _sets(clash)
        opened, shut = (
            one_each((one.claim for one in side), (pair[place] for pair in sets))
            for place, side in enumerate((clash.opened, clash.shut))
        )
        crossed = all(claim.kind is Kind.CROSSING for claim in opened)
        p = None if belief is None else _believed(belief, clash, opened if crossed else ())
        grain = Grain.DAY if clash.first == clash.last else Grain.INTERVAL
        yield Contradiction(
            "state",
            When(clash.first, clash.last, grain),
            (
                Reading("crossed" if crossed else "open", opened, p),
                Reading("shut", shut, None if p is None else 1 - p),
            ),
            sets,
            crossed and not any(claim.kind is Kind.CROSSING for claim in shut),
        )


def held(claim: Claim) -> Held | None:
    """The days a claim surely speaks of; None where no day is sure.

    Rough ends are drawn in by their grain, and the first and the last day of a stretch
    are left to the neighbour: "shut until the 16th" and "open on the 16th" are one story.
    """
    if claim.scope or claim.when is None:
        return None
    first, last = claim.when.earliest, claim.when.latest
    if claim.kind is Kind.CROSSING:
        return _crossed(claim, first, last)
    if claim.kind is Kind.CHANGE and claim.stance is Stance.ASSERTS:
        same = first is not None and first == last
        opened = claim.state is not State.SUSPENDED
        return Held(first, first, opened, claim) if same and first and opened else None
    if claim.kind not in (Kind.SERVICE, Kind.CHANGE) or claim.state is None or first is None:
        return None
    if last is None and claim.when.earliest_grain is not Grain.YEAR:
        last = claim.known  # "since March" reaches to the telling; "since 2020" may not
    if last is None:
        return None
    if claim.kind is Kind.SERVICE and claim.when.grain is Grain.INTERVAL:
        first += dt.timedelta((claim.when.earliest_grain or Grain.DAY).days)
        last -= dt.timedelta((claim.when.latest_grain or Grain.DAY).days)
    is_open = (claim.state is not State.SUSPENDED) is (claim.stance is Stance.ASSERTS)
    return Held(first, last, is_open, claim) if first <= last else None


def _crossed(claim: Claim, first: dt.date | None, last: dt.date | None) -> Held | None:
    last = last or first
    passed = claim.freight_passed
    if first is None or last is None or passed is None:
        return None
    passed = passed is (claim.stance is Stance.ASSERTS)
    days = (last - first).days
    sure = days <= _SEEN if passed else days >= _SEEN
    return Held(first, last, passed, claim) if sure else None


def _clashes(found: Sequence[Held]) -> Iterator[_Clash]:
    """Runs of days of which different origins say both.

    Counted by day and not by pair, so that many claims cost no more than their days.
    """
    if not found:
        return
    import numpy as np

    begun = min(one.first for one in found).toordinal()
    length = max(one.last for one in found).toordinal() - begun + 1
    numbers = {origin: n for n, origin in enumerate(dict.fromkeys(c.claim.origin for c in found))}
    told = np.zeros((2, len(numbers), length), bool)
    spans = [
        slice(one.first.toordinal() - begun, one.last.toordinal() - begun + 1) for one in found
    ]
    for one, span in zip(found, spans, strict=True):
        told[int(one.open), numbers[one.claim.origin], span] = True
    tellers = told.sum(1)
    against = told & (tellers[::-1, None, :] > told[::-1])
    clashing = against.any((0, 1))
    edges = np.flatnonzero(np.diff(clashing, prepend=False, append=False))
    for first, end in edges.reshape(-1, 2).tolist():
        sides: tuple[list[Held], list[Held]] = ([], [])
        for one, span in zip(found, spans, strict=True):
            within = slice(max(span.start, first), min(span.stop, end))
            if against[int(one.open), numbers[one.claim.origin], within].any():
                sides[int(one.open)].append(one)
        days = dt.date.fromordinal(begun + first), dt.date.fromordinal(begun + end - 1)
        yield _Clash(*days, sides[1], sides[0])


def _sets(clash: _Clash) -> tuple[tuple[Claim, Claim], ...]:
    """A pair that meets on a day for each two origins, of what tells of the shortest stretches."""
    short = [
        sorted(side, key=lambda one: one.last - one.first) for side in (clash.opened, clash.shut)
    ]
    met = (
        (one.claim, other.claim)
        for one, other in product(*short)
        if one.claim.origin != other.claim.origin
        and one.first <= other.last
        and other.first <= one.last
    )
    by_origins: dict[tuple[str, str], tuple[Claim, Claim]] = {}
    for pair in islice(met, _TRIED):
        by_origins.setdefault((pair[0].origin, pair[1].origin), pair)
    return nearest(by_origins.values())


def _believed(belief: "Belief", clash: _Clash, seen: tuple[Claim, ...]) -> float:
    """Probability of the open reading; `seen` are the crossings if it rests on nothing else.

    A train that passed leaves a suspension what it is, so that crossings are judged by
    whether those who tell of them knew.
    """
    begun, end = belief.frame.first, belief.frame.days - 1
    first, last = (min(max(day.toordinal() - begun, 0), end) for day in (clash.first, clash.last))
    p = 1 - float(belief.chain.post[first : last + 1, 0].mean())
    return max(p, 1 - prod(1 - knew for knew in _knew(belief, seen)))


def _knew(belief: "Belief", claims: Iterable[Claim]) -> Iterator[float]:
    """The chance that each of the crossings was told from knowledge."""
    ids = {claim.id for claim in claims}
    for row, piece in enumerate(belief.evidence):
        if piece.form is Form.PASSED and any(claim.id in ids for claim in piece.claims):
            yield float(belief.chain.accurate[row])
