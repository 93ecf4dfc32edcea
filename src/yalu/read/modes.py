"""Modes: whether a stretch, a text or a gate is spoken of for its railway, road or sea."""

from collections.abc import Iterable
from functools import lru_cache

from yalu.corridors import Atlas
from yalu.read.marks import Sentence, once, once_for
from yalu.vocabulary import Mode


@once_for
def mode_of(sentence: Sentence, first: int, last: int) -> Mode | None:
    """The one mode that the nouns of a stretch have; None for none or several."""
    modes = {
        mark.rule.at["mode"] for mark in sentence.of("noun", first, last) if "mode" in mark.rule.at
    }
    return Mode(modes.pop()) if len(modes) == 1 else None


@once
def mode_told(sentence: Sentence) -> Mode | None:
    """The mode that a sentence speaks of; a railway that speaks speaks of its trains."""
    count = len(sentence.tokens)
    if mode := mode_of(sentence, 0, count):
        return mode
    named = sentence.named("source")
    rail = any(sentence.has("rail_company", name.first, name.last) for name in named)
    return Mode.RAIL if rail and not _modes(sentence) else None


def mode_ahead(sentences: Iterable[Sentence]) -> Mode | None:
    """The mode of which a headline without one speaks: that of the sentence below it."""
    for sentence in sentences:
        if sentence.zone == "body":
            return mode_told(sentence)
        if mode_told(sentence):
            return None
    return None


@once
def _modes(sentence: Sentence) -> bool:
    """Whether its nouns speak of any mode."""
    return any("mode" in noun.rule.at for noun in sentence.of("noun"))


@lru_cache(maxsize=1 << 12)
def mode_at(gate: str, mode: Mode | None, atlas: Atlas) -> Mode | None:
    modes = atlas.gate(gate).modes
    if mode is None:
        return modes[0] if len(modes) == 1 or not atlas.gate(gate).is_group else Mode.ALL
    if mode in modes:
        return mode
    if len(modes) > 1:
        return None
    return None if {mode, modes[0]} == {Mode.RAIL, Mode.ROAD} else modes[0]
