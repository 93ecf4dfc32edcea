"""Speakers: somebody who vouches, and the outlet as the speaker of its own words."""

import re
from functools import lru_cache
from typing import NamedTuple

from yalu.corridors import Atlas, gazetteer
from yalu.read import lexicon
from yalu.vocabulary import Document, SourceClass, Step

RELAYS = frozenset({SourceClass.AGENCY, SourceClass.STATE_MEDIA})
"""Classes that pass on what others say."""

_VOUCHING = frozenset(
    {
        SourceClass.OFFICIAL,
        SourceClass.COMPANY,
        SourceClass.EXPERT,
        SourceClass.SATELLITE,
        SourceClass.STATISTICS,
    }
)
_KNOWING = frozenset({SourceClass.OFFICIAL, SourceClass.COMPANY, SourceClass.ANONYMOUS})
_PUBLISHING = frozenset({SourceClass.OFFICIAL, SourceClass.COMPANY})
_STRANGE = re.compile(r"[^a-z0-9]+")
_BRACKET = re.compile(r"\(.*?\)")
_PARTS = re.compile(r"\s+(?:via|from|/)\s+|[/(),]")
_VIA = re.compile(r"(.+?) \(?via (.+?)\)?$")
_FROM = re.compile(r"(.+?) \(?from (.+?)\)?$")


class Speaker(NamedTuple):
    """Somebody who vouches. `origin` is the identifier of who first knew it.

    `chain` names all who passed it on, from who knew it first to the outlet.
    """

    who: str
    class_: SourceClass
    origin: str
    because: tuple[Step, ...]
    chain: tuple[str, ...] = ()

    @property
    def relays(self) -> bool:
        """Whether they pass on what others say."""
        return self.class_ in RELAYS

    @property
    def knows(self) -> bool:
        """Whether they are near enough to the gate to make its news."""
        return self.class_ in _KNOWING

    def like(self, other: "Speaker") -> bool:
        """Whether they may be the same: both of one class."""
        return self.class_ is other.class_


@lru_cache(maxsize=1 << 12)
def slug(name: str) -> str:
    """The identifier of a name: lower-case letters and digits joined by dashes."""
    return _STRANGE.sub("-", name.lower()).strip("-") or "unknown"


def outlet(document: Document, atlas: Atlas, lang: str) -> Speaker:
    """The outlet as the speaker of its own words.

    An authority or company that publishes for itself vouches as what it is.
    """
    name = document.outlet or "unknown outlet"
    known = [
        atlas.sources[entry.id]
        for part in (name, *_PARTS.split(name))
        for entry in gazetteer(atlas, lang).find(part.strip())
        if entry.kind == "source"
    ]
    class_ = SourceClass.OWN
    if known and known[0].class_ in _VOUCHING:
        class_ = known[0].class_
    elif not known:
        class_ = _publisher(name, lang)
    origin = known[0].id if known else slug(name)
    steps = tuple(Step(slot, "who.outlet") for slot in ("who", "class", "origin"))
    return Speaker(name, class_, origin, steps, _passed(name))


@lru_cache(maxsize=1024)
def _publisher(name: str, lang: str) -> SourceClass:
    """The class of an outlet nobody knows: "Ministry of Works", "Hauliers' Union (statement)".

    A paper may be called after the railway or customs; what speaks for itself ends in such
    a word, or says that it is a notice.
    """
    plain = _BRACKET.sub("", name).strip().lower()
    noted = bool(lexicon.sets(lang)["publication"] & frozenset(re.findall(r"\w+", name.lower())))
    found = [(0, SourceClass.OWN)]
    for rule in lexicon.rules(lang):
        class_ = rule.get("class")
        if rule.category != "person" or rule.get("is") or class_ not in _PUBLISHING:
            continue
        for form in rule.forms:
            sure = noted or class_ == SourceClass.OFFICIAL or " " in form
            end = rf"\b{re.escape(form)}" + ("" if noted else r"(?: of .+)?$")
            if sure and form in plain and re.search(end, plain):
                found.append((len(form), SourceClass(class_)))
    return max(found, key=lambda item: item[0])[1]


def _passed(name: str) -> tuple[str, ...]:
    """The outlets of a header, the first to print first: "Wire via Post", "Post (from Wire)"."""
    if match := _VIA.match(name):
        return match[1], match[2]
    if match := _FROM.match(name):
        return match[2], match[1]
    return (name,)
