"""Scope: what the cues of a clause make of its trigger, on three axes.

Polarity, certainty and time (FactBank: Saurí and Pustejovsky 2009). A cue acts
inside the clause of its trigger only.
"""

from typing import NamedTuple

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence

_REACH = 8
_BEHIND = 6


class Scope(NamedTuple):
    """The cues that govern one trigger; each is the mark of its cue, or None."""

    negated: Mark | None = None
    zero: Mark | None = None
    future: Mark | None = None
    decided: Mark | None = None
    may: Mark | None = None
    hope: Mark | None = None
    wish: Mark | None = None
    denied: Mark | None = None
    deferred: Mark | None = None
    condition: Mark | None = None
    unclear: Mark | None = None
    still: Mark | None = None
    only: Mark | None = None
    again: Mark | None = None
    elsewhere: Mark | None = None
    past: Mark | None = None
    infinitive: bool = False
    perfect: bool = False

    @property
    def factual(self) -> bool:
        """Whether the clause says that it is or was so (or was not)."""
        return not (
            self.future
            or self.wish
            or self.hope
            or self.condition
            or self.unclear
            or self.infinitive
        )


_SLOT = {
    "not": "negated",
    "zero": "zero",
    "future": "future",
    "decided": "decided",
    "may": "may",
    "hope": "hope",
    "wish": "wish",
    "denied": "denied",
    "deferred": "deferred",
    "condition": "condition",
    "unclear": "unclear",
    "still": "still",
    "only": "only",
    "again": "again",
    "elsewhere": "elsewhere",
    "past": "past",
}
_WHOLE_CLAUSE = frozenset({"zero", "condition", "unclear", "elsewhere", "only", "again", "still"})


def scope(sentence: Sentence, around: Clause, trigger: Mark) -> Scope:
    """The cues of the clause that govern its trigger."""
    found: dict[str, Mark] = {}
    for cue in sentence.of("cue", 0, around.last):
        kind = cue.rule.get("is")
        if cue.first < around.first and not (
            kind in ("condition", "unclear", "hope", "wish", "denied")
            and _opens(sentence, around, cue)
        ):
            continue
        if _overlaps(cue, trigger):
            continue
        if cue.last <= trigger.first:
            if kind not in _WHOLE_CLAUSE and not _near(sentence, cue, trigger):
                continue
        elif kind in ("again", "only", "elsewhere", "deferred", "still") or (
            kind == "future" and sentence.has("soon", cue.first, cue.last)
        ):
            if cue.first - trigger.last > _BEHIND + 4:
                continue
        elif not (kind == "zero" and cue.first - trigger.last < _BEHIND) and not (
            kind == "not" and cue.first == trigger.last
        ):
            continue
        found[_SLOT[kind]] = cue
    start = max(around.first, trigger.first - 4)
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") != "gate":
            continue
        if sentence.has("other", noun.first - 3, noun.first) or sentence.has(
            "own", noun.last, noun.last + 3
        ):
            found["elsewhere"] = noun
    if sentence.has("will", trigger.first, trigger.last):
        found.setdefault("future", trigger)
    return Scope(
        **found,
        infinitive=sentence.has("infinitive", trigger.first - 1, trigger.first),
        perfect=sentence.has("have", start, trigger.first),
    )


def _near(sentence: Sentence, cue: Mark, trigger: Mark) -> bool:
    """Whether no other trigger stands between, within reach."""
    if trigger.first - cue.last > _REACH:
        return False
    between = sentence.of("trigger", cue.last, trigger.first)
    return not any(mark.rule.get("aspect") != "noun" for mark in between)


def _opens(sentence: Sentence, around: Clause, cue: Mark) -> bool:
    """A condition or a "whether" right before the boundary word governs the clause."""
    return around.opener >= 0 and cue.last >= around.opener - 1


def _overlaps(cue: Mark, trigger: Mark) -> bool:
    return cue.first < trigger.last and trigger.first < cue.last
