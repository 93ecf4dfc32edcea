"""Marks: what the lexicons and the gazetteer know in one sentence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from yalu.corridors import Atlas, Entry, gazetteer
from yalu.read import lexicon
from yalu.read.lexicon import Rule
from yalu.read.scan import Trie
from yalu.read.time import TimeExpr, find
from yalu.read.tokens import Tokens, tokenize
from yalu.vocabulary import Span

_FRAMES = frozenset(
    {"trigger", "pass", "step", "status", "rate", "move", "doubt", "stand", "good", "norm", "part"}
    | {"currency", "percent", "fraction"}
)
"""Categories that open a frame: a sentence without one needs no dates."""
_HEARD_APART = frozenset({"silence", "law", "decree", "colon"})
"""Reports for `speech` alone: here they would hide cues and norms inside them."""
_OPENING = 2
"""Sentences in which a dateline may stand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Tokens `[first, last)` of a sentence that a rule knows."""

    first: int
    last: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `[first, last)` that the gazetteer knows, and what they can mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(entry.kind for entry in self.entries))

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The meanings of one kind: gate, side, country or source."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


@dataclass(slots=True)
class Sentence:
    """One sentence with all that was found in it. `zone` is body, headline or caption;
    `number` counts the sentences of the body from 0; headlines share it with the next;
    `said` is the day on which its words were said, where the text gives it."""

    view: str
    span: Span
    zone: str
    number: int
    lang: str
    tokens: Tokens
    times: list[TimeExpr]
    quotes: list[Span]
    names: list[Name] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    timed: set[int] = field(default_factory=set)
    sets: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    said: dt.date | None = None

    def of(self, category: str, first: int = 0, last: int | None = None) -> list[Mark]:
        """The marks of a category within tokens `[first, last)`."""
        found = self.marks[category]
        if not found or (first == 0 and last is None):
            return found
        end = len(self.tokens) if last is None else last
        return [mark for mark in found if first <= mark.first and mark.last <= end]

    def named(self, kind: str, first: int = 0, last: int | None = None) -> list[Name]:
        """The names that can mean something of a kind within tokens `[first, last)`."""
        end = len(self.tokens) if last is None else last
        return [
            name
            for name in self.names
            if first <= name.first and name.last <= end and kind in name.kinds
        ]

    def has(self, name: str, first: int, last: int) -> bool:
        """Whether a word of the set `name` is among tokens `[first, last)`."""
        # A loop: this is asked thousands of times a text, and `any` doubles its cost.
        for place in self.sets.get(name, ()):  # noqa: SIM110
            if first <= place < last:
                return True
        return False

    def words(self, first: int, last: int) -> str:
        """The words of tokens `[first, last)` as they stand."""
        return self.tokens.text(first, last, self.view)

    def place(self, offset: int) -> int:
        """The index of the token at or after a place in the view."""
        starts = self.tokens.starts
        low, high = 0, len(starts)
        while low < high:
            middle = (low + high) // 2
            if starts[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


@dataclass(frozen=True, slots=True)
class Meanings:
    """All that one sequence of words can mean, sorted once."""

    names: tuple[Entry, ...]
    rules: tuple[Rule, ...]
    pseudo: bool
    frames: bool

    @classmethod
    def of(cls, entries: tuple[Rule | Entry, ...]) -> "Meanings":
        rules = tuple(entry for entry in entries if isinstance(entry, Rule))
        return cls(
            tuple(entry for entry in entries if isinstance(entry, Entry)),
            rules,
            any(rule.category == "pseudo" for rule in rules),
            any(rule.category in _FRAMES for rule in rules),
        )


@lru_cache(maxsize=32)
def trie(atlas: Atlas, lang: str) -> Trie[Meanings]:
    """The lexicons and the gazetteer of a language in one trie."""

    apart = (
        rule
        for rule in lexicon.rules(lang)
        if not (rule.category == "report" and rule.get("is") in _HEARD_APART)
    )
    return trie_of(apart, atlas, lang)


def trie_of(rules: Iterable[Rule], atlas: Atlas, lang: str) -> Trie[Meanings]:
    """Some rules of a language and its gazetteer in one trie."""

    def pairs() -> Iterable[tuple[str, Rule | Entry]]:
        for rule in rules:
            for form in rule.forms:
                yield form, rule
        for form, entries in gazetteer(atlas, lang).entries.items():
            for entry in entries:
                yield form, entry

    return Trie(pairs(), Meanings.of)


def mark(
    view: str, span: Span, zone: str, number: int, quotes: list[Span], atlas: Atlas, lang: str
) -> Sentence:
    """Scan one sentence of a view, the `number`-th of its text."""
    tokens = tokenize(view, span.start, span.end)
    hits = trie(atlas, lang).scan(tokens)
    dated = number < _OPENING or any(hit.meaning.frames for hit in hits)
    times = find(view, span.start, span.end, lang) if dated else []
    sentence = Sentence(view, span, zone, number, lang, tokens, times, quotes)
    for expr in times:
        start = expr.role_start if expr.role_start >= 0 else expr.start
        sentence.timed.update(range(sentence.place(start), sentence.place(expr.end)))
    known = lexicon.sets_of(lang)
    for place, word in enumerate(tokens.words):
        for name in known.get(word, ()):
            sentence.sets[name].append(place)
    for hit in hits:
        _keep(sentence, hit.first, hit.last, hit.meaning)
    return sentence


def _keep(sentence: Sentence, first: int, last: int, meanings: "Meanings") -> None:
    if meanings.pseudo:
        return
    if meanings.names:
        surface = sentence.words(first, last)
        if meant := tuple(entry for entry in meanings.names if entry.fits(surface)):
            sentence.names.append(Name(first, last, meant))
    for rule in meanings.rules:
        if rule.category == "boundary" and not _bounds(sentence, first, rule):
            continue
        if rule.category == "cue" and rule.get("is") == "may" and first in sentence.timed:
            continue  # the month
        sentence.marks[rule.category].append(Mark(first, last, rule))


def _bounds(sentence: Sentence, first: int, rule: Rule) -> bool:
    """A boundary word is none inside a time expression, nor a hyphen inside a word."""
    if first in sentence.timed and rule.get("is") != "soft":
        return False
    if sentence.has("since", first, first + 1) and sentence.has("have", first - 1, first):
        return False
    if sentence.tokens.words[first] == "-":
        start = sentence.tokens.starts[first]
        return start > 0 and sentence.view[start - 1] == " "
    return True
