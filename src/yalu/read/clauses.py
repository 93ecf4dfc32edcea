"""Clauses: how far a trigger reaches.

A clause ends at a subordinator, a relative, a contrast or a hard mark. A comma
or "and" ends it only where another trigger stands beyond, so that lists of
gates stay whole (after ConText's bounded scopes: Harkema et al. 2009).
"""

from dataclasses import dataclass

from yalu.read.marks import Mark, Sentence


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `[first, last)`; `opened` is how it begins: "" at the sentence's start."""

    first: int
    last: int
    opened: str = ""
    opener: int = -1


def clause(sentence: Sentence, place: Mark) -> Clause:
    """The clause around a mark."""
    heads = sorted(mark.first for kind in ("trigger", "pass") for mark in sentence.of(kind))
    first, last, opened, opener = 0, len(sentence.tokens), "", -1
    for mark in sentence.of("boundary"):
        kind = mark.rule.get("is")
        if mark.last <= place.first:
            if kind == "soft" and not _head(heads, first, mark.first):
                continue
            first, opened, opener = mark.last, kind, mark.first
        elif mark.first >= place.last:
            if kind == "soft" and not _head(heads, mark.last, _next(sentence, mark.last)):
                continue
            last = mark.first
            break
    return Clause(first, last, opened, opener)


def _head(heads: list[int], first: int, last: int) -> bool:
    return any(first <= head < last for head in heads)


def _next(sentence: Sentence, place: int) -> int:
    """Where the next boundary that is not a comma begins."""
    for mark in sentence.of("boundary", place):
        if mark.rule.get("is") != "soft":
            return mark.first
    return len(sentence.tokens)
