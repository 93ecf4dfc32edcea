"""`yalu timeline`: the belief day by day."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import knowledge
from yalu.desk.cli.render import line_of_json, strip, table

if TYPE_CHECKING:
    from yalu.believe import Belief


@options.command(
    options.service,
    options.since,
    options.until,
    options.known_by,
    options.engine,
    options.seed,
    options.as_json,
    examples="""
yalu timeline dandong-sinuiju/rail
yalu timeline dandong-sinuiju/rail --from 2022-01-01 --to 2022-12-31
yalu timeline --json > belief.jsonl
""",
)
def command(
    env: Environment,
    service_name: str | None,
    first: dt.date | None,
    last: dt.date | None,
    known_by: dt.date | None,
    engine: str,
    seed: int,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Print the belief day by day: with --json a line a day, else the stretches of one state.

    Without GATE/MODE it answers for every service that has claims. The exit status is 1 where
    nothing is known.
    """
    if first and last and first > last:
        raise click.UsageError("--from is later than --to.")
    told = False
    with knowledge(env, casebook_name, corridor_files, known_by, engine, seed) as known:
        for service in known.services(service_name):
            belief = known.belief(service, first or last, last)
            if not belief.claims and not (as_json and not service_name):
                continue
            told = True
            if as_json:
                _lines(env, belief, first or belief.first, last or belief.last)
            else:
                _stretches(env, belief, first or belief.first, last or belief.last)
    if not told:
        env.warn(f"nothing is known of {service_name or 'any service'} by {known.known_by}")
        return ExitStatus.NOTHING
    return ExitStatus.DONE


def _lines(env: Environment, belief: "Belief", first: dt.date, last: dt.date) -> None:
    from yalu.believe import STATES

    gate, mode = belief.service.gate, belief.service.mode.value
    names = [state.value for state in STATES]
    rows = belief.probability.tolist()
    start = (max(first, belief.first) - belief.first).days
    for number in range(start, (last - belief.first).days + 1):
        day = belief.first + dt.timedelta(number)
        head = {"gate": gate, "mode": mode, "day": day.isoformat()}
        line_of_json(env, head | dict(zip(names, rows[number], strict=True)))


def _stretches(env: Environment, belief: "Belief", first: dt.date, last: dt.date) -> None:
    from yalu.brief.course import stretches

    runs = list(stretches(belief, first, last))
    env.say(f"{belief.service}, as known on {belief.known_by}")
    strip(env, [run.state for run in runs for _ in range((run.last - run.first).days + 1)])
    env.say()
    rows = (
        (str(run.first), str(run.last), run.state.value, f"{run.probability:.2f}") for run in runs
    )
    table(env, ("from", "to", "state", "mean p"), rows)
    env.say()
