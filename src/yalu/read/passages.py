"""Passages: moves told by a noun ("the arrival in Kessim on Sunday of a goods train")."""

from yalu.read.clauses import Clause, clause
from yalu.read.limits import barred
from yalu.read.loads import RANK
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import Quantity, rate, units
from yalu.read.scope import scope

_ASIDE = 9
"""Words between the noun and its "of": "the arrival in Kessim late on Sunday of"."""
_BEFORE = 4
"""Words between what is asked for or stopped and the noun: "banned the further entry of"."""
_LEFT = 8
"""Words between the vehicles and what they have begun: "lorries with goods had started crossing"."""
_NEAR = 5
"""Words between "of a" and the train."""


def passages(
    sentence: Sentence, amounts: list[Quantity]
) -> list[tuple[Mark, Clause, Mark | Quantity]]:
    """The nouns of moves that are told as done, each with its clause and with what moved."""
    found: list[tuple[Mark, Clause, Mark | Quantity]] = []
    for mark in sentence.of("passage"):
        moved = (
            _starting(sentence, mark) if mark.rule.get("begun") else _told(sentence, mark, amounts)
        )
        if moved is not None and _done(sentence, mark):
            around = clause(sentence, mark)
            first, last = min(around.first, moved.first), max(around.last, moved.last)
            found.append((mark, around._replace(first=first, last=last), moved))
    return found


def _told(sentence: Sentence, mark: Mark, amounts: list[Quantity]) -> Mark | Quantity | None:
    """What moved, behind the "of" of the noun; "daily departures of 40 lorries" are a rate."""
    of = _of(sentence, mark)
    moved = _moved(sentence, of, amounts) if of is not None else None
    rated = isinstance(moved, Quantity) and rate(sentence, moved) is not None
    return None if rated else moved


def _starting(sentence: Sentence, mark: Mark) -> Mark | None:
    """ "Trucks with goods had started crossing": the vehicles, where no number counts them."""
    first = mark.first
    if not sentence.has("has_begun", first - 1, first):
        return None
    low = max(
        (mark.last for mark in sentence.of("boundary", 0, first) if mark.rule.get("is") == "hard"),
        default=0,
    )
    nouns = [
        noun
        for noun, unit in units(sentence)
        if low <= noun.first and first - _LEFT <= noun.last < first and unit.unit in RANK
    ]
    return nouns[-1] if nouns and _plural(sentence, nouns[-1]) else None


def _plural(sentence: Sentence, noun: Mark) -> bool:
    return sentence.tokens.words[noun.last - 1].endswith("s")


def _of(sentence: Sentence, mark: Mark) -> int | None:
    """The token of the "of" behind a noun, places and times between them left out."""
    named = {place for name in sentence.names for place in range(name.first, name.last)}
    for place in range(mark.last, min(mark.last + _ASIDE, len(sentence.tokens))):
        if sentence.has("of", place, place + 1):
            return place
        known = place in named or place in sentence.timed
        if not (known or sentence.has("place_glue", place, place + 1)):
            return None
    return None


def _moved(sentence: Sentence, of: int, amounts: list[Quantity]) -> Mark | Quantity | None:
    """The vehicles behind an "of": counted, or one."""
    for quantity in amounts:
        if quantity.first == of + 1 and quantity.unit.unit in RANK:
            return quantity
    if not sentence.has("article", of + 1, of + 2):
        return None
    for mark, unit in units(sentence):
        near = 0 < mark.first - of <= _NEAR and unit.unit in RANK
        if near and sentence.has("lone_vehicle", mark.last - 1, mark.last):
            return mark
    return None


def _done(sentence: Sentence, mark: Mark) -> bool:
    """Whether it has happened: "awaits the arrival", "banned the entry" do not say so."""
    first = mark.first
    if sentence.has("passage_untold", first - _BEFORE, first):
        return False
    if not mark.rule.get("begun") and sentence.of("trigger", max(0, first - _BEFORE), first):
        return False
    around = clause(sentence, mark)
    governed = scope(sentence, around, mark)
    untold = governed.zero or governed.denied or governed.may or governed.elsewhere
    if sentence.has("passage_untold", mark.last, around.last):
        return False
    return governed.factual and not (untold or barred(sentence, governed))
