"""`yalu brief`: the assessment, in the terminal or as a page."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import knowledge
from yalu.desk.cli.publishing import publish
from yalu.desk.cli.render import progress, prose
from yalu.desk.cli.written import write_whole

if TYPE_CHECKING:
    from yalu.believe import Belief
    from yalu.brief import Brief


@options.command(
    options.service,
    options.known_by,
    options.no_record,
    click.option("-o", "--output", metavar="FILE", help="Write a page (HTML) instead."),
    examples="""
yalu brief dandong-sinuiju/rail
yalu brief dandong-sinuiju/rail --known-by 2022-09-28 -o brief.html
""",
)
def command(
    env: Environment,
    service_name: str | None,
    known_by: dt.date | None,
    no_record: bool,
    output: str | None,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Write the assessment of a service: the answer first, then all that it stands on.

    With -o it is one HTML file with a chart and the evidence, which fetches nothing. Without
    GATE/MODE every service that has claims gets its own part. The answers are kept in the
    casebook, for `yalu ledger --published`.
    """
    briefs: list[Brief] = []
    told: list[tuple[Belief, dt.date]] = []
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        services = known.services(service_name)
        with progress(env, "assessing") as step:
            for number, service in enumerate(services):
                step(number, len(services))
                belief = known.belief(service)
                if belief.claims or (service_name and known.tells(service)):
                    briefs.append(known.brief(belief))
                    told.append((belief, briefs[-1].on))
        if not briefs:
            env.warn(f"nothing is known of {service_name or 'any service'} by {known.known_by}")
            return ExitStatus.NOTHING
        if output:
            write_page(env, briefs, output)
            env.say(f"written to {output}")
        else:
            print_text(env, briefs)
        if not no_record:
            publish(env, known, told)
    return ExitStatus.DONE


def print_text(env: Environment, briefs: "list[Brief]") -> None:
    """The briefs one after another on standard output."""
    from yalu.brief import text

    for brief in briefs:
        prose(env, text.lines(brief, env.width))
        env.say()


def write_page(env: Environment, briefs: "list[Brief]", name: str) -> None:
    """The page of the briefs, written whole or not at all."""
    from yalu.brief.page import render

    write_whole(env.path(name), render(briefs).encode())
