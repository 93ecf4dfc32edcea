"""Bare: numbers without a noun that count what was counted last."""

from yalu.read.marks import Sentence

_VERBS = ("pass", "move", "status", "stand", "step")
_BEHIND = 3
"""Words between a number and its verb: "thirty more of them had crossed"."""
_ENDS = ("phrase_end", "full_stop", "range", "joining", "bare_end")


def stands_for(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the number in tokens `[first, last)` tells of what was counted before."""
    if sentence.has("definite", first - 1, first):
        return False
    return (
        _acts(sentence, last)
        or sentence.has("relative_of", first - 1, first)
        or let(sentence, first, last)
        or it_was(sentence, first, last)
        or after_colon(sentence, first)
    )


def let(sentence: Sentence, first: int, last: int) -> bool:
    """ "Let 300 out", "handed over seven on Sunday"."""
    if sentence.has("object_verb", first - 1, first):
        return True
    handled = any(mark.last == first and mark.rule.get("object") for mark in sentence.of("move"))
    if not handled:
        return False
    ends = last >= len(sentence.tokens) or sentence.has("bare_end", last, last + 1)
    return ends or last in sentence.timed


def verb(sentence: Sentence, last: int) -> int:
    """The token behind a number and its helpers: "thirty had", "another two have"."""
    place = last
    while place < last + _BEHIND and sentence.has("behind_number", place, place + 1):
        place += 1
    return place


def _acts(sentence: Sentence, last: int) -> bool:
    """ "272 lorries left and 154 came in", "680 were registered in the queue"."""
    place = verb(sentence, last)
    return any(mark.first == place for kind in _VERBS for mark in sentence.of(kind, place))


def it_was(sentence: Sentence, first: int, last: int) -> bool:
    """ "At Kessim it was 500", "it is 40 to 50 now"."""
    if not (sentence.has("it", first - 2, first - 1) and sentence.has("being", first - 1, first)):
        return False
    ends = last >= len(sentence.tokens) or any(sentence.has(name, last, last + 1) for name in _ENDS)
    return ends or bool(sentence.timed & {last}) or _rated(sentence, last)


def after_colon(sentence: Sentence, first: int) -> bool:
    """ "The line was still growing: 1,300": a queue that a number follows."""
    return sentence.has("colon", first - 1, first) and sentence.has("queue", 0, first)


def _rated(sentence: Sentence, place: int) -> bool:
    return any(mark.first - place <= 1 for mark in sentence.of("rate", place))
