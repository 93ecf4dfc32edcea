"""Partial: freight that runs in part, told by a rate, by hours or by how few pass."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import VEHICLES, Quantity, Unit, numbers, quantities, rate
from yalu.read.reasons import findings
from yalu.read.scope import scope
from yalu.read.time import Clock
from yalu.read.time import Kind as Clocks
from yalu.read.whose import whose
from yalu.vocabulary import Kind, Mode, Stance, State

_OF_FREIGHT = FREIGHT | {"gate"}
_TOGETHER = 3
"""Words between "exports and imports" where they are spoken of as one."""
_SMALL = {"hour": 5, "day": 100, "week": 300}
"""Trucks that pass in an hour, a day or a week where little is let pass."""
_LETS = frozenset({"pass.process", "pass.admit", "pass.let", "pass.cross"})
"""Verbs of which a rate tells how much a gate lets over."""
_VEHICLE = Unit("vehicles", "vehicles")
_NEAR = 6
"""Words between an amount and what makes it less than usual."""


def rates(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """ "Just ten trucks a day", "30 trains a day instead of 90": fewer than would pass."""
    if not sentence.of("rate"):
        return
    amounts = quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
    for quantity in amounts or _bare(sentence):
        per = rate(sentence, quantity)
        if per is None or quantity.unit.unit not in VEHICLES:
            continue
        less = _less(sentence, quantity, per) or _small(sentence, quantity, per, focus)
        if less is None:
            continue
        around = clause(sentence, less)
        around = Clause(
            min(around.first, quantity.first), max(around.last, per.last), around.opened
        )
        governed = scope(sentence, around, per)
        if not governed.factual or governed.elsewhere:
            continue
        dated = attach(sentence, around, per, governed, anchor, day)
        if dated is None and governed.past:
            continue
        places = whose(sentence, around, quantity.first, around.last, focus, atlas)
        reading = Kind.SERVICE, State.LIMITED, Stance.ASSERTS
        yield from findings(
            sentence, around, less, governed, dated, reading, places, focus, anchor, day
        )


def _bare(sentence: Sentence) -> Iterator[Quantity]:
    """ "Bakhty clears about ten a day": vehicles, where nothing else is counted."""
    rated = {mark.first for mark in sentence.of("rate")}
    for number in numbers(sentence):
        if number.last in rated:
            yield Quantity(number, _VEHICLE, number.first, number.last)


def _less(sentence: Sentence, quantity: Quantity, per: Mark) -> Mark | None:
    """The words that make an amount less than usual: right before it, or soon behind it."""
    for mark in sentence.of("part"):
        if mark.rule.get("is") != "less":
            continue
        before = quantity.first - mark.last
        behind = mark.first - max(quantity.last, per.last)
        if 0 <= before <= 1 or 0 <= behind <= _NEAR:
            return mark
    return None


def _small(sentence: Sentence, quantity: Quantity, per: Mark, focus: Focus) -> Mark | None:
    """ "Strikers pass four lorries an hour": a rate that no gate for freight has by choice. Of
    trains a few a day may be all there ever are: few are too few where the text told so."""
    most = _SMALL.get(per.rule.at["per"])
    number = quantity.number
    if most is None or number.high > most or number.bound == "over":
        return None
    rail = quantity.unit.unit == "trains" or focus.mode is Mode.RAIL
    if rail and focus.state not in (State.SUSPENDED, State.LIMITED):
        return None
    first, last = quantity.first - _NEAR, max(quantity.last, per.last) + _NEAR
    for verb in sentence.of("pass", max(0, first), min(last, len(sentence.tokens))):
        if verb.rule.id in _LETS:
            return verb
    return None


def scarce(sentence: Sentence, around: Clause, moving: list[Mark]) -> Mark | None:
    """ "A few trucks", "hardly any freight": the words that leave little of what moves."""
    starts = [mark.first for mark in moving]
    for mark in sentence.of("part", around.first, around.last):
        if mark.rule.get("is") == "little":
            return mark
        few = mark.rule.get("is") == "few"
        if few and any(0 <= first - mark.last <= 2 for first in starts):
            return mark
    return next((mark for mark in moving if sentence.has("some", mark.first - 1, mark.first)), None)


def shares(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """ "Trade is about half of what it was", "at 30 percent of the usual volume"."""
    for kind in ("fraction", "percent"):
        for mark in sentence.of(kind):
            if not sentence.has("capacity", mark.last, mark.last + 4):
                continue
            around = clause(sentence, mark)
            governed = scope(sentence, around, mark)
            aside = sentence.has("comma", mark.first - 1, mark.first)
            nouns = sentence.of("noun", 0 if aside else around.first, around.last)
            spoken_of = any(noun.rule.get("is") in _OF_FREIGHT for noun in nouns)
            if not governed.factual or governed.elsewhere or not spoken_of:
                continue
            whole = Clause(0, len(sentence.tokens))
            dated = attach(sentence, around, mark, governed, anchor, day)
            dated = dated or attach(sentence, whole, mark, governed, anchor, day)
            if dated and (dated.because.start or 0) > sentence.tokens.starts[mark.first]:
                dated = None  # "half of what was usual in March"
            places = whose(sentence, around, mark.first, around.last, focus, atlas)
            reading = Kind.SERVICE, State.LIMITED, Stance.ASSERTS
            yield from findings(
                sentence, around, mark, governed, dated, reading, places, focus, anchor, day
            )


def hours(sentence: Sentence, around: Clause) -> bool:
    """ "Six hours a day", "two days a week", "from 6 a.m. to noon": not the whole time."""
    if _span_of_hours(sentence, around):
        return True
    for mark in sentence.of("rate", around.first, around.last):
        place, per = mark.first - 1, mark.rule.at["per"]
        if per == "day" and sentence.has("hour", place, place + 1):
            whole = sentence.has("whole_day", place - 1, place)
        elif per == "week" and sentence.has("day", place, place + 1):
            whole = sentence.has("whole_week", place - 1, place)
        else:
            continue
        if not whole:
            return True
    return False


def _span_of_hours(sentence: Sentence, around: Clause) -> bool:
    """ "Between 10 p.m. and 4 a.m.": hours of the day, of no one day."""
    first, last = around.first, around.last
    for mark in sentence.of("boundary", last):
        verbs = any(sentence.of(kind, mark.last) for kind in ("trigger", "pass", "move"))
        if mark.rule.get("is") == "contrast" and not verbs:
            last = len(sentence.tokens)
    clocks = [expr for expr in sentence.times if expr.kind is Clocks.CLOCK]
    return any(
        isinstance(expr.value, Clock) and expr.value.until not in (None, (expr.value.hour, 0))
        for expr in clocks
        if first <= sentence.place(expr.start) < last
    )


def below(sentence: Sentence, around: Clause) -> Mark | None:
    """ "At a third of its capacity", "30 percent of the usual volume"."""
    for kind in ("fraction", "percent"):
        for mark in sentence.of(kind, around.first, around.last):
            if sentence.has("capacity", mark.last, mark.last + 4):
                return mark
    return None


def portion(sentence: Sentence, around: Clause) -> bool:
    """ "Four of the eight crossings": some of several gates."""
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") == "gate" and noun.rule.get("plural"):
            for place in range(max(around.first, noun.first - 5), noun.first):
                if sentence.has("of", place, place + 1) and any(
                    number.last == place for number in numbers(sentence)
                ):
                    return True
    return False


def one_kind(sentence: Sentence, around: Clause) -> bool:
    """ "Imports of coal", "trucks with foreign plates": a part of the freight."""
    for good in sentence.of("good", around.first, around.last):
        if sentence.has("imports", good.first - 2, good.last + 1):
            return True
    for unit in sentence.of("unit", around.first, around.last):
        if unit.rule.get("laden") and sentence.has("bound", unit.first - 1, unit.first):
            return True
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") not in ("traffic", "vehicle"):
            continue
        weighed = _weighed(sentence, noun)
        foreign = sentence.has("from", noun.last, noun.last + 1) and bool(
            sentence.named("country", noun.last, noun.last + 4)
        )
        plated = sentence.has("plated", noun.last, noun.last + 5)
        alone = sentence.has("one_kind", noun.first - 1, noun.first)
        if weighed or foreign or plated or alone or _of_a_good(sentence, noun):
            return True
    return one_way(sentence, around)


def light(sentence: Sentence, around: Clause) -> bool:
    """ "Vehicles up to 7.5 t": those of some weight alone."""
    return any(_weighed(sentence, noun) for noun in sentence.of("noun", around.first, around.last))


def _weighed(sentence: Sentence, noun: Mark) -> bool:
    return noun.rule.get("is") in ("traffic", "vehicle") and any(
        number.bound
        and 0 <= number.first - noun.last <= 1
        and sentence.has("weight", number.last, number.last + 1)
        for number in numbers(sentence)
    )


def _of_a_good(sentence: Sentence, noun: Mark) -> bool:
    """ "Cassava trucks": vehicles of one kind of goods."""
    return bool(noun.rule.get("unit")) and any(
        good.last == noun.first for good in sentence.of("good", noun.first - 2, noun.first)
    )


def one_way(sentence: Sentence, around: Clause) -> bool:
    """ "Exports may leave, imports may not enter": each clause tells of one direction."""
    out, home = sentence.places("exports"), sentence.places("imports")
    if any(abs(one - two) <= _TOGETHER for one in out for two in home):
        return False
    here = [any(around.first <= place < around.last for place in way) for way in (out, home)]
    return bool(out and home) and here[0] != here[1]
