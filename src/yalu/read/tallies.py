"""Tallies: figures beside their days and ways, without a verb ("604 lorries on Monday, 590 on
Tuesday", "212 lorries in, 187 out")."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.candidates import is_of_saying, told_day
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import VEHICLES, Quantity, noun_of, numbers, plain, quantities
from yalu.read.time import ON, TimeExpr, resolve
from yalu.read.whose import meant, whose, window, words
from yalu.vocabulary import Grain, Kind, Mode, Step, When

_NEAR = 2
"""Words between an amount and the verb that tells of it: "lorries had also crossed"."""


def tallies(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What passed by day or by way, of amounts of which no verb tells."""
    if anchor is None or not (sentence.times or "in_or_out" in sentence.held):
        return
    if "queue" in sentence.held or _stand(sentence):
        return
    if not (mentions(sentence, focus) or focus.gates):
        return
    last: Quantity | None = None
    end = 0
    for quantity in _amounts(sentence, focus):
        found = _behind(sentence, quantity, anchor)
        joined = last is not None and quantity.first - end <= 1
        headed = joined or _headed(sentence, quantity.first)
        if found is None or not headed or _verbal(sentence, quantity):
            continue
        last, end = quantity, found[1]
        noun = noun_of(sentence, quantity)
        if noun is not None:
            yield from _told(sentence, quantity, noun, found[0], focus, anchor, day, atlas)


def _stand(sentence: Sentence) -> bool:
    """Whether a word tells of vehicles that stand; "at full capacity" does not."""
    return any(
        mark.rule.get("of") != "capacity" and not sentence.has("tally_head", mark.first, mark.last)
        for mark in sentence.of("status")
    )


def _amounts(sentence: Sentence, focus: Focus) -> list[Quantity]:
    """The amounts of vehicles, and the numbers alone of the same."""
    known = quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
    found: list[Quantity] = []
    for number in numbers(sentence):
        one = next((q for q in known if q.number == number and q.noun), None)
        if one is None and found and not _counts_other(sentence, number.last):
            one = Quantity(number, found[-1].unit, number.first, number.last)
        if one and one.unit.unit in VEHICLES and one.number.low > 1:
            found.append(one)
    return found


def _counts_other(sentence: Sentence, place: int) -> bool:
    """Whether a number has a word of its own behind it."""
    timed = place in sentence.timed or sentence.has("in_or_out", place, place + 1)
    return not timed


def _behind(
    sentence: Sentence, quantity: Quantity, anchor: dt.date
) -> tuple[tuple[When, TimeExpr] | None, int] | None:
    """The days right behind an amount and where they end, or the way it went."""
    place = quantity.last
    way = sentence.has("in_or_out", place, place + 1)
    place += way
    for expr in sentence.times:
        fits = expr.dated and expr.role in ON and sentence.begins(expr) == place
        when = resolve(expr, anchor, past=True) if fits else None
        if when is not None and not is_of_saying(sentence, expr):
            return (when, expr), sentence.place(expr.end)
    ends = place >= len(sentence.tokens) or sentence.has("tally_end", place, place + 1)
    return (None, place) if way and ends else None


def _headed(sentence: Sentence, first: int) -> bool:
    """Whether an amount begins its part: after a colon, a comma, or who counted."""
    return first == 0 or sentence.has("tally_head", first - 1, first)


def _verbal(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a verb of passing tells of the amount."""
    first, last = quantity.first, quantity.last
    return any(
        0 <= mark.first - last <= _NEAR or mark.last == first
        for kind in ("pass", "move", "step")
        for mark in sentence.of(kind)
    )


def _told(
    sentence: Sentence,
    quantity: Quantity,
    noun: Mark,
    dated: tuple[When, TimeExpr] | None,
    focus: Focus,
    anchor: dt.date,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    first, last = quantity.first, quantity.last
    around = Clause(0, len(sentence.tokens))
    steps = [words("number", f"number.{quantity.unit.unit}", sentence, first, last)]
    if dated:
        when: When | None = dated[0]
        expr = dated[1]
        steps.append(Step("when", f"when.beside:{expr.rule}", expr.start, expr.end))
    else:
        when = window(None, anchor, told_day(sentence, sentence.tokens.starts[first], anchor))
    many = when is not None and when.grain in (Grain.MONTH, Grain.YEAR)
    number = plain(quantity.number.low)
    value = {"of": "traffic"} if many else {quantity.unit.unit: number}
    steps.append(words("value", f"subject.{quantity.unit.unit}", sentence, first, last))
    places = whose(sentence, around, first, last, focus, atlas)
    for place in meant(sentence, places, focus, atlas):
        yield Finding(
            Kind.COUNT if many else Kind.CROSSING,
            place,
            around,
            noun,
            (*steps, place.because),
            when=when,
            explicit=dated is not None,
            number=number,
            unit=quantity.unit.told,
            value={**value, **quantity.number.extra},
        )
