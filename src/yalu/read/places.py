"""Whose gate: from the names in a clause to gates, by mode, by nearness, by country pair."""

from collections.abc import Iterable
from functools import lru_cache

from yalu.corridors import Atlas, pick
from yalu.read.borders import (
    of_two,
    some_on,
)
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, Mention, Place, mentions
from yalu.read.heads import stray, told_in_fiction
from yalu.read.limits import FREIGHT
from yalu.read.marks import Sentence
from yalu.read.modes import mode_at, mode_of, mode_told
from yalu.read.several import (
    counted_gates,
    each,
    every_one,
    others,
    unnamed_gates,
)
from yalu.read.unnamed import Asked, all_named, all_of_two, unnamed
from yalu.vocabulary import Mode, Step


def choose(
    sentence: Sentence, around: Clause, place: int, focus: Focus, atlas: Atlas
) -> list[Place]:
    """The gates that a trigger at token `place` in a clause is about."""
    mode = mode_of(sentence, around.first, around.last) or mode_told(sentence)
    found = _chosen(Asked(sentence, around, place, mode, focus, atlas))
    return [_narrowed(place, mode, atlas) for place in found]


def _narrowed(place: Place, mode: Mode | None, atlas: Atlas) -> Place:
    """The one gate of a group that has the mode spoken of."""
    gate = _part(place.gate, mode, atlas)
    return place if gate == place.gate or mode is None else Place(gate, mode, place.because)


def _chosen(asked: Asked) -> list[Place]:
    sentence, around, place, mode, focus, atlas = asked
    if inside := _inside(sentence, around, place, focus):
        if len(inside) == 1 and (town := each(sentence, around, inside[0], mode, atlas)):
            return town
        return _places(sentence, inside, mode, focus, atlas, "gate.named")
    everywhere = [one for one in mentions(sentence, focus) if not _elsewhere(sentence, around, one)]
    if not everywhere:
        return unnamed(asked)
    before = [mention for mention in everywhere if mention.last <= around.first]
    if around.opened == "relative" and before:
        return _places(sentence, _run(sentence, before), mode, focus, atlas, "gate.antecedent")
    counted = counted_gates(sentence, around) or 0
    if counted and (pair := all_of_two(asked, counted)):
        return pair
    if counted > len(everywhere) and (some := some_on(sentence, around, mode, focus, atlas)):
        return [some]
    pair = of_two(sentence, place, mode, atlas)
    if not pair and every_one(sentence, around):
        return all_named(focus)
    if pair and not before:
        return pair
    if border_of := unnamed_gates(sentence, around, everywhere, mode, atlas):
        return border_of
    named = _run(sentence, before or everywhere)
    return _places(sentence, named, mode, focus, atlas, "gate.sentence")


def _elsewhere(sentence: Sentence, around: Clause, mention: Mention) -> bool:
    """ "Lorries were stopped at the request of Sudria, where snow falls on Kessim": a relative behind
    the clause tells of another place."""
    return mention.first >= around.last and any(
        mark.rule.get("is") == "relative" and sentence.has("comma", mark.first - 1, mark.first)
        for mark in sentence.of("boundary", around.last, mention.first)
    )


def _inside(sentence: Sentence, around: Clause, place: int, focus: Focus) -> list[Mention]:
    """The gates named in the clause, and those of a list that a colon opens behind it;
    "Orrel is open, Kessim not" tells of Orrel alone."""
    found = [
        mention
        for mention in mentions(sentence, focus, around.first, around.last)
        if not _set_apart(sentence, mention, place)
    ]
    found = [
        mention
        for mention in found
        if not (mention.first < place and _inserted(sentence, around, mention, found, place))
    ]
    if len(found) > 1:
        found = [one for one in found if not _whence(sentence, one, found)] or found
    behind = [mention for mention in found if mention.first > place]
    if behind and any(sentence.of(kind, around.first, place) for kind in ("trigger", "pass")):
        found = behind
    count = len(sentence.tokens)
    for colon in sentence.places("colon", max(place, around.last - 1)):
        if not (sentence.of("trigger", colon, count) or sentence.of("pass", colon, count)):
            listed = mentions(sentence, focus, colon, count)
            known = {mention.first for mention in found}
            return found + [mention for mention in listed if mention.first not in known]
    return found


def _whence(sentence: Sentence, mention: Mention, found: list[Mention]) -> bool:
    """ "The mayor of Orrel said Kessim was shut", "police from Orrel", "lorries from Orrel", "near
    Orrel": where somebody is or comes from, where another gate is named apart from it."""
    first, last = mention.first, mention.last
    apart = all(
        other is mention or not sentence.has("list", min(last, other.last), max(first, other.first))
        for other in found
    )
    if not apart:
        return False
    persons = sentence.of("person", max(0, first - 3), min(last + 3, len(sentence.tokens)))
    at = first - 1
    if sentence.has("whence", at, first):
        came = sentence.has("from", at, first) and not sentence.has("to", last, last + 1)
        if any(mark.last == at for mark in persons):
            return True
        return came and any(
            noun.last == at and noun.rule.get("is") in FREIGHT
            for noun in sentence.of("noun", max(0, at - 2), at)
        )
    if sentence.has("near", at, first):
        return any(other.last == at for other in found)
    return any(mark.first == last for mark in persons)


def _set_apart(sentence: Sentence, mention: Mention, place: int) -> bool:
    """ "Orrel is open, Kessim is not", "unlike Kessim": what the verb is not said of."""
    first, last = mention.first, mention.last
    if sentence.has("unlike", first - 1, first):
        return True
    helped = last + sentence.has("finite", last, last + 1)
    return first > place and sentence.has("not", helped, helped + 1)


def _inserted(
    sentence: Sentence, around: Clause, mention: Mention, found: list[Mention], place: int
) -> bool:
    """ "Orrel, which only Kessim outdoes, is shut": what a relative adds to its gate."""
    for mark in sentence.of("boundary", around.first, mention.first):
        if mark.rule.get("is") == "relative" and any(one.last <= mark.first for one in found):
            return bool(sentence.has("comma", mention.last, place))
    return False


def _run(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """The last mention and those listed with it."""
    run = [found[-1]]
    for mention in reversed(found[:-1]):
        if run[-1].first - mention.last > 3 or not sentence.has(
            "list", mention.last, run[-1].first
        ):
            break
        run.append(mention)
    return run[::-1]


def _places(
    sentence: Sentence,
    found: list[Mention],
    mode: Mode | None,
    focus: Focus,
    atlas: Atlas,
    rule: str,
) -> list[Place]:
    places: dict[str, Place] = {}
    tokens = sentence.tokens
    listed: Mode | None = None
    found = _without_ends(found, atlas)
    for number, mention in enumerate(found):
        beyond = found[number + 1].first if number + 1 < len(found) else len(tokens)
        since = found[number - 1].last if number else max(0, mention.first - 6)
        listed = mode_of(sentence, since, mention.first) or listed
        own = mode_of(sentence, mention.last, min(beyond, mention.last + 3))
        if own is None and sentence.has("line_word", mention.last, mention.last + 1):
            own = Mode.RAIL
        wanted = (own or listed if len(found) > 1 else None) or mode or own
        wanted = wanted or _remembered(mention, focus, atlas)
        entry = pick(mention.entries, wanted) or pick(mention.entries, None)
        if entry is None:
            continue
        gate = _part(entry.id, wanted, atlas)
        known = mode_at(gate, wanted, atlas) or atlas.gate(gate).modes[0]
        step = Step("gate", rule, tokens.starts[mention.first], tokens.ends[mention.last - 1])
        places.setdefault(gate, Place(gate, known, step))
    listed_too = {group for gate in places for group in atlas.groups_of(gate)}
    return [place for place in places.values() if place.gate not in listed_too]


def _without_ends(found: list[Mention], atlas: Atlas) -> list[Mention]:
    """ "The mayor of Orrel said that New Bridge is shut": beside a gate with a name of its own
    the name of its end is a town."""
    own = [one for one in found if not any(entry.side for entry in one.entries)]
    ends = {side for one in own for gate in one.gates for side in atlas.gate(gate).sides}
    kept = [
        one for one in found if not any(entry.side in ends for entry in one.entries if entry.side)
    ]
    return kept or found


@lru_cache(maxsize=1 << 12)
def _part(gate: str, mode: Mode | None, atlas: Atlas) -> str:
    """The one member of a group that has the mode: the road of a border town."""
    having = [member for member in atlas.members(gate) if mode in atlas.gate(member).modes]
    return having[0] if mode and len(having) == 1 else gate


def _remembered(mention: Mention, focus: Focus, atlas: Atlas) -> Mode | None:
    """The mode last spoken of, where the mention can have it."""
    if focus.mode and any(atlas.serves(gate, focus.mode) for gate in mention.gates):
        return focus.mode
    return None


def main(sentences: Iterable[Sentence], focus: Focus, atlas: Atlas) -> tuple[Place, ...]:
    """The gates of the first sentence that names one: what "the two bridges" looks ahead to."""
    for sentence in sentences:
        found = mentions(sentence, focus)
        if not found and sentence.of("trigger") and sentence.named("country"):
            kinds = {noun.rule.get("is") for noun in sentence.of("noun")}
            focus.countrywide |= bool(kinds & FREIGHT) and "gate" not in kinds
        if found:
            mode = mode_of(sentence, 0, len(sentence.tokens))
            return tuple(_places(sentence, found, mode, focus, atlas, "gate.named"))
    return ()


def _for_measure(sentence: Sentence, mention: Mention) -> bool:
    """ "At Kessim it was five", "twice as many as Kessim": a gate that is named to compare figures."""
    first, last = mention.first, mention.last
    if sentence.has("compares", first - 2, first) or sentence.has("as_many", first - 2, first - 1):
        return True
    told = (sentence.of(kind) for kind in ("trigger", "pass", "noun"))
    opens = first <= 1 and sentence.has("at_place", first - 1, first)
    return opens and sentence.has("it_was", last, last + 2) and not any(told)


def remember(sentence: Sentence, focus: Focus, atlas: Atlas) -> None:
    """Update the registers after a sentence."""
    mode = mode_told(sentence)
    found = [one for one in mentions(sentence, focus) if not _for_measure(sentence, one)]
    pair = of_two(sentence, 0, mode, atlas)
    if found:
        places = _places(sentence, found, mode, focus, atlas, "gate.named")
        # What is said next of freight is not said of a passenger train.
        goods = tuple(place.gate for place in places if not atlas.gate(place.gate).passengers)
        focus.gates = goods or focus.gates or tuple(place.gate for place in places)
        if mode is None and all(len(mention.gates) == 1 for mention in found):
            modes = {mode for place in places for mode in atlas.gate(place.gate).modes}
            mode = modes.pop() if len(modes) == 1 else None
        known = {place.gate for place in focus.named}
        focus.named += tuple(place for place in places if place.gate not in known)
    elif pair and not focus.gates:
        focus.gates = tuple(place.gate for place in pair)
    if pair and any(noun.rule.get("is") == "gate" for noun in sentence.of("noun")):
        focus.pair = tuple(pair)
    if mode:
        focus.mode = mode
    focus.others = others(sentence)
    told_of = [*sentence.of("noun"), *sentence.of("trigger")]
    if told_of or sentence.names:
        focus.strays = not focus.fresh and stray(sentence)
    focus.fresh = False
    focus.fiction = focus.fiction or (sentence.number <= 1 and told_in_fiction(sentence))
    if any(mark.rule.get("is") == "restriction" for mark in told_of):
        focus.closed = True
