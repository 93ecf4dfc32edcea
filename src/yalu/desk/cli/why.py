"""`yalu why`: evidence for and against, what would flip the answer, who contradicts whom."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import knowledge
from yalu.desk.cli.render import line_of_json, prose
from yalu.vocabulary import Claim

if TYPE_CHECKING:
    from yalu.believe import Contradiction, Effect, Reasons
    from yalu.believe.why import Duration, Lone, LoneCrossing, Reading

_COLUMNS = 80


@options.command(
    options.the_service,
    options.on(required=True, help="The day to explain."),
    options.known_by,
    click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Origins."),
    options.as_json,
    examples="""
yalu why dandong-sinuiju/rail --on 2022-09-27
yalu why dandong-sinuiju/rail --on 2021-11-04 --known-by 2021-11-15
yalu why dandong-sinuiju/rail --on 2022-01-17 --json
""",
)
def command(
    env: Environment,
    service_name: str,
    on: dt.date,
    known_by: dt.date | None,
    most: int,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Show what speaks for and against the state believed on a day, largest effect first.

    The effect of an origin is what the log-odds of that state lose without its word, in nats:
    0.7 doubles the odds, 2.3 makes them ten times as large. Relays count once, with their
    origin. Then: what is left without any word near the day; the fewest origins without whom
    another state would be believed; what one new official word would do; which claims cannot all
    be true; what one origin alone says; and which stop "the first in two years" counts from.
    """
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        (service,) = known.services(service_name)
        belief = known.belief(service, on, on)
        why = known.reasons(belief, on)
        if not why.effects:
            seen = belief.last_sighting
            last = f"; the last day told of is {seen}" if seen else ""
            env.warn(f"nothing told of {service} by {known.known_by} bears on {on}{last}")
            return ExitStatus.NOTHING
        if as_json:
            about = {"gate": service.gate, "mode": service.mode.value, "on": on.isoformat()}
            for line in lines(why, most):
                line_of_json(env, about | line)
            return ExitStatus.DONE
        from yalu.brief import reasons

        title = known.title(service)
        width = env.width if env.at_terminal else _COLUMNS
        prose(env, reasons.lines(why, known.teller(service), title, most, max(width, 30)))
    return ExitStatus.DONE


def lines(why: "Reasons", most: int) -> Iterator[dict[str, Any]]:
    """The reasons for scripts: a line for each thing that explains the day, typed by `what`."""
    for effect in why.effects[:most]:
        yield _effect(effect)
    odds = {state.value: p for state, p in why.odds.items()}
    known = {"known_by": why.known_by.isoformat()}
    yield {"what": "state", **known, "state": why.state.value, "probability": odds}
    prior, flip = why.prior, why.flip
    yield {"what": "prior", "probability": prior.probability, "likeliest": prior.likeliest.value}
    yield {
        "what": "flip",
        "origins": list(flip.origins),
        "becomes": flip.becomes.value if flip.becomes else None,
        "probability": flip.probability,
        "exact": flip.exact,
    }
    for word in why.words:
        yield {
            "what": "word",
            "claim": word.claim.to_json(),
            "probability": word.probability,
            "likeliest": word.likeliest.value,
        }
    yield from map(_contradiction, why.contradictions)
    yield from (_lone("lone", one) for one in why.lone)
    for one in why.exceptions:
        yield _lone("exception", one) | {"suspended": one.suspended}
    yield from map(_duration, why.durations)


def _effect(effect: "Effect") -> dict[str, Any]:
    record = effect.record
    return {
        "what": "origin",
        "origin": effect.origin,
        "class": effect.class_.value,
        "log_odds": effect.log_odds,
        "known": effect.known.isoformat(),
        "relays": effect.relays,
        "documents": len(effect.documents),
        "accurate": effect.accurate,
        "record": {"mean": record.mean, "low": record.low, "high": record.high, "n": record.n},
        "claims": [claim.to_json() for claim in effect.claims],
    }


def _contradiction(one: "Contradiction") -> dict[str, Any]:
    return {
        "what": "contradiction",
        "about": one.about,
        "days": one.days.to_json(),
        "readings": [_reading(reading) for reading in one.readings],
        "preferred": one.preferred.says if one.preferred else None,
        "odds": one.odds,
        "exception": one.exception,
        "sets": [[claim.id for claim in pair] for pair in one.sets],
    }


def _reading(reading: "Reading") -> dict[str, Any]:
    return {
        "says": reading.says,
        "probability": reading.probability,
        "origins": list(reading.origins),
        "claims": [_named(claim) for claim in reading.claims],
    }


def _lone(what: str, one: "Lone | LoneCrossing") -> dict[str, Any]:
    return {
        "what": what,
        "origin": one.origin,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "accurate": one.accurate,
        "claims": [claim.to_json() for claim in one.claims],
    }


def _duration(one: "Duration") -> dict[str, Any]:
    told, stop = one.told, one.stop
    days = {"first": stop.first.isoformat(), "last": stop.last.isoformat()} if stop else None
    return {
        "what": "duration",
        "origin": told.claim.origin,
        "words": told.words or None,
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "end": told.end.isoformat(),
        "probability": one.probability,
        "began": one.began.isoformat(),
        "stop": days,
        "last_stop": one.last_stop,
        "agrees": one.agrees,
        "off_days": one.off_days,
        "claim": _named(told.claim),
    }


def _named(claim: Claim) -> dict[str, Any]:
    return {"id": claim.id, **claim.to_json()}
