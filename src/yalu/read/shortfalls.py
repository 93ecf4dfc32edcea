"""Shortfalls: part of the freight, told by no verb of opening or passing: a manner in which it
moves, a ceiling that is set or lifted, fewer vehicles than usual."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import clause
from yalu.read.finding import Finding
from yalu.read.flowing import here
from yalu.read.focus import Focus
from yalu.read.kinds import special
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose
from yalu.read.quantities import VEHICLES, numbers, quantities
from yalu.read.reasons import findings
from yalu.read.scope import scope
from yalu.read.whose import step
from yalu.vocabulary import Kind, Mode, Stance, State

_NEAR = 3
"""Words between a ceiling and its number, or a number and the usual one."""
_FEW = 50
"""Trucks that a gate lets over in a day where it lets over few."""
_PASSED = frozenset({"pass.cross", "pass.process", "pass.admit"})
_LIST = 14
"""Words from "let" to "pass": all that is let by."""
_LARGE = 0.6
"""Share of the usual below which vehicles are fewer than usual."""


def shortfalls(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What manners, ceilings and counts say of the gates of a sentence."""
    yield from _small_beginning(sentence, focus)
    if not here(sentence, focus):
        return
    for mark in sentence.of("part"):
        state = _told(sentence, mark, focus)
        if state is None:
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if not governed.factual or governed.elsewhere or governed.denied or governed.may:
            continue
        if state is State.LIMITED and (governed.negated or governed.zero):
            continue
        dated = attach(sentence, around, mark, governed, anchor, day)
        if dated is None and governed.past:
            continue
        places = choose(sentence, around, mark.first, focus, atlas)
        kind = Kind.CHANGE if state is State.RUNNING else Kind.SERVICE
        reading = kind, state, Stance.ASSERTS
        yield from findings(
            sentence, around, mark, governed, dated, reading, places, focus, anchor, day
        )


def lets_by(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """ "Farmers let ambulances and army lorries pass": so much of the freight goes by."""
    if "let_by" not in sentence.held or not here(sentence, focus):
        return
    for mark in sentence.of("pass"):
        if mark.rule.id != "pass.let" or not _chosen_few(sentence, mark):
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if not governed.factual or governed.negated or governed.zero or governed.denied:
            continue
        if sentence.has("infinitive", mark.first - 1, mark.first):
            continue
        dated = attach(sentence, around, mark, governed, anchor, day)
        places = choose(sentence, around, mark.first, focus, atlas)
        reading = Kind.SERVICE, State.LIMITED, Stance.ASSERTS
        yield from findings(
            sentence, around, mark, governed, dated, reading, places, focus, anchor, day
        )


def _chosen_few(sentence: Sentence, let: Mark) -> bool:
    """Whether what is let by are goods by name or vehicles of some kinds, and none besides."""
    ends = sentence.places("let_by", let.last + 1, let.last + _LIST)
    if not ends:
        return False
    between = (let.last, ends[0])
    nouns = [noun for noun in sentence.of("noun", *between) if noun.rule.get("is") in FREIGHT]
    goods = sentence.of("good", *between)
    if any(sentence.of(kind, *between) for kind in ("cue", "trigger")):
        return False
    return bool(goods or nouns) and (not nouns or special(sentence, nouns))


def _small_beginning(sentence: Sentence, focus: Focus) -> Iterator[Finding]:
    """ "It is a cautious start": what the sentence before told to run does so in part."""
    for mark in sentence.of("part"):
        if mark.rule.get("is") != "start" or mark.first > 2 * _NEAR:
            continue
        for one in focus.stated:
            told = one.kind is not Kind.FORECAST and one.stance is Stance.ASSERTS
            if told and one.state is State.RUNNING:
                because = (*one.because, step("state", sentence, mark))
                yield replace(one, state=State.LIMITED, because=because, completes=one)


def _told(sentence: Sentence, mark: Mark, focus: Focus) -> State | None:
    match mark.rule.get("is"):
        case "manner":
            return State.LIMITED if _moves(sentence, mark) else None
        case "cap":
            return _capped(sentence, mark)
        case "less":
            few = _fewer(sentence, mark, focus) or _few_passed(sentence, mark, focus)
            return State.LIMITED if few else None
    return None


def _moves(sentence: Sentence, mark: Mark) -> bool:
    """ "Trade goes on in a small way": freight or its verb is what goes so."""
    around = clause(sentence, mark)
    nouns = sentence.of("noun", around.first, mark.first)
    freight = [noun for noun in nouns if noun.rule.get("is") in FREIGHT]
    if any(noun.rule.get("is") in ("other", "people", "passenger", "staff") for noun in nouns):
        return False
    starts = [noun.last for noun in freight] + [
        place + 1 for place in sentence.places("they", around.first, mark.first)
    ]
    if not starts or mark.first - max(starts) > 2 * _NEAR:
        return False
    if sentence.has("looked_at", max(starts), mark.first):
        return False
    return sentence.has("goes_so", max(starts), mark.first)


def _capped(sentence: Sentence, mark: Mark) -> State | None:
    """ "A daily ceiling of 60 lorries applies", "the limit of 30 lorries was lifted"."""
    number = next((one for one in numbers(sentence) if 0 <= one.first - mark.last <= _NEAR), None)
    if number is None:
        return None
    nouns = sentence.of("noun", number.last, min(number.last + _NEAR, len(sentence.tokens)))
    if not any(noun.rule.get("unit") in VEHICLES for noun in nouns):
        return None
    lifted = any(
        trigger.rule.get("objects") == ["restriction"]
        and trigger.rule.get("state") == State.RUNNING
        for trigger in sentence.of("trigger")
    )
    return State.RUNNING if lifted else State.LIMITED


def _fewer(sentence: Sentence, mark: Mark, focus: Focus) -> bool:
    """ "Cleared 90 lorries instead of the usual 400"."""
    if not sentence.has("in_place", mark.first, mark.last):
        return False
    usual = next((one for one in numbers(sentence) if 0 <= one.first - mark.last <= _NEAR), None)
    amounts = quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
    fewer = [one.number for one in amounts if one.last <= mark.first and one.unit.unit in VEHICLES]
    fewer += [
        one
        for one in numbers(sentence)
        if one.last <= mark.first and sentence.has("trip", one.last, one.last + 2)
    ]
    if usual is None or not fewer:
        return False
    return bool(fewer[-1].high <= _LARGE * usual.low)


def _few_passed(sentence: Sentence, mark: Mark, focus: Focus) -> bool:
    """ "Passed no more than 15 trucks on Monday"."""
    around = clause(sentence, mark)
    if not any(verb.rule.id in _PASSED for verb in sentence.of("pass", around.first, around.last)):
        return False
    return any(
        mark.first <= quantity.number.first <= mark.last + 1
        and quantity.unit.unit in ("trucks", "vehicles")
        and quantity.number.high <= _FEW
        for quantity in quantities(sentence, focus.unit, focus.mode is Mode.RAIL)
    )
