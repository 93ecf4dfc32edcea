"""Passing: states from goods and vehicles that pass, do not pass, or pass again."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.limits import freight_only, limit_of, quantifies
from yalu.read.marks import Mark, Sentence
from yalu.read.places import Focus, choose, mentions
from yalu.read.quantities import numbers
from yalu.read.reasons import because, tell
from yalu.read.scope import Scope, scope
from yalu.read.subjects import lone
from yalu.read.windows import window
from yalu.vocabulary import Kind, Stance, State


def passing(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    """ "No trucks cross" is suspended, "goods may pass again" runs."""
    governed = scope(sentence, around, trigger)
    if (
        governed.elsewhere
        or governed.wish
        or governed.unclear
        or governed.condition
        or governed.hope
    ):
        return
    nouns = sentence.of("noun", around.first, around.last)
    moving = [
        mark
        for mark in nouns
        if mark.rule.get("is") in ("traffic", "vehicle", "trade", "passenger")
        and (governed.zero or governed.negated or not lone(sentence, mark))
    ]
    zero = governed.zero if governed.zero and quantifies(sentence, governed.zero, trigger) else None
    nothing = zero and sentence.has(
        "nothing" if trigger.rule.get("crossing") else "no_thing", zero.first, zero.last
    )
    if not (moving or nothing) or not (
        trigger.rule.get("crossing")
        or nothing
        or _located(sentence, around, focus)
        or (zero and focus.gates)
    ):
        return
    negated = None if _tallied(sentence, moving) else governed.negated
    negative = zero or (negated if negated and trigger.first - negated.last <= 3 else None)
    again = governed.again
    if negative:
        state = State.SUSPENDED
    elif (
        governed.only
        and (
            governed.only.first - trigger.last <= 1
            or sentence.has("takes", trigger.first, trigger.last)
        )
        and not freight_only(sentence, governed.only)
    ):
        state = State.LIMITED
    elif again or _admits(sentence, around, trigger, moving) or _foreseen(governed, moving, focus):
        state = State.RUNNING
    else:
        return
    dated = attach(sentence, around, trigger, governed, anchor, day)
    kind = Kind.CHANGE if again and not negative else Kind.SERVICE
    if state is State.RUNNING and not again and _foreseen(governed, moving, focus):
        kind = Kind.FORECAST
    if (governed.future and not (dated and dated.come)) or (dated and dated.future):
        kind = Kind.CHANGE if zero and dated is None else Kind.FORECAST
    if dated is None and kind is not Kind.FORECAST and around.opened == "subordinate":
        return
    when, kind = window(sentence, trigger, governed, dated, kind, anchor, day)
    places = choose(sentence, around, trigger.first, focus, atlas)
    tell(focus, state, places)
    for place in places:
        yield Finding(
            kind,
            place,
            around,
            trigger,
            because(sentence, trigger, governed, dated, place),
            Stance.SPECULATES if governed.may and kind is Kind.FORECAST else Stance.ASSERTS,
            state,
            when,
            explicit=dated is not None,
            scope=limit_of(sentence, around, governed),
        )


def _foreseen(governed: Scope, moving: list[Mark], focus: Focus) -> bool:
    """ "Trains might run as early as May": freight that is expected to move."""
    freight = any(mark.rule.get("is") in ("traffic", "trade") for mark in moving)
    granted = governed.may and governed.may.rule.id == "cue.granted"
    return (
        bool(governed.future or (governed.may and not granted))
        and freight
        and bool(focus.gates or focus.main)
    )


def _tallied(sentence: Sentence, moving: list[Mark]) -> bool:
    """ "1,400 trucks have yet to cross" is a count, not a closure."""
    ends = {number.last for number in numbers(sentence)}
    return any(mark.first in ends for mark in moving)


def _admits(sentence: Sentence, around: Clause, passing: Mark, moving: list[Mark]) -> bool:
    """ "Walkers may pass", "Orrel takes freight": what is let over now."""
    first = passing.first
    before = [mark for mark in moving if mark.last <= first]
    if before and sentence.has("permission", first - 2, first):
        return True
    freight = [mark for mark in moving if mark.rule.get("is") != "passenger"]
    if sentence.has("takes", first, passing.last):
        return not before and any(mark.first >= passing.last for mark in freight)
    if freight and before and before[-1] in freight and sentence.of("cue", 0, first):
        now = any(cue.rule.get("is") == "still" for cue in sentence.of("cue", 0, first))
        if now and sentence.has("via", passing.last, passing.last + 1):
            return _located_by_name(sentence, around)
    running = sentence.has("be_present", first - 3, first) or (
        sentence.has("have", first - 3, first) and sentence.has("be_any", first - 1, first)
    )
    going = running and sentence.has("going", first, passing.last)
    return going and bool(before) and before[-1] in freight and _located_by_name(sentence, around)


def _located_by_name(sentence: Sentence, around: Clause) -> bool:
    return bool(sentence.named("gate", around.first, around.last))


def _located(sentence: Sentence, around: Clause, focus: Focus) -> bool:
    """Whether the clause says where: a gate, the word for one, or a country."""
    nouns = sentence.of("noun", around.first, around.last)
    return (
        any(mark.rule.get("is") == "gate" for mark in nouns)
        or bool(mentions(sentence, focus, around.first, around.last))
        or bool(sentence.named("country", around.first, around.last))
    )
