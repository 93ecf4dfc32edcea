"""The arguments and options that commands share, each declared once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import click

from yalu.vocabulary import DateError, day, partial_day

Decorator = Callable[[Any], Any]


class Day(click.ParamType[dt.date]):
    """A day written `YYYY-MM-DD`, or `today`."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        if value == "today" and ctx is not None:
            today: dt.date = ctx.obj.today
            return today
        try:
            return day(str(value))
        except DateError as error:
            self.fail(str(error), param, ctx)


class PartialDay(click.ParamType[str]):
    """A day, a month or a year: `2022-09-26`, `2022-09`, `2022`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            partial_day(value)
        except DateError as error:
            self.fail(str(error), param, ctx)
        return str(value).strip()


class Picture(click.ParamType[str]):
    """A file whose ending says how a chart is written."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from yalu.brief.drawing import ENDINGS, ending

        if ending(str(value)) not in ENDINGS:
            self.fail(f"a chart is written as .{', .'.join(ENDINGS)}, not {value!r}", param, ctx)
        return str(value)


corridors = click.option(
    "--corridors",
    "corridor_files",
    multiple=True,
    metavar="FILE|DIR",
    help="Corridor files beside the shipped ones. May be given again.",
)


def casebook(default: str) -> Decorator:
    """`--casebook`, with the file it means when it is not given."""
    return click.option(
        "--casebook",
        "casebook_name",
        envvar="YALU_CASEBOOK",
        default=default,
        show_default=True,
        metavar="FILE|URL",
        help="The casebook; also by the variable YALU_CASEBOOK.",
    )


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
known_by = click.option(
    "--known-by",
    type=Day(),
    metavar="DATE",
    help="Use only what was public by this day. [default: today]",
)
published = click.option(
    "--published",
    type=PartialDay(),
    metavar="DATE",
    help="The day the documents were published, for those that do not say.",
)
since = click.option("--from", "first", type=Day(), metavar="DATE", help="Begin with this day.")
until = click.option("--to", "last", type=Day(), metavar="DATE", help="End with this day.")
chart = click.option(
    "-o",
    "--output",
    type=Picture(),
    metavar="FILE",
    help="Write a chart instead: FILE ends in .html, .svg or .png.",
)
engine = click.option(
    "--engine",
    type=click.Choice(["em", "gibbs"]),
    default="em",
    show_default=True,
    help="What makes the numbers: em at once, gibbs for the record (seconds a service).",
)
seed = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the draws of gibbs."
)
no_record = click.option(
    "--no-record", is_flag=True, help="Do not keep what is told, to be scored later."
)
service = click.argument("service_name", metavar="[GATE/MODE]", required=False)
the_service = click.argument("service_name", metavar="GATE/MODE")


def on(**settings: Any) -> Decorator:
    """`--on DATE`, with what a command says about it."""
    return click.option("--on", "on", type=Day(), metavar="DATE", **settings)


def command(
    *declared: Decorator, examples: str, default: str = "yalu.db"
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with these options, those that every command has, and examples in its help.

    `default` is the casebook it means when none is named.
    """

    def declare(function: Callable[..., Any]) -> click.Command:
        made = function
        for option in reversed((*declared, corridors, casebook(default))):
            made = option(made)
        lines = "\n".join(f"  $ {line}" for line in examples.strip().splitlines())
        return click.command(
            name=function.__module__.rpartition(".")[2],
            epilog=f"\b\nExamples:\n{lines}",
        )(click.pass_obj(made))

    return declare
