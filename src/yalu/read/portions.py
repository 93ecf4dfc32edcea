"""Portions: some of several gates, and the gates beside those that a text has named."""

from yalu.read.clauses import Clause
from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import numbers
from yalu.read.several import lane

_SHARE = 5
"""Words from "of" to the gates: "four of its eight border crossings"."""
_BESIDE = 4
"""Words from "the rest" to the gates: "the rest of its posts"."""


def portion(sentence: Sentence, around: Clause) -> bool:
    """ "Four of the eight crossings", "a single lane": some of several gates or ways."""
    return lane(sentence, around) or some_of_many(sentence, around)


def some_of_many(sentence: Sentence, around: Clause) -> bool:
    """ "Four of the eight crossings", "of the eight, four", "eight, of which four", "half of them"."""
    if "of" not in sentence.held:
        return False
    if any(_of_gates(sentence, around, noun) for noun in _gates(sentence, around.first, around)):
        return True
    return any(
        _taken_from(sentence, around, noun) or _of_them(sentence, around, noun)
        for noun in _gates(sentence, 0, around)
    )


def _gates(sentence: Sentence, first: int, around: Clause) -> list[Mark]:
    return [
        noun
        for noun in sentence.of("noun", first, around.last)
        if noun.rule.get("is") == "gate" and noun.rule.get("plural")
    ]


def _of_gates(sentence: Sentence, around: Clause, noun: Mark) -> bool:
    """ "Four of the eight crossings", "two out of five posts", "half of the posts"."""
    first = max(around.first, noun.first - _SHARE)
    return any(_a_share(sentence, place) for place in sentence.places("of", first, noun.first))


def _of_them(sentence: Sentence, around: Clause, noun: Mark) -> bool:
    """ "Five crossings, of which four are closed", "five crossings; three of them are closed"."""
    for place in sentence.places("of", max(noun.last, around.first - 2), around.last):
        if not sentence.has("them", place + 1, place + 2):
            continue
        if _a_share(sentence, place) or _stands_alone(sentence, place + 2, around.last):
            return True
    return False


def _taken_from(sentence: Sentence, around: Clause, noun: Mark) -> bool:
    """ "Of the eight crossings that they share, four are closed"."""
    if not sentence.has("of", max(0, noun.first - _SHARE), noun.first):
        return False
    of = sentence.places("of", max(0, noun.first - _SHARE), noun.first)[-1]
    opens = of == 0 or sentence.has("out_of", of - 1, of) or sentence.has("comma", of - 1, of)
    counted = any(of < number.first < noun.first for number in numbers(sentence))
    return opens and counted and _stands_alone(sentence, noun.last, around.last)


def _stands_alone(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a number has its verb right behind it: "four are currently closed"."""
    return any(
        first <= number.first
        and number.last < last
        and not sentence.has("not", number.first - 1, number.first)
        and not sentence.has("every", number.first - 1, number.first)
        and (
            sentence.has("finite", number.last, number.last + 1)
            or sentence.has("stay", number.last, number.last + 1)
        )
        for number in numbers(sentence)
    )


def _a_share(sentence: Sentence, place: int) -> bool:
    """Whether a share ends before the "of" at a token: a number, "half", "most"."""
    place -= sentence.has("out_of", place - 1, place)
    counted = any(
        number.last == place
        and not sentence.has("every", number.first - 1, number.first)
        and not sentence.has("not", number.first - 1, number.first)
        for number in numbers(sentence)
    )
    return (
        counted
        or sentence.has("a_share", place - 1, place)
        or sentence.has("half_or_more", place - 1, place)
        or any(mark.last == place for mark in sentence.of("fraction", max(0, place - 3), place))
    )


def beside(sentence: Sentence, around: Clause, focus: Focus) -> bool:
    """ "Its remaining crossings", "the other posts": gates beside those named, "those crossings"
    after a sentence that spoke of such."""
    if sentence.held.isdisjoint(("beside_gates", "them")):
        return False
    nouns = sentence.of("noun", around.first, around.last)
    gates = [noun for noun in nouns if noun.rule.get("is") == "gate"]
    if not gates or not gates[0].rule.get("plural"):
        return False
    noun = gates[0]
    if focus.beside_named and sentence.has("them", noun.first - 1, noun.first):
        return True
    return _others(sentence, around, noun)


def speaks_of_others(sentence: Sentence) -> bool:
    """Whether a sentence speaks anywhere of gates beside those named."""
    whole = Clause(0, len(sentence.tokens))
    return "beside_gates" in sentence.held and any(
        _others(sentence, whole, noun) for noun in _gates(sentence, 0, whole)
    )


def _others(sentence: Sentence, around: Clause, noun: Mark) -> bool:
    first = max(around.first, noun.first - _BESIDE)
    counted = any(first <= number.first < noun.first for number in numbers(sentence))
    return not counted and sentence.has("beside_gates", first, noun.first)


def one_of_several(sentence: Sentence, around: Clause, focus: Focus) -> bool:
    """ "One crossing reopened", "one of the posts": which of them nobody says."""
    if "the_one" not in sentence.held:
        return False
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") != "gate" or noun.rule.get("loose"):
            continue
        for place in sentence.places("the_one", max(around.first, noun.first - 3), noun.first):
            if sentence.has("determiner", place - 1, place) or sentence.has(
                "not", place - 1, place
            ):
                continue
            if noun.rule.get("plural"):
                return sentence.has("of", place + 1, place + 2)
            return len(focus.gates) > 1
    return False
