"""Hindrances: what keeps freight from passing, told by a noun of its own, and what becomes of it.

"The action of the carriers continues", "resumed the blocking of lorries", "the strike was
called off": the verb alone would tell the contrary, or nothing. Noun and verb are looked for
by themselves, so that they hide none of the words of opening and closing.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from yalu.read import lexicon
from yalu.read.clauses import Clause, clause
from yalu.read.elsewhere import foreign, of_a_stranger, of_another_kind, unsure
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.lexicon import Rule
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.phrases import PHRASE, inside, lists, phrase, start
from yalu.read.subjects import speaks
from yalu.read.tokens import tokenize
from yalu.vocabulary import State, When

_APART = 16
"""Words from a hindrance to the verb that it is the subject of."""
_GROUP = 4
"""Words that a verb may have of helpers and adverbs before it."""
_ASPECTS = {"begin": "event", "last": "state", "end": "event"}
_PEOPLE = frozenset({"protesters", "people", "staff"})
_THINGS = frozenset({"obstacle", "load", "barrier", "vehicles"})
"""What is put on a road."""
_BARRING = frozenset({"order", "embargo", "closure", "act"})
"""Hindrances that say what they bar."""
_OF_ITSELF = frozenset({"action", "act", "protesters"})
"""Hindrances that the text may speak of without their gate."""
_LEAKS = frozenset({"action", "act", "protesters", "people", "load", "barrier", "vehicles"})


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
    heads = _longest(_marks(sentence, "hindrance"))
    fates = _marks(sentence, "fate") if heads else []
    heads += _meant(sentence, heads) if fates else []
    return [*_deeds(sentence, heads, fates, focus)]


def silenced(mark: Mark, told: list[Deed]) -> bool:
    """Whether a word is part of what a deed tells."""
    return any(
        deed.first <= mark.first < deed.last
        or deed.verb.first <= mark.first < deed.verb.last
        or mark.first <= deed.verb.first < mark.last
        for deed in told
    )


def on_time(finding: Finding, found: list[Finding]) -> Finding:
    """ "A ban in force from 4 to 15 January was lifted on time": on its last day."""
    lifted = finding.trigger.rule.get("objects") == ["restriction"] and not finding.explicit
    if not lifted or finding.state is not State.RUNNING:
        return finding
    for other in found:
        when = other.when if other.place.gate == finding.place.gate else None
        closed = other.state in (State.SUSPENDED, State.LIMITED) and other.explicit
        if closed and when and when.latest and when.earliest and when.earliest < when.latest:
            because = (
                *(step for step in finding.because if step.slot != "when"),
                *(step for step in other.because if step.slot == "when"),
            )
            ended = When.on(when.latest)
            return replace(finding, when=ended, because=because, explicit=True)
    return finding


def _longest(heads: list[Mark]) -> list[Mark]:
    """The hindrances that are no part of another: no "order" in a "closing order"."""
    return [
        head
        for head in heads
        if not any(
            other.first <= head.first
            and head.last <= other.last
            and other.last - other.first > head.last - head.first
            for other in heads
        )
    ]


def _meant(sentence: Sentence, heads: list[Mark]) -> list[Mark]:
    """ "The picket at Orrel has gone, those at Kessim remain": the words that mean the hindrance
    named before them."""
    events = [head for head in heads if head.rule.at["is"] in _OF_ITSELF | _BARRING]
    return [
        Mark(place, place + 1, before[-1].rule)
        for place in sentence.places("hinder_pronoun")
        if (before := [head for head in events if head.last < place])
        and (sentence.has("inside", place + 1, place + 2) or sentence.has("it", place, place + 1))
    ]


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
        if fate.rule.get("onto") and not _onto(sentence, fate, head):
            continue
        if (bars := fate.rule.get("bars")) and sentence.has(bars, fate.last, fate.last + 1):
            continue
        around = _clause(sentence, fate, head)
        first, last = phrase(sentence, head, fate, around)
        strange = of_another_kind(sentence, head, fate) or foreign(sentence, head, first, last)
        if fate.rule.at["voice"] == "behind":
            strange = strange or foreign(sentence, head, around.first, fate.first)
        barring = head.rule.at["is"] in _BARRING
        if not strange and (
            (barring and of_a_stranger(sentence, head, last)) or unsure(sentence, head, fate, focus)
        ):
            continue
        if not (strange or _at_a_gate(sentence, head, first, around, focus)):
            continue
        state = None if strange else _state(sentence, head, fate, last)
        known.append((fate, head))
        rule = _rule(fate.rule, state, str(head.rule.at["is"])) if state else None
        if rule and _told(sentence, fate, rule, focus):
            continue
        trigger = Mark(fate.first, fate.last, rule) if rule else None
        yield Deed(trigger, around, first, last, fate)


def _onto(sentence: Sentence, fate: Mark, head: Mark) -> bool:
    """ "Came down on the road", "parked tractors across the approach": what it is done to is
    a way."""
    first = max(fate.last, head.last)
    end = min(first + PHRASE, len(sentence.tokens))
    end = min((mark.first for mark in sentence.of("boundary", first, end)), default=end)
    named = {place for name in sentence.names for place in range(name.first, name.last)}
    ways = [place for place in sentence.places("hinder_way", first, end) if place not in named]
    kind = head.rule.at["is"]
    put = head.first >= fate.last or kind in _THINGS
    strictly = "lying_across" if kind == "vehicles" else "put_across"
    across = sentence.places(strictly, fate.first, end)
    if sentence.has("taken_off", head.last, head.last + 1):
        return False
    if put and not across:
        return False
    return bool(ways) or any(
        kind != "obstacle" and not sentence.has("hinder_ends", first + 1, name.first)
        for name in sentence.named("gate", first, min(first + 4, end))
    )


def _told(sentence: Sentence, fate: Mark, rule: Rule, focus: Focus) -> bool:
    """Whether a word of opening or closing tells the same by itself."""
    if rule.at["settled"] == "ahead":
        return False
    return any(
        mark.rule.get("state") == rule.at["state"]
        and bool(mark.rule.get("leaks")) >= rule.at["leaks"]
        and mark.rule.get("aspect") not in (("noun",) if sentence.times else ("noun", "force"))
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
    thing = head.rule.at["is"] in _THINGS
    goods = [] if thing else sentence.of("good", head.last, last)
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


def _verbs(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens `[first, last)` have a verb of their own, but for what commas set apart."""
    commas = sentence.places("comma", first, last)
    aside = range(commas[0], commas[-1]) if len(commas) > 1 else range(0)
    verbs = [
        mark for mark in sentence.of("trigger", first, last) if mark.rule.get("aspect") != "noun"
    ]
    for kind in ("pass", "report", "move"):
        verbs += sentence.of(kind, first, last)
    return any(mark.last < last and mark.first not in aside for mark in verbs)


def _object(sentence: Sentence, fate: Mark, heads: list[Mark]) -> Mark | None:
    """ "Resumed the blocking", "called off their two-day strike": the hindrance right behind an
    active verb."""
    voice = fate.rule.at["voice"]
    if voice in ("subject", "passive") or (voice != "behind" and _passive(sentence, fate)):
        return None
    starts = {head.first: head for head in reversed(heads)}
    for place in range(fate.last, min(fate.last + PHRASE, len(sentence.tokens))):
        if head := starts.get(place):
            gerund = head.rule.at["is"] == "act" and place > fate.last
            if gerund and not sentence.has("determiner", place - 1, place):
                return None
            people = head.rule.at["is"] in _PEOPLE and voice != "behind"
            return None if people or _kept_on(sentence, fate, head) else head
        if sentence.has("hinder_ends", place, place + 1) or sentence.has(
            "punctuation", place, place + 1
        ):
            return None
    return None


def _kept_on(sentence: Sentence, fate: Mark, head: Mark) -> bool:
    """ "Pushed the stones", and not "off the road"."""
    off = fate.rule.get("off")
    return bool(off) and not sentence.has(off, head.last, head.last + 2)


def _passive(sentence: Sentence, fate: Mark) -> bool:
    place = fate.first
    while place > 0 and (sentence.has("adverb", place - 1, place) or place - 1 in sentence.timed):
        place -= 1
    return sentence.has("be_any", place - 1, place)


def _subject(sentence: Sentence, fate: Mark, heads: list[Mark]) -> Mark | None:
    """ "The pickets at Orrel came down": the hindrance of which a verb is said."""
    voice = fate.rule.at["voice"]
    if voice in ("object", "behind"):
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
            before = sentence.places(needs, head.first - PHRASE, fate.first)
            if not before:
                return None
            if before[-1] < head.first:
                return head
        if not inside(sentence, head):
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
            if joins and not lists(sentence, mark):
                return True
        elif kind != "relative":
            return True
    told = head.rule.at["is"] in ("command", "act")
    relative = any(
        mark.rule.at["is"] == "relative" for mark in sentence.of("boundary", first, last)
    )
    if not (told or relative) and _verbs(sentence, first, last):
        return True
    helpers = sentence.places("finite", first, last)
    return bool(helpers) and not relative and helpers[0] < last - _GROUP and not told


def _clause(sentence: Sentence, fate: Mark, head: Mark) -> Clause:
    """The clause of the verb, with all of the hindrance in it."""
    around = clause(sentence, fate)
    first = min(around.first, start(sentence, head))
    if first < around.first:
        lead = 0 if not sentence.of("boundary", 0, first) else first
        return Clause(lead, max(around.last, head.last))
    return Clause(around.first, max(around.last, head.last), around.opened, around.opener)


def _at_a_gate(sentence: Sentence, head: Mark, first: int, around: Clause, focus: Focus) -> bool:
    """Whether a gate is named with a hindrance, or "the strike" is that at the one shut."""
    within = around.first, around.last
    border = sentence.has("own_border", *within) and sentence.named("country", *within)
    if border or mentions(sentence, focus, *within):
        return True
    if mentions(sentence, focus) or not focus.gates or focus.strays:
        return False
    kind = head.rule.at["is"]
    known = sentence.has("definite", first, head.first) or kind == "protesters"
    told = focus.state in (State.SUSPENDED, State.LIMITED)
    return known and told and kind in _OF_ITSELF
