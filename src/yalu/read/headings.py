"""Headings: lines without a full stop that date, or give to somebody, what stands below them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from yalu.read.days import STALE, dateline, event_day
from yalu.read.fold import Told
from yalu.read.marks import Sentence
from yalu.read.time import Role, resolve
from yalu.vocabulary import Kind, Step, When

_WORDS = 12
"""Words beside its date that a heading has at most."""
_PERIOD = 7
"""Days of a period that a heading may name: what is told below is told at its end."""
_LABEL = 10
"""Tokens to the colon of a label: "Earlier report (20 December 2023):"."""
_BARE = 2
"""Words beside the date of a heading of which the date is all it says."""


def anchors(
    sentences: Sequence[Sentence], seen: str, published: dt.date | None
) -> list[dt.date | None]:
    """The day of writing of each sentence of a view: the text's own dateline, and below a
    heading with a date, "Situation on 5 March", that date."""
    day = dateline(sentences, published)
    found: list[dt.date | None] = []
    for index, sentence in enumerate(sentences):
        headed = None
        if day and is_heading(sentences, index, seen):
            headed = _day(sentence, published or day)
        elif day and sentence.times:
            headed = _labelled(sentence, published or day)
        day = headed or day
        found.append(day)
    return found


def _labelled(sentence: Sentence, published: dt.date) -> dt.date | None:
    """ "Update, 8 March: Orrel is shut", "Earlier report (8 March): ...": the day of writing of
    what follows."""
    colon = next(iter(sentence.places("colon", 1, _LABEL)), None)
    if colon is None:
        return None
    expr = sentence.times[0]
    before = [place for place in range(colon) if place not in sentence.timed]
    words = [place for place in before if sentence.tokens.words[place][0].isalnum()]
    named = words and all(sentence.has("report_label", place, place + 1) for place in words)
    if not named or sentence.place(expr.end) > colon or not {"day", "weekday"} & set(expr.known):
        return None
    when = resolve(expr, published, past=True) if expr.dated else None
    if when is None or when.latest is None or when.earliest != when.latest:
        return None
    age = (published - when.latest).days
    return when.latest if age >= 0 and (age <= STALE or "year" in expr.known) else None


def is_heading(sentences: Sequence[Sentence], index: int, seen: str) -> bool:
    """Whether a sentence is a line of its own that no full stop ends."""
    sentence = sentences[index]
    start, end = sentence.span.start, sentence.span.end
    if sentence.timed and not _rest(sentence):
        return True  # "25 January. The gate is shut."
    if seen[end - 1] in ".!?\"'" or sentence.of("trigger") or sentence.of("pass"):
        return False
    begins = index == 0 or "\n" in seen[sentences[index - 1].span.end : start]
    ends = index + 1 == len(sentences) or "\n" in seen[end : sentences[index + 1].span.start]
    return begins and ends


def dated_by_lead(
    claims: Iterable[Told], lead: Sentence | None, anchor: dt.date | None
) -> Iterator[Told]:
    """ "Orrel opens again", above "The first lorries rolled over the border on Tuesday": what a
    headline tells as news has the day of a lead that tells no state itself."""
    day = event_day(lead, anchor) if lead and anchor else None
    for told in claims:
        claim, finding = told.claim, told.finding
        news = told.headline and claim.kind is Kind.CHANGE and not finding.explicit
        if day is None or lead is None or not news or claim.when is None:
            yield told
            continue
        span = next(expr for expr in lead.times if expr.dated)
        kept = tuple(step for step in claim.because if step.slot != "when")
        because = (*kept, Step("when", "when.lead", span.start, span.end))
        claim = replace(claim, when=When.on(day), because=because)
        yield Told(claim, replace(finding, explicit=True, when=claim.when), told.headline)


def _rest(sentence: Sentence) -> int:
    """The words of a sentence beside its times."""
    words = enumerate(sentence.tokens.words)
    return sum(word[0].isalnum() and place not in sentence.timed for place, word in words)


def _day(sentence: Sentence, published: dt.date) -> dt.date | None:
    """The one day that a heading names, not after publication; one long before it only
    where it says nothing else."""
    dates = [expr for expr in sentence.times if expr.dated and expr.role in (None, Role.AT)]
    if len(dates) != 1 or not {"day", "weekday"} & set(dates[0].known):
        return None
    rest = _rest(sentence)
    when = resolve(dates[0], published, past=True)
    words = _WORDS if "day" in dates[0].known else _BARE
    if rest > words or when is None or when.earliest is None or when.latest is None:
        return None
    if (when.latest - when.earliest).days > _PERIOD:
        return None
    age = (published - when.latest).days
    stale = STALE if rest > _BARE else age
    return when.latest if 0 <= age <= stale else None
