"""`yalu`: finds the command, runs it, and turns what went wrong into one line."""

import importlib
import os
import sys
from collections.abc import Sequence

import click

import yalu
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.vocabulary import YaluError

COMMANDS = {
    "read": "Claims of documents, nothing stored.",
    "add": "Read documents and keep their claims.",
    "status": "What runs, since when, how sure, on how many words.",
    "timeline": "The belief day by day.",
    "why": "Evidence for and against, largest effect first.",
    "volume": "How much passes, period by period, with intervals.",
    "trade": "Monthly trade, whether it fits the state, slips.",
    "brief": "The assessment, in the terminal or as a page.",
    "ledger": "How reliable, fast and first each source was, and Yalu itself.",
    "coverage": "Where nobody looks, month by month.",
    "simulate": "Run the corridor forward: flow, queues, stocks, with intervals.",
    "compare": "What a change does, by pairs of equal draws.",
    "promise": "By when one consignment arrives, over a thousand futures.",
    "learn": "How long runs last, from all services together.",
    "eval": "How well the reader does on texts that people labelled.",
    "score": "How good the belief is on days of which the truth is known.",
    "demo": "The shipped casebook and its brief, offline.",
}
"""The commands and what `yalu --help` says of each; `yalu.desk.cli.NAME` holds `command`."""


class Commands(click.Group):
    """The commands, each imported when it is called: `yalu --help` imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found = importlib.import_module(f"yalu.desk.cli.{name}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Try `yalu demo`, then `yalu status dandong-sinuiju/rail`.",
)
@click.version_option(yalu.__version__, prog_name="yalu", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Keep watch on a border freight corridor: what ran, what crossed, on whose word, how sure."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(args: Sequence[str] | None = None, environment: Environment | None = None) -> int:
    """Run one command line and return its exit status. Nothing is raised for bad input."""
    env = environment or Environment.of_process()
    arguments = list(sys.argv[1:] if args is None else args)
    try:
        status = run(arguments, env)
        env.stdout.flush()
    except click.UsageError as error:
        hint = error.ctx.command_path if error.ctx else "yalu"
        env.warn(f"{error.format_message().rstrip('.')}. See `{hint} --help`.")
        return ExitStatus.BAD
    except click.ClickException as error:
        env.warn(error.format_message())
        return ExitStatus.BAD
    except (click.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        # The reader has what it wanted; Python would complain when it flushes at exit.
        if env.stdout is sys.stdout:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.DONE
    except YaluError as error:
        env.warn(str(error))
        return ExitStatus.BAD
    except OSError as error:
        env.warn(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return ExitStatus.BAD
    return status


def run(arguments: list[str], env: Environment) -> int:
    """The command's own exit status. Raises what click, the rooms and the disk raise."""
    try:
        with commands.make_context("yalu", arguments, obj=env) as context:
            status = commands.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return ExitStatus.DONE if status is None else int(status)
