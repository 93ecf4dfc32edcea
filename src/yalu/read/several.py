"""Several: gates that are spoken of together, by their number, as every one or in general."""

from yalu.corridors import Atlas
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, Mention, Place
from yalu.read.limits import FREIGHT
from yalu.read.marks import Sentence
from yalu.read.modes import mode_at
from yalu.vocabulary import Mode, Step


def in_general(sentence: Sentence, around: Clause) -> bool:
    """ "Freight operations had been halted": what is said of no gate and of no one before it."""
    kinds = {noun.rule.get("is") for noun in sentence.of("noun", around.first, around.last)}
    pronoun = sentence.has("pronoun_subject", around.first, around.last)
    return bool(kinds & FREIGHT or not kinds) and not (kinds & {"gate", "people"} or pronoun)


def all_between(focus: Focus, mode: Mode | None, atlas: Atlas) -> Place | None:
    """All gates between the two countries of those last named."""
    group = atlas.between(set(atlas.gate(focus.gates[0]).countries))
    if group is None:
        return None
    known = mode_at(group, mode or focus.mode, atlas) or mode_at(group, None, atlas)
    if known is None:
        return None
    return Place(group, known, Step("gate", "gate.border"))


def unnamed_gates(
    sentence: Sentence, around: Clause, named: list[Mention], mode: Mode | None, atlas: Atlas
) -> list[Place]:
    """ "Since the land ports fell silent, trucks go by Orrel": all gates of the border of the gate
    that another clause names."""
    plural = any(
        noun.rule.get("is") == "gate"
        and noun.rule.get("plural")
        and sentence.has("article", noun.first - 1, noun.first)
        for noun in sentence.of("noun", around.first, around.last)
    )
    if not plural or any(mention.first < around.last for mention in named):
        return []
    group = atlas.between(set(atlas.gate(named[0].entries[0].id).countries))
    known = mode_at(group, mode, atlas) or mode_at(group, None, atlas) if group else None
    return [Place(group, known, Step("gate", "gate.border"))] if group and known else []


def each(
    sentence: Sentence, around: Clause, mention: Mention, mode: Mode | None, atlas: Atlas
) -> list[Place]:
    """ "Both bridges to Orrel": all gates of a town, where it has so many."""
    counted = counted_gates(sentence, around)
    if counted is None:
        return []
    ends = {end for gate in mention.gates for end in atlas.gate(gate).sides}
    gates = atlas.corridor_of(mention.entries[0].id).gates.values()
    having = [
        gate
        for gate in gates
        if ends & set(gate.sides) and not gate.is_group and (not mode or mode in gate.modes)
    ]
    if counted != len(having):
        return []
    tokens = sentence.tokens
    step = Step("gate", "gate.counted", tokens.starts[mention.first], tokens.ends[mention.last - 1])
    return [Place(gate.id, mode or gate.modes[0], step) for gate in having]


def as_many(counted: int, mode: Mode, focus: Focus, atlas: Atlas) -> list[Place]:
    """ "The two rail bridges": the gates named so far, if there are so many of the mode."""
    step = Step("gate", "gate.counted")
    having = [
        place._replace(because=step)
        for place in focus.named
        if place.mode is mode and not atlas.gate(place.gate).is_group
    ]
    return having if len(having) == counted else []


def singular(sentence: Sentence, around: Clause) -> bool:
    """Whether the clause speaks of "the crossing", one that needs no name."""
    return any(
        noun.rule.get("is") == "gate"
        and not (noun.rule.get("plural") or noun.rule.get("loose"))
        and not sentence.has("borderwide", noun.first, noun.last)
        for noun in sentence.of("noun", around.first, around.last)
    )


def every_one(sentence: Sentence, around: Clause) -> bool:
    """ "Every crossing", "all checkpoints"."""
    return any(
        noun.rule.get("is") == "gate" and sentence.has("every", noun.first - 3, noun.first)
        for noun in sentence.of("noun", around.first, around.last)
    )


def some_of(sentence: Sentence, around: Clause) -> bool:
    """ "A few crossings": gates that the text does not say."""
    return any(
        noun.rule.get("plural") and sentence.has("some_of", noun.first - 2, noun.first)
        for noun in sentence.of("noun", around.first, around.last)
    )


def counted_gates(sentence: Sentence, around: Clause) -> int | None:
    """How many gates a counted plural speaks of: two for "both bridges"."""
    numbers = {
        mark.last: int(mark.rule.at["value"])
        for mark in sentence.of("number")
        if "value" in mark.rule.at
    }
    first = around.first - 8 if around.opened == "relative" else around.first
    for noun in sentence.of("noun", max(0, first), around.last):
        if noun.rule.get("is") != "gate" or not noun.rule.get("plural"):
            continue
        for place in range(noun.first, max(0, noun.first - 4), -1):
            if place in numbers and numbers[place] > 1:
                return numbers[place]
            if sentence.has("both", place - 1, place):
                return 2
    return _counted_towns(sentence, around, numbers)


def _counted_towns(sentence: Sentence, around: Clause, numbers: dict[int, int]) -> int | None:
    """How many towns a clause closes its gates in: "bridges in two border towns"."""
    if "gate_towns" not in sentence.held:
        return None
    for town in sentence.places("gate_towns", around.first, around.last):
        for place in range(town, max(0, town - 3), -1):
            if numbers.get(place, 0) > 1 and sentence.has("inside", 0, place):
                return numbers[place]
    return None


def lane(sentence: Sentence, around: Clause) -> bool:
    """ "One lane is open": one way of several."""
    if "part" not in sentence.marks:
        return False
    ways = sentence.of("part", around.first, around.last)
    return any(mark.rule.get("is") == "lane" for mark in ways)


def all_so_many(sentence: Sentence, around: Clause, focus: Focus) -> list[Place]:
    """ "Cleared at all three": so many gates as the text named last."""
    for number in sentence.of("number", around.first, around.last):
        if "every" not in sentence.held:
            break
        value = int(number.rule.get("value", 0))
        told = value > 1 and sentence.has("every", number.first - 1, number.first)
        if not told or any(noun.first == number.last for noun in sentence.of("noun")):
            continue
        gates = [place for place in focus.named if place.because.rule != "gate.border"]
        if len(gates) >= value:
            step = Step("gate", "gate.counted")
            return [place._replace(because=step) for place in gates[-value:]]
    return []
