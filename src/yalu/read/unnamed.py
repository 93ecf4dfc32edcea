"""Unnamed: the gates of a clause whose sentence names none: by number, by what went before, by what is ahead."""

from typing import NamedTuple

from yalu.corridors import Atlas
from yalu.read.borders import (
    bound_for,
    line,
    of_another,
    of_two,
    own_border,
    so_called,
    some_on,
    with_one,
)
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, Place
from yalu.read.marks import Sentence
from yalu.read.modes import mode_at
from yalu.read.several import (
    all_between,
    all_so_many,
    as_many,
    counted_gates,
    every_one,
    in_general,
    of_many,
    one_of_many,
    portion,
    singular,
    some_of,
    those,
)
from yalu.vocabulary import Mode, Step

_MANY = 3
"""Gates that a pronoun may stand for; more were listed, not spoken of."""


class Asked(NamedTuple):
    """Whose gates are looked for: a trigger at token `place` of a clause, told for a mode."""

    sentence: Sentence
    around: Clause
    place: int
    mode: Mode | None
    focus: Focus
    atlas: Atlas


def unnamed(asked: Asked) -> list[Place]:
    """The gates that a clause speaks of where its sentence names none."""
    sentence, around, place, mode, focus, atlas = asked
    if some_of(sentence, around):
        return []
    if len(focus.gates) > 1 and one_of_many(sentence, around):
        return []
    if focus.others and those(sentence, around):
        return []
    if of_many(sentence, around) and (of_all := _of_many(asked)):
        return of_all
    if len(focus.gates) > 1:
        if sentence.has("latter", around.first, around.last):
            return recent(focus, atlas, mode)[-1:]
        if sentence.has("former", around.first, around.last):
            return recent(focus, atlas, mode)[:1]
    counted = counted_gates(sentence, around)
    if counted and (found := _so_many(asked, counted)):
        return found
    if border := own_border(sentence, around, mode, focus, atlas):
        return [border]
    if so_many := all_so_many(sentence, around, focus):
        return so_many
    if counted and (some := some_on(sentence, around, mode, focus, atlas)):
        return [some]
    if not counted and (posts := with_one(sentence, around, mode, focus, atlas, many=True)):
        return posts
    if other := of_another(sentence, place, mode, atlas):
        return other
    every = every_one(sentence, around)
    if not every and (called := so_called(sentence, around, mode, focus, atlas)):
        return [called]
    if focus.gates and not every and singular(sentence, around):
        return recent(focus, atlas, mode)
    if pointed := _pointed(asked, every):
        return pointed
    return all_named(focus) if every else _pointed_back(asked, counted)


def _so_many(asked: Asked, counted: int) -> list[Place]:
    """The gates that a number stands for: those named so far or ahead, or all between two countries."""
    focus, mode, atlas = asked.focus, asked.mode, asked.atlas
    if mode and (having := as_many(counted, mode, focus, atlas)):
        return having
    if pair := all_of_two(asked, counted):
        return pair
    vague = not focus.gates or any(atlas.gate(gate).is_group for gate in focus.gates)
    return _ahead(focus) if vague or counted == len(focus.main) else []


def _of_many(asked: Asked) -> list[Place]:
    """The border of which some gates are told of, by its countries or those of the gates so far."""
    sentence, _, place, mode, focus, atlas = asked
    if pair := of_two(sentence, place, mode, atlas):
        return pair
    border = all_between(focus, mode, atlas) if focus.gates else None
    return [border] if border else []


def all_of_two(asked: Asked, counted: int) -> list[Place]:
    """ "All five of its crossings with Sudria"."""
    pair = of_two(asked.sentence, asked.place, None, asked.atlas)
    return pair if pair and counted == len(asked.atlas.members(pair[0].gate)) else []


def _ahead(focus: Focus) -> list[Place]:
    """The gates that the text is going to name."""
    return [Place(found.gate, found.mode, Step("gate", "gate.ahead")) for found in focus.main]


def all_named(focus: Focus) -> list[Place]:
    """ "Every crossing": those of the border last spoken of, else all that were named."""
    if focus.pair:
        return list(focus.pair)
    return [Place(found.gate, found.mode, Step("gate", "gate.every")) for found in focus.named]


def _pointed(asked: Asked, every: bool) -> list[Place]:
    """Gates that the countries of a sentence point at, or the text ahead."""
    sentence, around, place, mode, focus, atlas = asked
    pair = of_two(sentence, place, mode, atlas)
    unnamed = not focus.gates and singular(sentence, around)
    if focus.main and unnamed and (not pair or _within(focus.main[0], pair[0], atlas)):
        return _ahead(focus)
    known = pair or focus.gates or focus.pair
    if not known and (one := with_one(sentence, around, mode, focus, atlas)):
        return one
    if pair or every:
        return pair
    border = bound_for(sentence, around, mode, focus, atlas)
    return [border] if border else []


def _pointed_back(asked: Asked, counted: int | None) -> list[Place]:
    """The gates last spoken of, or all of their border where freight is spoken of in general."""
    sentence, around, place, mode, focus, atlas = asked
    general = focus.countrywide and len(focus.gates) > 1 and in_general(sentence, around)
    if general and (all_of := all_between(focus, mode, atlas)):
        return [all_of]
    had = sentence.has("pluperfect", around.first, place)
    if counted and focus.gates and portion(sentence, around) and not had:
        border = all_between(focus, mode, atlas)
        return [border] if border else []
    if (counted and counted != len(focus.gates)) or len(focus.gates) > _MANY:
        return []
    they = sentence.has("them", around.first, place) or sentence.has("they", around.first, place)
    return recent(focus, atlas, mode or (focus.mode if they else None))


def _within(place: Place, group: Place, atlas: Atlas) -> bool:
    return place.gate in atlas.members(group.gate)


def recent(focus: Focus, atlas: Atlas, mode: Mode | None = None) -> list[Place]:
    """The gates last spoken of; for a mode that one lacks, the gate beside it that has it."""
    step = Step("gate", "gate.recency")
    found: dict[str, Place] = {}
    for spoken_of in focus.gates:
        gate = line(spoken_of, mode, atlas)
        known = mode_at(gate, mode or focus.mode, atlas)
        if known is not None:
            found[gate] = Place(gate, known, step)
        elif mode and (beside := _beside(gate, mode, atlas)):
            found[beside] = Place(beside, mode, Step("gate", "gate.beside"))
    return list(found.values())


def whole(places: list[Place], atlas: Atlas) -> list[Place]:
    """The border that a list of its gates stands for, where what is said is said of no one gate."""
    if len(places) < _MANY:
        return places
    group = atlas.between(atlas.gate(places[0].gate).countries)
    if group is None or not {place.gate for place in places} <= set(atlas.members(group)):
        return places
    mode = mode_at(group, None, atlas) or Mode.ALL
    return [Place(group, mode, Step("gate", "gate.border"))]


def _beside(gate: str, mode: Mode, atlas: Atlas) -> str | None:
    """The gate of the same ends that has the mode: the railway beside the road."""
    ends = set(atlas.gate(gate).sides)
    for other in atlas.corridor_of(gate).gates.values():
        if other.id != gate and ends & set(other.sides) and mode in other.modes:
            return other.id
    return None
