"""`yalu status`: what runs, since when, how sure, on how many words."""

import datetime as dt
import textwrap
from typing import TYPE_CHECKING, Any

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import knowledge
from yalu.desk.cli.publishing import publish
from yalu.desk.cli.render import line_of_json, progress, table

if TYPE_CHECKING:
    from yalu.believe import Belief

AHEAD = (7, 30, 90)
"""Days after the last known one within which a switch is told."""
_HEAD = ("service", "state", "p", "since", "origins", "claims", "last sighting", "silent")


@options.command(
    options.service,
    options.on(help="The day asked about. [default: the day given to --known-by, else today]"),
    options.known_by,
    options.engine,
    options.seed,
    options.no_record,
    options.as_json,
    examples="""
yalu status
yalu status dandong-sinuiju/rail
yalu status dandong-sinuiju/rail --on 2022-09-27 --known-by 2022-09-28 --json
yalu status dandong-sinuiju/rail --engine gibbs
""",
)
def command(
    env: Environment,
    service_name: str | None,
    on: dt.date | None,
    known_by: dt.date | None,
    engine: str,
    seed: int,
    no_record: bool,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Say what runs on a day: the state, how sure, since when, on how many words.

    Without GATE/MODE it answers for every service that has claims. The exit status is 1 where
    nothing is known. What is told is kept in the casebook, for `yalu ledger --published`.
    """
    with knowledge(env, casebook_name, corridor_files, known_by, engine, seed) as known:
        day = on or known.known_by
        services = known.services(service_name)
        beliefs = []
        with progress(env, "weighing") as step:
            for number, service in enumerate(services):
                step(number, len(services))
                beliefs.append(known.belief(service, day, day))
        if service_name or not beliefs:
            beliefs = [belief for belief in beliefs if belief.claims]
        if not beliefs:
            env.warn(f"nothing is known of {service_name or 'any service'} by {known.known_by}")
            return ExitStatus.NOTHING
        shown = beliefs if as_json else [belief for belief in beliefs if belief.claims]
        if as_json:
            for belief in shown:
                line_of_json(env, line(belief, day))
        else:
            table(env, _HEAD, [row(belief, day) for belief in shown])
            if service_name:
                env.say()
                env.say(textwrap.fill(outlook(shown[0]), env.width))
            if untold := len(beliefs) - len(shown):
                env.say(f"{untold} more have claims, but none about their state.")
        if not no_record:
            publish(env, known, [(belief, day) for belief in shown])
    return ExitStatus.DONE


def outlook(belief: "Belief") -> str:
    """How soon the state of the last known day may switch, and what made the numbers."""
    parts = [
        f"{found.within} days {found.probability:.2f} ({found.low:.2f} to {found.high:.2f})"
        for found in map(belief.switch, AHEAD)
    ]
    how = mixing(belief) if belief.engine == "gibbs" else ""
    return (
        f"A switch after {belief.known_by} within {', '.join(parts)}. Engine: {belief.engine}{how}."
    )


def mixing(belief: "Belief") -> str:
    """How well the chains of draws of a belief agree."""
    from yalu.believe.gibbs import Drawn

    chain = belief.chain
    assert isinstance(chain, Drawn)
    return f", R-hat {chain.r_hat:.2f}, worth {chain.effective:.0f} independent draws"


def line(belief: "Belief", day: dt.date) -> dict[str, Any]:
    """A status line, as scripts read it."""
    since = belief.since(day)
    seen = belief.last_sighting
    return {
        "gate": belief.service.gate,
        "mode": belief.service.mode.value,
        "on": day.isoformat(),
        "known_by": belief.known_by.isoformat(),
        "state": belief.state(day).value,
        "probability": {state.value: p for state, p in belief.on(day).items()},
        "since": {
            "best": since.best.isoformat(),
            "earliest": since.earliest.isoformat(),
            "latest": since.latest.isoformat(),
        },
        "origins": belief.origins,
        "claims": belief.claims,
        "last_sighting": seen.isoformat() if seen else None,
        "silent_days": belief.silent_days,
        "switch": [
            {
                "within": found.within,
                "probability": found.probability,
                "low": found.low,
                "high": found.high,
            }
            for found in map(belief.switch, AHEAD)
        ],
        "engine": belief.engine,
        "digest": belief.digest,
    }


def row(belief: "Belief", day: dt.date) -> tuple[str, ...]:
    """The same for a person."""
    since, state, seen = belief.since(day), belief.state(day), belief.last_sighting
    range_ = "" if since.earliest == since.latest else f" ({since.earliest} to {since.latest})"
    return (
        str(belief.service),
        state.value,
        f"{belief.on(day)[state]:.2f}",
        f"{since.best}{range_}",
        str(belief.origins),
        str(belief.claims),
        str(seen or "never"),
        "" if belief.silent_days is None else f"{belief.silent_days} d",
    )
