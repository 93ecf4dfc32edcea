"""Quantities: numbers in digits and words, ranges and bounds, and what they count."""

from dataclasses import dataclass
from itertools import pairwise

from yalu.read.marks import Mark, Sentence

_REACH = 3


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `[first, last)` that say `low` to `high`; `bound` is over, under or about."""

    first: int
    last: int
    low: float
    high: float
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the unit it counts; `was` is the number before a change."""

    number: Number
    unit: str
    mark: Mark
    was: Number | None = None


def numbers(sentence: Sentence) -> list[Number]:
    """The numbers of a sentence outside its time expressions."""
    found: list[Number] = []
    marks = {mark.first: mark for mark in sentence.of("number")}
    words = sentence.tokens.words
    place = 0
    while place < len(words):
        starts = place in marks or words[place][0].isdecimal()
        number = _number(sentence, place, marks) if starts and place not in sentence.timed else None
        if number is None:
            place += 1
            continue
        if number.last + 1 < len(words) and sentence.has("range", number.last, number.last + 1):
            upper = _number(sentence, number.last + 1, marks)
            changed = sentence.has("from", number.first - 1, number.first)
            if upper and upper.low > number.low and not changed:
                number = Number(number.first, upper.last, number.low, upper.high, number.bound)
        found.append(number)
        place = number.last
    return found


def _number(sentence: Sentence, place: int, marks: dict[int, Mark]) -> Number | None:
    """The single number that begins at a token, its bound included."""
    bound, start = None, place
    mark = marks.get(place)
    if mark and mark.rule.get("is") in ("over", "under", "about"):
        bound, place = str(mark.rule.at["is"]), mark.last
        mark = marks.get(place)
    value: float | None = None
    words = sentence.tokens.words
    if mark and "value" in mark.rule.at:
        value, place = float(mark.rule.at["value"]), mark.last
        ones = marks.get(place + 1) if place < len(words) and words[place] == "-" else None
        if ones and value >= 20 and ones.rule.get("value", 99) < 10:
            value, place = value + float(ones.rule.at["value"]), ones.last
    elif place < len(words) and (digits := _digits(words[place])) is not None:
        value, place = digits, place + 1
    while value is not None and (more := marks.get(place)) and more.rule.get("is") == "multiple":
        value, place = value * float(more.rule.at["value"]), more.last
    return None if value is None else Number(start, place, value, value, bound)


def _digits(word: str) -> float | None:
    if not word[0].isdecimal():
        return None
    plain = word.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal():
        return None
    return float(plain)


def quantities(sentence: Sentence) -> list[Quantity]:
    """The numbers that stand before a noun with a unit, up to two words between."""
    units = [mark for mark in sentence.of("noun") if "unit" in mark.rule.at]
    found: list[Quantity] = []
    for number in numbers(sentence) if units else ():
        for mark in units:
            gap = mark.first - number.last
            if not 0 <= gap < _REACH:
                continue
            between = sentence.tokens.words[number.last : mark.first]
            if any(not word.isalpha() and word != "-" for word in between):
                continue
            found.append(Quantity(number, str(mark.rule.at["unit"]), mark))
            break
    return found + _shared(sentence, found, units)


def _shared(sentence: Sentence, found: list[Quantity], units: list[Mark]) -> list[Quantity]:
    """ "One locomotive and coach": the second has the number of the first."""
    return [
        Quantity(quantity.number, str(mark.rule.at["unit"]), mark)
        for quantity in found
        for mark in units
        if mark.first == quantity.mark.last + 1
        and sentence.has("join_between", quantity.mark.last, mark.first)
    ]


def change(sentence: Sentence, unit: str) -> tuple[Number, Number] | None:
    """ "from 20 to 50" where the sentence names the unit: the number before and after."""
    if not any(mark.rule.get("unit") == unit for mark in sentence.of("noun")):
        return None
    every = numbers(sentence)
    for before, after in pairwise(every):
        if sentence.has("from", before.first - 1, before.first) and sentence.has(
            "to", after.first - 1, after.first
        ):
            return before, after
    return None
