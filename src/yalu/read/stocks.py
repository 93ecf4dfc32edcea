"""Stocks: vehicles of which plain words say that they are at a gate."""

from yalu.read.bare import after_colon
from yalu.read.marks import Mark, Sentence
from yalu.read.presence import FEW
from yalu.read.quantities import Quantity, noun_of

_WAYSIDE = 5
"""Words from "on" to the side of the road or river."""
_STILL = 2
"""Words between "are" and where: "are still at"."""


def lying(sentence: Sentence, quantity: Quantity) -> Mark | None:
    """The noun of an amount that is somewhere: "there are 1,800 lorries", "60 lorries are still
    at the roundabout", "we have 14 units in Orrel", "the number of lorries outside: 430"."""
    noun = noun_of(sentence, quantity)
    if noun is None or quantity.number.low < FEW:
        return None
    if quantity.noun is None:  # "the line of lorries was still growing: 1,300"
        return noun if after_colon(sentence, quantity.first) else None
    if noun.last <= quantity.number.first:
        passed = sentence.of("pass", noun.last) or sentence.of("move", noun.last)
        at = sentence.has("located", noun.last, quantity.number.first)
        return noun if at and not passed else None
    first, last = quantity.first, quantity.last
    if sentence.has("there", first - 2, first - 1) and sentence.has("be_any", first - 1, first):
        return noun
    if sentence.has("we", first - 2, first - 1) and sentence.has("have", first - 1, first):
        return noun if sentence.has("located", last, last + 1) else None
    if not sentence.has("be_any", last, last + 1):
        return None
    place = last + 1
    while place <= last + _STILL and sentence.has("remaining", place, place + 1):
        place += 1
    wayside = sentence.has("on", place, place + 1) and sentence.has(
        "waysides", place + 1, place + _WAYSIDE
    )
    return noun if wayside or sentence.has("located", place, place + 1) else None
