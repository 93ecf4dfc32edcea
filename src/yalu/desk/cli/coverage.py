"""`yalu coverage`: where nobody looks, month by month."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge, knowledge
from yalu.desk.cli.render import line_of_json, progress, table
from yalu.desk.cli.written import write_whole
from yalu.vocabulary import Service

if TYPE_CHECKING:
    from yalu.believe import Month

_MONTHS = ("month", "origins", "at the time", "last sighting", "prior share")
_SERVICES = ("service", "months", "told of", "at the time", "longest without", "prior share")


@options.command(
    options.service,
    click.option("--from", "first", type=options.Day(), metavar="DATE", help="The first month."),
    click.option("--to", "last", type=options.Day(), metavar="DATE", help="The last month."),
    options.known_by,
    options.chart,
    options.as_json,
    examples="""
yalu coverage
yalu coverage dandong-sinuiju/rail --from 2021-01-01 --to 2022-12-31
yalu coverage -o coverage.svg
yalu coverage --json > months.jsonl
""",
)
def command(
    env: Environment,
    service_name: str | None,
    first: dt.date | None,
    last: dt.date | None,
    known_by: dt.date | None,
    output: str | None,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Show where somebody looked: origins that speak of a month, and how much is the prior's guess.

    The prior share is 1 where nothing said of the 150 days around the middle of the month changes
    the answer, and near 0 where that settles it. Without GATE/MODE each service is one row; with
    --json every month is a line. The exit status is 1 where nothing is known.
    """
    if first and last and first > last:
        raise click.UsageError("--from is later than --to.")
    if output and as_json:
        raise click.UsageError("-o draws a chart; --json prints lines. Take one of them.")
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        months = _months(env, known, service_name, first, last)
    if not months:
        whom = service_name or "any service"
        env.warn(f"nobody speaks of {whom} in the months asked for, by {known.known_by}")
        return ExitStatus.NOTHING
    if as_json:
        for month in months:
            line_of_json(env, line(month))
    elif output:
        from yalu.brief.drawing import ending
        from yalu.brief.heatmap import drawn

        write_whole(env.path(output), drawn(months, ending(output)))
        env.say(f"written to {output}")
    elif service_name:
        table(env, _MONTHS, map(_month_row, months))
    else:
        services = groupby(months, key=lambda month: month.service)
        table(env, _SERVICES, [_service_row(service, list(found)) for service, found in services])
    return ExitStatus.DONE


def _months(
    env: Environment,
    known: Knowledge,
    service_name: str | None,
    first: dt.date | None,
    last: dt.date | None,
) -> "list[Month]":
    """The months asked for, of the services that anybody speaks of, one service after another."""
    from yalu.believe import coverage

    found: list[Month] = []
    services = known.services(service_name)
    with progress(env, "looking") as step:
        for number, service in enumerate(services):
            step(number, len(services))
            belief = known.belief(service, first)
            if belief.claims:
                found.extend(coverage(belief, first, last))
    return found


def line(month: "Month") -> dict[str, Any]:
    """A month of a service, as scripts read it."""
    seen = month.last_sighting
    return {
        "gate": month.service.gate,
        "mode": month.service.mode.value,
        "month": f"{month.first:%Y-%m}",
        "origins": month.origins,
        "at_the_time": month.at_the_time,
        "last_sighting": seen.isoformat() if seen else None,
        "prior_share": month.prior_share,
    }


def _month_row(month: "Month") -> tuple[str, ...]:
    return (
        f"{month.first:%Y-%m}",
        str(month.origins),
        str(month.at_the_time),
        str(month.last_sighting or "never"),
        f"{month.prior_share:.2f}",
    )


def _service_row(service: Service, months: "Sequence[Month]") -> tuple[str, ...]:
    silent = [len(list(run)) for blind, run in groupby(months, key=_unseen) if blind]
    return (
        str(service),
        str(len(months)),
        str(sum(month.origins > 0 for month in months)),
        str(sum(month.at_the_time > 0 for month in months)),
        f"{max(silent)} months" if silent else "",
        f"{sum(month.prior_share for month in months) / len(months):.2f}",
    )


def _unseen(month: "Month") -> bool:
    return month.at_the_time == 0
