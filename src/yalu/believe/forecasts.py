"""Forecasts: what was said to come, and how it fared against the belief."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yalu.vocabulary import Claim, Kind, Stance, State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

GRACE = 3
"""Days after its window in which a forecast still counts as come true."""

Odds = Callable[[dt.date], tuple[float, float, float]]
"""Odds of suspended, limited and running on any day up to the one judged from."""
Expects = Callable[[Claim], State | None]
"""The state that a claim expects, None where it tells of none."""


class Outcome(StrEnum):
    """How a forecast fared."""

    CAME_TRUE = "came true"
    DID_NOT = "did not come true"
    OPEN = "still open"
    NO_DAY = "no day given"
    UNJUDGED = "cannot be judged"


@dataclass(frozen=True, slots=True)
class Forecast:
    """One thing that one origin said would come or, denying it, would not.

    `claims` are all that tell it, the first known first: the others are relays. `due` is the
    last day of its window. `probability` is that of its having come true: the belief's on the
    best day of the window, so at least so much for the window as a whole. `unchanged` is what
    it would be if nothing had changed since it was told. `slip` is how many days after
    `due` the expected state came, where it came late.
    """

    claims: tuple[Claim, ...]
    expected: State | None
    outcome: Outcome
    due: dt.date | None = None
    probability: float | None = None
    unchanged: float | None = None
    slip: int | None = None

    @property
    def origin(self) -> str:
        return self.claims[0].origin

    @property
    def told(self) -> dt.date | None:
        """The day on which it was first public."""
        return self.claims[0].known

    @property
    def denies(self) -> bool:
        return self.claims[0].stance is Stance.DENIES

    @property
    def lead(self) -> int | None:
        """Days from its telling to the first day of its window; negative if told later."""
        when, told = self.claims[0].when, self.told
        first = (when.earliest or when.latest) if when else None
        return (first - told).days if first and told else None

    @property
    def counts(self) -> bool:
        """Whether it bears on a record: judged, and told before the last day of its window."""
        judged = self.outcome in (Outcome.CAME_TRUE, Outcome.DID_NOT)
        return judged and bool(self.due and self.told and self.told <= self.due)


def odds_of(belief: "Belief") -> Odds:
    """The odds of a belief; those of its first and last day for any day beyond them."""

    def odds(day: dt.date) -> tuple[float, float, float]:
        found = belief.on(min(max(day, belief.first), belief.last))
        suspended, limited, running = (found[state] for state in State)
        return suspended, limited, running

    return odds


def forecasts(
    claims: Iterable[Claim], odds: Odds, on: dt.date, expects: Expects
) -> tuple[Forecast, ...]:
    """The forecasts among claims about one service, as judged on a day; the latest told first.

    Besides those so called, changes dated after they were told. "Could not say" is none.
    Those of one origin that expect the same in the same days are one, told again.
    """
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.foretells and claim.stance is not Stance.UNCONFIRMED:
            state, denies = expects(claim), claim.stance is Stance.DENIES
            what = state or claim.value.get("what")
            place = claim.gate, claim.mode, claim.when
            alike.setdefault((claim.origin, what, denies, *place), []).append(claim)
    found = [judge(same, expects(same[0]), odds, on) for same in alike.values()]
    return tuple(sorted(found, key=_order, reverse=True))


def judge(claims: Iterable[Claim], expected: State | None, odds: Odds, on: dt.date) -> Forecast:
    """How fares what these claims of one origin, alike, say would come.

    A state came if it was more probable than not on a day of the window: limited service
    counts as open. A change into a state counts as come where that state held already.
    """
    told = tuple(sorted(claims, key=_appearance))
    when = told[0].when
    first = (when.earliest or when.latest) if when else None
    if when is None or first is None:
        return Forecast(told, expected, Outcome.NO_DAY)
    last = when.latest or first
    if expected is None:
        return Forecast(told, None, Outcome.UNJUDGED, last)
    end = last + dt.timedelta(GRACE)
    chances = [_chance(odds(day), expected) for day in _days(first, min(end, on))]
    best, denies = max(chances, default=0.0), told[0].stance is Stance.DENIES
    came = best > 0.5
    if end > on and not came:
        return Forecast(told, expected, Outcome.OPEN, last)
    right = came is not denies
    late = None if came or denies else _first_day(end, on, expected, odds)
    before = _chance(odds(min(told[0].known or first, on)), expected)
    return Forecast(
        told,
        expected,
        Outcome.CAME_TRUE if right else Outcome.DID_NOT,
        last,
        1 - best if denies else best,
        1 - before if denies else before,
        (late - last).days if late else None,
    )


def _chance(odds: tuple[float, float, float], state: State) -> float:
    return odds[0] if state is State.SUSPENDED else 1 - odds[0]


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(number) for number in range((last - first).days + 1))


def _first_day(first: dt.date, last: dt.date, state: State, odds: Odds) -> dt.date | None:
    return next((day for day in _days(first, last) if _chance(odds(day), state) > 0.5), None)


def _appearance(claim: Claim) -> tuple[object, ...]:
    return claim.known or dt.date.max, claim.document, claim.kind is not Kind.FORECAST, claim.id


def _order(forecast: Forecast) -> tuple[object, ...]:
    first = forecast.claims[0]
    return forecast.told or dt.date.min, first.document, first.id
