"""Ordinary: what a gate does on other days, what is foreign to it, and whom a verb is said of."""

from yalu.read.clauses import Clause
from yalu.read.finding import Reading
from yalu.read.focus import Focus
from yalu.read.limits import FREIGHT, PEOPLE
from yalu.read.marks import Mark, Sentence
from yalu.vocabulary import Kind, State

_LEFT = 5
"""Words from "left" to how those are who were left: "left some northbound lorries waiting"."""
_OWN = 4
"""Words from "leave" to the place that is left: "cannot leave their own loading points"."""
_SHARED = ("percent", "fraction")


def usual_work(sentence: Sentence, around: Clause) -> bool:
    """ "Normal traffic was disrupted", "upset the regular running": what is usual is named."""
    return any(
        sentence.has("usual_work", place + 1, place + 2)
        for place in sentence.places("usual_kind", around.first, around.last)
    )


def put_out(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Normal work was disrupted": what is normal is only named, and the verb tells the rest."""
    first, last = trigger.first, trigger.last
    if not (last - first == 1 and sentence.has("usual_kind", first, last)):
        return False
    named = sentence.has("usual_work", last, last + 1)
    return named and any(
        mark.rule.get("state") != State.RUNNING
        for mark in sentence.of("trigger", last, around.last)
    )


def backing_up(sentence: Sentence, trigger: Mark) -> bool:
    """ "Shipments back up after the closure": a verb; they pile up."""
    place = trigger.last
    return sentence.has("back_word", trigger.first, place) and (
        sentence.has("piled", place, place + 1)
        and not sentence.has("be_any", trigger.first - 2, trigger.first)
    )


def in_general(sentence: Sentence, passing: Mark) -> bool:
    """ "Handles a quarter of the exports", "trains cross Sudria": what a route is for."""
    place = passing.last
    if sentence.of("cue"):
        return False
    traversed = sentence.has("traverses", passing.first, place)
    if traversed and any(name.first == place for name in sentence.named("country", place)):
        return True
    if not sentence.has("takes", passing.first, place):
        return False
    shares = [mark.first for kind in _SHARED for mark in sentence.of(kind, place)]
    return any(first - place <= 2 for first in shares)


def from_elsewhere(sentence: Sentence, passing: Mark) -> bool:
    """ "Left the drivers waiting", "cannot leave their loading points": no gate is passed."""
    first, place = passing.first, passing.last
    if not sentence.has("leaving", first, first + 1):
        return False
    if sentence.has("left_so", place, place + _LEFT) and sentence.of("noun", place, place + _LEFT):
        return True
    owned = sentence.has("possessive", place, place + 1) or sentence.has(
        "determiner", place, place + 1
    )
    return owned and sentence.has("origin", place, place + _OWN)


def some_people(
    sentence: Sentence, around: Clause, verb: Mark, limit: str | None, state: State
) -> bool:
    """ "Patients cannot cross", "buses may not use it": people of one kind, of whom a state of
    the gate is not told."""
    if limit not in PEOPLE or state is State.LIMITED:
        return False
    if verb.rule.category == "trigger" and sentence.has("admits", verb.last, verb.last + 1):
        return False  # "closed to visitors": that is said of the gate
    nouns = sentence.of("noun", around.first, around.last)
    people = [
        noun
        for noun in nouns
        if noun.rule.get("is") == "passenger" and not verb.first <= noun.first < verb.last
    ]
    freight = any(noun.rule.get("is") in FREIGHT for noun in nouns)
    return bool(people) and not freight and all(noun.rule.get("narrow") for noun in people)


def aftermath(trigger: Mark, reading: Reading, focus: Focus) -> bool:
    """ "Many lorries were turned back" from a gate that is shut: what the closure brings with it,
    and no part that runs."""
    kind, state, _ = reading
    shut = bool(focus.shut) and focus.state is not State.RUNNING
    stands = kind is not Kind.FORECAST and state is State.LIMITED
    event = trigger.rule.get("uncounted") and trigger.rule.get("aspect") == "event"
    return shut and stands and bool(event)


def of_other_deed(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Repatriation, which was suspended in May, is under way at Orrel": neither verb is said of
    the gate."""
    if around.opened not in ("relative", "soft", ""):
        return False
    nouns = sentence.of("noun", 0, trigger.first)
    if not nouns or nouns[0].rule.get("is") != "other" or nouns[0].first > 1:
        return False
    deed = nouns[0]
    if sentence.has("causes", deed.first, deed.last):
        return False
    apart = any(
        mark.rule.get("is") == "relative"
        for mark in sentence.of("boundary", deed.last, trigger.first)
    )
    ours = any(noun.rule.get("is") in FREIGHT | {"gate"} for noun in nouns[1:])
    return apart and not (ours or sentence.named("gate", deed.last, trigger.first))
