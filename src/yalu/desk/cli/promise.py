"""`yalu promise`: when one consignment arrives, over a thousand futures."""

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import modelled, options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.render import line_of_json, progress, table
from yalu.desk.cli.written import write_whole

if TYPE_CHECKING:
    from yalu.simulate.promise import Promise

SHARES = (0.1, 0.5, 0.9)


@options.command(
    modelled.scenario,
    click.argument("consignment", metavar="CONSIGNMENT"),
    click.option(
        "--futures",
        type=click.IntRange(1, 1_000_000),
        default=1000,
        show_default=True,
        metavar="N",
        help="How many futures are run.",
    ),
    modelled.seed,
    modelled.days,
    modelled.workers,
    modelled.state,
    modelled.known_by,
    options.as_json,
    options.chart,
    click.pass_context,
    examples="""
yalu promise restart-2022-slow sugar
yalu promise restart-2022-slow sugar@capital,2022-10-10
yalu promise spring-2022 medicine@army,2022-03-01,rail --json
yalu promise spring-2022 oil --state now.state --days 60 -o oil.svg
yalu promise restart-2022-slow sugar --casebook yalu.db --known-by 2022-09-26
""",
)
def command(
    context: click.Context,
    env: Environment,
    scenario_name: str,
    consignment: str,
    futures: int,
    seed: int,
    horizon: int | None,
    workers: int,
    state_file: str | None,
    known_by: dt.datetime | None,
    as_json: bool,
    output: str | None,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Say by when one consignment arrives in 1, 5 and 9 of 10 futures of a scenario.

    CONSIGNMENT is a cargo of the model, then in any order what is known beside it:
    `cargo[@destination][,DATE][,route]`. DATE is the day it comes to the first step, by default
    the first day that is run. Without a route it goes the way most of that cargo goes. A
    casebook that is named says whether the border is open now, and for how long it stays so.
    The exit status is 1 where it arrives in no future.
    """
    from yalu.simulate.promise import order, promise

    start = modelled.opening(env, scenario_name, state_file, horizon)
    start = modelled.believed(env, start, context, casebook_name, corridor_files, known_by)
    wanted = order(start.model, consignment, start.first)
    modelled.warm(env, start.model)
    with progress(env, "running futures") as step:
        found = promise(
            start.model,
            wanted,
            futures,
            seed,
            state=start.state,
            sides=start.sides,
            workers=workers,
            step=step,
        )
    if output:
        from yalu.brief.drawing import ending
        from yalu.brief.twin.spans import arrival

        write_whole(env.path(output), arrival(found).file(ending(output)))
    if as_json:
        line_of_json(env, line(found))
    else:
        tell(env, found, start.believed)
        if output:
            env.say(f"written to {output}")
    return ExitStatus.NOTHING if found.never == 1 else ExitStatus.DONE


def line(found: "Promise") -> dict[str, Any]:
    """The promise as scripts read it; a day beyond the horizon is null."""
    return {
        "scenario": found.scenario,
        "cargo": found.order.cargo,
        "destination": found.order.consignee,
        "on": found.order.on.isoformat(),
        "route": found.order.route,
        "futures": len(found.delivered),
        "seed": found.seed,
        "horizon": found.horizon.isoformat(),
        **{what: _deciles(found, what) for what in ("released", "delivered")},
        "never": found.never,
    }


def _deciles(found: "Promise", what: str) -> dict[str, Any]:
    told = {}
    for share in SHARES:
        date, days = found.date(share, what), found.quantile(share, what)
        told[f"p{share * 100:.0f}"] = {
            "date": date.isoformat() if date else None,
            "days": days if math.isfinite(days) else None,
        }
    return told


def tell(env: Environment, found: "Promise", believed: tuple[str, ...]) -> None:
    """The promise for people."""
    env.say(
        f"{found.order}: {len(found.delivered):,} futures of {found.scenario}, seed {found.seed}"
    )
    for each in believed:
        env.say(each)
    env.say()
    rows = [
        (what, *(_when(found, share, what) for share in SHARES))
        for what in ("released", "delivered")
    ]
    table(env, ("", "1 in 10 by", "5 in 10 by", "9 in 10 by"), rows)
    env.say()
    if found.never:
        env.say(f"In {found.never:.1%} of the futures it has not arrived by {found.horizon}.")


def _when(found: "Promise", share: float, what: str) -> str:
    date = found.date(share, what)
    if date is None:
        return f"after {found.horizon}"
    return f"{date} ({found.quantile(share, what):.1f} days)"
