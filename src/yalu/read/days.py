"""Days: when a text was written, when its words were said, and what it last told of."""

import datetime as dt
from collections.abc import Sequence

from yalu.read.candidates import counted, is_of_saying, of_dateline, spoken
from yalu.read.marks import Sentence
from yalu.read.time import ON, Role, Shift, TimeExpr, resolve

STALE = 31
"""Days after which a dateline is no longer taken for that of the page."""
_FRESH = 3
"""Days for which what was said is still that of the sentences that follow."""
_AHEAD = frozenset({"future", "expected", "due", "hope"})
"""Cues of what is yet to come."""
_NEAR = 8
"""Words from such a cue to its day."""
_DATELINE = 6
"""Words beside the date that a dateline may have."""


def dateline(sentences: Sequence[Sentence], published: dt.date | None) -> dt.date | None:
    """The day of writing: that of the text's dateline, else that of publication.

    "MINSK, 5 November." may be older than the page that carries it.
    """
    for sentence in sentences[:2]:
        dates = [expr for expr in sentence.times if expr.dated and "day" in expr.known]
        rest = [
            sentence.words(place, place + 1)
            for place in range(len(sentence.tokens))
            if place not in sentence.timed
        ]
        short = len(rest) <= _DATELINE and not any(word[0].islower() for word in rest)
        opens = dates[:1] if dates and of_dateline(sentence, dates[0]) else ()
        if published and (opens or (len(dates) == 1 and short)):
            when = resolve(dates[0], published)
            if when and when.latest and 0 <= (published - when.latest).days <= STALE:
                return when.latest
    return published


def said_day(sentence: Sentence, anchor: dt.date | None, before: dt.date | None) -> dt.date | None:
    """The day on which the words of a sentence were said: its own, else the last one given."""
    if anchor is None:
        return None
    own = spoken(sentence, anchor) or _stated_on(sentence, anchor)
    if own is None and before and (anchor - before).days > _FRESH:
        return None
    return own or before


def _stated_on(sentence: Sentence, anchor: dt.date) -> dt.date | None:
    """ "As of Monday evening: Orrel open, Kessim closed": the day of all that it says."""
    for expr in sentence.times[:1]:
        label = sentence.begins(expr) == 0 and sentence.has(
            "colon", sentence.place(expr.end), sentence.place(expr.end) + 1
        )
        when = resolve(expr, anchor, past=True) if label and expr.dated else None
        if when and when.latest and when.earliest == when.latest and when.latest <= anchor:
            return when.latest
    return None


def event_day(sentence: Sentence, anchor: dt.date | None) -> dt.date | None:
    """The day that "that day" means after this sentence: its last one given to the day.

    Days of saying and of the background ("after ministers met on Monday") come behind.
    """
    found: list[tuple[bool, int, dt.date]] = []
    for number, expr in enumerate(sentence.times):
        begun = expr.role is Role.SINCE and _clocked(sentence, expr)
        told_of = begun or expr.role in ON
        if expr.dated and told_of and {"day", "weekday"} & set(expr.known):
            when = resolve(expr, anchor)
            if when and when.latest and when.earliest == when.latest:
                told = not is_of_saying(sentence, expr)
                if told and (_background(sentence, expr) or _to_come(sentence, expr)):
                    continue
                found.append((told, number, when.latest))
    return max(found)[2] if found else None


def begun_day(sentence: Sentence, anchor: dt.date | None) -> dt.date | None:
    """The day since which a sentence says that something has been: "a day later" may count from it."""
    for expr in reversed(sentence.times):
        if expr.dated and expr.role is Role.SINCE and {"day", "weekday"} & set(expr.known):
            when = resolve(expr, anchor, past=True)
            if when and when.latest and when.earliest == when.latest:
                return when.latest
    return None


def counts_from(
    sentence: Sentence, day: dt.date | None, begun: dt.date | None, anchor: dt.date | None
) -> dt.date | None:
    """The day last told of, or, where the text has told of none and the sentence counts from one,
    the day that something `begun` began."""
    news = day is not None and day != anchor
    return day if news or begun is None or not any(map(_later, sentence.times)) else begun


def _later(expr: TimeExpr) -> bool:
    """ "A day later", not "the same day"."""
    return counted(expr) and isinstance(expr.value, Shift) and expr.value.low > 0


def _to_come(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "A meeting is due on Saturday", "ministers hope to agree on Friday": a day that is not yet."""
    if "day" in expr.known or is_of_saying(sentence, expr):
        return False
    place = sentence.begins(expr)
    ahead = [
        mark
        for mark in sentence.of("cue")
        if mark.rule.get("is") in _AHEAD and 0 <= place - mark.last + 1 <= _NEAR
    ]
    if not ahead:
        return False
    parted = (mark.first for mark in sentence.of("boundary", ahead[-1].last, place))
    past = sentence.has("past", ahead[-1].first - 2, ahead[-1].last)
    return not past and all(first in sentence.timed for first in parted)


def _clocked(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "From 15:00 on Sunday": a day with its hour is one of news, not the first of many."""
    return any(word[:1].isdigit() and ":" in word for word in _words(sentence, expr))


def _words(sentence: Sentence, expr: TimeExpr) -> list[str]:
    return sentence.tokens.words[sentence.begins(expr) : sentence.place(expr.end)]


def _background(sentence: Sentence, expr: TimeExpr) -> bool:
    """Whether a date stands in a clause of what went before: "which had opened on Monday"."""
    place = sentence.place(expr.start)
    opened = -1
    for mark in sentence.of("boundary", 0, place):
        kind = mark.rule.get("is")
        if kind == "subordinate":
            opened = mark.first
        elif kind in ("hard", "contrast"):
            opened = -1
    if opened < 0:
        return False
    return sentence.has("after", opened, opened + 1) or sentence.has("pluperfect", opened, place)
