"""Who says so: the one who vouches, their class, and who first knew it."""

import re
from dataclasses import dataclass

from yalu.corridors import Atlas, gazetteer
from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.vocabulary import Document, SourceClass, Step

_RELAYS = frozenset({SourceClass.AGENCY, SourceClass.STATE_MEDIA})
_VOUCHING = frozenset(
    {SourceClass.OFFICIAL, SourceClass.COMPANY, SourceClass.EXPERT, SourceClass.STATISTICS}
)
_PERSON = re.compile(r"(?:[A-Z][\w'-]+\.? ){1,3}[A-Z][\w'-]+")
_NAME_WORD = re.compile(r"[A-Z][\w'.-]*$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who vouches. `origin` is the identifier of who first knew it."""

    who: str
    class_: SourceClass
    origin: str
    because: Step


def slug(name: str) -> str:
    """The identifier of a name: lower-case letters and digits joined by dashes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unknown"


def outlet(document: Document, atlas: Atlas, lang: str) -> Speaker:
    """The outlet as the speaker of its own words.

    An authority or company that publishes for itself vouches as what it is.
    """
    name = document.outlet or "unknown outlet"
    known = [
        atlas.sources[entry.id]
        for part in (name, *re.split(r"\s+(?:via|from|/)\s+|[/(),]", name))
        for entry in gazetteer(atlas, lang).find(part.strip())
        if entry.kind == "source"
    ]
    class_ = SourceClass.OWN
    if known and known[0].class_ in _VOUCHING:
        class_ = known[0].class_
    origin = known[0].id if known else slug(name)
    return Speaker(name, class_, origin, Step("who", "who.outlet"))


def speaker(
    sentence: Sentence,
    around: Clause,
    own: Speaker,
    last: Speaker | None,
    people: dict[str, Speaker],
    atlas: Atlas,
) -> Speaker:
    """Who vouches for what a clause says; `own` where nobody else does."""
    reports = sentence.of("report")
    found: list[tuple[bool, int, Speaker]] = []
    for report in reports:
        for first, end, speech in _sources(sentence, report, own, last, people, atlas):
            distance = min(abs(first - report.last), abs(report.first - end))
            found.append((speech.class_ in _RELAYS, distance, speech))
    if not found:
        return own
    found.sort(key=lambda item: item[:2])
    return found[0][2]


def _sources(
    sentence: Sentence,
    report: Mark,
    own: Speaker,
    last: Speaker | None,
    people: dict[str, Speaker],
    atlas: Atlas,
) -> list[tuple[int, int, Speaker]]:
    """The speakers on the sides of one verb of saying, with their tokens."""
    according = report.rule.get("is") == "according"
    low, high = max(0, report.first - 14), min(len(sentence.tokens), report.last + 9)
    if according:
        low = report.last
    found = [
        (mark.first, mark.last, _described(sentence, mark, own, people))
        for mark in sentence.of("person", low, high)
    ]
    for name in sentence.named("source", low, high):
        source = atlas.sources[name.of("source")[0].id]
        start, end = sentence.tokens.starts[name.first], sentence.tokens.ends[name.last - 1]
        step = Step("who", "who.source", start, end)
        known = Speaker(sentence.words(name.first, name.last), source.class_, source.id, step)
        found.append((name.first, name.last, known))
    for place in range(low, high):
        near = abs(place - report.first) <= 3
        if last and near and sentence.has("pronoun_speaker", place, place + 1):
            found.append((place, place + 1, last))
    found += _remembered(sentence, low, high, people)
    return found


def _described(sentence: Sentence, mark: Mark, own: Speaker, people: dict[str, Speaker]) -> Speaker:
    """A speaker named by what they are: "a customs official in Orrel"."""
    tokens = sentence.tokens
    first, last = mark.first, mark.last
    while first > 0 and _NAME_WORD.match(sentence.words(first - 1, first)):
        first -= 1
    while (
        last < len(tokens)
        and last - mark.last < 3
        and _NAME_WORD.match(sentence.words(last, last + 1))
    ):
        last += 1
    class_ = SourceClass(mark.rule.at["class"])
    who = sentence.words(first, last)
    near = sentence.words(max(0, mark.first - 6), min(len(tokens), mark.last + 8))
    full = _PERSON.search(near)
    origin = own.origin if class_ is SourceClass.ANONYMOUS else slug(who)
    step = Step("who", mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])
    speech = Speaker(who, class_, origin, step)
    if full and class_ is not SourceClass.ANONYMOUS:
        people[full.group().split()[-1].lower()] = speech
    return speech


def _remembered(
    sentence: Sentence, low: int, high: int, people: dict[str, Speaker]
) -> list[tuple[int, int, Speaker]]:
    """Persons whom the text has introduced, by their last name."""
    words = sentence.tokens.words
    return [
        (place, place + 1, people[words[place]])
        for place in range(low, high)
        if words[place] in people and sentence.words(place, place + 1)[0].isupper()
    ]
