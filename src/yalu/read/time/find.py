"""`find`: the time expressions of a stretch of text."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from yalu.read.time.expr import TimeExpr
from yalu.read.time.join import join
from yalu.read.time.lex import lex
from yalu.read.time.roles import express
from yalu.read.time.scan import heads, scan
from yalu.read.time.words import words

_LETTERS = re.compile(r"[a-z\u00df-\u024f]+")
_MARK = re.compile(r"'s|[^\w\s]")


def find(view: str, start: int = 0, end: int | None = None, lang: str = "en") -> list[TimeExpr]:
    """All time expressions in `view[start:end]`, in order, never overlapping.

    `view` must have the length of the text it stands for. Nothing is resolved.
    Raises YaluError for a language without words of time.
    """
    tokens = lex(view, start, len(view) if end is None else end, words(lang))
    drafts = scan(tokens)
    if not drafts:
        return []
    ends = tokens.ends()
    found = (express(tokens, ends, draft) for draft in join(tokens, drafts))
    return [expr for expr in found if expr is not None]


@cache
def telling(lang: str) -> Callable[[str], bool]:
    """Whether a lower-cased word may tell a time: where none does, `find` finds nothing."""
    told = heads()
    known = {form.lower() for form, (tag, _) in words(lang).classes.items() if tag in told}

    @lru_cache(maxsize=1 << 16)
    def tells(word: str) -> bool:
        # What is not plain letters may be several tokens to `find`, digits may be a date.
        return word in known or not (_LETTERS.fullmatch(word) or _MARK.fullmatch(word))

    return tells


def tense(
    view: str, start: int = 0, end: int | None = None, near: int | None = None, lang: str = "en"
) -> tuple[bool, bool]:
    """Whether a clause has cues of the future, and of the past: `future`, `past` of `resolve`.

    Both are set where one is told of in the past ("was to reopen", "would reopen"). With
    `near`, the place of a time expression, its own part of `view[start:end]` counts
    first, then the part behind it, then the one in front.
    """
    stop = len(view) if end is None else end
    cues = words(lang).cues
    if near is None:
        return _tense(view, start, stop, cues)
    ends = [start, *(match.start() for match in cues["boundary"].finditer(view, start, stop)), stop]
    own = max(place for place in range(len(ends) - 1) if ends[place] <= max(near, start))
    for place in (own, own + 1, own - 1):
        if 0 <= place < len(ends) - 1:
            found = _tense(view, ends[place], ends[place + 1], cues)
            if any(found):
                return found
    return False, False


def _tense(
    view: str, start: int, stop: int, cues: Mapping[str, re.Pattern[str]]
) -> tuple[bool, bool]:
    future = cues["future"].search(view, start, stop) is not None
    past = cues["past"].search(view, start, stop) is not None
    if future or past:
        return future, past
    return False, cues["participle"].search(view, start, stop) is not None
