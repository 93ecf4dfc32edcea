"""Hindrances: what keeps freight from passing, told by a noun of its own, and what becomes of it.

"The action of the carriers continues", "resumed the blocking of lorries", "the strike was
called off": the verb alone would tell the contrary, or nothing. Noun and verb are looked for
by themselves, so that they hide none of the words of opening and closing.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from yalu.read import lexicon
from yalu.read.clauses import Clause, clause
from yalu.read.focus import Focus, mentions
from yalu.read.lexicon import Rule
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.subjects import speaks
from yalu.read.tokens import tokenize
from yalu.vocabulary import State

_PHRASE = 6
"""Words of a noun phrase before its head, and from a verb to the head of its object."""
_APART = 16
"""Words from a hindrance to the verb that it is the subject of."""
_GROUP = 4
"""Words that a verb may have of helpers and adverbs before it."""
_ASPECTS = {"begin": "event", "last": "state", "end": "event"}
_PEOPLE = frozenset({"protesters", "people", "staff"})
_THINGS = frozenset({"gate", "traffic", "trade", "vehicle", "mode", "restriction", "measure"})
_BARRING = frozenset({"order", "embargo", "closure", "act"})
"""Hindrances that say what they bar."""
_OF_ITSELF = frozenset({"action", "act", "protesters"})
"""Hindrances that the text may speak of without their gate."""
_LEAKS = frozenset({"action", "act", "protesters", "people", "obstacle"})


class Deed(NamedTuple):
    """What becomes of a hindrance: a trigger with its clause, or None where it is none of
    freight; `[first, last)` are the tokens of the noun, which with the verb tell nothing else."""

    trigger: Mark | None
    around: Clause
    first: int
    last: int
    verb: Mark


def deeds(sentence: Sentence, focus: Focus) -> list[Deed]:
    """What becomes of the hindrances that a sentence names."""
    if lexicon.openings(sentence.lang, "hindrance").isdisjoint(sentence.tokens.words):
        return []
    heads = _marks(sentence, "hindrance")
    fates = _marks(sentence, "fate") if heads else []
    return [*_deeds(sentence, heads, fates, focus)]


def silenced(mark: Mark, told: list[Deed]) -> bool:
    """Whether a word is part of what a deed tells."""
    return any(
        deed.first <= mark.first < deed.last
        or deed.verb.first <= mark.first < deed.verb.last
        or mark.first <= deed.verb.first < mark.last
        for deed in told
    )


@cache
def _forms(lang: str, category: str) -> dict[str, list[tuple[tuple[str, ...], Rule]]]:
    """The forms of a category by the word that they begin with, long ones first."""
    found: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for rule in lexicon.rules(lang):
        if rule.category == category:
            for form in rule.forms:
                words = tuple(tokenize(form, 0, len(form)).words)
                found.setdefault(words[0], []).append((words, rule))
    for known in found.values():
        known.sort(key=lambda form: -len(form[0]))
    return found


def _marks(sentence: Sentence, category: str) -> list[Mark]:
    """The forms of a category, also those that others overlap."""
    words, forms = sentence.tokens.words, _forms(sentence.lang, category)
    return [
        Mark(first, first + len(form), rule)
        for first, word in enumerate(words)
        for form, rule in forms.get(word, ())
        if tuple(words[first : first + len(form)]) == form
    ]


def _deeds(
    sentence: Sentence, heads: list[Mark], fates: list[Mark], focus: Focus
) -> Iterator[Deed]:
    known: list[tuple[Mark, Mark]] = []
    for fate in sorted(fates, key=lambda mark: mark.first - mark.last):
        wanted = [head for head in heads if head.rule.at["is"] in fate.rule.at["of"]]
        head = _object(sentence, fate, wanted) or _subject(sentence, fate, wanted)
        if head is None or any(_overlap(fate, told) for told, _ in known):
            continue
        if fate.rule.get("onto") and not _onto(sentence, fate):
            continue
        around = _clause(sentence, fate, head)
        first, last = _phrase(sentence, head, fate, around)
        foreign = _of_another_kind(sentence, head, fate) or _foreign(sentence, head, first, last)
        if head.rule.at["is"] in _BARRING and _of_a_stranger(sentence, head, last):
            continue
        if not (foreign or _at_a_gate(sentence, head, first, around, focus)):
            continue
        state = None if foreign else _state(sentence, head, fate, last)
        known.append((fate, head))
        if state and not fate.rule.get("ahead") and _told(sentence, fate, state, focus):
            continue
        trigger = None
        if state:
            rule = _rule(fate.rule, state, str(head.rule.at["is"]))
            trigger = Mark(fate.first, fate.last, rule)
        yield Deed(trigger, around, first, last, fate)


def _onto(sentence: Sentence, fate: Mark) -> bool:
    """ "Came down on the road", "occupied the crossing": what it is done to is a way."""
    end = min(fate.last + _PHRASE, len(sentence.tokens))
    end = min((mark.first for mark in sentence.of("boundary", fate.last, end)), default=end)
    named = {place for name in sentence.names for place in range(name.first, name.last)}
    ways = (place for place in sentence.places("hinder_way", fate.last, end))
    if any(place not in named for place in ways):
        return True
    of = sentence.places("belongs", fate.last, end)
    return fate.rule.at["of"] != ["obstacle"] and any(
        not (of and of[0] < name.first)
        for name in sentence.named("gate", fate.last, min(fate.last + 3, end))
    )


def _told(sentence: Sentence, fate: Mark, state: State, focus: Focus) -> bool:
    """Whether a word of opening or closing tells the same by itself."""
    return any(
        mark.rule.get("state") == state
        and mark.rule.get("aspect") != "noun"
        and _overlap(fate, mark)
        and speaks(sentence, clause(sentence, mark), mark, focus)
        for mark in sentence.of("trigger")
    )


def _overlap(one: Mark, other: Mark) -> bool:
    return one.first < other.last and other.first < one.last


@cache
def _rule(fate: Rule, state: State, kind: str) -> Rule:
    """The rule that a fate has as a trigger."""
    leaks = kind in _LEAKS and state is State.SUSPENDED
    at = {
        "state": state,
        "aspect": _ASPECTS[str(fate.at["does"])],
        "objects": ["restriction"],
        "leaks": leaks,
        "settled": "ahead" if fate.at.get("ahead") else fate.at["does"],
    }
    return Rule(fate.id, "trigger", fate.forms, at)


def _state(sentence: Sentence, head: Mark, fate: Mark, last: int) -> State | None:
    """What a gate is while a hindrance lasts, and once it has ended."""
    if fate.rule.at["does"] == "end":
        return State.RUNNING
    goods = sentence.of("good", head.last, last)
    nouns = sentence.of("noun", head.last, last)
    freight = [noun for noun in nouns if noun.rule.get("is") in FREIGHT | {"gate"}]
    covered = all(
        any(good.first <= one.first and one.last <= good.last for good in goods) for one in freight
    )
    part = sentence.has("in_part", head.first - 3, head.first)
    if (goods and covered) or part:
        return State.LIMITED
    if nouns and nouns[0].rule.get("is") == "passenger" and not freight:
        return None
    return State(str(head.rule.at["state"]))


def _object(sentence: Sentence, fate: Mark, heads: list[Mark]) -> Mark | None:
    """ "Resumed the blocking", "called off their two-day strike": the hindrance right behind an
    active verb."""
    if fate.rule.at["voice"] in ("subject", "passive") or _passive(sentence, fate):
        return None
    starts = {head.first: head for head in reversed(heads)}
    for place in range(fate.last, min(fate.last + _PHRASE, len(sentence.tokens))):
        if head := starts.get(place):
            gerund = head.rule.at["is"] == "act" and place > fate.last
            if gerund and not sentence.has("determiner", place - 1, place):
                return None
            return None if head.rule.at["is"] in _PEOPLE else head
        if sentence.has("hinder_ends", place, place + 1) or sentence.has(
            "punctuation", place, place + 1
        ):
            return None
    return None


def _passive(sentence: Sentence, fate: Mark) -> bool:
    place = fate.first
    while place > 0 and (sentence.has("adverb", place - 1, place) or place - 1 in sentence.timed):
        place -= 1
    return sentence.has("be_any", place - 1, place)


def _subject(sentence: Sentence, fate: Mark, heads: list[Mark]) -> Mark | None:
    """ "The pickets at Orrel came down": the hindrance of which a verb is said."""
    voice = fate.rule.at["voice"]
    if voice == "object":
        return None
    passive = _passive(sentence, fate)
    if not passive and (voice == "passive" or not _intransitive(sentence, fate, str(voice))):
        return None
    for head in reversed(heads):
        if head.last > fate.first:
            continue
        if fate.first - head.last > _APART or _parted(sentence, head, fate):
            return None
        if needs := fate.rule.get("needs"):
            before = sentence.places(needs, head.first - _PHRASE, fate.first)
            if not before:
                return None
            if before[-1] < head.first:
                return head
        if not _inside(sentence, head):
            return head
    return None


def _intransitive(sentence: Sentence, fate: Mark, voice: str) -> bool:
    """ "The strike ended on Monday": no object stands behind the verb."""
    if voice == "subject":
        return True
    place = fate.last
    if place >= len(sentence.tokens) or place in sentence.timed:
        return True
    return sentence.has("hinder_ends", place, place + 1) or sentence.has(
        "punctuation", place, place + 1
    )


def _parted(sentence: Sentence, head: Mark, fate: Mark) -> bool:
    """Whether something between a hindrance and a verb keeps them apart: another verb, or the
    beginning of another clause."""
    first, last = head.last, fate.first
    if sentence.has("full_break", first, last):
        return True
    for mark in sentence.of("boundary", first, last):
        kind = mark.rule.at["is"]
        if kind == "soft":
            joins = sentence.has("and", mark.first, mark.last)
            if joins and not _lists(sentence, mark):
                return True
        elif kind != "relative":
            return True
    told = head.rule.at["is"] in ("command", "act")
    verbs = [] if told else [*sentence.of("trigger", first, last)]
    verbs = [mark for mark in verbs if mark.rule.get("aspect") != "noun"]
    verbs += sentence.of("pass", first, last)
    verbs += sentence.of("report", first, last)
    verbs += sentence.of("move", first, last)
    relative = any(
        mark.rule.at["is"] == "relative" for mark in sentence.of("boundary", first, last)
    )
    if any(not (told or relative or mark.last > last - 1) for mark in verbs):
        return True
    helpers = sentence.places("finite", first, last)
    return bool(helpers) and not relative and helpers[0] < last - _GROUP and not told


def _lists(sentence: Sentence, joint: Mark) -> bool:
    """ "At Orrel and Kessim": an "and" between names."""
    before = any(name.last == joint.first for name in sentence.names)
    return before and any(0 <= name.first - joint.last <= 2 for name in sentence.names)


def _inside(sentence: Sentence, head: Mark) -> bool:
    """ "The talks on the blockade": the hindrance only says more of another thing."""
    place = _start(sentence, head) - 1
    if place < 0 or not sentence.has("hinder_in", place, place + 1):
        return False
    return not sentence.has("comma", place, place + 1)


def _start(sentence: Sentence, head: Mark) -> int:
    """Where the noun phrase of a hindrance begins."""
    place = head.first
    ends = {name.last for name in sentence.names}
    while place > 0 and head.first - place < _PHRASE:
        before = place - 1
        if before in sentence.timed or sentence.has("hinder_ends", before, place):
            break
        if place in ends and not sentence.has("genitive", place, place + 1):
            # "At Orrel protests go on", but "the Norland strike"
            if not any(name.last == place and "country" in name.kinds for name in sentence.names):
                break
        if sentence.has("punctuation", before, place) and not sentence.has(
            "genitive", before, place
        ):
            if not sentence.has("dash", before, place):
                break
        place = before
        if sentence.has("determiner", place, place + 1) or sentence.has(
            "indefinite_article", place, place + 1
        ):
            break
    return place


def _clause(sentence: Sentence, fate: Mark, head: Mark) -> Clause:
    """The clause of the verb, with all of the hindrance in it."""
    around = clause(sentence, fate)
    first = min(around.first, _start(sentence, head))
    if first < around.first:
        lead = 0 if not sentence.of("boundary", 0, first) else first
        return Clause(lead, max(around.last, head.last))
    return Clause(around.first, max(around.last, head.last), around.opened, around.opener)


def _phrase(sentence: Sentence, head: Mark, fate: Mark, around: Clause) -> tuple[int, int]:
    """The tokens of the hindrance and what it is of."""
    first = _start(sentence, head)
    behind = fate.first if head.last <= fate.first else min(head.last + _PHRASE, around.last)
    if head.rule.at["is"] == "command":
        return first, behind
    bounds = [
        mark.first
        for mark in sentence.of("boundary", head.last, behind)
        if not _lists(sentence, mark)
    ]
    timed = [place for place in range(head.last, behind) if place in sentence.timed]
    return first, min([*bounds, *timed], default=behind)


def _of_another_kind(sentence: Sentence, head: Mark, fate: Mark) -> bool:
    """ "A hunger strike", "the 2015 blockade", "the teachers' protest"."""
    first = head.first
    if sentence.has("not_of_freight", first - 2, first):
        return True
    if sentence.has("other_strikers", first - 3, head.last + 4):
        return True
    if head.first >= fate.last and sentence.has("other_strikers", fate.first - 4, fate.first):
        return True
    year = sentence.tokens.words[first - 1] if first else ""
    bygone = fate.rule.at["does"] == "end" and (
        first - 2 in sentence.timed and sentence.has("genitive", first - 1, first)
    )
    return bygone or (year.isdigit() and len(year) == 4)


def _foreign(sentence: Sentence, head: Mark, first: int, last: int) -> bool:
    """Whether a hindrance is one of something that is no gate."""
    kind = head.rule.at["is"]
    if any(
        noun.rule.get("is") == "other"
        and not (noun.first < head.last and head.first < noun.last)
        and not sentence.has("hindering_other", noun.first, noun.last)
        for noun in sentence.of("noun", first, last)
    ):
        return True
    if kind == "command":
        return not _commands(sentence, head, last)
    if kind == "obstacle" and sentence.has("on", head.last, head.last + 1):
        way = sentence.has("hinder_way", head.last, head.last + 5)
        return not (way or sentence.named("gate", head.last, head.last + 5))
    return False


def _at_a_gate(
    sentence: Sentence, head: Mark, first: int, around: Clause, focus: Focus
) -> bool:
    """Whether a gate is named with a hindrance, or "the strike" is that at the one shut."""
    if mentions(sentence, focus, around.first, around.last):
        return True
    if mentions(sentence, focus) or not focus.gates or focus.strays:
        return False
    kind = head.rule.at["is"]
    known = sentence.has("definite", first, head.first) or kind == "protesters"
    told = focus.state in (State.SUSPENDED, State.LIMITED)
    return known and told and kind in _OF_ITSELF


def _commands(sentence: Sentence, head: Mark, last: int) -> bool:
    """ "The order to stop lorries", "the notice under which Orrel was shut"."""
    return any(
        mark.rule.get("state") == State.SUSPENDED for mark in sentence.of("trigger", head.last, last)
    )


def _of_a_stranger(sentence: Sentence, head: Mark, last: int) -> bool:
    """ "The ban on smoking", "the closing of accounts": of nothing that passes a gate."""
    place = head.last
    if not sentence.has("hinder_of", place, place + 1):
        return False
    end = min(place + _PHRASE, max(last, place + 3), len(sentence.tokens))
    nouns = sentence.of("noun", place, end)
    known = any(noun.rule.get("is") in _THINGS | {"people", "passenger"} for noun in nouns)
    known = known or bool(sentence.of("good", place, end) or sentence.of("pass", place, end))
    known = known or sentence.has("loadings", place, end) or sentence.has("hinder_way", place, end)
    named = any(place <= name.first <= place + 2 for name in sentence.names)
    return not (known or named or place + 1 in sentence.timed)
