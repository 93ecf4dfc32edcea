"""Purposes: whom or what a gate is opened for, where that is not all of the freight."""

from yalu.read.clauses import Clause
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence

_ADMITTED = 4
"""Words from "for" to those who are let through: "for the returning Norlandic refugees"."""
_JOURNEY = 3
"""Words from "for" to a journey: "for the voluntary return"."""


def for_a_part(sentence: Sentence, around: Clause, trigger: Mark, event: bool) -> bool:
    """ "Open to fruit"; of an event also "opened for the return of refugees", "to let empty
    lorries home"."""
    place = _behind(sentence, trigger)
    return _for_goods(sentence, place) or (
        event
        and (
            _for_people(sentence, around, place)
            or _for_a_journey(sentence, place)
            or _to_let(sentence, place)
            or _so_that(sentence, around, trigger)
        )
    )


def _behind(sentence: Sentence, trigger: Mark) -> int:
    """Where the words begin that stand behind a verb, its gate and its day."""
    place = trigger.last
    passed = {at for name in sentence.names for at in range(name.first, name.last)}
    passed |= {
        at
        for noun in sentence.of("noun", place)
        if noun.rule.get("is") == "gate"
        for at in range(noun.first, noun.last)
    }
    while (
        place in sentence.timed
        or place in passed
        or sentence.has("after", place, place + 1)
        or (sentence.has("determiner", place, place + 1) and place + 1 in passed)
    ):
        place += 1
    return place


def _for_goods(sentence: Sentence, place: int) -> bool:
    """ "Opened to fruit", "for traffic with Sudria": for one kind of goods."""
    end = min(place + 3, len(sentence.tokens))
    if not sentence.has("bound", place, place + 1):
        return False
    return bool(sentence.of("good", place + 1, end)) or any(
        (noun.rule.get("is") == "traffic" and sentence.has("narrowed", noun.last, noun.last + 1))
        or (noun.rule.get("is") == "trade" and sentence.has("with", noun.last, noun.last + 1))
        for noun in sentence.of("noun", place + 1, end)
    )


def _for_people(sentence: Sentence, around: Clause, place: int) -> bool:
    """ "Was opened on Tuesday for light vehicles": for people, and no freight yet."""
    if not sentence.has("admits", place, place + 1):
        return False
    nouns = sentence.of("noun", place, min(place + _ADMITTED, len(sentence.tokens)))
    kinds = [noun.rule.get("is") for noun in sentence.of("noun", place, around.last)]
    return bool(nouns) and nouns[0].rule.get("is") == "passenger" and not set(kinds) & FREIGHT


def _for_a_journey(sentence: Sentence, place: int) -> bool:
    """ "For the return of refugees", "for repatriations", "for the export of grain"."""
    if not sentence.has("intended", place, place + 1):
        return False
    end = place + 1 + _JOURNEY
    if sentence.has("journey", place + 1, end):
        return not sentence.has("normality", place + 1, end + 3)
    ways = [
        [at for at in sentence.places(way, place + 1) if at < end + _ADMITTED]
        for way in ("exports", "imports")
    ]
    return bool(ways[0]) != bool(ways[1]) and min(ways[0] + ways[1]) < end


def _to_let(sentence: Sentence, place: int) -> bool:
    """ "To let empty lorries return", "to allow refugees home": those of one kind."""
    if not sentence.has("infinitive", place, place + 1) or not sentence.has(
        "letting", place + 1, place + 2
    ):
        return False
    end = min(place + 2 + _ADMITTED, len(sentence.tokens))
    nouns = [noun for noun in sentence.of("noun", place + 2, end) if "loose" not in noun.rule.at]
    if not nouns:
        return False
    noun = nouns[0]
    kind = noun.rule.get("narrow") or sentence.has("one_kind", noun.first - 1, noun.first)
    people = noun.rule.get("is") == "passenger"
    alone = not any(other.rule.get("is") in FREIGHT for other in nouns[1:])
    return bool(people and alone) or (noun.rule.get("is") in FREIGHT and bool(kind))


def _so_that(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Was opened so that families could go home"."""
    for mark in sentence.of("boundary", max(around.last, trigger.last)):
        if mark.first != around.last or not sentence.has("so_word", mark.first, mark.last):
            return False
        nouns = sentence.of("noun", mark.last, min(mark.last + 2 * _ADMITTED, len(sentence.tokens)))
        kinds = {noun.rule.get("is") for noun in nouns}
        return "passenger" in kinds and not kinds & FREIGHT
    return False
