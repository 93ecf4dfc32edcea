"""Durations: "the first in two years" held against the path, and the stop it counts from."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from yalu.believe.model import STATES
from yalu.vocabulary import Claim, Grain, Kind, Stance, State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_LIKELY = 0.5
_WEEK = 7  # days by which a beginning may be misremembered
_SHORT = 14  # days: a shorter stretch is told by its days, and counts back to nothing


@dataclass(frozen=True, slots=True)
class Counted:
    """A stop as somebody counts it: begun from `first` to `last`, and lasting until `end`.

    `words` are those that count it; empty where the claim gives the days themselves.
    """

    claim: Claim
    first: dt.date
    last: dt.date
    end: dt.date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A suspension on the likeliest path, its first and last day."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Duration:
    """A stop as counted, beside what is believed.

    `probability` is that a suspension began on the days it counts back to, or within a week of
    them; `began` the likeliest such day. `stop` is the one of the path that began nearest to
    them, None where the path has none by `told.end`, and `off_days` how much earlier than that
    the claim has it begin (negative: later), 0 where it `agrees`. `last_stop` says whether it is
    the last by then: "the first in two years" may count from an earlier one.
    """

    told: Counted
    probability: float
    began: dt.date
    stop: Stop | None
    off_days: int
    last_stop: bool

    @property
    def agrees(self) -> bool:
        return self.stop is not None and self.off_days == 0


def durations(belief: "Belief", counted: Iterable[Counted]) -> tuple[Duration, ...]:
    """Each stop as counted, held against the days on which suspensions began."""
    path = stops(belief)
    return tuple(_held_against(belief, path, told) for told in counted)


def spans(claims: Iterable[Claim]) -> Iterator[Counted]:
    """The stops that claims give by their days: "suspended from August 2020 to January"."""
    for claim in claims:
        when = claim.when
        stopped = claim.kind is Kind.SERVICE and claim.state is State.SUSPENDED
        if not stopped or claim.scope or claim.stance is not Stance.ASSERTS or when is None:
            continue
        end = when.latest or claim.known
        if when.earliest and end and (end - when.earliest).days >= _SHORT:
            grain = when.earliest_grain or (Grain.MONTH if when.earliest.day == 1 else Grain.DAY)
            rough = dt.timedelta(grain.days - 1)
            yield Counted(claim, when.earliest, min(when.earliest + rough, end), end)


def stops(belief: "Belief") -> tuple[Stop, ...]:
    """The suspensions of the likeliest states, first to last; not one older than all words."""
    frame, shut = belief.frame, STATES.index(State.SUSPENDED)
    states = belief.chain.post[: frame.observed].argmax(axis=1).tolist()
    found = []
    for state, rows in groupby(range(len(states)), key=states.__getitem__):
        run = list(rows)
        if state == shut and run[0] > frame.begun:
            days = (dt.date.fromordinal(frame.first + row) for row in (run[0], run[-1]))
            found.append(Stop(*days))
    return tuple(found)


def _held_against(belief: "Belief", path: Sequence[Stop], told: Counted) -> Duration:
    frame = belief.frame
    first = max(told.first.toordinal() - frame.first - _WEEK, 0)
    last = min(told.last, told.end).toordinal() - frame.first + _WEEK
    entered = belief.chain.into[first : max(last + 1, first), STATES.index(State.SUSPENDED)]
    mass = min(float(entered.sum()), 1.0) if len(entered) else 0.0
    began = told.first
    if mass > 0:
        began = dt.date.fromordinal(frame.first + first + int(entered.argmax()))
    begun = [stop for stop in path if stop.first < told.end]
    if not begun:
        return Duration(told, mass, began, None, 0, False)
    nearest = min(begun, key=lambda stop: abs(_off(told, stop.first)))
    off = 0 if mass >= _LIKELY else _off(told, nearest.first)
    return Duration(told, mass, began, nearest, off, nearest is begun[-1])


def _off(told: Counted, day: dt.date) -> int:
    """Days from the days counted back to, to another: positive where they come before it."""
    return max((day - told.last).days, 0) or min((day - told.first).days, 0)
