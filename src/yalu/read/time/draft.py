"""Drafts: expressions while they are put together, and the rules that make them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from yalu.read.time.expr import Clock, Part, Role, Value
from yalu.read.time.lex import Tokens
from yalu.read.time.tags import TAGS


@cache
def chars(names: tuple[str, ...]) -> frozenset[str]:
    """The tags of these classes."""
    return frozenset(TAGS[name] for name in names)


class Draft(NamedTuple):
    """An expression over the tokens `[first, last)`. `symbol` is its tag in the next layer.

    `weak` needs a preposition or a neighbour to be a time at all.
    """

    first: int
    last: int
    rule: str
    symbol: str
    value: Value
    part: Part | None = None
    clock: Clock | None = None
    about: bool = False
    repeated: bool = False
    gloss: bool = False
    weak: bool = False
    role: Role | None = None


class Slice(NamedTuple):
    """The tokens `[first, last)` that a rule's pattern matched."""

    tokens: Tokens
    first: int
    last: int

    @property
    def tags(self) -> str:
        return self.tokens.tags[self.first : self.last]

    def find(self, *names: str) -> int:
        """Place of the first token of these classes, or -1."""
        tags, first, last = self.tokens.tags, self.first, self.last
        found = -1
        for name in names:
            place = tags.find(TAGS[name], first, last)
            if place >= 0:
                found = last = place
        return found

    def value(self, *names: str) -> Any:
        """Value of the first token of these classes, or None."""
        place = self.find(*names)
        return None if place < 0 else self.tokens.values[place]

    def all(self, *names: str) -> list[Any]:
        """Values of all tokens of these classes, in order."""
        wanted, values = chars(names), self.tokens.values
        tags = self.tokens.tags[self.first : self.last]
        return [values[self.first + place] for place, tag in enumerate(tags) if tag in wanted]

    def has(self, *names: str) -> bool:
        return not chars(names).isdisjoint(self.tokens.tags[self.first : self.last])

    def before(self, steps: int = 1) -> str:
        """Tag of the token in front; '' at the beginning."""
        return self.tokens.tags[self.first - steps] if self.first >= steps else ""

    def after(self, steps: int = 0) -> str:
        """Tag of the token behind; '' at the end."""
        place = self.last + steps
        return self.tokens.tags[place] if place < len(self.tokens.tags) else ""

    def cut(self, last: int) -> "Slice":
        """The slice shortened to end before token `last`."""
        return Slice(self.tokens, self.first, last)

    def draft(self, rule: str, symbol: str, value: Value, **fields: Any) -> Draft:
        return Draft(self.first, self.last, rule, TAGS[symbol], value, **fields)


Build = Callable[[Slice], Draft | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over tags and what it makes of a match; None is no time after all."""

    id: str
    pattern: str
    build: Build


def tag_in(tag: str, *names: str) -> bool:
    """Whether a tag is one of these classes."""
    return tag in chars(names)
