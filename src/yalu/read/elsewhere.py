"""Elsewhere: strikes, bans and fires that are none of a gate, or are not yet."""

from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence
from yalu.read.phrases import PHRASE
from yalu.vocabulary import State

_BEFORE, _BEHIND = 6, 4
"""Words before a hindrance and behind it that say which one it is."""
_THINGS = frozenset(
    {
        *("gate", "traffic", "trade", "vehicle", "mode"),
        *("restriction", "measure", "people", "passenger"),
    }
)
"""Kinds of nouns that a hindrance of freight may be of."""


def of_another_kind(sentence: Sentence, head: Mark, fate: Mark) -> bool:
    """ "A hunger strike", "the 2015 blockade", "the teachers' protest", "a planned strike", "the
    losses from the strike"."""
    first, last = head.first, head.last
    if sentence.has("hinder_compound", last, last + 1) or sentence.has(
        "judged", fate.last, fate.last + 1
    ):
        return True
    if sentence.has("not_begun", first - 2, first) or sentence.has("not_begun", last, last + 1):
        return True
    near = max([first - _BEFORE, *sentence.places("comma", max(0, first - _BEFORE), first)])
    if sentence.has("aftermath", near, first) and first >= fate.last - _BEFORE - PHRASE:
        return True
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
    if commas := sentence.places("comma", first, head.first):
        first = commas[-1]  # "after a week of talks, the ban was lifted"
    if any(
        noun.rule.get("is") == "other"
        and not (noun.first < head.last and head.first < noun.last)
        and not sentence.has("hindering_other", noun.first, noun.last)
        for noun in sentence.of("noun", first, last)
    ):
        return True
    if _at_an_unknown_place(sentence, head, last):
        return True
    if kind in ("order", "closure") and sentence.has("hinder_action", head.last, last):
        return True  # "the pause in the strike", "a ban on protests": its end is no reopening
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


def _at_an_unknown_place(sentence: Sentence, head: Mark, last: int) -> bool:
    """ "The strike in Mombasa": at a place that no corridor file names."""
    end = min(head.last + _BEHIND, last, len(sentence.tokens))
    places = sentence.places("inside", head.last, end)
    if not places or sentence.named("gate", head.last, last):
        return False
    known = {at for name in sentence.names for at in range(name.first, name.last)}
    return any(
        at not in known
        and at not in sentence.timed
        and sentence.view[sentence.tokens.starts[at]].isupper()
        for at in range(places[0] + 1, end)
    )


def unsure(sentence: Sentence, head: Mark, fate: Mark, focus: Focus) -> bool:
    """Whether a word that is said of other things too needs a gate that was told to be shut:
    drivers go home every day."""
    if focus.state in (State.SUSPENDED, State.LIMITED):
        return False
    if head.rule.get("told") and fate.rule.at["does"] == "end":
        return True
    soft = bool(head.rule.get("soft")) and fate.rule.at["does"] == "begin"
    return soft and not sentence.has("about_freight", 0, len(sentence.tokens))
