"""Marks: what the lexicons and the gazetteer know in one sentence."""

import datetime as dt
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from itertools import compress, count
from typing import Any, TypeVar, cast

from yalu.corridors import Atlas, Entry, gazetteer
from yalu.read import lexicon
from yalu.read.lexicon import Rule
from yalu.read.parted import parted
from yalu.read.scan import Hit, Trie
from yalu.read.time import TimeExpr, find, telling
from yalu.read.tokens import Tokens
from yalu.read.within import Within, within
from yalu.vocabulary import Span

_FRAMES = frozenset(
    {
        "trigger",
        "pass",
        "step",
        "status",
        "rate",
        "move",
        "passage",
        "doubt",
        "stand",
        "good",
        "norm",
        "part",
        "wait",
        "outlook",
    }
    | {"currency", "percent", "fraction"}
)
"""Categories that open a frame: a sentence without one needs no dates."""
_PLACES = frozenset({"gate", "side", "country"})
_WORDS = frozenset({"cue", "boundary", "trigger", "pass", "good", "number", "outlook"})
"""Categories whose words, with the capitals of a place, are its name."""
SPEECH = frozenset({"person", "report"})
"""Categories of those who speak."""
_HEARD_APART = frozenset({"silence", "law", "decree", "colon"})
"""Reports for `speech` alone: here they would hide cues and norms inside them."""
_SOUGHT_APART = frozenset({"echo", "hindrance", "fate"})
"""Categories that a stage looks for by itself: here they would hide other words."""
_OPENING = 2
"""Sentences in which a dateline may stand."""
_SHORT = 14
"""Tokens of a sentence that may date its neighbours: a heading, "it took effect on Monday"."""
END = sys.maxsize
"""A token behind every sentence."""


class Mark:
    """Tokens `[first, last)` of a sentence that a rule knows."""

    __slots__ = ("first", "last", "rule")

    def __init__(self, first: int, last: int, rule: Rule) -> None:
        self.first = first
        self.last = last
        self.rule = rule


class Name:
    """Tokens `[first, last)` that the gazetteer knows, what they can mean, of which kinds."""

    __slots__ = ("entries", "first", "kinds", "last")

    def __init__(
        self, first: int, last: int, entries: tuple[Entry, ...], kinds: frozenset[str]
    ) -> None:
        self.first = first
        self.last = last
        self.entries = entries
        self.kinds = kinds

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The meanings of one kind: gate, side, country or source."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


F = TypeVar("F", bound=Callable[..., Any])
S = TypeVar("S", Mark, Name)


@dataclass(slots=True)
class Sentence:
    """One sentence with all that was found in it. `zone` is body, headline or caption;
    `number` counts the sentences of the body from 0; headlines share it with the next;
    `said` is the day on which its words were said, where the text gives it. `held` are the
    names of the sets of function words of which it has a word; `heard` is what `speech` asks for."""

    view: str
    span: Span
    zone: str
    number: int
    lang: str
    tokens: Tokens
    times: list[TimeExpr]
    quotes: list[Span]
    sets: Mapping[str, frozenset[str]]
    held: frozenset[str]
    heard: "list[Hit[Meanings]]"
    names: list[Name] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    timed: set[int] = field(default_factory=set)
    said: dt.date | None = None
    memo: dict[Any, Any] = field(default_factory=dict)

    def of(self, category: str, first: int = 0, last: int = END) -> list[Mark]:
        """The marks of a category within tokens `[first, last)`."""
        found = self.marks.get(category)
        if not found:
            return []
        if last == END and not first:
            return found
        # Marks of a category stand in order, and mostly all of them are asked for, or none.
        foremost, hindmost = found[0], found[-1]
        if first <= foremost.first and hindmost.last <= last:
            return found
        if hindmost.first < first or last < foremost.last:
            return []
        return _within(found, first, last)

    def named(self, kind: str, first: int = 0, last: int = END) -> list[Name]:
        """The names that can mean something of a kind within tokens `[first, last)`."""
        if not self.names:
            return []
        whole = last == END and not first
        return _of_kind(self.names if whole else _within(self.names, first, last), kind)

    def has(self, name: str, first: int, last: int) -> bool:
        """Whether a word of the set `name` is among tokens `[first, last)`."""
        # This is asked thousands of times a text, and mostly of sets without a word in it.
        if name not in self.held:
            return False
        words = self.tokens.words
        if last - first == 1:
            return 0 <= first < len(words) and words[first] in self.sets[name]
        span = words[first if first > 0 else 0 : last if last > 0 else 0]
        return not self.sets[name].isdisjoint(span)

    def begins(self, expr: TimeExpr) -> int:
        """The token at which a time begins, its preposition included."""
        place = expr.role_start if expr.role_start >= 0 else expr.start
        return bisect_left(self.tokens.starts, place)

    def places(self, name: str, first: int = 0, last: int = END) -> list[int]:
        """The tokens of `[first, last)` that are words of the set `name`."""
        if name not in self.held:
            return []
        found = self.memo.get(name)
        if found is None:
            known = map(self.sets[name].__contains__, self.tokens.words)
            found = self.memo[name] = [*compress(count(), known)]
        return found[bisect_left(found, first) : bisect_left(found, last)]

    def with_(self, names: list[Name], marks: dict[str, list[Mark]]) -> "Sentence":
        """The same sentence with other names and marks."""
        own = (self.view, self.span, self.zone, self.number, self.lang, self.tokens, self.times)
        held = (self.quotes, self.sets, self.held, self.heard)
        return Sentence(*own, *held, names, marks, self.timed, self.said)

    def words(self, first: int, last: int) -> str:
        """The words of tokens `[first, last)` as they stand."""
        return self.tokens.text(first, last, self.view)

    def place(self, offset: int) -> int:
        """The index of the token at or after a place in the view."""
        return bisect_left(self.tokens.starts, offset)


# Apart from the methods that are asked most: what stands inside a comprehension costs every call.
def _within(found: list[S], first: int, last: int) -> list[S]:
    return [one for one in found if first <= one.first and one.last <= last]


def _of_kind(names: list[Name], kind: str) -> list[Name]:
    return [name for name in names if kind in name.kinds]


def once(function: F) -> F:
    """What a function finds in a sentence, worked out when it is first asked for."""

    @wraps(function)
    def known(sentence: Sentence) -> Any:
        try:
            return sentence.memo[function]
        except KeyError:
            found = sentence.memo[function] = function(sentence)
            return found

    return cast(F, known)


def once_for(function: F) -> F:
    """The same for a function with further arguments, by place: they are part of the question."""

    @wraps(function)
    def known(sentence: Sentence, *about: Any) -> Any:
        key = (function, *about)
        try:
            return sentence.memo[key]
        except KeyError:
            found = sentence.memo[key] = function(sentence, *about)
            return found

    return cast(F, known)


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """All that one sequence of words can mean, sorted once; nothing where it is `pseudo`.

    `frames` where a rule opens a frame.
    """

    names: tuple[Entry, ...]
    rules: tuple[Rule, ...]
    frames: bool
    held: tuple[Within, ...] = ()

    @classmethod
    def of(cls, entries: tuple[Rule | Entry | Within, ...]) -> "Meanings":
        rules = tuple(entry for entry in entries if isinstance(entry, Rule))
        frames = any(rule.category in _FRAMES for rule in rules)
        if any(rule.category == "pseudo" for rule in rules):
            return cls((), (), frames)
        names = tuple(entry for entry in entries if isinstance(entry, Entry))
        held = tuple(entry for entry in entries if isinstance(entry, Within))
        return cls(names, rules, frames, held)

    def name(self, first: int, last: int, surface: str) -> Name | None:
        """The name that tokens `[first, last)` are, with the capitals of `surface`."""
        if not self.names:
            return None
        entries, kinds = _fitting(self, surface)
        return Name(first, last, entries, kinds) if entries else None


@lru_cache(maxsize=1 << 14)
def _fitting(meanings: Meanings, surface: str) -> tuple[tuple[Entry, ...], frozenset[str]]:
    # "Orrel - Kessim" is the name that a corridor file has as "Orrel-Kessim".
    forms = (surface, surface.replace(" - ", "-"), surface.replace(" / ", "/"))
    entries = tuple(entry for entry in meanings.names if any(map(entry.fits, forms)))
    return entries, frozenset(entry.kind for entry in entries)


@lru_cache(maxsize=32)
def trie(atlas: Atlas, lang: str) -> Trie[Meanings]:
    """The lexicons and the gazetteer of a language, and apart from them those of speech.

    The words of gates and of speakers do not shadow one another. Nouns take part in both, for
    what they hide: "customs post" has no customs that could say anything.
    """
    known = gazetteer(atlas, lang).entries
    places = {
        form for form, entries in known.items() if any(entry.kind in _PLACES for entry in entries)
    }
    names = [(form, entry) for form, entries in known.items() for entry in entries]

    def pairs(rules: Iterable[Rule]) -> Iterable[tuple[str, Rule | Entry | Within]]:
        rules = tuple(rules)
        for rule in rules:
            for form in rule.forms:
                # "Left Hope for Bresk": where a gate is called Hope, no "hope for" hides it.
                if rule.category not in _WORDS or places.isdisjoint(form.split()[:-1]):
                    yield form, rule
        yield from within(rules)
        yield from names

    all_rules = lexicon.rules(lang)
    apart = (
        rule
        for rule in all_rules
        if not (rule.category == "report" and rule.get("is") in _HEARD_APART)
        and rule.category not in _SOUGHT_APART
    )
    heard = (rule for rule in all_rules if rule.category in SPEECH or rule.category == "noun")
    return Trie(pairs(apart), pairs(heard), Meanings.of)


def mark(
    view: str,
    span: Span,
    tokens: Tokens,
    zone: str,
    number: int,
    quotes: list[Span],
    atlas: Atlas,
    lang: str,
) -> Sentence:
    """Scan one sentence of a view, the `number`-th of its text."""
    hits, heard = trie(atlas, lang).scan(tokens)
    dated = number < _OPENING or len(tokens) <= _SHORT
    timely = any(map(telling(lang), tokens.words)) and (
        dated
        or any(map(_framing, hits))
        or not lexicon.openings(lang, "hindrance").isdisjoint(tokens.words)
    )
    times = find(view, span.start, span.end, lang) if timely else []
    sets, held = lexicon.sets(lang), _held(tokens, lang)
    sentence = Sentence(view, span, zone, number, lang, tokens, times, quotes, sets, held, heard)
    for expr in times:
        sentence.timed.update(range(sentence.begins(expr), sentence.place(expr.end)))
    marks, timed = sentence.marks, sentence.timed
    for first, last, meaning in hits:
        placed = False
        if meaning.names and (name := meaning.name(first, last, sentence.words(first, last))):
            sentence.names.append(name)
            placed = not name.kinds.isdisjoint(_PLACES)
        for rule in meaning.rules:
            category = rule.category
            if placed and category in _WORDS:
                continue  # a gate that is called Hope
            if category == "boundary" and not _bounds(sentence, first, rule):
                continue
            if first in timed and (
                category == "trigger" or (category == "cue" and rule.get("is") == "may")
            ):
                continue  # the end of April, the month of May
            marks[category].append(Mark(first, last, rule))
        for one in meaning.held:
            inner = Mark(first + one.first, first + one.last, one.rule)
            marks[one.rule.category].append(inner)
    if times:
        spans = ((sentence.begins(expr), sentence.place(expr.end)) for expr in times)
        if cues := [Mark(*span) for span in parted(tokens.words, spans, lang)]:
            marks["cue"] = sorted((*marks["cue"], *cues), key=lambda one: (one.first, one.last))
    return sentence


def _framing(hit: Hit[Meanings]) -> bool:
    """Whether a rule of a hit opens a frame."""
    return hit[2].frames


def _held(tokens: Tokens, lang: str) -> frozenset[str]:
    """The names of the sets of function words of which one is among the tokens."""
    return frozenset().union(*filter(None, map(lexicon.members(lang).get, tokens.words)))


def _bounds(sentence: Sentence, first: int, rule: Rule) -> bool:
    """A boundary word is none inside a time expression, nor a hyphen inside a word."""
    kind = rule.at["is"]
    if kind != "soft":
        if first in sentence.timed or (kind == "contrast" and _no_contrast(sentence, first)):
            return False
        if sentence.has("since", first, first + 1) and sentence.has("have", first - 1, first):
            return False
    if sentence.tokens.words[first] == "-":
        start = sentence.tokens.starts[first]
        labels = bool(sentence.names) and sentence.names[0].first == 0
        if labels and sentence.names[-1].last == first and _PLACES & sentence.names[-1].kinds:
            return False  # "Orrel - open": the mark of a label
        if len(sentence.names) > 1 and _encloses_names(sentence, first):
            return False
        return start > 0 and sentence.view[start - 1] == " "
    return True


def _encloses_names(sentence: Sentence, dash: int) -> bool:
    """ "All crossings - Orrel, Kessim and Dorvik - were shut": dashes around a list of names."""
    at = [name for name in sentence.names if name.first == dash + 1 or name.last == dash]
    step = 1 if any(name.first > dash for name in at) else -1
    listed = {place for name in sentence.names for place in range(name.first, name.last)}
    place, words = dash + step, sentence.tokens.words
    while place in listed or sentence.has("list", place, place + 1):
        place += step
    return bool(at) and abs(place - dash) > 1 and 0 < place < len(words) and words[place] == "-"


def _no_contrast(sentence: Sentence, first: int) -> bool:
    """ "All but paralysed", "nothing but cars gets by", "has yet come", "has yet to open"."""
    if sentence.has("but", first, first + 1):
        if sentence.has("every", first - 1, first):
            return True
        return sentence.has("nothing", first - 4, first) and not sentence.has(
            "comma", first - 1, first
        )
    return sentence.has("so_far", first, first + 1) and (
        sentence.has("have", first - 1, first)
        or sentence.has("not", first - 1, first)
        or sentence.has("infinitive", first + 1, first + 2)
    )
