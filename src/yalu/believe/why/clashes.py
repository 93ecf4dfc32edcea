"""Clashes: claims that say open and claims that say shut of the same days."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from yalu.believe.evidence import Form
from yalu.believe.why.contradictions import Contradiction, Reading, one_each, pairs
from yalu.vocabulary import Claim, Grain, Kind, Stance, State, When

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_ROUGH = {Grain.DAY: 0, Grain.WEEK: 6, Grain.MONTH: 30, Grain.YEAR: 365}
_SEEN = 7  # days: a crossing told of more of them is no sighting, "nothing" of fewer no state
_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Held:
    """Days on which a claim surely says that the service is open, or that it is not."""

    first: dt.date
    last: dt.date
    open: bool
    claim: Claim


@dataclass(slots=True)
class _Clash:
    """Claims that say open against claims that say shut, over days that hang together."""

    first: dt.date
    last: dt.date
    opened: list[Claim]
    shut: list[Claim]


def clashes(claims: Iterable[Claim], belief: "Belief | None") -> Iterator[Contradiction]:
    """The days on which origins have the service open and shut."""
    for clash in _joined(_pairs([one for claim in claims if (one := held(claim))])):
        opened, shut = one_each(clash.opened), one_each(clash.shut)
        crossed = _seen(opened)
        none = any(claim.kind is Kind.CROSSING for claim in shut)
        grain = Grain.DAY if clash.first == clash.last else Grain.INTERVAL
        p = None if belief is None else _believed(belief, clash, opened)
        yield Contradiction(
            "state",
            When(clash.first, clash.last, grain),
            (
                Reading("crossed" if crossed else "open", opened, p),
                Reading("shut", shut, None if p is None else 1 - p),
            ),
            tuple(pair for pair in pairs((opened, shut)) if _meet(*pair)),
            crossed and not none,
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
        first += dt.timedelta(_ROUGH[claim.when.earliest_grain or Grain.DAY]) + _DAY
        last -= dt.timedelta(_ROUGH[claim.when.latest_grain or Grain.DAY]) + _DAY
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


def _pairs(found: list[Held]) -> Iterator[_Clash]:
    """Pairs of different origins that meet on a day."""
    opened = sorted((one for one in found if one.open), key=lambda one: one.first)
    starts = [one.first for one in opened]
    for shut in found:
        if shut.open:
            continue
        for other in opened[: bisect_right(starts, shut.last)]:
            first, last = max(shut.first, other.first), min(shut.last, other.last)
            if first <= last and other.claim.origin != shut.claim.origin:
                yield _Clash(first, last, [other.claim], [shut.claim])


def _joined(found: Iterable[_Clash]) -> list[_Clash]:
    """The clashes, those joined whose days meet."""
    joined: list[_Clash] = []
    for pair in sorted(found, key=lambda pair: (pair.first, pair.last)):
        if joined and pair.first <= joined[-1].last + _DAY:
            whole = joined[-1]
            whole.last = max(whole.last, pair.last)
            whole.opened += pair.opened
            whole.shut += pair.shut
        else:
            joined.append(pair)
    return joined


def _meet(one: Claim, other: Claim) -> bool:
    a, b = held(one), held(other)
    return bool(a and b and a.first <= b.last and b.first <= a.last)


def _seen(opened: Iterable[Claim]) -> bool:
    return all(claim.kind is Kind.CROSSING for claim in opened)


def _believed(belief: "Belief", clash: _Clash, opened: tuple[Claim, ...]) -> float:
    """Probability of the open reading.

    A train that passed leaves a suspension what it is, so that crossings are judged by
    whether those who tell of them knew.
    """
    begun, end = belief.frame.first, belief.frame.days - 1
    first, last = (min(max(day.toordinal() - begun, 0), end) for day in (clash.first, clash.last))
    p = 1 - float(belief.chain.post[first : last + 1, 0].mean())
    if not _seen(opened):
        return p
    return max(p, 1 - prod(1 - knew for knew in _knew(belief, opened)))


def _knew(belief: "Belief", claims: Iterable[Claim]) -> Iterator[float]:
    """The chance that each of the crossings was told from knowledge."""
    ids = {claim.id for claim in claims}
    for row, piece in enumerate(belief.evidence):
        if piece.form is Form.PASSED and any(claim.id in ids for claim in piece.claims):
            yield float(belief.chain.accurate[row])
