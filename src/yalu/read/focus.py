"""Focus: what a text speaks of, and the gates that its words name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from yalu.corridors import Atlas, Entry
from yalu.read.marks import END, Name, Sentence, once_for
from yalu.vocabulary import Mode, State, Step

if TYPE_CHECKING:
    from yalu.read.finding import Finding
    from yalu.read.lexicon import Rule
    from yalu.read.quantities import Unit

_EVERY = 6
"""Words from "all" to the "but" that leaves some out."""

_DATELINE, _SHORTEST = 10, 9
"""Words before the dash of a dateline, and of a sentence with one."""


class Place(NamedTuple):
    """A gate that a claim is about, the mode, and why."""

    gate: str
    mode: Mode
    because: Step


@dataclass(slots=True)
class Focus:
    """What the text speaks of: the registers of coreference by recency."""

    gates: tuple[str, ...] = ()
    mode: Mode | None = None
    context: frozenset[str] = frozenset()
    main: tuple[Place, ...] = ()
    pair: tuple[Place, ...] = ()
    named: tuple[Place, ...] = ()
    countrywide: bool = False
    closed: bool = False
    shut: tuple[Place, ...] = ()
    blocked: bool = False
    reopened: "tuple[Finding, ...]" = ()
    told: tuple[Place, ...] = ()
    state: State | None = None
    strays: bool = False
    fresh: bool = False
    people: str | None = None
    fiction: bool = False
    crossing: "Finding | None" = None
    unit: "Unit | None" = None
    counted: "Rule | None" = None
    asked: bool = False
    series: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    total: int = 0
    banned: "tuple[Place, ...]" = ()
    stated: "tuple[Finding, ...]" = ()
    others: bool = False


class Mention(NamedTuple):
    """One or two joined names that mean one gate."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    gates: frozenset[str]


def mentions(sentence: Sentence, focus: Focus, first: int = 0, last: int = END) -> list[Mention]:
    """The gate mentions of a stretch: "Orrel-Kessim" and "from Orrel to Kessim" are one."""
    return _mentions(sentence, focus.context, first, last)


@once_for
def _mentions(sentence: Sentence, known: frozenset[str], first: int, last: int) -> list[Mention]:
    found: list[Mention] = []
    for name in sentence.named("gate", first, last):
        entries = tuple(e for e in name.of("gate") if not e.needs_context or e.id in known)
        if not entries:
            continue
        gates = frozenset(entry.id for entry in entries)
        if found and _joined(sentence, found[-1], name) and (both := found[-1].gates & gates):
            before = found[-1]
            kept = tuple(entry for entry in entries if entry.id in both)
            found[-1] = Mention(before.first, name.last, kept, both)
            continue
        found.append(Mention(name.first, name.last, entries, gates))
    if "except_gate" in sentence.held:
        found = [mention for mention in found if not spared(sentence, mention)]
    if found and "road_name" in sentence.held and "section" in sentence.held:
        found = [mention for mention in found if not _names_road(sentence, mention)]
    if found and sentence.number == 0 and _dateline(sentence, found):
        found = found[1:]
    if len(found) < 2:
        return found
    return [mention for mention in found if not _aside(sentence, mention, found)]


def _dateline(sentence: Sentence, found: list[Mention]) -> bool:
    """ "ORREL - Norland has shut its border with Sudria": where it was written, where the
    sentence says itself what it is about."""
    town, count = found[0], len(sentence.tokens)
    if town.first or count < _SHORTEST or sentence.zone == "headline":
        return False
    start, end = sentence.tokens.starts[0], sentence.tokens.ends[town.last - 1]
    if not sentence.view[start:end].isupper():
        return False
    dash = next(iter(sentence.places("dash", town.last, _DATELINE)), count)
    if dash >= count or sentence.view[sentence.tokens.starts[dash] - 1] != " ":
        return False
    border = sentence.has("own_border", dash, count) and sentence.named("country", dash)
    return len(found) > 1 or bool(border)


def spared(sentence: Sentence, mention: Mention) -> bool:
    """ "All crossings except Orrel", "all but Orrel": a gate of which the contrary is said."""
    place = mention.first - 1
    while place > 0 and sentence.has("except_glue", place, place + 1):
        place -= 1
    if not sentence.has("except_gate", place, place + 1):
        return False
    every = sentence.has("every", place - _EVERY, place) or sentence.has(
        "no_word", place - _EVERY, place
    )
    return every or not sentence.has("but", place, place + 1)


def exceptions(sentence: Sentence, focus: Focus) -> list[Mention]:
    """The gates that a sentence leaves out of what it says of all."""
    if "except_gate" not in sentence.held:
        return []
    names = sentence.named("gate")
    found = (
        Mention(name.first, name.last, name.of("gate"), frozenset(e.id for e in name.of("gate")))
        for name in names
    )
    return [mention for mention in found if spared(sentence, mention)]


def _aside(sentence: Sentence, mention: Mention, found: list[Mention]) -> bool:
    """ "South of Orrel", "the bridge in Orrel": the name says where the other gate is."""
    place = mention.first - 1
    if sentence.has("away", place, place + 1):
        return sentence.has("bearing", place - 1, place)
    inside = sentence.has("inside", place, place + 1)
    return inside and any(
        other.last == place and not any(entry.side or entry.group for entry in other.entries)
        for other in found
    )


def _names_road(sentence: Sentence, mention: Mention) -> bool:
    """ "On the Perrin-Orrel-Kessim road, section Ansel-Morva": the road runs on to the gate, and what is
    told is of the section."""
    place = mention.last
    while sentence.has("name_hyphen", place, place + 1):
        place += 2
    named = sentence.has("road_name", place, place + 1)
    return named and bool(sentence.places("section", place, len(sentence.tokens)))


def _joined(sentence: Sentence, before: Mention, name: Name) -> bool:
    if name.first - before.last > 2:
        return False
    if sentence.has("between", before.first - 2, before.first):
        return sentence.has("join_between", before.last, name.first)
    return sentence.has("join", before.last, name.first)


def border_of(gate: str, atlas: Atlas) -> str:
    """The group of all gates between the countries of one; the gate itself where it has none."""
    group = atlas.between(set(atlas.gate(gate).countries))
    return group or next(iter(atlas.groups_of(gate)), gate)


def context(sentences: Iterable[Sentence], atlas: Atlas) -> frozenset[str]:
    """What the document certainly speaks of: ids of gates and codes of countries.

    An ambiguous name is taken for its gate only when all countries of the gate, or
    a gate of the same corridor, are in it.
    """
    found: set[str] = set()
    for sentence in sentences:
        for name in sentence.names:
            for entry in name.entries:
                if entry.needs_context:
                    continue
                if entry.kind == "country":
                    found.add(entry.id)
                elif entry.kind == "gate":
                    found.update(atlas.corridor_of(entry.id).gates)
    for gate in atlas.gates.values():
        if gate.countries and found.issuperset(gate.countries):
            found.add(gate.id)
    return frozenset(found)
