"""Referring: words that name no gate and yet mean one that the text has named.

"The other two", "the latter", "the first two" count off the gates of a list; "the Sarn
crossing" is the gate beside which the text has put that name. Each is marked in its sentence
as a name of its gate before the rules run, so that all that is known of names holds of it.
"""

from yalu.corridors import Atlas, Entry
from yalu.read.clauses import Clause
from yalu.read.focus import Focus, border_of, mentions
from yalu.read.marks import Name, Sentence
from yalu.read.several import counted_gates
from yalu.vocabulary import Mode

_GATES = frozenset({"gate"})
_NAME = 2
"""Words of a label that is a mode: "Rail traffic"."""
_LABEL = 3
"""Words of a label beside its date."""
_LINE = 16
"""Words of a line that needs no subject."""
_ORDER = ("first", "second", "third", "fourth")
"""The sets of words that count off a list, from its first gate."""


def refer(sentence: Sentence, focus: Focus, atlas: Atlas) -> None:
    """Mark the words of a sentence that mean gates which the text has named."""
    if not focus.named:
        return
    found = [
        *_counted_off(sentence, focus, atlas),
        *_described(sentence, focus, atlas),
        *_unsaid(sentence, focus, atlas),
        *_labelled(sentence, focus, atlas),
    ]
    if found:
        sentence.names = sorted([*sentence.names, *found], key=lambda name: name.first)
        sentence.memo.clear()  # what was worked out without them


def describe(sentence: Sentence, focus: Focus) -> None:
    """Remember the names that a sentence puts beside its one gate, and its list of gates."""
    found = mentions(sentence, focus)
    gates = tuple(
        dict.fromkeys(
            entry.id for mention in found for entry in mention.entries[:1] if not entry.group
        )
    )
    if len(gates) > 1:
        focus.series = gates
    if modes := _modes(sentence):
        focus.modes = modes
    focus.total = counted_gates(sentence, Clause(0, len(sentence.tokens))) or focus.total
    if len(found) != 1 or not gates:
        return
    for place in _strange(sentence):
        word = sentence.tokens.words[place]
        known = focus.beside.get(word)
        focus.beside[word] = gates[0] if known in (None, gates[0]) else ""


def _strange(sentence: Sentence) -> list[int]:
    """The words with a capital that no corridor knows."""
    tokens, view = sentence.tokens, sentence.view
    known = {place for name in sentence.names for place in range(name.first, name.last)}
    return [
        place
        for place, start in enumerate(tokens.starts)
        if place
        and view[start].isupper()
        and not view[start : tokens.ends[place]].isupper()
        and place not in known
        and place not in sentence.timed
    ]


def _modes(sentence: Sentence) -> tuple[Mode, ...]:
    """The modes that the nouns of a sentence speak of, in their order."""
    told = (Mode(noun.rule.at["mode"]) for noun in sentence.of("noun") if "mode" in noun.rule.at)
    return tuple(dict.fromkeys(told))


def _described(sentence: Sentence, focus: Focus, atlas: Atlas) -> list[Name]:
    """ "The Sarn crossing", of a text that has put the gate on the Sarn."""
    if not focus.beside:
        return []
    found = []
    for noun in sentence.of("noun"):
        place = noun.first - 1
        if noun.rule.get("is") != "gate" or place < 1:
            continue
        gate = focus.beside.get(sentence.tokens.words[place])
        start = sentence.tokens.starts[place]
        named = sentence.view[start].isupper() and sentence.has("definite", place - 1, place)
        if gate and named and place not in _known(sentence):
            found.append(_name(sentence, place, place + 1, gate, atlas))
    return found


def _unsaid(sentence: Sentence, focus: Focus, atlas: Atlas) -> list[Name]:
    """ "Orrel. Back to normal.", "Tuesday: open": a line without subject is of the gate above it."""
    if len(focus.gates) != 1 or sentence.named("gate") or "finite" in sentence.held:
        return []
    if len(sentence.tokens) > _LINE:
        return []
    place = _behind_label(sentence)
    openings = ("participle", "elliptic_opening")
    if not any(sentence.has(name, place, place + 1) for name in openings):
        return []
    return [_name(sentence, place, place + 1, focus.gates[0], atlas)]


def _labelled(sentence: Sentence, focus: Focus, atlas: Atlas) -> list[Name]:
    """ "Ferry", "Railway": a label that names the one gate of its mode."""
    words = [word for word in sentence.tokens.words if word[0].isalnum()]
    if len(words) > _NAME or sentence.named("gate"):
        return []
    for noun in sentence.of("noun"):
        boat = sentence.has("line_vehicle", noun.last - 1, noun.last)
        mode = Mode.SEA if boat else noun.rule.get("mode")
        if mode not in (Mode.SEA, Mode.RAIL):
            continue
        having = [
            gate
            for gate in atlas.members(border_of(focus.named[0].gate, atlas))
            if Mode(mode) in atlas.gate(gate).modes
        ]
        if len(having) == 1:
            return [_name(sentence, noun.first, noun.last, having[0], atlas)]
    return []


def _behind_label(sentence: Sentence) -> int:
    """Where a line begins behind its bullet and the label before its colon: "Status: open"."""
    place = 0
    while sentence.has("bullet", place, place + 1):
        place += 1
    colon = next(iter(sentence.places("colon", place)), -1)
    words = sum(at not in sentence.timed for at in range(place, colon))
    return colon + 1 if place < colon and words <= _LABEL else place


def _counted_off(sentence: Sentence, focus: Focus, atlas: Atlas) -> list[Name]:
    """ "The latter", "the first two", "the other two crossings"."""
    found: list[Name] = []
    for place in sentence.places("counting_off", 1):
        if not sentence.has("article", place - 1, place) or place in _known(sentence):
            continue
        if sentence.has("name_hyphen", place + 1, place + 2):
            continue  # "the second-busiest crossing"
        last, count = place + 1, 0
        for number in sentence.of("number", last):
            if number.first == last and "value" in number.rule.at:
                last, count = number.last, int(number.rule.at["value"])
        while sentence.has("gate_kind", last, last + 1):
            last += 1
        nouns = [noun for noun in sentence.of("noun", last) if noun.first == last]
        gate = next((noun for noun in nouns if noun.rule.get("is") == "gate"), None)
        end = gate.last if gate else last
        if (nouns and gate is None) or not _closes(sentence, end):
            continue
        several = count > 1 or bool(gate and gate.rule.get("plural"))
        meant = _meant(sentence, place, count, several, focus, atlas)
        found += _names(sentence, place - 1, last, meant, atlas)
    return found


def _known(sentence: Sentence) -> set[int]:
    """The tokens of the names of a sentence."""
    return {place for name in sentence.names for place in range(name.first, name.last)}


def _closes(sentence: Sentence, place: int) -> bool:
    """Whether a phrase ends before a token: a verb, a mark or nothing stands there."""
    if place >= len(sentence.tokens) or sentence.has("punctuation", place, place + 1):
        return True
    if sentence.has("shared_subject", place, place + 1) or sentence.has("stay", place, place + 1):
        return True
    verbs = ("trigger", "pass", "move")
    return any(mark.first == place for kind in verbs for mark in sentence.of(kind))


def _meant(
    sentence: Sentence, place: int, count: int, several: bool, focus: Focus, atlas: Atlas
) -> tuple[str, ...]:
    """The gates that are counted off a list."""
    series = focus.series
    if sentence.has("counted_rest", place, place + 1):
        return _others(count, several, focus, atlas)
    if sentence.has("pair_member", place, place + 1):
        pair = series if len(series) == 2 else _of_two_modes(focus, atlas)
        first = sentence.has("former", place, place + 1)
        return (pair[:1] if first else pair[1:]) if len(pair) == 2 else ()
    if len(series) < 2:
        series = ()
    if sentence.has("last", place, place + 1):
        return series[-count:] if 1 < count < len(series) else ()
    index = next(
        (at for at, name in enumerate(_ORDER) if sentence.has(name, place, place + 1)), None
    )
    if index is None:
        return ()
    if index == 0 and count > 1:
        return series[:count] if count < len(series) else ()
    if index < len(series) and not several:
        return series[index : index + 1]
    return _others(1, False, focus, atlas) if index == len(series) > 1 else ()


def _others(count: int, several: bool, focus: Focus, atlas: Atlas) -> tuple[str, ...]:
    """What a list leaves beside the gates last spoken of; else what the border has beside the
    gates named, where their number says so."""
    listed = tuple(gate for gate in focus.series if gate not in focus.gates)
    if listed and len(listed) == (count or (len(listed) if several else 1)):
        return listed
    named = {place.gate for place in focus.named if not atlas.gate(place.gate).is_group}
    count = count or max(0, focus.total - len(named))
    group = border_of(focus.named[0].gate, atlas)
    if not count:
        return ()
    road = [gate for gate in atlas.members(group) if Mode.ROAD in atlas.gate(gate).modes]
    for among in (atlas.members(group), road):
        rest = tuple(gate for gate in among if gate not in named)
        if len(rest) == count:
            return rest
    return ()


def _of_two_modes(focus: Focus, atlas: Atlas) -> tuple[str, ...]:
    """ "A road and a railway cross at Orrel. The latter ...": the gates of the ends, by mode."""
    if len(focus.gates) != 1 or len(focus.modes) != 2:
        return ()
    gate = atlas.gate(focus.gates[0])
    beside = [
        other
        for other in atlas.corridor_of(gate.id).gates.values()
        if set(other.sides) & set(gate.sides) and not other.is_group
    ]
    found = [next((o.id for o in beside if mode in o.modes), None) for mode in focus.modes]
    return tuple(gate for gate in found if gate)


def _names(
    sentence: Sentence, first: int, last: int, gates: tuple[str, ...], atlas: Atlas
) -> list[Name]:
    """Names of several gates over tokens `[first, last)`, one beside the other."""
    return [_name(sentence, first, last, gate, atlas) for gate in gates]


def _name(sentence: Sentence, first: int, last: int, gate: str, atlas: Atlas) -> Name:
    modes = atlas.gate(gate).modes
    entry = Entry("gate", gate, sentence.words(first, last), modes)
    return Name(first, last, (entry,), _GATES)
