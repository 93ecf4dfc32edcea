"""Staffed: gates to which none of those come who should man them."""

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
"""Words between "no" and whom it counts: "not a single customs officer"."""
_REACH = 6
"""Words from whom it counts to the verb of coming."""


def unmanned(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """ "No customs officer has set foot in Orrel since Friday", "no crew turned up"."""
    if "turns_up" not in sentence.held or "cue" not in sentence.marks:
        return
    for noun in sentence.of("noun"):
        if noun.rule.get("is") not in ("staff", "crew") or not here(sentence, focus):
            continue
        verb = _comes(sentence, noun)
        if verb is None:
            continue
        around = clause(sentence, verb)
        governed = scope(sentence, around, verb)
        zero = governed.zero
        if zero is None or not 0 <= noun.first - zero.last <= _NEAR:
            continue
        if not governed.factual or governed.elsewhere or governed.denied or governed.past:
            continue
        dated = attach(sentence, around, verb, governed, anchor, day)
        places = choose(sentence, around, verb.first, focus, atlas)
        reading = Kind.SERVICE, State.SUSPENDED, Stance.ASSERTS
        yield from findings(
            sentence, around, verb, governed, dated, reading, places, focus, anchor, day
        )


def _comes(sentence: Sentence, noun: Mark) -> Mark | None:
    """The verb of coming to work behind a noun, under the rule of the noun."""
    found = sentence.places("turns_up", noun.last, min(noun.last + _REACH, len(sentence.tokens)))
    return Mark(found[0], found[0] + 1, noun.rule) if found else None
