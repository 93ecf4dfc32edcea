"""What moves: the freight of a clause that passes or does not, and whether it is the first."""

from yalu.read.antecedents import lone
from yalu.read.clauses import Clause
from yalu.read.flowing import here
from yalu.read.focus import Focus, mentions
from yalu.read.limits import (
    FREIGHT,
    barred,
)
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope
from yalu.read.usual import (
    foremost,
    not_one,
)
from yalu.vocabulary import State

_GOODS = FREIGHT | {"passenger"}
_SUM = 6
"""Words from a verb to a sum of money."""


def what_moves(sentence: Sentence, around: Clause, governed: Scope, focus: Focus) -> list[Mark]:
    """The goods and vehicles of the clause; one alone only where none passes, and goods
    by name only where the words stand on them."""
    found = [
        mark
        for kind in ("noun", "unit")
        for mark in sentence.of(kind, around.first, around.last)
        if (
            mark.rule.get("is") in _GOODS
            or mark.rule.get("laden")
            or sentence.has("hauling", mark.first, mark.last)
        )
        and (
            governed.zero
            or governed.negated
            or governed.future
            or not lone(sentence, mark)
            or sentence.has("first", mark.first - 3, mark.first)
        )
    ]
    named = governed.only or governed.again or governed.zero or governed.still
    if named or (governed.negated and not found and mentions(sentence, focus)):
        found += sentence.of("good", around.first, around.last)
    return found


def spoken_of(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    focus: Focus,
    moving: list[Mark],
    zero: Mark | None,
) -> bool:
    """Whether it is freight that passes, and at a gate."""
    across = bool(trigger.rule.get("crossing"))
    nothing = zero and (
        zero.rule.get("is") == "little"
        or sentence.has("nothing" if across else "no_thing", zero.first, zero.last)
        or (across and not_one(sentence, zero))
    )
    none = governed.negated and sentence.has("anything", trigger.last, trigger.last + 2)
    if not (moving or nothing or none):
        return False
    spoken_of = focus.gates or mentions(sentence, focus)
    told = across or nothing or _located(sentence, around, trigger, focus)
    told = told or ((zero or governed.only is trigger) and spoken_of)
    plain = trigger.rule.id != "pass.process" and not sentence.has(
        "permission", around.first, trigger.first
    )
    flows = barred(sentence, governed) or (plain and not sentence.of("rate"))
    return bool(told) or bool(flows and any(map(is_freight, moving)) and here(sentence, focus))


def for_the_first_time(sentence: Sentence, moving: list[Mark], focus: Focus) -> bool:
    """ "The first trucks in two weeks": what crosses for the first time again; so do "the
    first trucks" where the gate was told to be shut."""
    end = len(sentence.tokens)
    shut = focus.state is State.SUSPENDED
    return any(
        mark.rule.get("is") != "passenger"
        and foremost(sentence, mark)
        and (
            sentence.has("after_pause", mark.last, end)
            or any(place in sentence.timed for place in sentence.places("for", mark.last))
            or (shut and not lone(sentence, mark))
        )
        for mark in moving
    )


def is_freight(mark: Mark) -> bool:
    return mark.rule.get("is") in FREIGHT or "laden" in mark.rule.at


def taken_on(sentence: Sentence, trigger: Mark, moving: list[Mark]) -> bool:
    """Goods move, and are what is processed: "trains will take an hour" and "drivers will
    leave their trucks" tell of no gate."""
    if sentence.of("currency", trigger.last, trigger.last + _SUM):
        return False  # "is expected to reach 3 million dollars"
    if sentence.has("detouring", trigger.last, trigger.last + 2):
        return False
    if trigger.rule.id != "pass.process":
        ahead = any(mark.first < trigger.first for mark in moving)
        return ahead or trigger.rule.id != "pass.move"
    passive = sentence.has("be_bare", trigger.first - 2, trigger.first)
    return passive or any(mark.first >= trigger.last for mark in moving)


def _located(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> bool:
    """Whether the clause says where: a gate, the word for one, or a country."""
    nouns = sentence.of("noun", around.first, around.last)
    return (
        any(mark.rule.get("is") == "gate" for mark in nouns)
        or bool(mentions(sentence, focus, around.first, around.last))
        or bool(sentence.named("country", around.first, around.last))
        or (bool(focus.gates) and not focus.strays and _pointed_at(sentence, around, trigger))
    )


def _pointed_at(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Trucks were cleared there", "can use it again": at the gate spoken of; a "there" before
    the verb may be that of "there are"."""
    if sentence.has("placed_there", trigger.last, around.last):
        return True
    place = trigger.last
    uses = sentence.has("uses", place - 1, place)
    return uses and sentence.has("object_pronoun", place, place + 1)
