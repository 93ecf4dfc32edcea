"""`yalu learn`: the lengths of runs, from all services of a casebook together."""

import datetime as dt

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import knowledge, learned_at
from yalu.desk.cli.render import line_of_json, progress
from yalu.desk.cli.written import write_whole


@options.command(
    options.known_by,
    click.option("--forget", is_flag=True, help="Go back to the model as it is shipped."),
    options.as_json,
    examples="""
yalu learn
yalu learn --known-by 2024-01-01
yalu learn --forget
""",
)
def command(
    env: Environment,
    known_by: dt.date | None,
    forget: bool,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Learn how long runs last from every service, and believe by that from now on.

    What is learned is kept beside the casebook, in a file of its name with .learned.json added, and
    stays as it is until it is learned again: a new document moves the services it speaks of
    alone. The exit status is 1 where no service has a claim.
    """
    place = learned_at(env, casebook_name)
    if place is None:
        raise click.UsageError("A database has no place beside it for what is learned.")
    if forget:
        place.unlink(missing_ok=True)
        if not as_json:
            env.say("believing by the model as it is shipped")
        return ExitStatus.DONE
    from yalu.believe.pooled import pooled

    with knowledge(env, casebook_name, corridor_files, known_by, shipped=True) as known:
        services = known.services(None)
        if not services:
            env.warn(f"nothing is known of any service by {known.known_by}")
            return ExitStatus.NOTHING
        beliefs = []
        with progress(env, "believing") as step:
            for number, service in enumerate(services):
                step(number, len(services))
                beliefs.append(known.belief(service))
    found = pooled(beliefs)
    write_whole(place, (found.to_json() + "\n").encode())
    if as_json:
        line_of_json(env, {"factor": found.factor, "services": found.services})
    else:
        env.say(f"runs last {found.factor:.2f} times as long, by {found.services} services")
    return ExitStatus.DONE
