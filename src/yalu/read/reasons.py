"""Reasons: the findings of a state at its gates, with the steps that made them."""

import datetime as dt
from collections.abc import Iterator

from yalu.read.attach import Dated
from yalu.read.clauses import Clause
from yalu.read.finding import Finding, Reading
from yalu.read.focus import Focus, Place
from yalu.read.limits import PEOPLE, limit_of
from yalu.read.marks import Mark, Sentence
from yalu.read.ordinary import some_people
from yalu.read.scope import Scope
from yalu.read.whose import step
from yalu.read.windows import window
from yalu.vocabulary import Kind, Stance, State, Step

_SLOTS = {
    "stance": (
        *("negated", "denied", "zero", "decided", "future"),
        *("may", "hope", "condition", "unclear"),
    ),
    "scope": ("only", "again", "still"),
}
"""The slots that the cues of a clause fill."""
_BEGUN = (Kind.CHANGE, Stance.ASSERTS)


def findings(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    dated: Dated | None,
    reading: Reading,
    places: list[Place],
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
) -> Iterator[Finding]:
    """One finding for each gate that a trigger gives a state, and the focus told of it."""
    kind, state, stance = reading
    if state is State.SUSPENDED and any(place.because.rule == "gate.some" for place in places):
        state = State.LIMITED
    when, kind = window(sentence, around, trigger, governed, dated, kind, state, anchor, day)
    limit = limit_of(sentence, around, trigger, governed)
    if some_people(sentence, around, trigger, limit, state):
        focus.people = limit
        return
    if state is State.SUSPENDED and governed.only and limit in PEOPLE:
        limit = "freight"  # "only cars use the bridge"
    if state is State.RUNNING and limit in PEOPLE and (kind, stance) == _BEGUN:
        state = State.LIMITED  # "car traffic resumed": so far for people alone
    said = _because(sentence, trigger, governed, dated)
    if limit is None and focus.people and _pronoun(sentence, around, trigger):
        limit = focus.people
        said += (Step("scope", "scope.recency"),)
    elif limit in PEOPLE:
        said += _people(sentence, around, trigger, limit)
    _tell(focus, state, places, limit, trigger)
    if state is not State.LIMITED:
        focus.blocked = state is State.SUSPENDED and bool(trigger.rule.get("leaks"))
    for place in places:
        yield Finding(
            kind,
            place,
            around,
            trigger,
            (*said, place.because),
            stance,
            state,
            when,
            explicit=dated is not None,
            scope=limit,
        )


def hedged(sentence: Sentence, governed: Scope, stance: Stance) -> tuple[Step, ...]:
    """The reasons of a stance that is not that of plain telling."""
    if stance is Stance.ASSERTS:
        return ()
    marks = (getattr(governed, name) for name in _SLOTS["stance"])
    return tuple(step("stance", sentence, mark) for mark in marks if mark is not None)


def _because(
    sentence: Sentence, trigger: Mark, governed: Scope, dated: Dated | None
) -> tuple[Step, ...]:
    cues = [
        step(slot, sentence, mark)
        for slot, names in _SLOTS.items()
        for name in names
        if (mark := getattr(governed, name)) is not None
    ]
    said = (dated.because,) if dated else ()
    return (step("state", sentence, trigger), *cues, *said)


def _people(
    sentence: Sentence, around: Clause, trigger: Mark, limit: str | None
) -> tuple[Step, ...]:
    """The noun that says a state is one of people alone."""
    end = max(around.last, min(trigger.last + 5, len(sentence.tokens)))
    for noun in sentence.of("noun", around.first, end):
        if noun.rule.get("scope") == limit:
            return (step("scope", sentence, noun),)
    return ()


def _pronoun(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "It will stay so": what the clause speaks of was said before."""
    spoken = sentence.has("pronoun_subject", around.first, trigger.first)
    return spoken and not sentence.of("noun", around.first, around.last)


def _tell(
    focus: Focus, state: State, places: list[Place], limit: str | None, trigger: Mark
) -> None:
    """Remember of which gates the text has told a state, for whom, and which it has shut."""
    focus.fresh = True
    focus.people = limit if limit in PEOPLE else None
    focus.state, focus.closed, focus.told = state, state is State.SUSPENDED, tuple(places)
    if focus.closed:
        focus.shut = focus.told
    banned = state is State.LIMITED and trigger.rule.get("state") == State.SUSPENDED
    focus.banned = focus.told if banned else ()
