"""Phrases: where the noun phrase of a hindrance begins, and what the hindrance is of."""

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.vocabulary import State

PHRASE = 6
"""Words of a noun phrase before its head, and from a verb to the head of its object."""
_THINGS = frozenset(
    {
        *("gate", "traffic", "trade", "vehicle", "mode"),
        *("restriction", "measure", "people", "passenger"),
    }
)
"""Kinds of nouns that a hindrance of freight may be of."""


def start(sentence: Sentence, head: Mark) -> int:
    """Where the noun phrase of a hindrance begins."""
    place = head.first
    while place > 0 and head.first - place < PHRASE and not _begins(sentence, place):
        place -= 1
        if sentence.has("determiner", place, place + 1) or sentence.has(
            "indefinite_article", place, place + 1
        ):
            break
    return place


def _begins(sentence: Sentence, place: int) -> bool:
    """Whether the token before a place is no part of the same noun phrase."""
    before = place - 1
    if before in sentence.timed or sentence.has("hinder_ends", before, place):
        return True
    owner = sentence.has("genitive", place, place + 1)
    if not owner and any(
        name.last == place and "country" not in name.kinds for name in sentence.names
    ):
        return True  # "At Orrel protests go on", but "the Norland strike"
    inner = sentence.has("genitive", before, place) or sentence.has("dash", before, place)
    return sentence.has("punctuation", before, place) and not inner


def phrase(sentence: Sentence, head: Mark, fate: Mark, around: Clause) -> tuple[int, int]:
    """The tokens of the hindrance and what it is of."""
    first = start(sentence, head)
    behind = fate.first if head.last <= fate.first else min(head.last + PHRASE, around.last)
    if head.rule.at["is"] == "command":
        return first, behind
    bounds = [
        mark.first
        for mark in sentence.of("boundary", head.last, behind)
        if not lists(sentence, mark)
    ]
    timed = [place for place in range(head.last, behind) if place in sentence.timed]
    return first, min([*bounds, *timed], default=behind)


def inside(sentence: Sentence, head: Mark) -> bool:
    """ "The talks on the blockade": the hindrance only says more of another thing."""
    place = start(sentence, head) - 1
    if place < 0 or not sentence.has("hinder_in", place, place + 1):
        return False
    return not sentence.has("comma", place, place + 1)


def lists(sentence: Sentence, joint: Mark) -> bool:
    """ "At Orrel and Kessim": an "and" between names."""
    before = any(name.last == joint.first for name in sentence.names)
    return before and any(0 <= name.first - joint.last <= 2 for name in sentence.names)


def of_another_kind(sentence: Sentence, head: Mark, fate: Mark) -> bool:
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


def foreign(sentence: Sentence, head: Mark, first: int, last: int) -> bool:
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
    behind = head.last not in sentence.timed and sentence.has("on", head.last, head.last + 1)
    if kind == "obstacle" and behind:
        way = sentence.has("hinder_way", head.last, head.last + 5)
        return not (way or sentence.named("gate", head.last, head.last + 5))
    return False


def _commands(sentence: Sentence, head: Mark, last: int) -> bool:
    """ "The order to stop lorries", "the notice under which Orrel was shut"."""
    return any(
        mark.rule.get("state") == State.SUSPENDED
        for mark in sentence.of("trigger", head.last, last)
    )


def of_a_stranger(sentence: Sentence, head: Mark, last: int) -> bool:
    """ "The ban on smoking", "the closing of accounts": of nothing that passes a gate."""
    place = head.last
    if not sentence.has("hinder_of", place, place + 1):
        return False
    end = min(place + PHRASE, max(last, place + 3), len(sentence.tokens))
    nouns = sentence.of("noun", place, end)
    known = any(noun.rule.get("is") in _THINGS for noun in nouns)
    known = known or bool(sentence.of("good", place, end) or sentence.of("pass", place, end))
    known = known or sentence.has("loadings", place, end) or sentence.has("hinder_way", place, end)
    named = any(place <= name.first <= place + 2 for name in sentence.names)
    return not (known or named or place + 1 in sentence.timed)
