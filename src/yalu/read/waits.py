"""Waits: how long vehicles stand before a gate."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import plain
from yalu.read.time import Duration, Role, Unit
from yalu.read.whose import step, whose, window
from yalu.vocabulary import Kind, Step

_WAITED = {Unit.HOUR: "hours", Unit.DAY: "days"}
_REACH, _BEHIND = 12, 3
"""Words between a wait and its length, and where the word must stand right behind."""


def waits(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """How long vehicles wait: "a wait of 60 hours", "they queue for two days"."""
    marks = sentence.of("wait")
    if not (marks and sentence.times):
        return
    if not (_of_freight(sentence) or _at_gate(sentence, marks, focus)):
        return
    for expr in sentence.times:
        length = expr.value
        if not isinstance(length, Duration) or length.unit not in _WAITED or length.low < 2:
            continue
        place = sentence.place(expr.start)
        near = [mark for mark in marks if _beside(sentence, mark, place)]
        if length.offset or expr.role is Role.BY or not near:
            continue
        around = Clause(0, len(sentence.tokens))
        more = {"max": plain(length.high)} if length.high > length.low else {}
        for found in whose(sentence, around, place, around.last, focus, atlas):
            yield Finding(
                Kind.COUNT,
                found,
                around,
                near[-1],
                (
                    Step("number", expr.rule, expr.start, expr.end),
                    step("value", sentence, near[-1]),
                    found.because,
                ),
                when=window(None, anchor),
                number=plain(length.low),
                unit=f"{_WAITED[length.unit]} wait",
                value={"of": "wait", **more},
            )
        return


def _beside(sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a length of time at a token is that of a wait: no comma between but before a colon."""
    low, high = min(mark.last, place), max(mark.first, place)
    if mark.rule.get("near"):
        return high - low <= _BEHIND
    parted = sentence.has("comma", low, high) and not sentence.has("colon", place - 1, place)
    return abs(mark.first - place) <= _REACH and not parted


def _at_gate(sentence: Sentence, marks: list[Mark], focus: Focus) -> bool:
    """ "Waiting time at Orrel: six days", "with a wait of 97 hours": the noun, of a gate."""
    if not (mentions(sentence, focus) or focus.gates):
        return False
    if any(noun.rule.get("is") in ("passenger", "people") for noun in sentence.of("noun")):
        return False
    return any(
        (mark.last - mark.first > 1 and not sentence.has("infinitive", mark.first, mark.last))
        or sentence.has("in_or_out", mark.first, mark.first + 1)
        or sentence.has("noun_before", mark.first - 1, mark.first)
        or sentence.has("noun_before", mark.first - 2, mark.first - 1)
        for mark in marks
    )


def _of_freight(sentence: Sentence) -> bool:
    """Whether vehicles, who drives them or a gate are what is waited for."""
    kinds = {noun.rule.get("is") for noun in sentence.of("noun")}
    crew = sentence.has("crew", 0, len(sentence.tokens))
    return bool(kinds & FREIGHT) or crew or "gate" in kinds
