"""Compared: the figure of other days beside which one is put ("against 450 in July")."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import (
    VEHICLES,
    Number,
    Quantity,
    noun_of,
    numbers,
    plain,
    quantities,
    rate,
)
from yalu.read.time import TimeExpr, resolve
from yalu.read.whose import whose, words
from yalu.vocabulary import Grain, Kind, Mode, Step, When

_NEAR = 4
"""Words from a number to the days that it is of: "450 of them in July"."""
_FAR = 14
"""Words from the figure told to the one it is put beside."""


def compared(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The figures of other days in one sentence: those with days of their own, or of the time
    before all this."""
    if "compared" not in sentence.held:
        return
    told = [
        quantity
        for quantity in quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
        if quantity.unit.unit in VEHICLES
    ]
    for number in numbers(sentence):
        base = _base(sentence, number, told)
        if base is None or not _beside(sentence, number):
            continue
        found = _of_days(sentence, number, anchor)
        if found is None:
            continue
        when, because = found
        yield from _set_beside(sentence, number, base, when, because, focus, atlas)


def _beside(sentence: Sentence, number: Number) -> bool:
    """Whether the words before a number put it beside another."""
    place = number.first - 1
    while sentence.has("ahead_of_compared", place, place + 1):
        place -= 1
    return sentence.has("compared", place, place + 1)


def _base(sentence: Sentence, number: Number, told: list[Quantity]) -> Quantity | None:
    """What is told, and counts the same."""
    before = [one for one in told if one.last <= number.first and number.first - one.last <= _FAR]
    return before[-1] if before else None


def _of_days(
    sentence: Sentence, number: Number, anchor: dt.date | None
) -> tuple[When | None, tuple[Step, ...]] | None:
    """The days of a number and why; no window where they are those of before, or ordinary ones."""
    for expr in sentence.times:
        if 0 <= sentence.begins(expr) - number.last <= _NEAR and expr.dated:
            return _days(expr, anchor)
    last = number.last
    ends = last + 1 >= len(sentence.tokens) or sentence.has("phrase_end", last + 1, last + 2)
    before = sentence.has("back_then", last, last + 1) and (
        ends or sentence.has("definite", last + 1, last + 2)
    )
    usual = any(0 <= mark.first - last <= _NEAR for mark in _ordinary(sentence))
    return (None, ()) if before or usual else None


def _days(expr: TimeExpr, anchor: dt.date | None) -> tuple[When | None, tuple[Step, ...]] | None:
    when = resolve(expr, anchor, past=True) if anchor else None
    if when is None:
        return None
    return when, (Step("when", f"when.compared:{expr.rule}", expr.start, expr.end),)


def _ordinary(sentence: Sentence) -> list[Mark]:
    return [mark for mark in sentence.of("rate") if mark.rule.get("normal")]


def _set_beside(
    sentence: Sentence,
    number: Number,
    base: Quantity,
    when: When | None,
    because: tuple[Step, ...],
    focus: Focus,
    atlas: Atlas,
) -> Iterator[Finding]:
    per = rate(sentence, base)
    passed = per is None and when is not None and when.grain is Grain.DAY
    if per is None and when is None and not _ordinary(sentence):
        return
    trigger = per or noun_of(sentence, base)
    if trigger is None:
        return
    unit = f"{base.unit.told}/{per.rule.at['per']}" if per else base.unit.told
    around = Clause(0, len(sentence.tokens))
    steps = (
        words("number", "number.compared", sentence, number.first, number.last),
        words("value", f"number.{base.unit.unit}", sentence, base.first, base.last),
    )
    for place in whose(sentence, around, base.first, number.first, focus, atlas):
        yield Finding(
            Kind.CROSSING if passed else Kind.COUNT,
            place,
            around,
            trigger,
            (*steps, *because, place.because),
            when=when,
            explicit=when is not None,
            number=plain(number.low),
            unit=unit,
            value={base.unit.unit: plain(number.low)} if passed else {"of": "traffic"},
        )
