"""Queues: how far a line of vehicles reaches."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import VEHICLES, Number, numbers, plain, quantities
from yalu.read.scope import scope
from yalu.read.whose import whose, window, words
from yalu.vocabulary import Kind

_REACH = 12
"""Words from the queue to its length."""


def queues(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The length of the queue that a sentence tells of, where it tells no number of vehicles."""
    if "lengthy" not in sentence.held or "queue" not in sentence.held:
        return
    if any(quantity.unit.unit in VEHICLES for quantity in quantities(sentence)):
        return
    told = [number for number in numbers(sentence) if _long(sentence, number)]
    if not told:
        return
    number = told[-1]
    places = sentence.places("queue", max(0, number.first - _REACH), number.first)
    if not places or not _of_vehicles(sentence, places[-1]):
        return
    mark = _mark(sentence, places[-1])
    if mark is None:
        return
    around = Clause(0, len(sentence.tokens))
    governed = scope(sentence, around, mark)
    if not governed.factual:
        return
    dated = attach(sentence, around, mark, governed, anchor, day)
    last = number.last + 1
    for place in whose(sentence, around, places[-1], number.first, focus, atlas):
        because = (
            words("number", "number.length", sentence, number.first, last),
            words("value", mark.rule.id, sentence, mark.first, mark.last),
            *((dated.because,) if dated else ()),
            place.because,
        )
        yield Finding(
            Kind.COUNT,
            place,
            around,
            mark,
            because,
            when=window(dated, anchor),
            explicit=dated is not None,
            number=plain(number.low),
            unit="km queue",
            value={"of": "queued", **number.extra},
        )


def _long(sentence: Sentence, number: Number) -> bool:
    """ "18 kilometres", "from 14 to six kilometres"; "five kilometres from Orrel" is a distance."""
    last = number.last
    if not sentence.has("lengthy", last, last + 1):
        return False
    return not (
        sentence.has("from", last + 1, last + 2) or sentence.has("away", last + 1, last + 2)
    )


def _of_vehicles(sentence: Sentence, place: int) -> bool:
    """Whether what queues are vehicles: a line may be one of rails."""
    if sentence.has("queue_alone", place, place + 1):
        return True
    return any(
        noun.rule.get("is") in FREIGHT and 0 <= noun.first - place <= 3
        for noun in sentence.of("noun", place)
    )


def _mark(sentence: Sentence, place: int) -> Mark | None:
    """The word of the queue, or else that of what queues."""
    for kind in ("status", "wait", "noun"):
        for mark in sentence.of(kind):
            if mark.first <= place < mark.last or (kind == "noun" and 0 <= mark.first - place <= 3):
                return mark
    return None
