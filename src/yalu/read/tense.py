"""Tense: when a clause puts what it tells, as far as reported speech goes on or stops."""

from enum import Enum

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence

_BACK = 5


class Tense(Enum):
    """`NOW` holds or is to come, `LATELY` has been, `PAST` was, `EARLIER` had been."""

    NOW = "now"
    LATELY = "lately"
    PAST = "past"
    EARLIER = "earlier"


def tense(sentence: Sentence, around: Clause, trigger: Mark) -> Tense:
    """The tense of a trigger in its clause, from its nearest auxiliary."""
    for first, last in (
        (max(around.first, trigger.first - _BACK), trigger.first),
        (trigger.first, trigger.last),
        (around.first, trigger.first),
        (trigger.last, around.last),
    ):
        for place in range(last - 1, first - 1, -1):
            due = sentence.has("infinitive", place + 1, place + 2)
            if sentence.has("tense_earlier", place, place + 1) and not due:
                return Tense.EARLIER
            if sentence.has("have", place, place + 1) and not due:
                return Tense.LATELY
            if sentence.has("tense_now", place, place + 1):
                return Tense.NOW
            if sentence.has("tense_past", place, place + 1):
                return Tense.PAST
    return Tense.PAST
