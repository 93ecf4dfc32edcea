"""Borders: which gates a border, a country or the kind of a crossing stands for."""

from functools import lru_cache
from itertools import combinations

from yalu.corridors import Atlas
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, Place, border_of
from yalu.read.limits import FREIGHT
from yalu.read.marks import Sentence
from yalu.read.modes import mode_at
from yalu.read.several import all_between
from yalu.vocabulary import Mode, Step

_NEAR = 5
"""Words from "checkpoints" to the country: "checkpoints on the border with Sudria"."""
_APART = 20
"""Words between two countries that are still one pair."""


def own_border(
    sentence: Sentence, around: Clause, mode: Mode | None, focus: Focus, atlas: Atlas
) -> Place | None:
    """ "Norland has closed its border": all gates to the neighbour that the text speaks of."""
    countries = sentence.named("country", around.first, around.last)
    if len(countries) != 1 or not focus.gates:
        return None
    owned = any(
        sentence.has("owned", place - 1, place) and sentence.has("own_border", place, place + 1)
        for place in range(around.first + 1, around.last)
    )
    group = atlas.between(set(atlas.gate(focus.gates[0]).countries))
    if not owned or group is None or (len(focus.gates) == 1 and own_side(sentence, around.first)):
        return None
    tokens, name = sentence.tokens, countries[0]
    step = Step("gate", "gate.countries", tokens.starts[name.first], tokens.ends[name.last - 1])
    return Place(group, mode_at(group, mode, atlas) or Mode.ALL, step)


def own_side(sentence: Sentence, first: int) -> bool:
    """ "Norland has closed its side": of the gate spoken of."""
    return any(
        sentence.has("owned", place - 1, place)
        for place in sentence.places("own_side", first + 1, len(sentence.tokens))
    )


def some_on(
    sentence: Sentence, around: Clause, mode: Mode | None, focus: Focus, atlas: Atlas
) -> Place | None:
    """ "Three checkpoints on the border with Sudria", "four crossings to Sudria": some of those
    of the border, and nobody says which."""
    gates = [
        noun
        for noun in sentence.of("noun", around.first, around.last)
        if noun.rule.get("is") == "gate" and noun.rule.get("plural")
    ]
    ahead = focus.gates or tuple(place.gate for place in focus.main)
    countries = atlas.gate(ahead[0]).countries if ahead else ()
    for name in sentence.named("country", around.first, around.last):
        to = sentence.has("to_country", name.first - 1, name.first)
        near = any(0 <= name.first - noun.last <= _NEAR for noun in gates)
        code = name.of("country")[0].id
        if to and near and code in countries and (group := atlas.between(set(countries))):
            return Place(group, mode_at(group, mode, atlas) or Mode.ALL, Step("gate", "gate.some"))
    return None


def with_one(
    sentence: Sentence,
    around: Clause,
    mode: Mode | None,
    focus: Focus,
    atlas: Atlas,
    many: bool = False,
) -> list[Place]:
    """ "All crossings to Sudria", where the text is of one border of Sudria's alone."""
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") != "gate" or (many and not noun.rule.get("plural")):
            continue
        for name in sentence.named("country", noun.last, noun.last + 3):
            code = name.of("country")[0].id
            if not sentence.has("to_country", name.first - 1, name.first):
                continue
            borders = [
                border
                for border in _borders(code, atlas)
                if focus.context.issuperset(atlas.gate(border).countries)
            ]
            if len(borders) == 1:
                tokens = sentence.tokens
                span = tokens.starts[noun.first], tokens.ends[name.last - 1]
                at = mode_at(borders[0], mode, atlas) or Mode.ALL
                return [Place(borders[0], at, Step("gate", "gate.neighbour", *span))]
    return []


@lru_cache(maxsize=1 << 10)
def _borders(country: str, atlas: Atlas) -> tuple[str, ...]:
    """The groups that stand for a country and one neighbour."""
    pairs = {gate.countries for gate in atlas.gates.values() if country in gate.countries}
    found = (atlas.between(set(pair)) for pair in pairs if len(pair) == 2)
    return tuple(sorted({group for group in found if group}))


def so_called(
    sentence: Sentence, around: Clause, mode: Mode | None, focus: Focus, atlas: Atlas
) -> Place | None:
    """ "The tunnel" is the one gate of the text with a tunnel in its name; "the frontier", where
    it has named several gates, all of them."""
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") != "gate" or noun.rule.get("plural"):
            continue
        if not sentence.has("definite", noun.first - 1, noun.last - 1):
            continue
        word = sentence.tokens.words[noun.last - 1]
        named = [place for place in focus.named if word in name_words(place.gate, atlas)]
        if len(named) == 1:
            tokens = sentence.tokens
            step = Step("gate", "gate.typed", tokens.starts[noun.first], tokens.ends[noun.last - 1])
            return named[0]._replace(because=step)
        boat = sentence.has("line_vehicle", noun.last - 1, noun.last)
        if boat and focus.gates and not named:
            boats = _with(border_of(focus.gates[0], atlas), Mode.SEA, atlas)
            if len(boats) == 1:
                return Place(boats[0], Mode.SEA, Step("gate", "gate.line"))
        railway = noun.rule.get("mode") == Mode.RAIL and focus.gates
        if railway and (rails := _with(focus.gates[0], Mode.RAIL, atlas)):
            return Place(rails[0], Mode.RAIL, Step("gate", "gate.line"))
        whole_border = sentence.has("own_border", noun.first, noun.first + 1)
        whole_border = whole_border and noun.last == noun.first + 1
        if whole_border and not named and len(focus.named) > 1 and focus.gates:
            return all_between(focus, mode, atlas) or all_between(focus, None, atlas)
    return None


@lru_cache(maxsize=1 << 12)
def name_words(gate: str, atlas: Atlas) -> frozenset[str]:
    """The words of all names of a gate, in small letters."""
    every = (name for names in atlas.gate(gate).names.values() for name in names)
    return frozenset(word for name in every for word in name.lower().split())


def bound_for(
    sentence: Sentence, around: Clause, mode: Mode | None, focus: Focus, atlas: Atlas
) -> Place | None:
    """ "Goods trains to Sudria": those of the whole border, where several gates have been named."""
    if len(focus.named) < 2 or not focus.gates:
        return None
    countries = atlas.gate(focus.gates[0]).countries
    for name in sentence.named("country", around.first, around.last):
        to = sentence.has("to_country", name.first - 1, name.first)
        freight = any(
            noun.last == name.first - 1 and noun.rule.get("is") in FREIGHT
            for noun in sentence.of("noun", around.first, around.last)
        )
        if to and freight and {entry.id for entry in name.of("country")} & set(countries):
            return all_between(focus, mode, atlas)
    return None


def of_two(sentence: Sentence, place: int, mode: Mode | None, atlas: Atlas) -> list[Place]:
    """The gate that stands for the two countries of the sentence, if it names two."""
    named = sentence.named("country")
    if len(named) < 2:
        return []
    behind = _beyond(sentence, place)
    near = sorted(
        (abs(one.first - place) + abs(two.first - place), one.first, two.first)
        for one, two in combinations(named, 2)
        if two.first - one.last <= _APART and (behind is None or behind in (one.first, two.first))
    )
    code = {name.first: name.of("country")[0].id for name in named}
    group = next(
        (found for _, one, two in near if (found := atlas.between({code[one], code[two]}))), None
    )
    if group is None:
        return []
    tokens = sentence.tokens
    step = Step(
        "gate", "gate.countries", tokens.starts[named[0].first], tokens.ends[named[0].last - 1]
    )
    if mode and not _of_a_border(sentence, place):
        having = [gate for gate in atlas.members(group) if _carries(gate, mode, atlas)]
        home = atlas.home(atlas.corridor_of(group).id)
        if home in having or len(having) == 1 or (having and mode is Mode.RAIL and home != group):
            return [Place(home if home in having else having[0], mode, step)]
    return [Place(group, mode_at(group, mode, atlas) or Mode.ALL, step)]


def _of_a_border(sentence: Sentence, place: int) -> bool:
    """Whether a border is spoken of near a token, and no "border town"."""
    return any(
        not sentence.has("border_place", at + 1, at + 2)
        for at in sentence.places("borderwide", max(0, place - 6), place + 6)
    )


def of_another(sentence: Sentence, place: int, mode: Mode | None, atlas: Atlas) -> list[Place]:
    """ "Its border with Sudria", where the text spoke of another border."""
    if _beyond(sentence, place) is None:
        return []
    return of_two(sentence, place, mode, atlas)


def _beyond(sentence: Sentence, place: int) -> int | None:
    """ "Its border posts with Sudria": the token of the country on whose border what is told is."""
    if "with" not in sentence.held:
        return None
    countries = {name.first for name in sentence.named("country")}
    gates = [noun for noun in sentence.of("noun") if noun.rule.get("is") == "gate"]
    behind = [
        noun.last + 1
        for noun in gates[:1]
        if sentence.has("with", noun.last, noun.last + 1) and noun.last + 1 in countries
    ]
    return min(behind, key=lambda first: abs(first - place), default=None)


@lru_cache(maxsize=1 << 12)
def line(gate: str, mode: Mode | None, atlas: Atlas) -> str:
    """The railway that is meant where only a border is spoken of: roads are many, of railways it
    is the first of the file, where the border is not what the file is about."""
    having = _with(gate, mode, atlas)
    if mode is not Mode.RAIL or not having:
        return gate
    home = atlas.home(atlas.corridor_of(gate).id)
    return gate if home == gate else home if home in having else having[0]


def _carries(gate: str, mode: Mode, atlas: Atlas) -> bool:
    """Whether what goes by a mode may pass a gate: lorries take ferries."""
    modes = atlas.gate(gate).modes
    return mode in modes or (mode is Mode.ROAD and Mode.SEA in modes)


def _with(group: str, mode: Mode | None, atlas: Atlas) -> list[str]:
    """The members of a group that have a mode, in the order of the file."""
    return [member for member in atlas.members(group) if mode in atlas.gate(member).modes]
