"""Sayings: who is said to say what in one sentence, and how far their words reach."""

from collections.abc import Callable
from typing import NamedTuple

from yalu.read.marks import Mark, Sentence
from yalu.read.sources import Source

_SUBJECT = 12
_INVERTED = 4
_OBJECT = 6
_BY = 7
"""Words from a passive verb to who said it: "was reported shut on Monday by the mayor"."""
_FAR = 100


class Saying(NamedTuple):
    """A verb of saying with its subject. Its words follow it; where it trails them
    ("..., customs said"), they are all before it and, weakly, what comes behind. `explains`
    where a colon before it makes it vouch, weakly, for what stands before."""

    mark: Mark
    source: Source
    trailing: bool
    relay: Source | None = None
    explains: bool = False

    def distance(self, place: int) -> int | None:
        """How far a token is from the saying that covers it; None where none does."""
        if not self.trailing:
            start = min(self.mark.first, self.source.first)
            if place < start:
                return _FAR + start - place if self.explains else None
            return max(0, place - self.mark.last)
        start = min(self.mark.first, self.source.first)
        if place < start:
            return start - place
        end = max(self.mark.last, self.source.last)
        return _FAR + place - end if place >= end else 0


def sayings(sentence: Sentence, sources: Callable[[], list[Source]]) -> list[Saying]:
    """All sayings of a sentence that have a subject; `sources` finds who can be one."""
    reports = sentence.of("report")
    if not reports:
        return []
    known = sources()
    said = (_saying(sentence, mark, known, reports) for mark in reports)
    return [saying for saying in said if saying is not None]


def _saying(
    sentence: Sentence, mark: Mark, known: list[Source], reports: list[Mark]
) -> Saying | None:
    kind = mark.rule.get("is")
    if kind in ("order", "decree", "law", "described"):
        return None
    if kind == "colon":
        return _headed(mark, known)
    if kind == "participle":
        left = _before(sentence, mark, known, reports, loose=True)
        return Saying(mark, left, trailing=True) if left else None
    if kind == "according":
        source = _after(sentence, mark.last, known, _OBJECT)
        return Saying(mark, source, trailing=mark.first > 1) if source else None
    left = _before(sentence, mark, known, reports)
    if kind in ("cite", "hear"):
        source = _after(sentence, mark.last, known, _OBJECT)
        if source is None:
            return None
        return Saying(mark, source, _trails(sentence, mark, left or source), left)
    if _passive(sentence, mark):
        source = _after(sentence, mark.last, known, _BY)
        by = source is not None and sentence.has("agent", source.first - 2, source.first)
        return Saying(mark, source, trailing=True) if source and by else None
    if kind != "tell" and _inverts(sentence, mark):
        source = _after(sentence, mark.last, known, _INVERTED)
        if source and _subject(sentence, mark, source):
            return Saying(mark, source, trailing=True)
    if left is None or sentence.has("join_between", mark.last, mark.last + 1):
        return None
    relay = _after(sentence, mark.last, known, 2) if kind == "tell" else None
    explains = _explains(sentence, left)
    return Saying(mark, left, not explains and _trails(sentence, mark, left), relay, explains)


def _headed(mark: Mark, known: list[Source]) -> Saying | None:
    """ "Mayor: gate shut": the speaker opens the sentence."""
    head = known[0] if known else None
    if head is None or head.country or head.first > 1 or head.last != mark.first:
        return None
    return Saying(mark, head, trailing=False)


def _before(
    sentence: Sentence,
    mark: Mark,
    known: list[Source],
    reports: list[Mark],
    loose: bool = False,
) -> Source | None:
    """The nearest phrase before a verb that can be its subject."""
    for source in reversed(known):
        if source.last > mark.first:
            continue
        weak = (source.back or source.country) and not loose
        if weak and not auxiliaries(sentence, source.last, mark.first):
            continue
        if source.country and sentence.has("speaker_preposition", source.first - 1, source.first):
            continue
        if mark.first - source.last > _SUBJECT:
            return None
        if _owns(sentence, source):
            continue
        if any(source.last <= other.first < mark.first for other in reports):
            return None
        if sentence.has("full_break", source.last, mark.first):
            return None
        return source
    return None


def auxiliaries(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only auxiliaries and adverbs stand between a subject and its verb."""
    return all(
        sentence.has("verb_helper", place, place + 1) or sentence.has("adverb", place, place + 1)
        for place in range(first, last)
    )


def _owns(sentence: Sentence, source: Source) -> bool:
    """ "The carriers' losses": the phrase only owns what the verb is said of."""
    last = source.last
    return sentence.has("genitive", last, last + 1) and not sentence.has(
        "spoken", last + 1, last + 4
    )


def _after(sentence: Sentence, place: int, known: list[Source], reach: int) -> Source | None:
    """The first phrase within reach after a token."""
    for source in known:
        if source.first >= place:
            near = source.first - place <= reach
            return source if near and not sentence.has("comma", place, source.first) else None
    return None


def _explains(sentence: Sentence, source: Source) -> bool:
    """ "Orrel is open again: customs say that ...": a colon announces whose news it is."""
    start = source.first
    while start > 0 and sentence.has("speaker_opening", start - 1, start):
        start -= 1
    return sentence.has("colon", start - 1, start)


def _passive(sentence: Sentence, mark: Mark) -> bool:
    place = mark.first
    if sentence.has("adverb", place - 1, place):
        place -= 1
    be = sentence.has("be_any", place - 1, place) or sentence.has("be_passive", place - 1, place)
    return be and mark.rule.get("is") != "quoted"


def _inverts(sentence: Sentence, mark: Mark) -> bool:
    """ "..., said the mayor": nothing but a mark stands before the verb; "Claims on social media
    that ..." has none."""
    if mark.first == 0:
        return not sentence.has("rumour", 0, 1)
    return sentence.has("punctuation", mark.first - 1, mark.first)


def _subject(sentence: Sentence, mark: Mark, source: Source) -> bool:
    """Whether a phrase behind the verb is its subject, and not what is said."""
    return not (
        sentence.has("pronoun_speaker", source.first, source.last)
        or sentence.has("that_clause", mark.last, source.first)
        or (source.country and source.first > mark.last)
    )


def _trails(sentence: Sentence, mark: Mark, source: Source) -> bool:
    """Whether the words come first: "The gate is shut, customs said on Friday"."""
    start = min(source.first, mark.first)
    while start > 0 and sentence.has("speaker_opening", start - 1, start):
        start -= 1
    if start < 3 or not any(
        sentence.has("punctuation", place, place + 1) for place in range(max(0, start - 4), start)
    ):
        return False
    end = mark.last
    while end in sentence.timed:
        end += 1
    if sentence.has("saying_scene", end, end + 1):
        return True
    while end < len(sentence.tokens) and not sentence.has("punctuation", end, end + 1):
        end += 1
    heads = [*sentence.of("trigger", mark.last, end), *sentence.of("pass", mark.last, end)]
    return not heads and not sentence.has("that_clause", mark.last, mark.last + 2)
