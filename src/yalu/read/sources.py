"""Sources: the phrases of a sentence that name somebody who can speak.

"A spokesman of the ministry, Aren Vold" is one phrase of three parts: what a
part is outranks what a title says ("a spokesman of the railway" is a company),
and nobody who stays unnamed is more than anonymous.
"""

from collections.abc import Mapping
from functools import cache
from itertools import compress, count
from typing import NamedTuple

from yalu.corridors import Atlas
from yalu.read import lexicon
from yalu.read.marks import Mark, Sentence, once
from yalu.read.speakers import RELAYS, Speaker, slug
from yalu.vocabulary import SourceClass, Span, Step

_GAP = 5
_NAME = 3
_COUNTRY = 3
_PERSON = 4
_BACK = ("pronoun_speaker", "spoken", "them", "another_speaker")


class Part(NamedTuple):
    """Tokens `[first, last)` that can speak. `rank` says how much the part tells of
    the class: 0 stays unnamed, 1 a source or trade, 2 a bare title, 3 a country,
    4 a name nobody knows.
    `many` where the word alone names nobody in particular."""

    first: int
    last: int
    class_: SourceClass
    rank: int
    rule: str
    origin: str | None = None
    many: bool = False


class Source(NamedTuple):
    """A phrase, tokens `[first, last)`; `back` if it points to the last speaker,
    `noun` if it does so, or may, by a noun.

    `country` where only a country is named, `named` if a corridor file knows the name,
    `relay` the agency it spoke to.
    """

    first: int
    last: int
    speaker: Speaker | None
    country: bool = False
    back: bool = False
    noun: bool = False
    named: bool = False
    relay: Speaker | None = None


def sources(
    sentence: Sentence, people: Mapping[str, Speaker], own: Speaker, atlas: Atlas
) -> list[Source]:
    """The phrases that can speak, in the order of the sentence."""
    parts = _parts(sentence, atlas)
    found = [_source(sentence, group, own) for group in _groups(sentence, parts)]
    taken = {place for source in found for place in range(source.first, source.last)}
    words = sentence.tokens.words
    if not people.keys().isdisjoint(words):
        for place in _capitals(sentence) - taken:
            if words[place] in people:
                found.append(Source(place, place + 1, people[words[place]]))
                taken.add(place)
    for place in sentence.places("same"):
        for mark in sentence.of("person", place + 1):
            if mark.first == place + 1 and place + 1 not in taken:
                found.append(Source(mark.first, mark.last, None, back=True, noun=True))
                taken.update(range(mark.first, mark.last))
    for place in compress(count(), map(_back(sentence.lang).__contains__, words)):
        if place in taken:
            continue
        if sentence.has("pronoun_speaker", place, place + 1):
            found.append(Source(place, place + 1, None, back=True))
        elif place + 1 not in taken and _points_back(sentence, place):
            found.append(Source(place, place + 1, None, back=True, noun=True))
    return sorted(found, key=lambda source: source.first)


@cache
def _back(lang: str) -> frozenset[str]:
    """The words that may point to somebody named before."""
    return frozenset().union(*(lexicon.sets(lang)[name] for name in _BACK))


def introduces(sentence: Sentence) -> bool:
    """Whether a sentence may name a person in full: two capital words side by side, and what
    somebody is."""
    if not (sentence.of("person") or sentence.named("source")):
        return False
    capitals = _capitals(sentence)
    return any(place + 1 in capitals for place in capitals)


def introduced(sentence: Sentence, source: Source) -> list[str]:
    """The last and first names that a phrase introduces, lower case."""
    names, run, capitals = [], 0, _capitals(sentence)
    for place in range(source.first, source.last + 1):
        if place < source.last and place in capitals:
            run += 1
            continue
        if run >= 2 and not sentence.has("name_suffix", place - 1, place):
            names.append(sentence.tokens.words[place - 1])
            names.append(sentence.tokens.words[place - run])
            if sentence.has("name_hyphen", place, place + 1):
                # "Rim Ha-na": the family name stands first.
                names.append(sentence.tokens.words[place - 2])
        run = 0
    return names


def stranger(sentence: Sentence, quote: Span) -> str | None:
    """ "...", sums up Aren Vold: the last name of somebody of whom the sentence says no more."""
    first = sentence.place(quote.end)
    last = min(first + _GAP, len(sentence.tokens))
    known = {place for name in sentence.names for place in range(name.first, name.last)}
    titled = {place for mark in sentence.of("person") for place in range(mark.first, mark.last)}
    names = _capitals(sentence) - known - titled
    if titled & set(range(first, last)):
        return None
    ends = (place + 1 for place in range(first, last - 1) if {place, place + 1} <= names)
    return next((sentence.tokens.words[place] for place in ends), None)


def _points_back(sentence: Sentence, place: int) -> bool:
    """ "The statement", "another", "one of them": somebody named before."""
    if sentence.has("spoken", place, place + 1):
        return sentence.has("definite", place - 1, place)
    if sentence.has("them", place, place + 1):
        return sentence.has("of", place - 1, place)
    return sentence.has("another_speaker", place, place + 1)


def _parts(sentence: Sentence, atlas: Atlas) -> list[Part]:
    found = []
    for mark in sentence.of("person"):
        if mark.rule.get("is") == "anonymity" or _verbal(sentence, mark):
            continue
        if sentence.has("same", mark.first - 1, mark.first):
            continue  # "the same source": somebody named before
        class_ = SourceClass(mark.rule.at["class"])
        rank = {"title": 2, "unnamed": 0}.get(mark.rule.get("is"), 1)
        many = rank == 2 or class_ in (SourceClass.COMPANY, SourceClass.EXPERT)
        found.append(Part(mark.first, mark.last, class_, rank, mark.rule.id, many=many))
    for name in sentence.named("source"):
        source = atlas.sources[name.of("source")[0].id]
        found.append(Part(name.first, name.last, source.class_, 1, "who.source", source.id))
    for name in sentence.named("country"):
        if name.of("source"):
            continue
        origin = f"{name.of('country')[0].id.lower()}-gov"
        last = name.last
        if sentence.has("state_side", last, last + 1):
            last += 1  # "the Norlandic side says"
        found.append(Part(name.first, last, SourceClass.OFFICIAL, _COUNTRY, "who.country", origin))
    if all(part.rank == _COUNTRY for part in found):
        return sorted(found, key=lambda part: part.first)
    taken = {place for name in sentence.names for place in range(name.first, name.last)}
    taken |= {place for part in found for place in range(part.first, part.last)}
    found += _names(sentence, taken)
    return sorted(found, key=lambda part: part.first)


def _names(sentence: Sentence, taken: set[int]) -> list[Part]:
    """Persons whom nobody knows: two or three capital words, not behind "in" or "from"."""
    found, last = [], -1
    capitals = _capitals(sentence) - taken
    behind = {mark.last for mark in sentence.of("report")}
    for first in sorted(capitals):
        if first < last:
            continue
        last = first + 1
        while last in capitals:
            last += 1
        if not 2 <= last - first <= _NAME:
            continue
        if first in behind or not sentence.has("speaker_preposition", first - 1, first):
            found.append(Part(first, last, SourceClass.OWN, _PERSON, "who.name"))
    return found


def _groups(sentence: Sentence, parts: list[Part]) -> list[list[Part]]:
    """Parts that stand together: only glue and capitals between them."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _glued(sentence, groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [group for group in groups if any(part.rank < _PERSON for part in group)]


def _verbal(sentence: Sentence, mark: Mark) -> bool:
    """ "..., reports the agency": a noun only behind "according to"."""
    reports = sentence.of("report")
    if all(report.first != mark.first for report in reports):
        return False
    return not any(
        report.last == mark.first and report.rule.get("is") in ("according", "cite")
        for report in reports
    )


def _glued(sentence: Sentence, before: Part, part: Part) -> bool:
    first, last = before.last, part.first
    if last - first > _GAP:
        return False
    if _COUNTRY in (before.rank, part.rank) and sentence.has("comma", first, last):
        return False
    if _field(sentence, first, last):
        return True
    if sentence.has("comma", first, first + 1) and sentence.has("and", first + 1, first + 2):
        return False  # "shut by customs officers, and at Orrel the railway has ..."
    capitals = _capitals(sentence)
    return all(
        place in capitals or sentence.has("name_glue", place, place + 1)
        for place in range(first, last)
    )


def _field(sentence: Sentence, first: int, last: int) -> bool:
    """ "Ministry of regional administration", "Aren Vold of the freight firm": what "of" names."""
    if not sentence.has("of", first, first + 1):
        return False
    told = any(
        first <= mark.first < last for kind in ("report", "trigger") for mark in sentence.of(kind)
    )
    return not told and not any(
        sentence.has("punctuation", place, place + 1) or place in sentence.timed
        for place in range(first, last)
    )


def _source(sentence: Sentence, group: list[Part], own: Speaker) -> Source:
    first, last = _extent(sentence, group)
    # A relay beside somebody who knows is only where they spoke.
    best = min(group, key=lambda part: (part.rank, part.class_ in RELAYS, part.first))
    relay = next((p for p in group if p.class_ in RELAYS and p is not best and p.origin), None)
    teller = relay.origin if relay and relay.origin else own.origin
    speaker = _speaker(sentence, best, first, last)
    if best.class_ is SourceClass.ANONYMOUS:
        speaker = speaker._replace(origin=teller)
    elif best.origin is None:
        known = [p for p in group if p.origin and p.rank < _COUNTRY and p.class_ is best.class_]
        if known and known[0].origin:
            speaker = speaker._replace(origin=known[0].origin)
        elif best.many and _capitals(sentence).isdisjoint(range(max(1, first), last)):
            # "Drivers" of two outlets are not the same drivers.
            speaker = speaker._replace(origin=slug(f"{speaker.who} {teller}"))
    return Source(
        first,
        last,
        speaker,
        country=best.rank == _COUNTRY,
        named=best.rule == "who.source",
        noun=_bare(sentence, first, last),
        relay=_speaker(sentence, relay, relay.first, relay.last) if relay else None,
    )


def _extent(sentence: Sentence, group: list[Part]) -> tuple[int, int]:
    """The tokens of a phrase, with the capital words around it and without its article."""
    first, last = group[0].first, group[-1].last
    gates = {at for name in sentence.named("gate") for at in range(name.first, name.last)}
    capitals = _capitals(sentence) - gates
    while group[0].first - first < _NAME and first - 1 in capitals:
        first -= 1
    while last - group[-1].last < _NAME and last in capitals:
        last += 1
    while last - first > 1 and sentence.has("article", first, first + 1):
        first += 1
    return first, last


def _bare(sentence: Sentence, first: int, last: int) -> bool:
    """ "The ministry" and no more: whoever of that class spoke before."""
    alone = last - first == 1 and sentence.has("definite", first - 1, first)
    return alone and sentence.has("spoken", first, last)


def _speaker(sentence: Sentence, part: Part, first: int, last: int) -> Speaker:
    """A part as a speaker, called by the words of tokens `[first, last)`."""
    tokens, who = sentence.tokens, sentence.words(first, last)
    step = Step("class", part.rule, tokens.starts[part.first], tokens.ends[part.last - 1])
    return Speaker(who, part.class_, part.origin or slug(who), (step,))


@once
def _capitals(sentence: Sentence) -> frozenset[int]:
    """The capital words that may be names."""
    initials = map(sentence.view.__getitem__, sentence.tokens.starts)
    found = frozenset(compress(count(), map(str.isupper, initials))) - sentence.timed
    return found - {0} if 0 in found and sentence.has("opening_word", 0, 1) else found
