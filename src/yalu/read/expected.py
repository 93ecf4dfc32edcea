"""What is asked of a word that tells of days to come."""

from collections.abc import Callable
from typing import NamedTuple

from yalu.read.attach import Dated
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope

_AHEAD = frozenset({"expected", "due", "hope", "future"})
ANSWER = 6
"""Words between an answer and the cue that it is expected."""
ROUTES = FREIGHT | {"gate", "restriction"}


class Expected(NamedTuple):
    """A word of outlook, the clause and the cues around it, the kinds of nouns of the clause, the
    day to come that it gives (asked for last, for it costs most), and what the text speaks of."""

    sentence: Sentence
    around: Clause
    mark: Mark
    governed: Scope
    kinds: frozenset[str]
    due: Callable[[], Dated | None]
    focus: Focus

    @property
    def ahead(self) -> bool:
        """Whether a cue puts it into days to come."""
        governed, mark = self.governed, self.mark
        if governed.future or governed.hope or (governed.may and not governed.perfect):
            return True
        behind = self.sentence.of("cue", mark.last, min(mark.last + ANSWER, self.around.last))
        return any(cue.rule.get("is") in _AHEAD for cue in behind)

    @property
    def here(self) -> bool:
        """Whether the clause names a gate or says what passes one."""
        sentence, around = self.sentence, self.around
        return bool(self.kinds & ROUTES) or bool(
            mentions(sentence, self.focus, around.first, around.last)
        )


def stops(sentence: Sentence, around: Clause, mark: Mark) -> bool:
    """Whether a closure, a ban or a strike is what lasts, ends or returns; "on" behind it
    names what is banned."""
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") == "restriction":
            if not sentence.has("on", noun.last, noun.last + 1):
                return True
            of = sentence.of("noun", noun.last, noun.last + 5)
            goods = sentence.of("good", noun.last, noun.last + 5)
            return bool(goods) or any(one.rule.get("is") in FREIGHT | {"gate"} for one in of)
    return sentence.has("stop", around.first, mark.first)
