"""Phrases: where the noun phrase of a hindrance begins, and what the hindrance is of."""

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence

PHRASE = 6
"""Words of a noun phrase before its head, and from a verb to the head of its object."""


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
    if place < 0:
        return False
    done_to = sentence.has("nonfinite", place, place + 1) or (
        place > 0 and sentence.has("infinitive", place - 1, place)
    )
    return done_to or sentence.has("hinder_in", place, place + 1)


def lists(sentence: Sentence, joint: Mark) -> bool:
    """ "At Orrel and Kessim": an "and" between names."""
    before = any(name.last == joint.first for name in sentence.names)
    return before and any(0 <= name.first - joint.last <= 2 for name in sentence.names)
