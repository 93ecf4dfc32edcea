"""Series: what the commands that tell figures month by month have in common."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.render import line_of_json
from yalu.desk.cli.written import write_whole

if TYPE_CHECKING:
    from yalu.brief.series import Panel

Found = TypeVar("Found")


def check(first: dt.date | None, last: dt.date | None, output: str | None, as_json: bool) -> None:
    """Refuse options that contradict one another. Raises click.UsageError."""
    if first and last and first > last:
        raise click.UsageError("--from is later than --to.")
    if output and as_json:
        raise click.UsageError("-o writes a chart, and --json lines; ask for one of them.")


@dataclass(frozen=True)
class Ways(Generic[Found]):
    """How one thing that was found is told: as lines of JSON, in the terminal, on a chart."""

    lines: Callable[[Found], Iterable[dict[str, Any]]]
    show: Callable[[Found], None]
    panels: Callable[[Found], "Iterable[Panel]"]
    note: str


def tell(
    env: Environment,
    found: Sequence[Found],
    ways: Ways[Found],
    title: str,
    output: str | None,
    as_json: bool,
) -> ExitStatus:
    """Tell what was found in the way asked for; the chart goes to the file `output`."""
    if output:
        from yalu.brief import series
        from yalu.brief.drawing import ending

        panels = [panel for each in found for panel in ways.panels(each)]
        write_whole(env.path(output), series.file(panels, title, ways.note, ending(output)))
        env.say(f"written to {output}")
        return ExitStatus.DONE
    for each in found:
        if as_json:
            for line in ways.lines(each):
                line_of_json(env, line)
        else:
            ways.show(each)
    return ExitStatus.DONE
