"""Flowing: freight of which plain words say that it moves, with no word of opening."""

from yalu.read.antecedents import lone
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import tallied
from yalu.read.scope import Scope
from yalu.read.usual import as_usual, begun, soon_over

_FAR = 8
"""Words between what moves and its verb: "trains with potash from the north were crossing"."""
_VERBS = ("trigger", "pass", "move", "stand", "wait")


def admits(
    sentence: Sentence,
    around: Clause,
    passing: Mark,
    moving: list[Mark],
    focus: Focus,
    governed: Scope,
) -> bool:
    """ "Walkers may pass", "Orrel takes freight": what is let over now."""
    first = passing.first
    before = [mark for mark in moving if mark.last <= first]
    if before and sentence.has("permission", first - 2, first):
        return True
    freight = [mark for mark in moving if mark.rule.get("is") != "passenger"]
    if freight and governed.factual and not (governed.negated or governed.zero or governed.past):
        if as_usual(sentence, passing) or begun(sentence, passing, freight):
            return True
        if before and soon_over(sentence, passing):
            return True
    if sentence.has("takes", first, passing.last):
        taken = any(mark.first >= passing.last for mark in freight)
        return taken and not before and not tallied(sentence, freight)
    if freight and before and before[-1] in freight and sentence.of("cue", 0, first):
        now = any(cue.rule.get("is") == "still" for cue in sentence.of("cue", 0, first))
        if now and sentence.has("via", passing.last, passing.last + 1):
            return _located_by_name(sentence, around)
    daily = sentence.of("rate", around.first, around.last)
    present = sentence.has("plain_present", first, passing.last) or sentence.has(
        "carries", first, passing.last
    )
    if daily and present and before:
        return before[-1] in freight and _located_by_name(sentence, around)
    running = sentence.has("be_present", first - 3, first) or (
        sentence.has("have", first - 3, first) and sentence.has("be_any", first - 1, first)
    )
    if before and before[-1] not in freight:
        running = sentence.has("be_present", first - 3, first)
    else:
        running = running or sentence.has("past", first - 2, first)
    going = running and sentence.has("going", first, passing.last)
    if not before or tallied(sentence, freight):
        return False
    bare = before[-1] in freight and before[-1].last == first
    bare = bare and before[-1].first == around.first
    plain = bare and sentence.has("plain_present", first, passing.last)
    led = sentence.has("goes_by", first, passing.last) and _leads_over(sentence, passing)
    plain = plain or (bare and led)
    moves = going or plain or _plainly(sentence, around, passing, before[-1], governed)
    return moves and here(sentence, focus)


def _plainly(
    sentence: Sentence, around: Clause, passing: Mark, subject: Mark, governed: Scope
) -> bool:
    """ "Trucks from the north are crossing", "trains ran throughout": plain words of many that
    move; "trucks crossed on Monday" may be a few, and who waits to cross does not."""
    first, last = passing.first, passing.last
    if subject.rule.get("is") not in FREIGHT or lone(sentence, subject):
        return False
    if not governed.factual or governed.past or governed.negated or governed.zero or governed.may:
        return False
    if around.opened in ("relative", "subordinate") or first - subject.last > _FAR:
        return False
    between = (subject.last, first)
    if sentence.has("comma", *between) or sentence.has("habit", around.first, around.last):
        return False
    if any(sentence.of(kind, *between) for kind in _VERBS):
        return False
    words = sentence.tokens.words[first:last]
    if not sentence.has("moves", first, last):
        return False
    over = sentence.has("comes", first, first + 1) and sentence.has("particle", last - 1, last)
    if over or sentence.has("plain_present", first, last) or governed.still:
        return True
    if any(word.endswith("ing") for word in words):
        titled = sentence.zone == "headline" and subject.last == first == around.first + 1
        return titled or sentence.has("be_any", subject.last, last)
    steady = sentence.has("steadily", around.first, around.last)
    return steady or (
        sentence.has("both", last, around.last) and sentence.has("ways", last, around.last)
    )


def here(sentence: Sentence, focus: Focus) -> bool:
    """Whether what moves does so at a gate: one named beside it or, where none is named, the
    one spoken of."""
    if mentions(sentence, focus):
        return True
    return bool(focus.gates) and not (focus.strays or sentence.names)


def _leads_over(sentence: Sentence, passing: Mark) -> bool:
    """ "Lorries go by Orrel": the gate stands right behind."""
    place = passing.last
    return sentence.has("via", place, place + 1) and any(
        name.first == place + 1 for name in sentence.named("gate")
    )


def _located_by_name(sentence: Sentence, around: Clause) -> bool:
    return bool(sentence.named("gate", around.first, around.last))
