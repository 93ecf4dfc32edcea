"""Orders: that what ends is the order, the strike or the stop itself, by which a gate was shut."""

from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence
from yalu.vocabulary import State

_OBJECT = 4
"""Words behind a verb within which it has its object."""


def order_undone(sentence: Sentence, trigger: Mark) -> bool:
    """ "The decision to shut Orrel was reversed": the order is what ends."""
    for order in sentence.places("order_noun", 0, trigger.first):
        if sentence.has("infinitive", order + 1, order + 2):
            told = sentence.of("trigger", order, trigger.first)
            return any(mark.rule.get("state") == State.SUSPENDED for mark in told)
    return False


def action_ended(sentence: Sentence, trigger: Mark, focus: Focus) -> bool:
    """ "Farmers suspended their protest", where it was one that shut the gate."""
    end = min(trigger.last + _OBJECT, len(sentence.tokens))
    if not protest(sentence, trigger.last, end):
        return False
    told = any(mark.rule.get("leaks") for mark in sentence.of("trigger"))
    ends = trigger.rule.get("objects") == ["restriction"] or trigger.rule.get("weak")
    return bool(told or focus.shut) and bool(ends or trigger.rule.id == "shut.suspend")


def closure_after(sentence: Sentence, trigger: Mark) -> bool:
    """ "Unions suspended a strike": the object is the stop itself."""
    behind = sentence.of("noun", trigger.last, min(trigger.last + 3, len(sentence.tokens)))
    article = sentence.has("determiner", trigger.last, trigger.last + 1)
    return bool(behind) and article and behind[0].rule.get("is") == "restriction"


def protest(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens `[first, last)` are the action of strikers: "their protest"."""
    return sentence.has("owned", first, first + 1) and sentence.has("stop", first + 1, last)
