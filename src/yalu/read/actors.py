"""Actors: the authority or company whose own act a clause tells.

"Customs closed the bridge", "shut by order of the governor": no verb of saying, yet it
is the one who acts that is to be believed or not.
"""

from yalu.read.finding import Finding
from yalu.read.marks import Sentence
from yalu.read.sayings import auxiliaries
from yalu.read.sources import Source
from yalu.vocabulary import Kind, SourceClass

_ACTORS = frozenset({SourceClass.OFFICIAL, SourceClass.COMPANY})
_SUBJECT = 4
_AGENT = 8
_ORDER = 5
_REACH = 12


def actor(sentence: Sentence, finding: Finding, known: list[Source]) -> tuple[Source, str] | None:
    """The phrase that names who acted, and the rule that says so."""
    able = [s for s in known if s.speaker and s.speaker.class_ in _ACTORS and not s.country]
    able = [source for source in able if not _crowd(source)]
    for mark in sentence.of("report"):
        if mark.rule.get("is") == "law":
            near = [s for s in known if s.speaker and s.speaker.class_ is SourceClass.OFFICIAL]
            if near:
                return min(near, key=lambda s: abs(s.first - mark.first)), mark.rule.id
        if mark.rule.get("is") in ("order", "decree"):
            for source in able:
                if 0 <= source.first - mark.last <= _ORDER:
                    return source, mark.rule.id
    for mark in sentence.of("report"):
        if mark.rule.get("is") == "decide" and finding.trigger.first >= mark.first:
            for source in able:
                if 0 <= mark.first - source.last <= _SUBJECT:
                    return source, mark.rule.id
    trigger = finding.trigger
    for source in able:
        gap = source.first - trigger.last
        if 0 <= gap <= _AGENT and _agent(sentence, trigger.last, source.first):
            return source, "who.agent"
        if source.last <= trigger.first and _acts(sentence, source.last, trigger.first):
            return source, "who.act"
    return next(
        ((source, "who.subject") for source in able if _carrier(sentence, finding, source)), None
    )


def _acts(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb has its subject right before it: "customs has closed", "customs, late on
    Monday, closed"."""
    timed = any(place in sentence.timed for place in range(first, last))
    between = [
        place
        for place in range(first, last)
        if place not in sentence.timed and not (timed and sentence.has("comma", place, place + 1))
    ]
    return len(between) <= _SUBJECT and all(
        auxiliaries(sentence, place, place + 1) for place in between
    )


def _crowd(source: Source) -> bool:
    """ "Farmers closed the bridge", "protesters let one lorry through": what people do whom no
    office or firm binds is seen by the outlet."""
    speaker = source.speaker
    if speaker is None or speaker.class_ is not SourceClass.COMPANY or source.named:
        return False
    return any(step.rule == "person.crowd" for step in speaker.because)


def _carrier(sentence: Sentence, finding: Finding, source: Source) -> bool:
    """ "The railway Vold holds 60 trains": a company named as the subject tells of itself."""
    start = source.first
    while start > 0 and sentence.has("speaker_opening", start - 1, start):
        start -= 1
    return (
        source.named
        and source.speaker is not None
        and source.speaker.class_ is SourceClass.COMPANY
        and finding.clause.first <= source.first < finding.clause.last
        and (finding.kind is Kind.COUNT or 0 < finding.trigger.first - source.first <= _REACH)
        and not sentence.has("speaker_preposition", start - 1, start)
        and not sentence.has("genitive", source.last, source.last + 1)
    )


def _agent(sentence: Sentence, first: int, last: int) -> bool:
    """ "... by federal customs officers": the word of the agent opens the phrase."""
    for place in range(last - 1, max(first, last - 4) - 1, -1):
        if sentence.has("agent", place, place + 1):
            return True
        if sentence.has("punctuation", place, place + 1):
            return False
    return False
