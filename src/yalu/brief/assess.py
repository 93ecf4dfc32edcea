"""From claims and belief to the brief. Plain values in, plain values out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from yalu.believe.forecasts import odds_of
from yalu.believe.volume import volume
from yalu.brief import phrases, words
from yalu.brief.assessment import Answer, Brief, Onset
from yalu.brief.course import marks, points, stretches
from yalu.brief.disputes import disputes
from yalu.brief.fact import Fact, Teller, about
from yalu.brief.forecasts import forecasts, records
from yalu.brief.frequency import rates, weeks
from yalu.brief.origins import evidence, origins
from yalu.brief.unknown import silences
from yalu.corridors import Atlas
from yalu.vocabulary import Claim, Document, Kind, Stance, State, YaluError

if TYPE_CHECKING:
    from yalu.believe import Belief

_VOLUMES = ("freight_cars", "containers", "trucks", "vehicles", "ships", "cars_max", "cars_per_day")
_ORIGINS = 50
_NEAR = 90
"""Days of silence after which the evidence of the last days told of is weighed instead."""
_UNCONFIRMED = frozenset({Kind.CHANGE, Kind.SERVICE, Kind.CROSSING, Kind.FORECAST, Kind.HOLD})


def assess(
    claims: Iterable[Claim],
    belief: "Belief",
    atlas: Atlas,
    documents: Mapping[str, Document],
    on: dt.date | None = None,
) -> Brief:
    """The brief of the belief's service on a day, by default the last it knows of.

    `claims` may be of any gate; those that speak of the service, its groups included,
    and were known by `belief.known_by` are used. `documents` are the claims' own, by name.

    Raises YaluError where no claim speaks of the service, DateError for a day that the
    belief does not have.
    """
    from yalu.believe import contradictions

    service, on = belief.service, on or belief.known_by
    said = _said(claims, belief, atlas)
    own = [claim for claim in said if claim.gate == service.gate]
    teller = Teller(service, atlas, documents)
    title = atlas.gate(service.gate).title if service.gate in atlas.gates else service.gate
    answer = _answer(belief, on, phrases.subject(service, title))
    grounds = _grounds(answer, on)
    effects = belief.why(grounds, _ORIGINS)
    rested = origins(effects, teller)
    expected = forecasts(own, teller, odds_of(belief), min(on, belief.last))
    return Brief(
        service=service,
        title=title,
        on=on,
        known_by=belief.known_by,
        answer=answer,
        onset=_onset(belief, on, own, teller),
        grounds=grounds,
        origins=rested,
        rates=rates(own, teller),
        weeks=weeks(own, service, teller),
        frequency=volume(own, belief).series,
        volumes=teller.facts(filter(_tells_volume, own), phrases.crossing),
        cargo=teller.facts((c for c in own if c.kind is Kind.CARGO), phrases.goods),
        trade=_trade(said, teller),
        holds=teller.facts((c for c in said if c.kind is Kind.HOLD), phrases.hold),
        disputes=disputes(contradictions(own, belief), teller, lambda day: _verdict(belief, day)),
        forecasts=expected,
        records=records(expected),
        unknown=silences(own, answer, rested, on),
        unconfirmed=_unconfirmed(own, teller),
        evidence=evidence(effects, teller),
        stretches=tuple(stretches(belief)),
        course=tuple(points(belief)),
        marks=tuple(marks(own)),
        claims=len(said),
        documents=len({claim.document for claim in said}),
        digest=belief.digest,
    )


def _said(claims: Iterable[Claim], belief: "Belief", atlas: Atlas) -> list[Claim]:
    """The claims about the service, its groups and its members that were known in time."""
    service, known_by = belief.service, belief.known_by
    near = atlas.near(service.gate) if service.gate in atlas.gates else ()
    said = [c for c in about(claims, service, near) if c.known is None or c.known <= known_by]
    if not said:
        raise YaluError(f"nothing is known of {service} by {known_by}")
    return said


def _grounds(answer: Answer, on: dt.date) -> dt.date:
    """The day whose evidence is weighed; the last day told of where `on` lies far after it."""
    if answer.last_sighting and answer.silent_days and answer.silent_days > _NEAR:
        return answer.last_sighting
    return on


def _answer(belief: "Belief", on: dt.date, subject: str) -> Answer:
    state, seen = belief.state(on), belief.last_sighting
    silent = (on - seen).days if seen and seen <= on else None
    odds = odds_of(belief)(on)
    probability = max(odds)
    return Answer(
        state, probability, odds, _sentence(subject, state, odds, on, silent), seen, silent
    )


def _sentence(
    subject: str,
    state: State,
    odds: tuple[float, float, float],
    on: dt.date,
    silent: int | None,
) -> str:
    """The answer in one sentence, its word of probability followed by its range."""
    if silent is None:
        seen = "no sighting told of"
    elif silent == 0:
        seen = "last sighting the same day"
    else:
        seen = f"last sighting {phrases.counted(silent, 'days')} before"
    if max(odds) < 0.45:
        by_state = ", ".join(
            words.phrase(p, each.value)
            for p, each in sorted(zip(odds, State, strict=True), reverse=True)
        )
        return (
            f"On {on} it is open what {subject[0].lower()}{subject[1:]} does: {by_state}; {seen}."
        )
    return f"{subject} is {words.phrase(max(odds), state.value)} on {on}, {seen}."


def _onset(belief: "Belief", on: dt.date, own: list[Claim], teller: Teller) -> Onset | None:
    since, state = belief.since(on), belief.state(on)
    near = dt.timedelta(3)
    switches = [
        claim
        for claim in own
        if claim.kind is Kind.CHANGE
        and claim.state is state
        and claim.stance is Stance.ASSERTS
        and claim.when
        and claim.when.earliest
        and claim.when.earliest <= since.latest + near
        and (claim.when.latest or claim.when.earliest) >= since.earliest - near
    ]
    facts = teller.facts(switches, phrases.state)
    if since.best <= belief.first and not facts:
        return None
    return Onset(since.best, since.earliest, since.latest, facts)


def _verdict(belief: "Belief", day: dt.date) -> str | None:
    if not belief.first <= day <= belief.last:
        return None
    odds = odds_of(belief)(day)
    return f"the belief holds {words.phrase(max(odds), belief.state(day).value)} on {day}"


def _tells_volume(claim: Claim) -> bool:
    if claim.stance is Stance.UNCONFIRMED:
        return False
    return (
        claim.kind is Kind.CROSSING
        and claim.value.get("trains") != 0
        and (any(claim.value.get(key) for key in _VOLUMES) or bool(claim.number))
    )


def _trade(said: list[Claim], teller: Teller) -> tuple[Fact, ...]:
    """Value of trade and shares of it, mostly told of the whole border."""
    shares = teller.facts((c for c in said if c.kind is Kind.SHARE), phrases.share)
    values = teller.facts((c for c in said if c.kind is Kind.TRADE), phrases.trade)
    return (*shares, *values)


def _unconfirmed(own: list[Claim], teller: Teller) -> tuple[Fact, ...]:
    doubted = (c for c in own if c.stance is Stance.UNCONFIRMED and c.kind in _UNCONFIRMED)
    return teller.facts(
        doubted, lambda c: phrases.expected(c) if c.kind is Kind.FORECAST else phrases.state(c)
    )
