"""Zones: which paragraphs are headline, caption or page furniture."""

from functools import cache

from yalu.read import lexicon
from yalu.read.sentences import LABEL
from yalu.vocabulary import Span

_HEADLINE = 120


@cache
def _openings(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in lexicon.rules(lang):
        if rule.category == "zone":
            for form in rule.forms:
                found.setdefault(form, str(rule.at["is"]))
    return found


def zone(view: str, paragraph: Span, number: int, lang: str) -> str:
    """`headline`, `caption`, `furniture` or `body`, for the `number`-th paragraph."""
    text = view[paragraph.start : paragraph.end]
    lowered = text.lower().lstrip("*•- ")
    openings = _openings(lang)
    if lowered.startswith(tuple(openings)):
        return next(kind for form, kind in openings.items() if lowered.startswith(form))
    if number < 3 and len(text) <= _HEADLINE and text[-1] not in '.!?"':
        return "body" if _row(view, paragraph) else "headline"
    return "body"


def _row(view: str, paragraph: Span) -> bool:
    """ "Orrel: open" among other lines: an item of a list, no headline."""
    first, last = paragraph.start, paragraph.end
    text = view[first:last]
    if text[0] in "*•-" and text[1:2] == " ":
        return True
    before = first > 1 and view[first - 1] == "\n" != view[first - 2]
    after = last + 1 < len(view) and view[last] == "\n" != view[last + 1]
    return (before or after) and bool(LABEL.search(text))
