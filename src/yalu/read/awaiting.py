"""Awaiting: what the words of outlook need that tell of a settlement, of a stop for a time, of the
next load, of papers that will be asked for, and of what holds until something is done."""

from yalu.read.expected import ROUTES, Expected, stops
from yalu.read.limits import FREIGHT
from yalu.read.marks import Sentence
from yalu.vocabulary import State

_SHUT = (State.SUSPENDED, State.LIMITED)
_HOPED = 10
"""Words from a hope to the settlement that is hoped for."""
_OF = 4
"""Words from a settlement to what it is about."""
_LOAD = 3
"""Words from "next" to the load, and from there to what puts it into days to come."""
_BARRED = 8
"""Words from who is refused to the verb, and to the papers that they lack."""


def settlement(asked: Expected) -> bool:
    """ "Hoped that the two sides would soon reach a deal", of a gate that was told to be shut."""
    sentence, mark = asked.sentence, asked.mark
    if asked.focus.state not in _SHUT or asked.governed.perfect or asked.governed.negated:
        return False
    if _about_another(asked) or sentence.has("lacking", mark.first - 3, mark.first):
        return False
    first = max(0, mark.first - _HOPED)
    hoped = sentence.has("hopeful", first, mark.last + _OF)
    near = sentence.has("verge", max(first, mark.first - _OF), mark.first)
    cues = (cue.rule.get("is") for cue in sentence.of("cue", first, mark.last + _OF))
    hoped = hoped or any(kind in ("hope", "expected") for kind in cues)
    return hoped or near


def _about_another(asked: Expected) -> bool:
    """ "A deal on fishing", "a solution of salt": of nothing that a gate waits for."""
    sentence, last = asked.sentence, asked.mark.last
    if not sentence.has("about_what", last, last + 1):
        return False
    nouns = sentence.of("noun", last, last + 1 + _OF)
    known = any(noun.rule.get("is") in ROUTES for noun in nouns)
    return not (known or sentence.of("trigger", last, last + 1 + _OF))


def temporary(asked: Expected) -> bool:
    """ "The closure is temporary", "called the closure a temporary measure", "shut only
    temporarily", but no "temporary measures against the heat"."""
    sentence, mark, around = asked.sentence, asked.mark, asked.around
    shutting = any(
        one.rule.get("state") == State.SUSPENDED
        for one in sentence.of("trigger", around.first, mark.first)
    )
    if shutting or stops(sentence, around, mark):
        return True
    pronoun = sentence.has("measure_pronoun", around.first, min(around.first + 2, mark.first))
    return pronoun and asked.focus.state in _SHUT and "other" not in asked.kinds


def next_load(asked: Expected) -> bool:
    """ "The next shipment would be flour": something follows."""
    sentence, mark = asked.sentence, asked.mark
    loads = sentence.places("load_word", mark.last, mark.last + _LOAD)
    return bool(loads) and any(
        cue.rule.get("is") in ("future", "expected", "due")
        for cue in sentence.of("cue", loads[0] + 1, loads[0] + 1 + _LOAD)
    )


def goes(asked: Expected) -> bool:
    """ "The train is likely to return to Arland tomorrow": what carries goods, on a day."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    subject = [noun.rule.get("is") for noun in sentence.of("noun", first, mark.first)]
    if not subject or not any(kind in FREIGHT for kind in subject) or "people" in subject:
        return False
    return asked.ahead and asked.due() is not None


def papers(asked: Expected) -> bool:
    """ "From 3 October drivers without a visa will be refused": of all who would pass a part."""
    sentence, mark = asked.sentence, asked.mark
    first = max(0, mark.first - _BARRED)
    who = any(noun.rule.get("is") in FREIGHT for noun in sentence.of("noun", first, mark.last))
    who = (
        who
        or sentence.has("striker", first, mark.first)
        or sentence.has("driver", first, mark.first)
    )
    told = asked.governed.perfect or sentence.has("past", first, mark.first)
    if told or not who or not _lack(sentence, first, mark.last + _BARRED):
        return False
    dated = asked.due()
    return dated is not None and (asked.ahead or dated.future)


def _lack(sentence: Sentence, first: int, last: int) -> bool:
    """Whether papers are named that some have not, or all must have."""
    return any(
        sentence.has("with_or_without", place - _OF, place)
        for place in sentence.places("passes", first, last)
    )


def bound(asked: Expected) -> bool:
    """ "It remains in place until the government revokes it": no day, and as long it is shut."""
    sentence, mark = asked.sentence, asked.mark
    if asked.focus.state not in _SHUT:
        return False
    after = mark.last
    if not sentence.has("as_long", after, after + 2):
        return False
    place = next(iter(sentence.places("as_long", after, after + 2)))
    if place + 1 in sentence.timed or place + 1 >= len(sentence.tokens):
        return False
    nouns = sentence.of("noun", 0, mark.first)
    return sentence.has("stop", 0, mark.first) or any(
        noun.rule.get("is") in ("restriction", "measure") for noun in nouns
    )


def near(asked: Expected) -> bool:
    """ "The reopening is a matter of days", "normality is still two months away"."""
    sentence, mark, first = asked.sentence, asked.mark, asked.around.first
    if asked.focus.state not in _SHUT:
        return False
    return sentence.has("back_to_normal", first, mark.first) or any(
        one.rule.get("state") == State.RUNNING for one in sentence.of("trigger", first, mark.first)
    )
