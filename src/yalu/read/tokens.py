"""Tokens: words, numbers and marks of a view, with their places."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import TypeVar

_SPACED = re.compile(r"\s*(?:\d+(?:[.,:]\d+)*\w*|\w+(?:['.]\w+)*|[^\w\s])")
_POSSESSIVE = "'s"

T = TypeVar("T")


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
    spaced = _SPACED.findall(view, start, end)
    exact = list(map(str.lstrip, spaced))
    # All that is not white space is in a token, so lengths alone tell where each ends.
    ends = list(accumulate(map(len, spaced), initial=start))[1:]
    owners = [place for place, word in enumerate(exact) if word.endswith(_POSSESSIVE)]
    if owners:
        exact = _parted(exact, owners, lambda word: (word.removesuffix(_POSSESSIVE), _POSSESSIVE))
        ends = _parted(ends, owners, lambda end: (end - len(_POSSESSIVE), end))
    starts = list(map(sub, ends, map(len, exact)))
    return Tokens(list(map(str.lower, exact)), starts, ends)


def _parted(items: list[T], places: list[int], parts: Callable[[T], tuple[T, T]]) -> list[T]:
    """The items with two for one at some places."""
    found: list[T] = []
    last = 0
    for place in places:
        found += items[last:place]
        found += parts(items[place])
        last = place + 1
    return found + items[last:]
