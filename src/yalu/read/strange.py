"""Strange verbs: what is said of no goods, or of goods again, by a verb that no rule knows."""

from collections.abc import Iterator

from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence

_KNOWN = ("trigger", "pass", "move", "step", "status", "stand", "wait")
_NEAR = 4
"""Words between "no" and its noun: "no fully loaded goods train"."""
_REACH = 6
"""Words from a noun to a verb that a rule knows, which then tells what is said."""


def strange(sentence: Sentence) -> Iterator[Mark]:
    """ "No lorry has been seen", "not a truck was trundling": the verb as a mark of its cue."""
    cues = [cue for cue in sentence.of("cue") if cue.rule.get("is") == "zero"]
    for cue in cues:
        noun = _quantified(sentence, cue)
        if noun is None:
            continue
        place = noun.first if _labelled(sentence, cue, noun) else _verb(sentence, noun)
        if place is not None:
            yield Mark(place, place + 1, cue.rule)


def unable(sentence: Sentence) -> Iterator[Mark]:
    """ "Customs cannot assess a single consignment": a verb that no rule knows, denied."""
    if "number" not in sentence.marks or "cue" not in sentence.marks:
        return
    singles = {mark.last for mark in sentence.of("number") if mark.last - mark.first > 1}
    for cue in sentence.of("cue") if singles else ():
        if cue.rule.get("is") != "not" or cue.last >= len(sentence.tokens):
            continue
        known = any(sentence.of(kind, cue.last, cue.last + _REACH) for kind in _KNOWN)
        nouns = sentence.of("noun", cue.last, cue.last + _REACH)
        if not known and any(
            noun.first in singles and noun.rule.get("is") in FREIGHT for noun in nouns
        ):
            yield Mark(cue.last, cue.last + 1, cue.rule)


def _quantified(sentence: Sentence, cue: Mark) -> Mark | None:
    """The goods or vehicles right behind a zero word."""
    for noun in sentence.of("noun", cue.last, min(cue.last + _NEAR, len(sentence.tokens))):
        if sentence.has("no_adjective", cue.last, noun.first):
            return None  # "no obstacles to freight"
        if noun.rule.get("is") in FREIGHT and not noun.rule.get("loose"):
            return noun
    return None


def _labelled(sentence: Sentence, cue: Mark, noun: Mark) -> bool:
    """ "Orrel: no traffic": nothing but a label and what it is given."""
    first, last = cue.first, _placed(sentence, noun.last)
    ends = last >= len(sentence.tokens) or sentence.has("phrase_end", last, last + 1)
    ends = ends or sentence.has("full_stop", last, last + 1)
    ends = ends or sentence.has("so_long", last, last + 1)
    told = any(report.last == first for report in sentence.of("report"))
    return ends and (first == 0 or told or sentence.has("colon", first - 1, first))


def _placed(sentence: Sentence, place: int) -> int:
    """Where "to Orrel" ends behind the noun of "no trains to Orrel", else `place`."""
    if not (sentence.has("at_place", place, place + 1) or sentence.has("bound", place, place + 1)):
        return place
    ends = (name.last for name in sentence.named("gate") if name.first == place + 1)
    return next(ends, place)


def _verb(sentence: Sentence, noun: Mark) -> int | None:
    """Where the unknown verb behind a noun and its helpers stands."""
    count = len(sentence.tokens)
    end = min(noun.last + _REACH, count)
    known = (mark for kind in _KNOWN for mark in sentence.of(kind, noun.last, end))
    if any(not mark.rule.get("across") for mark in known):
        return None
    place = noun.last
    while place < count and sentence.has("helping", place, place + 1):
        place += 1
    if place in (noun.last, count) or place in sentence.timed:
        return None
    word = sentence.tokens.words[place]
    form = word.endswith(("ed", "ing", "en")) or sentence.has("unlike_participle", place, place + 1)
    return place if form and not sentence.has("mishap", place, place + 1) else None
