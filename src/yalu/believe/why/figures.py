"""Figures: lengths of one step, or counts of one crossing, that do not meet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf, prod
from typing import TYPE_CHECKING

from yalu.believe.why.contradictions import Contradiction, Reading, pairs
from yalu.vocabulary import FREIGHT_CARS, Claim, Grain, Kind, Stance, When

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

ONE_ORDER = 180
"""Days: lengths of a hold told nearer than this are told of the same order."""
_ABOUT = 0.2  # of a number told as "about", either way
_NARROWED = {
    "more_than": (1.0, inf),
    "at_least": (1.0, inf),
    "about": (1 - _ABOUT, 1 + _ABOUT),
    "almost": (1 - _ABOUT, 1.0),
    "less_than": (0.0, 1.0),
    "at_most": (0.0, 1.0),
}

Range = tuple[float, float]


def lengths(claims: Iterable[Claim], belief: "Belief | None") -> Iterator[Contradiction]:
    """Lengths of one step, told about the same time, that do not meet."""
    timed = [c for c in claims if c.kind is Kind.HOLD and c.stance is Stance.ASSERTS]
    by_step: dict[object, list[Claim]] = {}
    for claim in sorted(timed, key=lambda claim: claim.first_day):
        if _length(claim):
            by_step.setdefault(_step(claim), []).append(claim)
    for alike in by_step.values():
        end = 0
        for place, one in enumerate(alike):
            within = [c for c in alike[place:] if (c.first_day - one.first_day).days <= ONE_ORDER]
            if place + len(within) > end:  # else all of them were looked at together before
                end = place + len(within)
                yield from _disagreeing("length of hold", within, _length, belief)


def counts(claims: Iterable[Claim], belief: "Belief | None") -> Iterator[Contradiction]:
    """Cars or vehicles of one crossing that were counted differently on its day."""
    seen = [claim for claim in claims if claim.kind is Kind.CROSSING]
    for unit in FREIGHT_CARS:
        by_way: dict[object, list[Claim]] = {}
        for claim in seen:
            if key := _way(claim, unit):
                by_way.setdefault(key, []).append(claim)
        for alike in by_way.values():
            for train in _trains(alike):
                yield from _disagreeing(
                    f"number of {unit.replace('_', ' ')}", train, _counter(unit), belief
                )


def _disagreeing(
    about: str,
    claims: Sequence[Claim],
    range_of: Callable[[Claim], Range | None],
    belief: "Belief | None",
) -> Iterator[Contradiction]:
    """The claims as one contradiction, if they come in readings of different origins.

    A reading is as many neighbours as have a value in common.
    """
    ranged = sorted((r, place) for place, claim in enumerate(claims) if (r := range_of(claim)))
    readings: list[tuple[Range, list[Claim]]] = []
    for (low, high), place in ranged:
        if readings and low <= readings[-1][0][1]:
            (least, most), alike = readings[-1]
            readings[-1] = (max(least, low), min(most, high)), [*alike, claims[place]]
        else:
            readings.append(((low, high), [claims[place]]))
    sets = pairs([alike for _, alike in readings])
    if not sets:
        return
    odds = [_odds(alike, belief) for _, alike in readings]
    whole = sum(each for each in odds if each is not None)
    days = sorted(claim.first_day for claim in claims)
    grain = Grain.DAY if days[0] == days[-1] else Grain.INTERVAL
    yield Contradiction(
        about,
        When(days[0], days[-1], grain),
        tuple(
            Reading(_told(range_), tuple(alike), None if each is None else each / whole)
            for (range_, alike), each in zip(readings, odds, strict=True)
        ),
        sets,
    )


def _odds(claims: Iterable[Claim], belief: "Belief | None") -> float | None:
    """The odds that independent origins of known reliability agree on what is true."""
    if belief is None:
        return None
    learnt = {
        piece.origin: float(belief.chain.reliability[row])
        for row, piece in enumerate(belief.evidence)
    }
    trust = {
        claim.origin: learnt.get(claim.origin, belief.model.reliability[claim.class_])
        for claim in claims
    }
    return prod(r / (1 - r) for r in trust.values())


def _told(range_: Range) -> str:
    low, high = range_
    if high >= inf:
        return f"{low:g} or more"
    if low <= 0:
        return f"up to {high:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _step(claim: Claim) -> tuple[object, ...]:
    """What two lengths must share to be comparable: the step and who or what is held."""
    past = str(claim.value.get("status", "")).startswith(("before", "former", "ended"))
    return claim.value.get("step"), claim.value.get("subject"), past


def _length(claim: Claim) -> Range | None:
    low, high = claim.value.get("days_min"), claim.value.get("days_max")
    if low is None and high is None:
        low = high = claim.number if claim.unit in (None, "days") else None
    if low is None and high is None:
        return None
    return float(low if low is not None else 0), float(high if high is not None else inf)


def _way(claim: Claim, unit: str) -> tuple[object, ...] | None:
    """What two counts must share to be of one crossing: day, direction, and of one train."""
    when = claim.when
    if claim.stance is not Stance.ASSERTS or claim.scope or when is None:
        return None
    if when.earliest is None or when.earliest != when.latest or claim.direction is None:
        return None
    if unit not in claim.value or claim.value.get("trains") not in (None, 1):
        return None
    return when.earliest, claim.direction, claim.value.get("per")


def _trains(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims by the hour of their train; one told without an hour may be any of several."""
    hours = dict.fromkeys(c.value["time"] for c in claims if c.value.get("time"))
    if len(hours) < 2:
        yield list(claims)
    else:
        for hour in hours:
            yield [claim for claim in claims if claim.value.get("time") == hour]


def _counter(unit: str) -> Callable[[Claim], Range | None]:
    def counted(claim: Claim) -> Range | None:
        low, high = claim.value[unit], claim.value.get(f"{unit}_max")
        if not isinstance(low, int | float):
            return None
        short, long = _NARROWED.get(str(claim.value.get("qualifier")), (1.0, 1.0))
        top = high if isinstance(high, int | float) else low
        return float(low) * short, float(top) * long if long < inf else inf

    return counted
