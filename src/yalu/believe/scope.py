"""Which claims bear on a service, and what a scope leaves of their state."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from yalu.vocabulary import Claim, Kind, Mode, Service, Stance, State

_PEOPLE = frozenset(
    "passenger passengers pedestrian pedestrians people persons person tourist tourists traveller "
    "travellers traveler travelers refugee refugees deportee deportees migrant migrants worker "
    "workers student students walker walkers foot car cars bus buses coach coaches".split()
)
_FREIGHT = frozenset(
    "freight goods cargo truck trucks lorry lorries wagon wagons container containers trade "
    "commercial shipment shipments".split()
)
_WHOLE = frozenset("and all rail road trains train traffic service services only vehicles".split())
_SPEAKS = frozenset({Kind.CHANGE, Kind.SERVICE, Kind.CROSSING, Kind.PRESENCE, Kind.COUNT})
_ALL, _UNCONFIRMED = Mode.ALL, Stance.UNCONFIRMED
_WORD = re.compile(r"[a-z]+")


def about_people_alone(scope: str | None) -> bool:
    """Whether a scope names people and their vehicles, and no goods."""
    if not scope:
        return False
    words = set(_WORD.findall(scope.lower()))
    return bool(words & _PEOPLE) and not words & _FREIGHT


def about_part(scope: str | None) -> bool:
    """Whether a scope cuts freight down: to a product, a nationality, a procedure."""
    if not scope:
        return False
    words = set(_WORD.findall(scope.lower()))
    return bool(words - _FREIGHT - _WHOLE - _PEOPLE)


def state_told(claim: Claim) -> State | None:
    """The state a claim gives to freight as a whole.

    What runs or stops for a part of the goods is told as `limited`.
    """
    if claim.state is None or not about_part(claim.scope):
        return claim.state
    return State.LIMITED


def of_a_part(claim: Claim, service: Service, groups: Mapping[str, Sequence[str]]) -> bool:
    """Whether a claim is about a member of the group that a service is of."""
    return service.gate in groups.get(claim.gate, ())


def bears_on(
    claim: Claim,
    service: Service,
    groups: Mapping[str, Sequence[str]],
    known_by: dt.date | None,
    passengers: bool,
) -> bool:
    """Whether a claim may move the belief about a service.

    Not those about another gate or mode, found wrong in the outlet, without a stand ("could
    not confirm"), without a day, or known later than `known_by`; nor, unless the service is
    one of `passengers`, those about people alone. Of a group above the gate, all but `limited`,
    what is counted and what stands there; of a gate within the group, all but denials and what stands there.
    """
    if claim.kind not in _SPEAKS or claim.stance is _UNCONFIRMED or claim.outlet_error:
        return False
    when, known = claim.when, claim.known
    if when is None or (when.earliest is None and when.latest is None):
        return False
    if known_by and (known is None or known > known_by):
        return False
    mode, asked = claim.mode, service.mode
    if mode is not asked and asked is not _ALL and not mode.covers(asked):
        return False
    if claim.gate != service.gate:
        if claim.kind is Kind.PRESENCE:
            return False
        part = of_a_part(claim, service, groups) and claim.stance is not Stance.DENIES
        whole = claim.gate in groups.get(service.gate, ()) and claim.state is not State.LIMITED
        whole = whole and claim.kind is not Kind.COUNT
        if not (part or whole):
            return False
    return passengers or not claim.scope or not about_people_alone(claim.scope)
