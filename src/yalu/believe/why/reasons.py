"""Reasons: all that explains what is believed of a service on one day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.why.contradictions import Contradiction, contradictions
from yalu.believe.why.durations import Counted, Duration, durations, spans
from yalu.believe.why.effects import Effect, effects
from yalu.believe.why.flip import Flip, flip
from yalu.believe.why.lone import Lone, LoneCrossing, exceptions, lone
from yalu.believe.why.suppose import Prior, Word, prior, words
from yalu.believe.why.trials import REACH, Trials
from yalu.vocabulary import Claim, Service, State

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

_NEAR = 45
"""Days round the one asked about whose contradictions and counted stops explain it."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why `state` is believed of a service on a day: `odds` are of all three states.

    The tuples are in the order in which they matter: effects by size, the rest by nearness
    to the day. All may be empty; then `flip` has no origins.
    """

    service: Service
    on: dt.date
    known_by: dt.date
    state: State
    odds: Mapping[State, float]
    effects: tuple[Effect, ...]
    prior: Prior
    flip: Flip
    words: tuple[Word, ...]
    contradictions: tuple[Contradiction, ...]
    lone: tuple[Lone, ...]
    exceptions: tuple[LoneCrossing, ...]
    durations: tuple[Duration, ...]


def reasons(
    belief: "Belief",
    day: dt.date,
    claims: Iterable[Claim] = (),
    counted: Iterable[Counted] = (),
) -> Reasons:
    """Why the belief holds what it holds of a day.

    `claims` are those about the service's own gate that were known in time, those that move no
    state included: contradictions are sought among them. `counted` are the stops that their
    words count back over; those that they give by their days are found here. All is reckoned
    by the smoother, whichever engine made the belief.

    Raises DateError for a day outside the belief.
    """
    claims = tuple(claims)
    trials = Trials(belief, day)
    belief = trials.belief
    moved = effects(trials)
    told = [*counted, *spans(claims)]
    return Reasons(
        service=belief.service,
        on=day,
        known_by=belief.known_by,
        state=trials.state,
        odds=belief.on(day),
        effects=moved,
        prior=prior(trials),
        flip=flip(trials, moved),
        words=words(trials),
        contradictions=_near(contradictions(claims, belief), day),
        lone=lone(belief, day),
        exceptions=exceptions(belief, day, REACH) if trials.state is State.SUSPENDED else (),
        durations=_bearing(durations(belief, told), day),
    )


def _near(found: Iterable[Contradiction], day: dt.date) -> tuple[Contradiction, ...]:
    def apart(one: Contradiction) -> int:
        first, last = one.days.earliest or day, one.days.latest or day
        return max((first - day).days, (day - last).days, 0)

    return tuple(sorted((one for one in found if apart(one) <= _NEAR), key=apart))


def _bearing(found: Iterable[Duration], day: dt.date) -> tuple[Duration, ...]:
    """Those that count over the day, or whose stop ended or began near it."""

    def apart(one: Duration) -> int:
        return max((one.told.first - day).days, (day - one.told.end).days, 0)

    near = [one for one in found if apart(one) <= _NEAR]
    return tuple(sorted(near, key=lambda one: (abs((one.told.end - day).days), one.told.end)))
