"""The course of a belief: stretches of one state, and the points where its odds move."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from yalu.brief.assessment import Mark, Point, Stretch
from yalu.vocabulary import Claim, Kind, Stance, State

if TYPE_CHECKING:
    from yalu.believe import Belief

STILL = 0.01
"""A move of the odds smaller than this is not drawn."""


def stretches(
    belief: "Belief", first: dt.date | None = None, last: dt.date | None = None
) -> Iterator[Stretch]:
    """Days in a row with one most probable state, within the window given."""
    from yalu.believe import STATES

    start = max(((first or belief.first) - belief.first).days, 0)
    end = min(((last or belief.last) - belief.first).days + 1, belief.days)
    best = belief.probability[start:end].argmax(axis=1).tolist()
    for column, rows in groupby(range(len(best)), key=best.__getitem__):
        run = list(rows)
        mean = belief.probability[start + run[0] : start + run[-1] + 1, column].mean()
        yield Stretch(
            belief.first + dt.timedelta(start + run[0]),
            belief.first + dt.timedelta(start + run[-1]),
            STATES[column],
            float(mean),
        )


def points(belief: "Belief") -> Iterator[Point]:
    """The days on which the odds differ by `STILL` from those last given, and the last day."""
    previous: list[float] | None = None
    rows = belief.probability.tolist()
    for number, row in enumerate(rows):
        moved = previous is None or any(
            abs(new - old) >= STILL for new, old in zip(row, previous, strict=True)
        )
        if moved or number == len(rows) - 1:
            suspended, limited, running = previous = row
            yield Point(belief.first + dt.timedelta(number), (suspended, limited, running))


def marks(claims: Iterable[Claim]) -> Iterator[Mark]:
    """The words about the state that have days; a denial stands on the other side."""
    for claim in claims:
        when, state = claim.when, _side(claim)
        if state is None or when is None or claim.stance is Stance.UNCONFIRMED:
            continue
        first = when.earliest or when.latest
        last = when.latest or max(claim.known or first, first) if first else None
        if first and last and not (claim.kind is Kind.CHANGE and first != last):
            yield Mark(first, last, state, claim.stance is not Stance.SPECULATES)


def _side(claim: Claim) -> State | None:
    if claim.kind is Kind.CROSSING:
        passed = claim.freight_passed
        return None if passed is None else State.RUNNING if passed else State.SUSPENDED
    if claim.kind not in (Kind.CHANGE, Kind.SERVICE) or claim.state is None:
        return None
    if claim.stance is not Stance.DENIES:
        return claim.state
    return State.RUNNING if claim.state is State.SUSPENDED else State.SUSPENDED
