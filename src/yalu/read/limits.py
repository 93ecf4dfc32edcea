"""Limits: what "only", "no" and "unless" leave of a state."""

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope
from yalu.vocabulary import State

FREIGHT = frozenset({"traffic", "vehicle", "trade"})
"""Kinds of nouns for what passes a gate."""


def limit_of(sentence: Sentence, around: Clause, governed: Scope) -> str | None:
    """What the state is limited to: people alone, or the words after "only"."""
    nouns = sentence.of("noun", around.first, around.last)
    kinds = {mark.rule.get("is") for mark in nouns}
    if "passenger" in kinds and not kinds & (FREIGHT | {"gate"}):
        return next(str(m.rule.at["scope"]) for m in nouns if m.rule.get("is") == "passenger")
    if governed.only:
        end = min(around.last, governed.only.last + 8)
        return sentence.words(governed.only.first, max(end, governed.only.last))
    return None


def cut(sentence: Sentence, around: Clause) -> Mark | None:
    """ "Open again, but for one purpose only": the next clause limits this one."""
    for mark in sentence.of("boundary", around.last):
        if mark.first == around.last and mark.rule.get("is") == "contrast":
            end = min(mark.last + 6, len(sentence.tokens))
            return next(
                (cue for cue in sentence.of("cue", mark.last, end) if cue.rule.get("is") == "only"),
                None,
            )
    return None


def freight_only(sentence: Sentence, only: Mark) -> bool:
    """ "Only cargo vehicles" keeps freight whole."""
    if not sentence.has("only", only.first, only.last):
        return False
    nouns = sentence.of("noun", only.last, min(only.last + 3, len(sentence.tokens)))
    return any(
        mark.rule.get("is") == "traffic" and not sentence.has("narrowed", mark.last, mark.last + 1)
        for mark in nouns
    )


def quantifies(sentence: Sentence, zero: Mark, trigger: Mark) -> bool:
    """ "No trains" yes, "no date" no: the zero word must stand on goods or vehicles."""
    if sentence.has("nothing", zero.first, zero.last):
        return zero.last <= trigger.first
    return any(
        mark.rule.get("is") in FREIGHT
        for mark in sentence.of("noun", zero.last, min(zero.last + 6, len(sentence.tokens)))
    )


def unless(sentence: Sentence, trigger: Mark) -> bool:
    """ "Will not open unless": it stays as it is."""
    return any(
        cue.rule.get("is") == "condition" and cue.first - trigger.last <= 2
        for cue in sentence.of("cue", trigger.last)
    )


def lifted(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """ "Lifted a ban", "a four-day closure was lifted" tell of the end of what `mark` names."""
    return any(
        trigger.rule.get("objects") == ["restriction"]
        and trigger.rule.get("state") == State.RUNNING
        and trigger.first != mark.first
        for trigger in sentence.of("trigger", around.first, around.last)
    )


def barred(sentence: Sentence, governed: Scope) -> bool:
    """Whether the clause says "not", and not merely what is lacking: "without papers"."""
    cue = governed.negated
    return cue is not None and not sentence.has("lacking", cue.first, cue.last)
