"""Kinds: what of the freight is meant where it is not all: one good, weight, flag or direction."""

from yalu.read.clauses import Clause
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import Number, numbers

_TOGETHER = 3
"""Words between "exports and imports" where they are spoken of as one."""
_VEHICLES = ("traffic", "vehicle")
_SHARE = 5
"""Words from a share to what it is of: "some non-containerised cargo"."""
_OF = 3
"""Words between a share and what it is of: "half of all the shuttles"."""


def one_kind(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Imports of coal", "trucks with foreign plates": a part of the freight."""
    for good in sentence.of("good", around.first, around.last):
        if sentence.has("imports", good.first - 2, good.last + 1):
            return True
    if _of_some_goods(sentence, around):
        return True
    for unit in sentence.of("unit", around.first, around.last):
        if unit.rule.get("laden") and sentence.has("bound", unit.first - 1, unit.first):
            return True
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") in _VEHICLES and (
            _special(sentence, noun) or _flagged(sentence, noun, verb)
        ):
            return True
    return light(sentence, around) or one_way(sentence, around) or one_side(sentence, around)


def _of_some_goods(sentence: Sentence, around: Clause) -> bool:
    """ "Imports of cars", "for empties": a word of trade with what it is of, a kind it is for."""
    for place in sentence.places("imports", around.first, around.last):
        end = place + 2
        if sentence.has("of", place + 1, end) and not sentence.has("all_goods", end, end + 3):
            return True
    return any(
        noun.rule.get("narrow") and sentence.has("intended", noun.first - 1, noun.first)
        for noun in sentence.of("noun", around.first, around.last)
    )


def _special(sentence: Sentence, noun: Mark) -> bool:
    """ "Loaded trucks", "lorries from Norland", "coal trucks": vehicles of one kind."""
    after, before = noun.last, noun.first
    foreign = sentence.has("from", after, after + 1) and bool(
        sentence.named("country", after, after + 4)
    )
    bound = sentence.has("bound", before - 1, before) and sentence.has("heading", after, after + 1)
    foreign = foreign or bound  # "shut to lorries leaving Norland"
    laden = sentence.has("filled", after, after + 1) and any(
        good.first == after + 1 for good in sentence.of("good", after)
    )
    plated = laden or sentence.has("plated", after, after + 5)
    alone = sentence.has("one_kind", before - 1, before)
    return foreign or plated or alone or _of_a_good(sentence, noun) or _described(sentence, noun)


def _described(sentence: Sentence, noun: Mark) -> bool:
    """ "Lorries without a booking", "trucks older than ten years", "goods of class 1", "loads that need cooling"."""
    after = noun.last
    if sentence.has("compared_kind", after, after + 1):
        than = sentence.has("than", after + 1, after + 2)
        return than and any(0 <= one.first - after - 2 <= 1 for one in numbers(sentence))
    if sentence.has("of", after, after + 1):
        return sentence.has("class_of", after + 1, after + 2)
    flagged = sentence.has("flag", after + 1, after + 4) and sentence.has("under", after, after + 1)
    if sentence.has("that_kind", after, after + 1):
        return sentence.has("kind_verb", after + 1, after + 2)
    lacking = sentence.has("lacking", after, after + 1)
    return flagged or (lacking and sentence.has("leave_to_pass", after + 1, after + 4))


def refused_kind(sentence: Sentence, around: Clause, verb: Mark, passive: bool) -> bool:
    """ "Refuses tankers", "empty lorries have been turned away": vehicles of one kind are what a
    verb of refusing is said of."""
    span = (around.first, verb.first) if passive else (verb.last, min(verb.last + 5, around.last))
    nouns = [noun for noun in sentence.of("noun", *span) if noun.rule.get("is") in _VEHICLES]
    if not nouns:
        return False
    noun = nouns[-1] if passive else nouns[0]
    kind = bool(noun.rule.get("narrow")) or _special(sentence, noun) or light(sentence, around)
    return kind and _said_of(sentence, noun.first, noun.last, verb)


def special(sentence: Sentence, moving: list[Mark]) -> bool:
    """ "Tankers and food trucks": nothing but vehicles of one kind."""
    vehicles = [mark for mark in moving if mark.rule.get("is") in _VEHICLES]
    return bool(vehicles) and all(
        noun.rule.get("narrow") or _of_a_good(sentence, noun) or _chosen(sentence, noun)
        for noun in vehicles
    )


def new_alone(sentence: Sentence, trigger: Mark) -> bool:
    """ "Has stopped accepting new freight": what is under way goes on."""
    place = trigger.last
    return sentence.has("newly", place, place + 1) and any(
        noun.first == place + 1 and noun.rule.get("is") in FREIGHT
        for noun in sentence.of("noun", place)
    )


def _chosen(sentence: Sentence, noun: Mark) -> bool:
    """ "Humanitarian convoys": an adjective says which."""
    return sentence.has("one_kind", noun.first - 1, noun.first)


def _flagged(sentence: Sentence, noun: Mark, verb: Mark) -> bool:
    """ "Norlandic lorries", "tankers": where they are what the verb is said of."""
    first = noun.first
    if name := next((name for name in sentence.named("country") if name.last == first), None):
        first = name.first
    elif not noun.rule.get("narrow"):
        return False
    return bool(noun.rule.get("unit")) and _said_of(sentence, first, noun.last, verb)


def _said_of(sentence: Sentence, first: int, last: int, verb: Mark) -> bool:
    """Whether tokens `[first, last)` are the subject of a verb or stand right behind it."""
    if verb.rule.get("aspect") == "noun":
        return False
    if last <= verb.first:
        parted = sentence.has("comma", last, verb.first) or any(
            sentence.of(kind, last, verb.first) for kind in ("trigger", "pass", "move")
        )
        return not (parted or sentence.has("not_head", first - 1, first))
    named = {at for name in sentence.names for at in range(name.first, name.last)}
    between = [place for place in range(verb.last, first) if place not in named]
    return (
        first >= verb.last
        and len(between) <= _OF
        and all(sentence.has("before_object", place, place + 1) for place in between)
    )


def light(sentence: Sentence, around: Clause) -> bool:
    """ "Vehicles up to 7.5 t", "anything heavier than ten tonnes": those of some weight alone."""
    return "weight" in sentence.held and any(
        around.first <= number.first < around.last and _weighs(sentence, number)
        for number in numbers(sentence)
    )


def _weighs(sentence: Sentence, number: Number) -> bool:
    if not sentence.has("weight", number.last, number.last + 1):
        return False
    place, bound = number.first, bool(number.bound)
    if sentence.has("than", place - 1, place) and sentence.has("heavier", place - 2, place - 1):
        place, bound = place - 2, True
    while sentence.has("weighing", place - 1, place):
        place -= 1
    if not bound:
        return False
    vehicles = [noun.last for noun in sentence.of("noun") if noun.rule.get("is") in _VEHICLES]
    return sentence.has("anything_so", place - 1, place) or any(
        0 <= place - last <= 1 for last in vehicles
    )


def some_of(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Half of the shuttles", "most trains", "every second sailing": a share of what passes."""
    shared = not sentence.held.isdisjoint(("a_share", "each"))
    if not (shared or sentence.of("fraction")):
        return False
    numbered = {number.first for number in numbers(sentence)}
    for noun in sentence.of("noun", around.first, around.last):
        if noun.rule.get("is") not in FREIGHT or noun.rule.get("loose"):
            continue
        first = max(around.first, noun.first - _SHARE)
        share = next(iter(sentence.of("fraction", max(0, first - 1), noun.first)), None)
        if share is None:
            places = sentence.places("a_share", first, noun.first)
            place = next((at for at in places if at + 1 not in numbered), None)
        else:
            place = share.first
        if place is None and sentence.has("each", first, noun.first):
            alternate = sentence.places("alternate", first + 1, noun.first)
            place = alternate[0] - 1 if alternate else None
        if place is not None and _said_of(sentence, place, noun.last, verb):
            return True
    return False


def one_side(sentence: Sentence, around: Clause) -> bool:
    """ "The northbound side is shut": what is said of one direction."""
    if "one_bound" not in sentence.held:
        return False
    places = sentence.places("one_bound", around.first, around.last)
    ways = {sentence.tokens.words[place] for place in places}
    return len(ways) == 1 and not sentence.has("both", around.first, around.last)


def other_way(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Goods come out, nothing goes in": of the other way another clause tells."""
    for here, there in (("way_in", "way_out"), ("way_out", "way_in")):
        if _goes(sentence, here, verb):
            return any(
                _goes(sentence, there, other)
                for other in sentence.of("pass")
                if not around.first <= other.first < around.last
            )
    return False


def _goes(sentence: Sentence, way: str, verb: Mark) -> bool:
    """ "Goes in", no "passed in March"."""
    end = verb.last + 1
    ends = end >= len(sentence.tokens) or any(
        sentence.has(stop, end, end + 1) for stop in ("phrase_end", "full_stop")
    )
    return sentence.has(way, verb.first, end if ends else verb.last)


def opposed(sentence: Sentence, around: Clause) -> bool:
    """ "Southbound lorries pass, northbound ones do not": one direction, set against the other."""
    if "one_bound" not in sentence.held:
        return False
    every = {sentence.tokens.words[place] for place in sentence.places("one_bound")}
    return len(every) > 1 and one_side(sentence, around)


def _of_a_good(sentence: Sentence, noun: Mark) -> bool:
    """ "Cassava trucks": vehicles of one kind of goods."""
    return bool(noun.rule.get("unit")) and any(
        good.last == noun.first for good in sentence.of("good", noun.first - 2, noun.first)
    )


def one_way(sentence: Sentence, around: Clause) -> bool:
    """ "Exports may leave, imports may not enter": each clause tells of one direction."""
    out, home = sentence.places("exports"), sentence.places("imports")
    if any(abs(one - two) <= _TOGETHER for one in out for two in home):
        return False
    for place in (*out, *home):
        if sentence.has("comma", place - 1, place) and sentence.has("not", place + 1, place + 4):
            return True  # "imports are halted, exports are not"
    here = [any(around.first <= place < around.last for place in way) for way in (out, home)]
    return bool(out and home) and here[0] != here[1]
