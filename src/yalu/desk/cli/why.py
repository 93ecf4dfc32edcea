"""`yalu why`: evidence for and against, largest effect first."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge, knowledge
from yalu.desk.cli.render import line_of_json, table
from yalu.vocabulary import Service

if TYPE_CHECKING:
    from yalu.believe import Effect


@options.command(
    options.the_service,
    options.on(required=True, help="The day to explain."),
    options.known_by,
    click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Origins."),
    options.as_json,
    examples="""
yalu why dandong-sinuiju/rail --on 2022-09-27
yalu why dandong-sinuiju/rail --on 2021-11-04 --known-by 2021-11-15
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
    origin.
    """
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        (service,) = known.services(service_name)
        belief = known.belief(service, on, on)
        effects = belief.why(on, most)
        if not effects:
            seen = belief.last_sighting
            last = f"; the last day told of is {seen}" if seen else ""
            env.warn(f"nothing told of {service} by {known.known_by} bears on {on}{last}")
            return ExitStatus.NOTHING
        if as_json:
            for effect in effects:
                line_of_json(env, line(effect, service, on))
            return ExitStatus.DONE
        state = belief.state(on)
        probability = belief.on(on)[state]
        env.say(
            f"{service} on {on}, as known on {belief.known_by}: {state.value}, p {probability:.2f}"
        )
        env.say()
        table(
            env,
            ("effect", "side", "origin", "class", "known", "what it tells"),
            rows(known, effects),
        )
    return ExitStatus.DONE


def line(effect: "Effect", service: Service, on: dt.date) -> dict[str, Any]:
    """One origin's effect, for scripts."""
    return {
        "gate": service.gate,
        "mode": service.mode.value,
        "on": on.isoformat(),
        "origin": effect.origin,
        "class": effect.class_.value,
        "log_odds": effect.log_odds,
        "known": effect.known.isoformat(),
        "relays": effect.relays,
        "claims": [claim.to_json() for claim in effect.claims],
    }


def rows(known: Knowledge, effects: "tuple[Effect, ...]") -> list[tuple[str, ...]]:
    """One row an origin, with its first words and how many relay them."""
    from yalu.brief.origins import side

    found: list[tuple[str, ...]] = []
    for effect in effects:
        first = effect.claims[0]
        told = f"“{first.quote.exact}”" if first.quote else first.gist or first.kind.value
        more = len(effect.claims) - 1
        source = known.atlas.sources.get(effect.origin)
        found.append(
            (
                f"{effect.log_odds:+.2f}",
                side(effect.log_odds),
                source.title if source else effect.origin,
                effect.class_.value,
                str(effect.known),
                " ".join(told.split()) + (f" (and {more} more)" if more else ""),
            )
        )
    return found
