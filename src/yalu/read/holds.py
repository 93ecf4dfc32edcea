"""Holds: steps that goods must pass, how long, with how many hands."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import clause
from yalu.read.finding import Finding
from yalu.read.marks import Sentence
from yalu.read.places import Focus, choose
from yalu.read.quantities import change, quantities
from yalu.read.scope import scope
from yalu.read.time import Duration, Unit
from yalu.vocabulary import Grain, Kind, Stance, Step, When

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30}
_GOODS = frozenset({"traffic", "vehicle", "trade"})


def holds(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The steps of one sentence, one of a kind."""
    done: set[str] = set()
    for mark in sentence.of("step"):
        step = str(mark.rule.at["step"])
        if step in done or not _about_goods(sentence, focus):
            continue
        done.add(step)
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if governed.negated or governed.hope:
            continue
        value, number, unit, steps = _figures(sentence, step)
        dated = attach(sentence, around, mark, governed, anchor, day)
        for place in choose(sentence, around, mark.first, focus, atlas)[:1]:
            tokens = sentence.tokens
            why = Step("value", mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])
            when = dated.when if dated else (When(anchor, anchor, Grain.DAY) if anchor else None)
            stance = Stance.SPECULATES if governed.may or governed.unclear else Stance.ASSERTS
            because = (why, place.because, *steps, *((dated.because,) if dated else ()))
            yield Finding(
                Kind.HOLD,
                place,
                around,
                mark,
                because,
                stance,
                when=when,
                explicit=dated is not None,
                number=number,
                unit=unit,
                value=value,
            )


def _about_goods(sentence: Sentence, focus: Focus) -> bool:
    return any(mark.rule.get("is") in _GOODS for mark in sentence.of("noun")) or bool(
        sentence.of("pass") and focus.gates
    )


def _figures(
    sentence: Sentence, step: str
) -> tuple[dict[str, Any], float | None, str | None, list[Step]]:
    """Days and workers of a step, with what they were before a change."""
    value: dict[str, Any] = {"step": step}
    steps: list[Step] = []
    number: float | None = None
    for expr in sentence.times:
        length = expr.value
        if not isinstance(length, Duration) or length.unit not in _DAYS:
            continue
        scale = _DAYS[length.unit]
        value["days_min"], value["days_max"] = int(length.low * scale), int(length.high * scale)
        if length.was:
            value["days_min_before"] = int(length.was[0] * scale)
            value["days_max_before"] = int(length.was[1] * scale)
        number = length.low * scale
        steps.append(Step("number", expr.rule, expr.start, expr.end))
        break
    tokens = sentence.tokens
    if workers := change(sentence, "workers"):
        before, after = workers
        value["workers_before"], value["workers"] = int(before.low), int(after.low)
        steps.append(
            Step(
                "value", "workers.change", tokens.starts[before.first], tokens.ends[after.last - 1]
            )
        )
    else:
        for quantity in quantities(sentence):
            if quantity.unit == "workers":
                value["workers"] = int(quantity.number.low)
    order = _order(sentence)
    if order:
        value["order"] = order
    return value, number, "days" if number is not None else None, steps


def _order(sentence: Sentence) -> str | None:
    """Whether the step comes before or after loading, where the words say so."""
    for place in range(len(sentence.tokens)):
        if not sentence.has("loading", place, place + 1):
            continue
        if sentence.has("after", place - 5, place):
            return "after loading"
        if sentence.has("before", place - 4, place):
            return "before loading"
    return None
