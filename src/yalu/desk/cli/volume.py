"""`yalu volume`: how much passes in each period, with intervals, and on whose word."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge, knowledge
from yalu.desk.cli.render import progress, table
from yalu.desk.cli.series import Ways, check, tell
from yalu.vocabulary import Service

if TYPE_CHECKING:
    from yalu.believe.counted import Count
    from yalu.believe.estimate import Estimate
    from yalu.believe.volume import Cell, Series, Volume
    from yalu.brief.series import Panel

NOTE = (
    "Bars hold nine parts in ten. A filled mark is a period of which somebody gives a figure; "
    "a hollow one leans on the periods beside it."
)


@options.command(
    options.service,
    click.option(
        "--by",
        type=click.Choice(["week", "month", "quarter", "year"]),
        default="month",
        show_default=True,
        help="The length of a period.",
    ),
    options.since,
    options.until,
    options.known_by,
    options.as_json,
    options.chart,
    examples="""
yalu volume dandong-sinuiju/rail
yalu volume dandong-sinuiju/rail --by week --from 2022-01-01 --to 2022-04-30
yalu volume dandong-sinuiju/road --json
yalu volume dandong-sinuiju/rail -o volume.html
""",
)
def command(
    env: Environment,
    service_name: str | None,
    by: str,
    first: dt.date | None,
    last: dt.date | None,
    known_by: dt.date | None,
    as_json: bool,
    output: str | None,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Say how much passes in each period: trains, freight cars, containers, trucks, tonnes.

    Each thing counted and each direction is a series of its own: the mean of a week of the period
    with a 90 % interval, loaded and empty apart where anybody tells it. What nobody counts leans
    on the periods beside it; suspended days carry nothing. The exit status is 1 where nobody
    counts anything.
    """
    check(first, last, output, as_json)
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        found = _volumes(env, known, service_name, by, first, last)
    if not found:
        env.warn(f"nobody counts what passes {service_name or 'any gate'} by {known.known_by}")
        return ExitStatus.NOTHING
    ways = Ways(lines, lambda each: _print(env, each, whole=bool(first or last)), _panels, NOTE)
    names = ", ".join(str(each.service) for each in found)
    title = f"What passes {names}, {found[0].by.value} by {found[0].by.value}"
    return tell(env, found, ways, title, output, as_json)


def _volumes(
    env: Environment,
    known: Knowledge,
    named: str | None,
    by: str,
    first: dt.date | None,
    last: dt.date | None,
) -> "list[Volume]":
    """The volume of each service of which anybody counts anything in those days."""
    from yalu.believe import By
    from yalu.believe.counted import counts_of
    from yalu.believe.volume import volume

    found = []
    services = known.services(named)
    with progress(env, "reckoning") as step:
        for number, service in enumerate(services):
            step(number, len(services))
            counts = counts_of(known.claims, service, known.known_by)
            if not counts:
                continue
            begun = min(*(count.first for count in counts), first or dt.date.max)
            belief = known.belief(service, begun, last)
            made = volume(known.claims, belief, By(by), first, last)
            if any(series.cells for series in made.series) or made.thin:
                found.append(made)
    return found


def lines(found: "Volume") -> "list[dict[str, Any]]":
    """A line for each period of each series, then one for each count that makes or moves none."""
    made = [_line(found, series, cell) for series in found.series for cell in series.cells]
    made += [_aside(found.service, count, "too few") for count in found.thin]
    return made + [_aside(found.service, count, "believed suspended") for count in found.against]


def _line(found: "Volume", series: "Series", cell: "Cell") -> dict[str, Any]:
    return {
        **_head(found.service, series.unit, series.direction),
        "period": cell.period.label,
        "from": cell.period.first.isoformat(),
        "to": cell.period.last.isoformat(),
        "days": cell.days,
        "running_days": cell.exposure,
        **_numbers(cell.amount),
        "per_week": None if series.of_one_train else _numbers(cell.per_week),
        "loaded": _numbers(cell.loaded) if cell.loaded else None,
        "empty": _numbers(cell.empty) if cell.empty else None,
        "origins": list(cell.origins),
        "counted": [_counted(count) for count in cell.counts],
    }


def _aside(service: Service, count: "Count", why: str) -> dict[str, Any]:
    return {
        **_head(service, count.unit, count.direction),
        "period": None,
        "aside": why,
        "counted": [_counted(count)],
    }


def _head(service: Service, unit: str, direction: str) -> dict[str, Any]:
    return {
        "gate": service.gate,
        "mode": service.mode.value,
        "unit": unit,
        "direction": direction,
    }


def _numbers(found: "Estimate") -> dict[str, float]:
    return {"mean": found.mean, "low": found.low, "high": found.high}


def _counted(count: "Count") -> dict[str, Any]:
    return {
        "form": count.form.value,
        "unit": count.unit,
        "low": count.low,
        "high": count.high,
        "from": count.first.isoformat(),
        "to": count.last.isoformat(),
        "direction": count.direction,
        "laden": count.laden,
        "time": count.time,
        "origin": count.origin,
        "class": count.class_.value,
        "firm": count.firm,
        "denied": count.denied,
        "claims": len(count.claims),
        "documents": [claim.document for claim in count.claims],
    }


def _print(env: Environment, found: "Volume", whole: bool) -> None:
    """The series as tables; without a window only the periods that somebody gives a figure of."""
    from yalu.brief import amounts

    env.say(f"{found.service}, a week of each {found.by.value}: mean (5 %–95 %)")
    for series in found.series:
        cells = [cell for cell in series.cells if whole or cell.counts]
        if not cells:
            continue
        unit = series.unit.replace("_", " ")
        env.say()
        head = (
            found.by.value,
            f"{unit}, {series.direction}",
            "loaded",
            "empty",
            "days run",
            "origins",
        )
        table(env, head, [_row(cell, series) for cell in cells])
        if left := len(series.cells) - len(cells):
            env.say(f"{left} more without a figure of their own; --from, --json and -o show them.")
    asides = {
        "Told too seldom for a frequency:": found.thin,
        "Told of days that are believed suspended, so that it moves nothing:": found.against,
    }
    for heading, counts in asides.items():
        if counts:
            env.say()
            env.say(heading)
        for count in counts:
            env.say(f"  {amounts.told(count)}")
    env.say()


def _row(cell: "Cell", series: "Series") -> tuple[str, ...]:
    from yalu.brief import amounts

    week = 7 / cell.days
    return (
        cell.period.label,
        amounts.interval(amounts.weekly(cell, series)),
        amounts.interval(cell.loaded.times(week) if cell.loaded else None),
        amounts.interval(cell.empty.times(week) if cell.empty else None),
        f"{cell.exposure:.0f} of {cell.days}",
        ", ".join(cell.origins),
    )


def _panels(found: "Volume") -> "list[Panel]":
    from yalu.brief import amounts

    return amounts.panels(found)
