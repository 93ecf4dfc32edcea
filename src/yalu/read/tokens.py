"""Tokens: words, numbers and marks of a view, with their places."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*|\w+(?:['.]\w+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"'s?$")


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

    def text(self, first: int, last: int, view: str) -> str:
        """The words of tokens `[first, last)` as they stand in the view."""
        return view[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenize(view: str, start: int, end: int) -> Tokens:
    """The tokens of `view[start:end]`."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(view, start, end):
        word, first, last = match.group(), match.start(), match.end()
        if "'" in word[1:] and (cut := _POSSESSIVE.search(word)):
            head = cut.start()
            words += [word[:head].lower(), word[head:]]
            starts += [first, first + head]
            ends += [first + head, last]
            continue
        words.append(word.lower())
        starts.append(first)
        ends.append(last)
    return Tokens(words, starts, ends)
