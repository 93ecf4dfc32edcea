"""`yalu compare`: what a change does, pair by pair of equal draws."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import modelled, options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.render import line_of_json, progress, table
from yalu.vocabulary import YaluError

if TYPE_CHECKING:
    from yalu.desk.cli.modelled import Start
    from yalu.simulate.compare import Change, Comparison
    from yalu.simulate.ensemble import Ensemble

MOST = 24
"""Figures that are told to people, those that changed most first; --all tells every one."""


@options.command(
    click.argument("names", metavar="SCENARIO SCENARIO", nargs=2, required=True),
    modelled.replications(100),
    modelled.seed,
    modelled.days,
    modelled.workers,
    modelled.state,
    modelled.known_by,
    click.option(
        "--all", "everything", is_flag=True, help="Every figure, also what hardly changed."
    ),
    click.option(
        "--variance",
        is_flag=True,
        help="Run the second under another seed, too, and say what pairing saves.",
    ),
    options.as_json,
    click.option(
        "-o", "--output", metavar="DIR", help="Write figures, a chart and a report there."
    ),
    click.pass_context,
    examples="""
yalu compare restart-2022-slow restart-2022-fast
yalu compare spring-2022 two-week-closure --replications 400 --workers 2 -o closure/
yalu compare base.toml more-workers.toml --variance --json
""",
)
def command(
    context: click.Context,
    env: Environment,
    names: tuple[str, str],
    count: int,
    seed: int,
    horizon: int | None,
    workers: int,
    state_file: str | None,
    known_by: dt.datetime | None,
    everything: bool,
    variance: bool,
    as_json: bool,
    output: str | None,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Say what a change does: the first SCENARIO before it, the second after.

    Replications are paired: the same consignment draws the same numbers in both, so that what differs is
    the rules. Every figure has the interval of its difference. The exit status is 1 where
    no figure differs for certain.
    """
    from yalu.simulate.compare import compare, sentence

    if count < 2:
        raise click.UsageError("a difference needs at least 2 replications.")
    starts = [modelled.opening(env, name, state_file, horizon) for name in names]
    starts = [
        modelled.believed(env, one, context, casebook_name, corridor_files, known_by)
        for one in starts
    ]
    same(starts)
    before, after = (run(env, one, seed, count, workers) for one in starts)
    found = compare(before, after)
    apart = run(env, starts[1], seed + 1, count, workers) if variance else None
    if as_json:
        for change in found.changes:
            line_of_json(env, line(found, change, apart))
    else:
        tell(env, found, apart, everything)
        env.say(sentence(found))
    if output:
        names_ = write(env, output, found)
        if not as_json:
            env.say(f"written to {output}: {', '.join(names_)}")
    certain = any(change.certain for change in found.changes)
    return ExitStatus.DONE if certain else ExitStatus.NOTHING


def same(starts: "list[Start]") -> None:
    """Raises YaluError where two scenarios do not run over the same days: nothing could be paired."""
    first, second = starts
    if (first.first, first.numbers) != (second.first, second.numbers):
        told = " and ".join(
            f"{one.model.name} runs {one.numbers} days from {one.first}" for one in starts
        )
        raise YaluError(f"{told}: they must cover the same days; --days sets how many")


def run(env: Environment, start: "Start", seed: int, count: int, workers: int) -> "Ensemble":
    """The replications of one of the scenarios."""
    from yalu.simulate.ensemble import ensemble

    modelled.warm(env, start.model)
    with progress(env, f"running {start.model.name}") as step:
        return ensemble(
            start.model,
            range(count),
            seed,
            state=start.state,
            sides=start.sides,
            workers=workers,
            step=step,
        )


def line(found: "Comparison", change: "Change", apart: "Ensemble | None") -> dict[str, Any]:
    """The line of one figure."""
    from yalu.desk.cli.simulated import plain, spread
    from yalu.simulate.compare import variance_ratio

    told = {
        "before": found.before.scenario,
        "after": found.after.scenario,
        "figure": change.name.what,
        "of": change.name.of,
        "part": change.name.part or None,
        "unit": change.name.unit or None,
        "from": spread(change.before),
        "to": spread(change.after),
        "difference": spread(change.difference),
        "standardised": plain(change.standardised),
        "correlation": plain(change.correlation),
        "certain": change.certain,
    }
    if apart is not None:
        ratio = variance_ratio(found.before, found.after, apart, change.name)
        told["variance_ratio"] = plain(ratio)
    return told


def tell(env: Environment, found: "Comparison", apart: "Ensemble | None", everything: bool) -> None:
    """The differences as a table, those that changed most first."""
    from yalu.simulate.compare import TOLD, short, variance_ratio

    chosen = [
        change
        for change in found.changes
        if change.difference.n
        and (everything or ((change.name.what, change.name.part) in TOLD and change.certain))
    ]
    chosen.sort(key=lambda change: -abs(change.standardised))
    rows = []
    for change in chosen if everything else chosen[:MOST]:
        interval = f"{short(change.difference.low)} to {short(change.difference.high)}"
        row = [
            f"{change.name.words}{f' [{change.name.unit}]' if change.name.unit else ''}",
            short(change.before.mean),
            short(change.after.mean),
            short(change.difference.mean),
            interval,
        ]
        if apart is not None:
            row.append(short(variance_ratio(found.before, found.after, apart, change.name)))
        rows.append(tuple(row))
    head = ["figure", found.before.scenario, found.after.scenario, "difference", "95 % interval"]
    if apart is not None:
        head.append("variance saved")
    if rows:
        table(env, tuple(head), rows)
        env.say()


def write(env: Environment, output: str, found: "Comparison") -> list[str]:
    """The comparison in a folder: figures, chart, page."""
    import json

    from yalu.brief.twin.page import comparison_page
    from yalu.brief.twin.spans import forest
    from yalu.desk.cli.foldered import put
    from yalu.simulate.compare import sentence

    drawn = forest(found)
    pictures = [drawn] if drawn else []
    document = {
        "before": found.before.scenario,
        "after": found.after.scenario,
        "sentence": sentence(found),
        "changes": [line(found, change, None) for change in found.changes],
    }
    files = {
        "index.html": comparison_page(found, pictures).encode(),
        "comparison.json": (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    return put(env.path(output), files, pictures)
