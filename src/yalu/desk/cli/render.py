"""Output for people: tables and styled lines at a terminal, plain text in a pipe."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from yalu.desk.cli.environment import Environment
from yalu.vocabulary import Claim, State

if TYPE_CHECKING:
    from rich.console import Console

    from yalu.brief.text import Line

Step = Callable[[int, int], None]

STYLES = {State.RUNNING: "blue", State.LIMITED: "magenta", State.SUSPENDED: "yellow"}
MARKS = {State.RUNNING: "█", State.LIMITED: "▒", State.SUSPENDED: "·"}
"""A shape for each state, so that colour never stands alone."""
NARROW = 72
"""Columns under which a table would break its words."""
ROLES = {"ANSWER": "bold", "HEADING": "bold underline", "SOURCE": "dim", "NOTE": "dim"}


def line_of_json(env: Environment, found: Mapping[str, Any]) -> None:
    """One object on one line. Characters stay as they are; output is UTF-8."""
    env.say(json.dumps(found, ensure_ascii=False))


def one_line(claim: Claim) -> str:
    """A claim in one line: kind, service, state, window, number and who vouches, and how."""
    when = claim.when
    parts = (
        claim.kind.value,
        f"{claim.gate}/{claim.mode.value}",
        claim.state.value if claim.state else "",
        when.edtf() or when.symbolic or "" if when else "no date",
        "" if claim.number is None else f"{claim.number:g}",
        f"({claim.who}, {claim.class_.value}, {claim.stance.value})",
    )
    return " ".join(part for part in parts if part)


def clean(text: str) -> str:
    """The text without the control characters by which a document could steer a terminal."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def console(env: Environment) -> "Console":
    """Rich's console on the standard output of the environment."""
    from rich.console import Console

    return Console(
        file=env.stdout,
        width=env.width,
        no_color=not env.colour,
        force_terminal=env.at_terminal,
        highlight=False,
        emoji=False,
        markup=False,
    )


def table(env: Environment, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table: rich at a terminal, columns two blanks apart in a pipe, blocks if it is narrow."""
    cells = [[clean(cell) for cell in row] for row in rows]
    if not env.at_terminal:
        for line in aligned([list(head), *cells]):
            env.say(line)
        return
    if env.width < NARROW:
        blocks(env, head, cells)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    drawn = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for title in head:
        drawn.add_column(title, overflow="fold")
    for row in cells:
        drawn.add_row(*map(coloured, row))
    console(env).print(drawn)


def blocks(env: Environment, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Each row as lines of its own, a column a line, the empty ones left out."""
    from rich.text import Text

    drawn = console(env)
    for row in rows:
        for title, cell in zip(head, row, strict=True):
            if cell:
                drawn.print(Text.assemble((f"{title}: ", "dim"), coloured(cell)))
        env.say()


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with their columns under one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def coloured(cell: str) -> Any:
    """A cell that is the name of a state in the colour of that state."""
    from rich.text import Text

    return Text(cell, style=STYLES[State(cell)] if cell in set(State) else "")


def strip(env: Environment, states: Sequence[State]) -> None:
    """The states day after day in one line of marks, as wide as the window."""
    width = min(env.width, len(states))
    picked = [states[(2 * cell + 1) * len(states) // (2 * width)] for cell in range(width)]
    legend = "  ".join(f"{MARKS[state]} {state.value}" for state in reversed(State))
    if not env.at_terminal:
        env.say("".join(MARKS[state] for state in picked))
        env.say(legend)
        return
    from rich.text import Text

    drawn = Text.assemble(*((MARKS[state], STYLES[state]) for state in picked))
    console(env).print(drawn)
    console(env).print(Text(legend, style="dim"))


def prose(env: Environment, lines: "Iterable[Line]") -> None:
    """The lines of a brief, styled by their role at a terminal."""
    if not env.at_terminal:
        for line in lines:
            env.say(clean(line.text))
        return
    from rich.text import Text

    drawn = console(env)
    for line in lines:
        drawn.print(Text(clean(line.text), style=ROLES.get(line.role.name, "")), soft_wrap=True)


@contextmanager
def progress(env: Environment, what: str, streams: bool = False) -> Iterator[Step]:
    """A function `step(done, of_all)`; draws a bar where somebody watches standard error.

    There is none where the command `streams` lines to the same terminal meanwhile.
    """
    if not env.watched or (streams and env.at_terminal):
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    drawn = Console(file=env.stderr, no_color=bool(env.variables.get("NO_COLOR")))
    with Progress(console=drawn, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
