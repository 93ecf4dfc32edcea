"""Tokens: words, numbers and marks of a view, with their places."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

_SPACED = re.compile(r"\s*(?:\d+(?:[.,:]\d+)*\w*|\w+(?:['.]\w+)*|[^\w\s])")
_POSSESSIVE = "'s"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Three parallel lists: lower-cased words and their `[start, end)` in the view.

    The possessive ending is a token of its own, so that "Norland's" is found
    as "norland".
    """

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def part(self, start: int, end: int) -> "Tokens":
        """The tokens of `view[start:end]`, which cuts none of them."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        return Tokens(self.words[first:last], self.starts[first:last], self.ends[first:last])

    def text(self, first: int, last: int, view: str) -> str:
        """The words of tokens `[first, last)` as they stand in the view."""
        return view[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenize(view: str, start: int, end: int) -> Tokens:
    """The tokens of `view[start:end]`."""
    # All that is not white space is in a token, so lengths alone tell where each stands.
    spaced = _SPACED.findall(view, start, end)
    exact = list(map(str.lstrip, spaced))
    ends = list(accumulate(map(len, spaced), initial=start))[1:]
    starts = list(map(sub, ends, map(len, exact)))
    if view.find(_POSSESSIVE, start, end) >= 0:
        spans = list(_apart(view, zip(starts, ends, strict=True)))
        starts, ends = [first for first, _ in spans], [last for _, last in spans]
        exact = [view[first:last] for first, last in spans]
    return Tokens(list(map(str.lower, exact)), starts, ends)


def _apart(view: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same tokens, possessive endings cut off."""
    for first, last in spans:
        head = last - len(_POSSESSIVE)
        if first < head and view.endswith(_POSSESSIVE, first, last):
            yield first, head
            yield head, last
        else:
            yield first, last
