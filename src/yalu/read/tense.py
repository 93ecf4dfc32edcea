"""Tense: when a clause puts what it tells, as far as reported speech goes on or stops."""

from enum import Enum

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence, once

_BACK = 5


class Tense(Enum):
    """`NOW` holds or is to come, `LATELY` has been, `PAST` was, `EARLIER` had been."""

    NOW = "now"
    LATELY = "lately"
    PAST = "past"
    EARLIER = "earlier"


_SETS = {
    "tense_earlier": Tense.EARLIER,
    "have": Tense.LATELY,
    "tense_now": Tense.NOW,
    "tense_past": Tense.PAST,
}
"""The sets that tell a tense; of a word in several the first."""
_PERFECT = (Tense.EARLIER, Tense.LATELY)


def tense(sentence: Sentence, around: Clause, trigger: Mark) -> Tense:
    """The tense of a trigger in its clause, from its nearest auxiliary."""
    told = _told(sentence)
    if not told:
        return Tense.PAST
    for first, last in (
        (max(around.first, trigger.first - _BACK), trigger.first),
        (trigger.first, trigger.last),
        (around.first, trigger.first),
        (trigger.last, around.last),
    ):
        own = first == trigger.first  # "stays closed": its own first word has the tense
        for place, found in reversed(told) if own else told:
            if first <= place < last:
                return found
    return Tense.PAST


@once
def _told(sentence: Sentence) -> list[tuple[int, Tense]]:
    """The words of a sentence that tell a tense, from the last to the first."""
    found: dict[int, Tense] = {}
    for name, told in _SETS.items():
        for place in sentence.places(name):
            # "To have" is still to come.
            due = told in _PERFECT and sentence.has("infinitive", place + 1, place + 2)
            if not due:
                found.setdefault(place, told)
    return sorted(found.items(), key=lambda item: -item[0])
