"""Troubles: "no delays at Orrel", "the post had no problems" say that it works."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import clause
from yalu.read.finding import Finding
from yalu.read.flowing import here
from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose
from yalu.read.reasons import findings
from yalu.read.scope import scope
from yalu.vocabulary import Kind, Stance, State

_NEAR = 2
"""Words between "no" and its trouble: "no major delays"."""


def untroubled(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The gates of which a sentence says that nothing hinders freight there."""
    for mark in sentence.of("part"):
        if mark.rule.get("is") != "trouble" or not here(sentence, focus):
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        zero = governed.zero
        if zero is None or not _quantifies(sentence, zero, mark):
            continue
        had = governed.past and governed.past.last != zero.first  # but "had no delays"
        if not governed.factual or governed.elsewhere or governed.denied or had:
            continue
        nouns = sentence.of("noun", around.first, around.last)
        if any(noun.rule.get("is") in ("passenger", "other") for noun in nouns):
            continue
        dated = attach(sentence, around, mark, governed, anchor, day)
        places = choose(sentence, around, mark.first, focus, atlas)
        reading = Kind.SERVICE, State.RUNNING, Stance.ASSERTS
        yield from findings(
            sentence, around, mark, governed, dated, reading, places, focus, anchor, day
        )


def _quantifies(sentence: Sentence, zero: Mark, trouble: Mark) -> bool:
    """Whether "no" stands on the trouble: "no major delays", not "no help against delays"."""
    between = range(zero.last, trouble.first)
    return 0 <= len(between) <= _NEAR and not any(
        sentence.has("no_adjective", place, place + 1) for place in between
    )
