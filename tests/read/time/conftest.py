"""How the tables of this folder write what was found."""

import datetime as dt
from collections.abc import Callable

import pytest

from yalu.read.time import Bound, Clock, Duration, Ordinal, TimeExpr, find, resolve, tense

MARKS = {None: "", Bound.ABOUT: "~", Bound.UNDER: "<", Bound.OVER: ">"}


def written(text: str, expr: TimeExpr, day: dt.date) -> str:
    value = expr.value
    if expr.repeated:
        return "R"
    if isinstance(value, Clock):
        return f"T{value.iso()}"
    if isinstance(value, Ordinal):
        return f"#{value.number}{value.unit}"
    if isinstance(value, Duration):
        span = f"{value.low:g}" if value.low == value.high else f"{value.low:g}-{value.high:g}"
        return f"{MARKS[value.bound]}P{span}{value.unit}"
    future, past = tense(text, near=expr.start)
    when = resolve(expr, day, future=future, past=past)
    return when.edtf() if when else "nothing"


@pytest.fixture(scope="session")
def times() -> Callable[[str, str], list[tuple[str, str, str]]]:
    """(rule, role, value) of every time in a text that was written on a day."""

    def run(text: str, day: str) -> list[tuple[str, str, str]]:
        published = dt.date.fromisoformat(day)
        return [
            (expr.rule, expr.role.value if expr.role else "", written(text, expr, published))
            for expr in find(text)
        ]

    return run
