"""Quantities: numbers in digits and words, ranges and bounds, and what they count."""

import re
from typing import NamedTuple

from yalu.read.bare import stands_for
from yalu.read.marks import Mark, Sentence, once

_DIGIT = re.compile(r"\d")
_REACH = 5
"""Words that may stand between a number and its noun ("60 Norland-bound cargo trains")."""
_BEYOND = 100_000
"""A number from here on that has no noun is one of money or people."""
_TOWARD = 4
"""Words from a rate to the noun that it is on."""
_RATE, _BEFORE = 5, 9
"""Words between an amount and its rate: behind it, and before it."""
_TIMES = ("multiple", "vague")
_BOUNDS = ("over", "under", "about")
VEHICLES = frozenset({"trains", "cars", "trucks", "vehicles", "containers", "consignments"})
"""Units that pass a gate or stand before it."""


class Number(NamedTuple):
    """Tokens `[first, last)` that say `low` to `high`; `bound` is over, under or about."""

    first: int
    last: int
    low: float
    high: float
    bound: str | None = None

    @property
    def extra(self) -> dict[str, float | str]:
        """The upper end of a range and the bound, for the `value` of a claim."""
        found: dict[str, float | str] = {}
        if self.high > self.low:
            found["max"] = plain(self.high)
        if self.bound:
            found["qualifier"] = self.bound
        return found


class Unit(NamedTuple):
    """What is counted: the unit a rule gives it, and the noun as the text has it."""

    unit: str
    told: str
    laden: str | None = None


class Quantity(NamedTuple):
    """A number and the unit it counts, in tokens `[first, last)`; `noun` is where the
    unit stands beside the number, None for "300 of them" and "and 154 came in"."""

    number: Number
    unit: Unit
    first: int
    last: int
    noun: Mark | None = None

    @property
    def of_them(self) -> bool:
        """Whether it is "300 of them"."""
        return self.noun is None and not self.elliptic

    @property
    def elliptic(self) -> bool:
        """Whether the number stands alone: "and 154 came in"."""
        return self.last == self.number.last and self.noun is None


WORKERS = Unit("workers", "people")


def plain(number: int | float) -> int | float:
    """The number as an int where it is whole."""
    return int(number) if number == int(number) else number


@once
def in_digits(sentence: Sentence) -> bool:
    """Whether a sentence has digits at all."""
    return _DIGIT.search(sentence.view, sentence.span.start, sentence.span.end) is not None


@once
def numbers(sentence: Sentence) -> list[Number]:
    """The numbers of a sentence outside its time expressions."""
    words = sentence.tokens.words
    marks = {mark.first: mark for mark in sentence.of("number")}
    digits = in_digits(sentence)
    starts = {place for place, word in enumerate(words) if word[0].isdecimal()} if digits else set()
    found: list[Number] = []
    for place in sorted(starts.union(marks) - sentence.timed):
        if found and place < found[-1].last:
            continue
        number = _ranged(sentence, place, marks)
        if number and not _label(sentence, number):
            found.append(number)
    return found


def tallied(sentence: Sentence, moving: list[Mark]) -> bool:
    """ "1,400 trucks have yet to cross" is a count, not a closure."""
    ends = {number.last for number in numbers(sentence) if number.high > 1}
    return any(mark.first in ends or mark.first - 1 in ends for mark in moving)


def _ranged(sentence: Sentence, place: int, marks: dict[int, Mark]) -> Number | None:
    """The number at a token, with the upper end of its range."""
    number = _number(sentence, place, marks)
    if number is None or number.last + 1 >= len(sentence.tokens):
        return number
    joins = sentence.has("range", number.last, number.last + 1) or (
        sentence.has("between", number.first - 1, number.first)
        and sentence.has("join_between", number.last, number.last + 1)
    )
    if not joins:
        return number
    upper = _number(sentence, number.last + 1, marks)
    changed = sentence.has("from", number.first - 1, number.first)
    if upper is None or changed or upper.low <= number.low:
        return number
    return Number(number.first, upper.last, number.low, upper.high, number.bound)


def _label(sentence: Sentence, number: Number) -> bool:
    """ "No. 4", "Bridge 1": a name, no amount."""
    first = number.first
    if sentence.has("label", first - 1, first):
        return True
    stop = sentence.has("full_stop", first - 1, first)
    return stop and sentence.has("label", first - 2, first - 1)


def _number(sentence: Sentence, place: int, marks: dict[int, Mark]) -> Number | None:
    """The single number that begins at a token, its bound included."""
    bound, start = None, place
    mark = marks.get(place)
    while mark and mark.rule.get("is") in _BOUNDS:
        bound, place = str(mark.rule.at["is"]), mark.last
        mark = marks.get(place)
    value: float | None = None
    words = sentence.tokens.words
    if mark and "value" in mark.rule.at:
        value, place = float(mark.rule.at["value"]), mark.last
        if mark.rule.get("is") in ("vague", "after"):
            bound = bound or "over"
        ones = marks.get(place + 1) if place < len(words) and words[place] == "-" else None
        if ones and value >= 20 and ones.rule.get("value", 99) < 10:
            value, place = value + float(ones.rule.at["value"]), ones.last
    elif place < len(words) and (digits := parse(words[place])) is not None:
        value, place = digits, place + 1
    if value is not None and place < len(words) and words[place] == "-":
        joined = marks.get(place + 1)  # "50-thousand"
        place += bool(joined and joined.rule.get("is") == "multiple")
    while value is not None and (more := marks.get(place)) and more.rule.get("is") in _TIMES:
        value, place = round(value * float(more.rule.at["value"]), 3), more.last
    return None if value is None else Number(start, place, value, value, bound)


def parse(word: str) -> float | None:
    """The number that digits with thousands separators say, or None."""
    if not word[0].isdecimal():
        return None
    digits = word.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal():
        return None
    return float(digits)


def units(sentence: Sentence, rail: bool = False) -> list[tuple[Mark, Unit]]:
    """The nouns of a sentence that can be counted, in order; `rail` where the text
    speaks of trains, so that "cars" are theirs."""
    every = _countable(sentence)
    if rail or _rail(sentence):
        return every
    return [(mark, unit) for mark, unit in every if not mark.rule.get("rail")]


@once
def _countable(sentence: Sentence) -> list[tuple[Mark, Unit]]:
    found = [
        (mark, _unit(sentence, mark))
        for kind in ("unit", "noun")
        for mark in sentence.of(kind)
        if "unit" in mark.rule.at
    ]
    found.sort(key=lambda item: item[0].first)
    return found


@once
def _rail(sentence: Sentence) -> bool:
    """Whether "cars" are those of trains."""
    return any(mark.rule.get("mode") == "rail" for mark in sentence.of("noun"))


def _unit(sentence: Sentence, mark: Mark) -> Unit:
    told = sentence.words(mark.first, mark.last).lower()
    return Unit(str(mark.rule.at["unit"]), told, mark.rule.get("laden"))


def quantities(
    sentence: Sentence, before: Unit | None = None, rail: bool = False
) -> list[Quantity]:
    """The counted nouns of a sentence; `before` is what the text counted last, `rail`
    as for `units`."""
    every = numbers(sentence)
    nouns = units(sentence, rail) if every else []
    found: list[Quantity] = []
    for number in every:
        quantity = _beside(sentence, number, nouns) or _of_them(sentence, number, nouns, before)
        if quantity is None:
            quantity = _number_of(sentence, number, nouns)
        if quantity is None:
            quantity = _elliptic(sentence, number, found[-1].unit if found else None, before)
        if quantity:
            found.append(quantity)
    return found + _shared(sentence, found, nouns)


def _beside(sentence: Sentence, number: Number, nouns: list[tuple[Mark, Unit]]) -> Quantity | None:
    """ "1,400 empty trucks", "trucks in their thousands"."""
    for mark, unit in nouns:
        if unit.unit == "coffins" and _of_dead(sentence, mark, number):
            return Quantity(number, unit, mark.first, number.last, mark)
        if mark.last == number.first and number.bound == "over" and _after(sentence, number):
            return Quantity(number, unit, mark.first, number.last, mark)
        gap = mark.first - number.last
        if not 0 <= gap <= _REACH:
            continue
        between = sentence.tokens.words[number.last : mark.first]
        if any(not word.isalpha() and word != "-" for word in between):
            return None
        if _broken(sentence, number.last, mark.first):
            return None
        if number.high <= 1 and sentence.tokens.words[mark.last - 1].endswith("s"):
            return None
        return Quantity(number, unit, number.first, mark.last, mark)
    return None


def _of_dead(sentence: Sentence, mark: Mark, number: Number) -> bool:
    """ "The bodies of four drivers"."""
    behind = mark.last == number.first - 1
    return behind and sentence.has("of", mark.last, number.first)


def _broken(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words between number and noun are no adjectives; "transit and export" are."""
    return any(
        sentence.has("no_adjective", place, place + 1)
        and not (
            sentence.has("join_between", place, place + 1)
            and sentence.has("freight_adjective", place - 1, place)
        )
        for place in range(first, last)
    )


def _after(sentence: Sentence, number: Number) -> bool:
    return any(
        mark.rule.get("is") == "after" for mark in sentence.of("number", number.first, number.last)
    )


def _of_them(
    sentence: Sentence, number: Number, nouns: list[tuple[Mark, Unit]], before: Unit | None
) -> Quantity | None:
    """ "Over 1,100 of them": what was named last."""
    place = number.last
    if not (sentence.has("of", place, place + 1) and sentence.has("them", place + 1, place + 2)):
        return None
    named = [unit for mark, unit in nouns if mark.last <= number.first]
    unit = named[-1] if named else before
    return Quantity(number, unit, number.first, place + 2) if unit else None


def _number_of(
    sentence: Sentence, number: Number, nouns: list[tuple[Mark, Unit]]
) -> Quantity | None:
    """ "The number of trucks rose to 243"."""
    place = number.first
    if not comes_to(sentence, place):
        return None
    for mark, unit in nouns:
        counted = sentence.has("number_of", mark.first - 4, mark.first)
        flow = not counted and sentence.has("flow_noun", mark.first - 2, mark.first)
        if mark.last <= place and (counted or (flow and _per_day(sentence, mark.first))):
            return Quantity(number, unit, mark.first, number.last, mark)
    return None


def comes_to(sentence: Sentence, place: int) -> bool:
    """Whether the words before a number give it as an amount: "rose to 243", "were between 40 and"."""
    if sentence.has("between", place - 1, place):
        place -= 1
    return sentence.has("amounts_to", place - 1, place)


def _per_day(sentence: Sentence, place: int) -> bool:
    """Whether a rate stands on a noun of what passes: "daily departures of lorries"."""
    return any(0 <= place - mark.last <= _TOWARD for mark in sentence.of("rate", 0, place))


def _elliptic(
    sentence: Sentence, number: Number, here: Unit | None, before: Unit | None
) -> Quantity | None:
    """ "272 lorries left and 154 came in", "another arrived", "let 300 out"."""
    place = number.last
    if _money(sentence, number) or number.low >= _BEYOND:
        return None
    rated = any(m.first == place or m.last == number.first for m in sentence.of("rate"))
    joined = sentence.has("list", number.first - 1, number.first)
    unit = here
    flows = sentence.places("flow_noun", 0, number.first)
    if (flows and comes_to(sentence, number.first) and _per_day(sentence, flows[-1])) or stands_for(
        sentence, number.first, place
    ):
        unit = here or _named(sentence, number) or before
    elif rated:
        unit = here or before
    elif not (joined and sentence.has("ellipsis", place, place + 1)):
        return None
    return Quantity(number, unit, number.first, place) if unit else None


def _money(sentence: Sentence, number: Number) -> bool:
    first, last = number.first, number.last
    return any(m.last >= first - 1 and m.first <= last for m in sentence.of("currency"))


def _named(sentence: Sentence, number: Number) -> Unit | None:
    """The unit that a sentence has named last before a number: "the line of lorries: 1,300"."""
    known = [unit for mark, unit in units(sentence) if mark.last <= number.first]
    return known[-1] if known and known[-1].unit in VEHICLES else None


def noun_of(sentence: Sentence, quantity: Quantity) -> Mark | None:
    """The noun that an amount counts, also where its number stands alone behind it."""
    if quantity.noun is not None:
        return quantity.noun
    found = [
        mark
        for mark, unit in units(sentence, True)
        if mark.last <= quantity.first and unit.unit == quantity.unit.unit
    ]
    return found[-1] if found else None


def _shared(
    sentence: Sentence, found: list[Quantity], nouns: list[tuple[Mark, Unit]]
) -> list[Quantity]:
    """ "One locomotive and coach": the second has the number of the first."""
    return [
        Quantity(quantity.number, unit, mark.first, mark.last, mark)
        for quantity in found
        for mark, unit in nouns
        if quantity.number.high <= 1
        and mark.first == quantity.last + 1
        and sentence.has("join_between", quantity.last, mark.first)
    ]


def rate(sentence: Sentence, quantity: Quantity) -> Mark | None:
    """ "16 trains per day", "on a normal day it takes 24 trains": the mark of the rate."""
    rates = sentence.of("rate")
    for mark in rates:
        if mark.rule.get("normal") and mark.last == quantity.number.first:
            return mark  # "90 a day instead of the usual 200"
    for mark in rates:
        if sentence.has("length_lead", mark.first - 1, mark.first):
            continue  # "it takes a week"
        if sentence.has("not_a_rate", mark.last, mark.last + 1):
            continue  # "5,900 a week before"
        if mark.rule.get("next") and mark.last != quantity.number.first:
            continue
        gap = mark.first - quantity.last
        if 0 <= gap <= _RATE and not sentence.has("comma", quantity.last, mark.first):
            return mark
        ahead = mark.last <= quantity.first and not sentence.has(
            "full_break", mark.last, quantity.first
        )
        if ahead and (mark.first == 0 or quantity.first - mark.last <= _BEFORE):
            return mark
    return None
