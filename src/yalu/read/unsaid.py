"""Unsaid: doubts about when, whatever words they are in: "no schedule has come", "it is too
early to name a day", "the end of the picket is not in sight"."""

from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.vocabulary import State

_DOUBTS = frozenset({"not", "zero", "unclear"})
_BEFORE, _BEHIND = 4, 9
"""Words from a doubt to the date it is about, and from a date to its doubt."""
_OF = 5
"""Words from a date, a word or an end to what it is of."""


def unsaid(sentence: Sentence) -> list[Mark]:
    """The cues that leave open when something comes: at most one."""
    held = sentence.held
    dates = "timing" in held or "day" in held
    if not (dates or "tidings" in held or ("ending" in held and "stop" in held)):
        return []
    doubts = [cue for cue in sentence.of("cue") if cue.rule.get("is") in _DOUBTS]
    if dates and doubts and (found := _undated(sentence, doubts)):
        return [found]
    if doubts and (found := _endless(sentence, doubts)):
        return [found]
    return _promised(sentence)


def _undated(sentence: Sentence, doubts: list[Mark]) -> Mark | None:
    """The doubt about a date; "a day" is one only where somebody would name it."""
    dates = sentence.places("timing")
    if "naming" in sentence.held:
        dates = sorted((*dates, *sentence.places("day")))
    for place in dates:
        if place in sentence.timed or _of_another(sentence, place):
            continue
        for cue in doubts:
            told = sentence.has("no_word", cue.first, place)
            if cue.first < place < cue.last and cue.rule.get("is") == "unclear" and not told:
                continue  # "the winner will be announced at a later date"
            before = cue.first <= place and place - cue.last <= _BEFORE
            behind = 0 < cue.first - place <= _BEHIND
            if not (before or behind):
                continue
            plain = sentence.has("timing", place, place + 1)
            first, last = min(cue.first, place), max(cue.last, place) + 3
            if plain or sentence.has("naming", first, last):
                return cue
    return None


def _of_another(sentence: Sentence, place: int) -> bool:
    """ "A date for talks", "the date of the wedding": of nothing that a gate waits for."""
    after = place + 1 + sentence.has("so_far", place + 1, place + 2)
    if not sentence.has("belongs", after, after + 1):
        return False
    end = after + 1 + _OF
    nouns = sentence.of("noun", after, end)
    if any(noun.rule.get("is") in ("other", "people") for noun in nouns):
        return True
    known = any(noun.rule.get("is") in _WAITED for noun in nouns) or sentence.named("gate", after)
    ends = sentence.has("ending", after, end) and sentence.has("stop", after, end + 2)
    return not (
        known or ends or sentence.has("nonfinite", after, end) or _restarts(sentence, after)
    )


_WAITED = FREIGHT | {"gate", "restriction", "measure", "passenger"}


def _restarts(sentence: Sentence, first: int) -> bool:
    """Whether words of running again stand behind a place: "for a return of trains"."""
    return any(
        mark.rule.get("state") == State.RUNNING
        for mark in sentence.of("trigger", first, first + _OF + 1)
    )


def _endless(sentence: Sentence, doubts: list[Mark]) -> Mark | None:
    """ "When the protest will end is not known", "the end of the action is not in sight"."""
    for place in sentence.places("ending"):
        around = max(0, place - _OF), place + _OF
        if not sentence.has("stop", *around):
            continue
        asked = sentence.has("when", max(0, place - 2 * _OF), place)
        for cue in doubts:
            known = cue.rule.get("is") == "unclear" or sentence.has(
                "foreseeable", cue.last, cue.last + _OF
            )
            if known and (asked or 0 < cue.first - place <= _BEHIND):
                return cue
    return None


def _promised(sentence: Sentence) -> list[Mark]:
    """ "News of the reopening will be given apart": the word is to come, and no day told."""
    for place in sentence.places("tidings"):
        after = place + 1
        about = sentence.has("nonfinite", after, after + _OF) or _restarts(sentence, after)
        if not about or sentence.timed:
            continue
        for cue in sentence.of("cue", after):
            if cue.rule.get("is") == "future" and sentence.has("issued", cue.last, cue.last + 3):
                return [cue]
    return []
