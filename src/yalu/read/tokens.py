"""Tokens: words, numbers and marks of a view, with their places."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from operator import sub

_RUN = re.compile(r"\s*\S+")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*\w*|\w+(?:['.]\w+)*|[^\w\s]")
_POSSESSIVE = "'s"


@dataclass(slots=True)
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
    runs = list(map(_run, _RUN.findall(view, start, end)))
    if not runs:
        return Tokens([], [], [])
    words, spaced, bare = map(list, map(chain.from_iterable, zip(*runs, strict=True)))
    # All that is not white space is in a token, so lengths alone tell where each ends.
    ends = list(accumulate(spaced, initial=start))[1:]
    return Tokens(words, list(map(sub, ends, bare)), ends)


@lru_cache(maxsize=1 << 16)
def _run(run: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """The tokens of a run of characters with the white space in front of it, how long each
    is with that, and without.

    No token reaches over white space, and most runs have been seen in a text before.
    """
    exact: list[str] = []
    for word in _WORD.findall(run):
        owner = word.removesuffix(_POSSESSIVE)
        exact += filter(None, (owner, word[len(owner) :]))
    bare = tuple(map(len, exact))
    gap = len(run) - sum(bare)
    return tuple(map(str.lower, exact)), (bare[0] + gap, *bare[1:]), bare
