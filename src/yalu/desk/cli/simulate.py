"""`yalu simulate`: run a corridor forward under a scenario, and say what comes of it."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from yalu.desk.cli import modelled, options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.render import line_of_json, progress, table
from yalu.vocabulary import YaluError

if TYPE_CHECKING:
    from yalu.desk.cli.modelled import Start
    from yalu.simulate.ensemble import Ensemble


class Shard(click.ParamType[range]):
    """Replications `A:B`: from A to the one before B."""

    name = "a:b"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> range:
        if isinstance(value, range):
            return value
        match = re.fullmatch(r"(\d{1,9}):(\d{1,9})", str(value))
        if match is None or not int(match[1]) < int(match[2]):
            self.fail(f"{value!r} is no range of replications; write 0:500", param, ctx)
        return range(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class Asked:
    """What is to be written beside the figures; `log` and `stringline` are replications."""

    log: int | None
    epcis: bool
    stringline: int | None
    stress: bool

    def checked(self, folder: str | None) -> None:
        """Nothing, or a UsageError where what is asked has no place to go or no log to come from."""
        in_files = self.log is not None or self.stringline is not None or self.stress
        if in_files and not folder:
            raise click.UsageError(
                "--log, --stringline and --stress write files; name a folder with -o."
            )
        if self.epcis and self.log is None:
            raise click.UsageError("--epcis writes the log of one replication; name it with --log.")


@options.command(
    click.argument("scenario_name", metavar="[SCENARIO]", required=False),
    click.option("--list", "listed", is_flag=True, help="Name the scenarios that are shipped."),
    modelled.replications(100),
    modelled.seed,
    modelled.days,
    click.option("--shard", type=Shard(), metavar="A:B", help="Only replications A to B - 1."),
    click.option(
        "--merge",
        "merged_files",
        multiple=True,
        metavar="FILE",
        help="Take the replications of this file, which -o has written. May be given again.",
    ),
    modelled.workers,
    modelled.state,
    click.option(
        "--save-state",
        "saved_file",
        metavar="FILE",
        help="Write the state at the end of the first replication.",
    ),
    modelled.known_by,
    options.as_json,
    click.option("-o", "--output", metavar="DIR", help="Write figures, charts and a report there."),
    click.option(
        "--log",
        type=click.IntRange(0),
        metavar="R",
        help="With -o: the event log of replication R as Parquet.",
    ),
    click.option("--epcis", is_flag=True, help="With --log: the same as EPCIS 2.0, too."),
    click.option(
        "--stringline",
        type=click.IntRange(0),
        metavar="R",
        help="With -o: the string-line diagram of replication R.",
    ),
    click.option("--stress", is_flag=True, help="With -o: the STRESS-DES report of the model."),
    click.pass_context,
    examples="""
yalu simulate --list
yalu simulate restart-2022-slow
yalu simulate restart-2022-slow --replications 500 --workers 2 -o slow/
yalu simulate restart-2022-slow --shard 0:500 -o first/
yalu simulate my-scenario.toml --days 90 --json
yalu simulate spring-2022 -o spring/ --log 7 --epcis --stringline 7 --stress
yalu simulate two-week-closure --save-state now.state --replications 1
""",
)
def command(
    context: click.Context,
    env: Environment,
    scenario_name: str | None,
    listed: bool,
    count: int,
    seed: int,
    horizon: int | None,
    shard: range | None,
    merged_files: tuple[str, ...],
    workers: int,
    state_file: str | None,
    saved_file: str | None,
    known_by: dt.datetime | None,
    as_json: bool,
    output: str | None,
    log: int | None,
    epcis: bool,
    stringline: int | None,
    stress: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Run a corridor forward under a scenario, and say what comes of it.

    SCENARIO is the name of a shipped one or a file. Each replication is one course of things, drawn by
    its number; the figures have 95 % intervals over them, and are the same for the same
    SCENARIO, --seed and numbers on any machine. A side of the border whose hazard names a service
    opens and shuts as that is believed to, if a casebook is named.
    """
    if listed:
        return shipped(env, as_json)
    if scenario_name is None:
        raise click.UsageError("Missing argument 'SCENARIO'; --list names those that are shipped.")
    asked = Asked(log, epcis, stringline, stress)
    asked.checked(output)
    if merged_files and shard:
        raise click.UsageError("--merge takes what was run, --shard runs; ask for one of them.")
    start = modelled.opening(env, scenario_name, state_file, horizon)
    start = modelled.believed(env, start, context, casebook_name, corridor_files, known_by)
    if merged_files:
        found = merge(env, start, merged_files)
    else:
        found = run(env, start, seed, shard or range(count), workers)
    if as_json:
        from yalu.desk.cli.simulated import lines

        for line in lines(found):
            line_of_json(env, line)
    else:
        told(env, start, found)
    if saved_file:
        save(env, start, found, saved_file)
    if output:
        written(env, output, start, found, asked, as_json)
    return ExitStatus.DONE


def shipped(env: Environment, as_json: bool) -> ExitStatus:
    """The shipped scenarios, by name."""
    from yalu.simulate.scenario import load, shipped

    models = [load(name) for name in shipped()]
    if as_json:
        for one in models:
            line_of_json(
                env,
                {
                    "scenario": one.name,
                    "title": one.title,
                    "start": one.start.isoformat(),
                    "days": one.days,
                },
            )
        return ExitStatus.DONE
    rows = [(one.name, str(one.start), str(one.days), one.title or "") for one in models]
    table(env, ("scenario", "start", "days", "title"), rows)
    return ExitStatus.DONE


def written(
    env: Environment,
    output: str,
    start: "Start",
    found: "Ensemble",
    asked: Asked,
    as_json: bool,
) -> None:
    """The files asked for, in the folder; their names are said where no lines of JSON are."""
    from yalu.desk.cli.foldered import write

    with progress(env, "writing"):
        names = write(env.path(output), start, found, asked)
    if not as_json:
        env.say(f"written to {output}: {', '.join(names)}")


def run(env: Environment, start: "Start", seed: int, numbers: range, workers: int) -> "Ensemble":
    """The replications asked for, with a bar where somebody watches."""
    from yalu.simulate.ensemble import ensemble

    modelled.warm(env, start.model)
    with progress(env, "running") as step:
        return ensemble(
            start.model,
            numbers,
            seed,
            state=start.state,
            sides=start.sides,
            workers=workers,
            step=step,
        )


def merge(env: Environment, start: "Start", names: tuple[str, ...]) -> "Ensemble":
    """The replications of the files as one. Raises YaluError for those of another model."""
    from yalu.simulate.ensemble import Ensemble, digest, merged

    parts = []
    for name in names:
        try:
            parts.append(Ensemble.from_bytes(env.path(name).read_bytes()))
        except YaluError as error:
            raise YaluError(f"{name}: {error}") from None
    found = merged(parts)
    if found.digest != digest(start.model, start.state, start.sides):
        raise YaluError(f"the replications are not of {start.model.name} as it is asked for here")
    return found


def told(env: Environment, start: "Start", found: "Ensemble") -> None:
    """The figures for people, under what was run."""
    from yalu.desk.cli.simulated import tell

    model, number = start.model, len(found.replications)
    env.say(model.title or model.name)
    left = "" if start.state or not model.warm_up else f", the first {model.warm_up} days left out"
    where = " from a saved state" if start.state else ""
    env.say(
        f"{number} replication{'s' * (number != 1)} of {start.numbers} days{where}, from "
        f"{start.first}{left}, seed {found.seed}"
    )
    for line in start.believed:
        env.say(line)
    env.say()
    tell(env, found)
    if advice := advised(start, found):
        env.say(advice)


def advised(start: "Start", found: "Ensemble") -> str:
    """What the replications say of the warm-up, where the run starts empty and leaves none out."""
    from yalu.simulate.intervals import warm_up
    from yalu.simulate.named import Name

    if start.state or start.model.warm_up:
        return ""
    points = warm_up(found.mean(Name("inside", "all", "", "consignments")))
    if points is None:
        return "What is inside has not settled by the horizon: these are figures of a passage, not of a steady state."
    if points == 0:
        return ""
    return (
        f"MSER-5 would leave out the first {points * found.every} days as warm-up "
        "(`warm_up` in the scenario)."
    )


def save(env: Environment, start: "Start", found: "Ensemble", name: str) -> None:
    """The state at the end of the first replication, in a file."""
    from yalu.desk.cli.written import write_whole
    from yalu.simulate.compile import compiled
    from yalu.simulate.run import run

    number = int(found.replications[0])
    table_ = compiled(start.model)
    outcome = run(table_, found.seed, number, state=start.state, sides=start.sides)
    content = outcome.state.to_bytes("json" if name.endswith(".json") else "binary")
    write_whole(env.path(name), content)
