"""An explanation on the screen: the text with its marks, then each claim slot by slot."""

from yalu.desk.cli.environment import Environment
from yalu.desk.cli.render import clean, console, one_line, table
from yalu.read.explain import Explanation, Segment

STYLES = {
    "kind": "bold",
    "gate": "cyan",
    "mode": "cyan",
    "state": "yellow",
    "scope": "yellow",
    "when": "green",
    "direction": "blue",
    "number": "blue",
    "unit": "blue",
    "value": "blue",
    "who": "magenta",
    "class": "magenta",
    "origin": "magenta",
    "stance": "red",
}
"""The colour of a slot. Marked words are underlined too; without colours they stand in brackets."""


def explanation(env: Environment, found: Explanation) -> None:
    """One document on standard output."""
    env.say(clean(found.document.name))
    env.say()
    if env.colour:
        _coloured(env, found)
    else:
        for line in "".join(map(_bracketed, found.segments)).strip("\n").split("\n"):
            env.say(clean(line).rstrip())
    for number, told in enumerate(found.told, 1):
        env.say()
        env.say(clean(f"{number}. {one_line(told.claim)}"))
        rows = [(row.slot, row.value, row.rule, row.words) for row in told.rows]
        if rows:
            table(env, ("slot", "holds", "rule", "words"), rows)
        if told.unexplained:
            env.say(f"not explained: {', '.join(told.unexplained)}")
    env.say()


def _bracketed(segment: Segment) -> str:
    return f"[{'+'.join(segment.slots)}:{segment.text}]" if segment.slots else segment.text


def _coloured(env: Environment, found: Explanation) -> None:
    from rich.text import Text

    drawn = console(env)
    text = Text()
    for segment in found.segments:
        plain = "\n".join(map(clean, segment.text.split("\n")))
        text.append(plain, style=f"underline {_style(segment.slots[0])}" if segment.slots else "")
    text.rstrip()
    drawn.print(text)
    if found.slots:
        legend = (Text(slot, style=f"underline {_style(slot)}") for slot in found.slots)
        drawn.print()
        drawn.print(Text.assemble(("marked: ", "dim"), Text("  ").join(legend)))


def _style(slot: str) -> str:
    return STYLES.get(slot, "blue")
