"""What the commands of the simulation share: the scenario, the opening state, the belief, the kernel."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from yalu.desk.cli.environment import Environment
from yalu.desk.cli.options import Decorator
from yalu.desk.cli.render import progress
from yalu.vocabulary import StateError, YaluError

if TYPE_CHECKING:
    from yalu.simulate.schema import Model, Sides
    from yalu.simulate.state import State

scenario = click.argument("scenario_name", metavar="SCENARIO")
seed = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Of every draw."
)
days = click.option(
    "--days",
    "horizon",
    type=click.IntRange(1, 36525),
    metavar="D",
    help="Run so many days. [default: as the scenario says]",
)
workers = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to run on; the figures do not depend on it.",
)
state = click.option(
    "--state",
    "state_file",
    metavar="FILE",
    help="Start from a state that --save-state has written.",
)
known_by = click.option(
    "--known-by",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="With --casebook: what was public by this day. [default: the first day that is run]",
)


def replications(default: int) -> Decorator:
    """`--replications`, with how many there are when it is not given."""
    return click.option(
        "--replications",
        "count",
        type=click.IntRange(1, 1_000_000),
        default=default,
        show_default=True,
        metavar="N",
        help="How often to run it.",
    )


@dataclass(frozen=True)
class Start:
    """What is run: the model to its horizon, from where, and what was believed of its sides.

    `believed` are the lines that tell it; `sides` is that of `run`.
    """

    model: "Model"
    state: "State | None" = None
    believed: tuple[str, ...] = ()
    sides: "Sides" = "keep"

    @property
    def first(self) -> dt.date:
        """The first day that is run."""
        return self.state.day if self.state else self.model.start

    @property
    def numbers(self) -> int:
        """Days that are run."""
        last = self.model.start + dt.timedelta(self.model.days)
        return (last - self.first).days


def model(env: Environment, name: str) -> "Model":
    """A shipped scenario by its name, else the file of that path. Raises ScenarioError."""
    from yalu.simulate.scenario import load, shipped

    return load(name if name in shipped() else env.path(name))


def opening(
    env: Environment,
    name: str,
    state_file: str | None = None,
    horizon: int | None = None,
) -> Start:
    """The scenario with its horizon, and the state it starts from.

    From a state, `horizon` counts from its day; without one the run ends where the scenario does,
    or as many days after the state as the scenario has, where that is over. Raises ScenarioError,
    and StateError for a file that is no state or does not fit.
    """
    found = model(env, name)
    if state_file is None:
        return Start(found.model_copy(update={"days": horizon}) if horizon else found)
    from yalu.simulate.state import State

    try:
        content = env.path(state_file).read_bytes()
    except OSError as error:
        raise StateError(f"{state_file}: {error.strerror or 'cannot be read'}") from None
    saved = State.from_bytes(content, state_file)
    passed = (saved.day - found.start).days
    if passed < 0:
        raise YaluError(
            f"{state_file}: stands at {saved.day}, before {found.name} begins, {found.start}"
        )
    rest = found.days - passed
    ahead = horizon or (rest if rest > 0 else found.days)
    return Start(found.model_copy(update={"days": passed + ahead}), saved)


def believed(
    env: Environment,
    start: Start,
    context: click.Context,
    casebook_name: str,
    corridor_files: tuple[str, ...],
    known_by: dt.datetime | None,
) -> Start:
    """The start with its sides as they are believed, where a casebook was named for it.

    A side takes part whose hazard names a service with `belief`. Raises YaluError where a casebook is
    named and no side has one.
    """
    named = context.get_parameter_source("casebook_name")
    if named in (None, click.core.ParameterSource.DEFAULT):
        return start
    from yalu.desk.cli.outlook import outlooks

    day = known_by.date() if known_by else start.first
    with progress(env, "believing"):
        changed, lines = outlooks(env, start.model, day, casebook_name, corridor_files)
    return Start(changed, start.state, lines, "draw")


def warm(env: Environment, found: "Model") -> None:
    """Compile the kernel, where that has not been done on this machine yet, and say so."""
    from yalu.simulate.kernel import advance

    # Without the compiler the kernel is plain Python, and has no cache to look into.
    cache = getattr(getattr(advance, "stats", None), "cache_path", None)
    if cache is None or _compiled(str(cache)):
        return
    from yalu.simulate.compile import compiled
    from yalu.simulate.run import run

    with progress(env, "compiling the kernel, this once"):
        run(compiled(found.model_copy(update={"days": 1})))


def _compiled(cache: str) -> bool:
    from pathlib import Path

    return any(Path(cache).glob("kernel.advance-*.nbi"))
