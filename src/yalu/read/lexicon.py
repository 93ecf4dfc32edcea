"""The lexicon of a language: every rule of `lang/LL/*.toml`, checked as it is loaded.

A rule has an `id`, a `category`, its `forms` (word sequences, lower case) and
attributes of its category. Its `examples` and `counterexamples` run as tests.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from yalu.read.tokens import tokenize
from yalu.vocabulary import YaluError

CATEGORIES: Mapping[str, frozenset[str]] = {
    "trigger": frozenset(
        {
            "state",
            "aspect",
            "objects",
            "weak",
            "needs",
            "after",
            "bars",
            "beside",
            "full",
            "leaks",
            "uncounted",
        }
    ),
    "eject": frozenset({"state", "aspect", "objects", "weak", "after", "uncounted"}),
    "pass": frozenset({"particle", "direction", "crossing", "bars"}),
    "noun": frozenset({"is", "mode", "scope", "unit", "plural", "loose", "narrow"}),
    "cue": frozenset({"is"}),
    "boundary": frozenset({"is"}),
    "part": frozenset({"is"}),
    "report": frozenset({"is"}),
    "person": frozenset({"class", "is"}),
    "step": frozenset({"step", "needs", "any", "counted", "yard"}),
    "laden": frozenset({"is"}),
    "number": frozenset({"is", "value"}),
    "outlook": frozenset({"state", "stance", "needs"}),
    "pseudo": frozenset(),
    "unit": frozenset({"unit", "rail", "laden"}),
    "move": frozenset(
        {"direction", "where", "bare", "object", "next", "counted", "sums", "across"}
    ),
    "passage": frozenset({"direction", "begun"}),
    "doubt": frozenset(),
    "stand": frozenset({"still"}),
    "good": frozenset({"kind", "hs"}),
    "carry": frozenset({"after", "noun"}),
    "norm": frozenset({"sort"}),
    "currency": frozenset({"code"}),
    "percent": frozenset(),
    "fraction": frozenset({"percent"}),
    "status": frozenset({"of", "weight", "near"}),
    "rate": frozenset({"per", "normal", "next"}),
    "wait": frozenset({"near"}),
    "echo": frozenset({"is"}),
    "zone": frozenset({"is"}),
    "hindrance": frozenset({"is", "state", "told", "soft"}),
    "fate": frozenset({"does", "voice", "of", "needs", "onto", "bars", "ahead", "off"}),
}
_NO_RULES = ("time.toml", "words.toml")
COMMON = frozenset({"id", "category", "forms", "examples", "counterexamples", "note"})


class LexiconError(YaluError):
    """A rule file that breaks its rules; says the file and the rule."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of a language. `at` holds the attributes of its category."""

    id: str
    category: str
    forms: tuple[str, ...]
    at: Mapping[str, Any]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    get: Callable[..., Any] = field(init=False, repr=False)
    """An attribute by its name, or None; asked thousands of times a text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "get", self.at.get)


def parse(text: str, where: str) -> list[Rule]:
    """The rules of one file. Raises LexiconError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: {error}") from None
    rules = []
    for entry in table.get("rule", ()):
        name = entry.get("id")
        category = entry.get("category")
        if not name or category not in CATEGORIES:
            raise LexiconError(f"{where}: rule {name!r} has no known category: {category!r}")
        attributes = {key: value for key, value in entry.items() if key not in COMMON}
        if stray := set(attributes) - CATEGORIES[category]:
            raise LexiconError(f"{where}: rule {name!r} has unknown keys: {sorted(stray)}")
        if not entry.get("forms"):
            raise LexiconError(f"{where}: rule {name!r} has no forms")
        rules.append(
            Rule(
                name,
                category,
                tuple(form.lower() for form in entry["forms"]),
                attributes,
                tuple(entry.get("examples", ())),
                tuple(entry.get("counterexamples", ())),
            )
        )
    return rules


@cache
def rules(lang: str) -> tuple[Rule, ...]:
    """All rules of a language; none for a language without a folder.

    Raises LexiconError for a broken file or a rule id that occurs twice.
    """
    folder = resources.files("yalu.read") / "lang" / lang
    if not folder.is_dir():
        return ()
    found: dict[str, Rule] = {}
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml") or path.name in _NO_RULES:
            continue
        for rule in parse(path.read_text("utf-8"), f"lang/{lang}/{path.name}"):
            if rule.id in found:
                raise LexiconError(f"lang/{lang}/{path.name}: rule {rule.id!r} stands twice")
            found[rule.id] = rule
    return tuple(found.values())


@cache
def openings(lang: str, category: str) -> frozenset[str]:
    """The words with which the forms of a category may begin."""
    forms = (form for rule in rules(lang) if rule.category == category for form in rule.forms)
    return frozenset(tokenize(form, 0, len(form)).words[0] for form in forms)


class Sets(dict[str, frozenset[str]]):
    """Sets of function words by name; a language that lacks one has it empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@cache
def sets(lang: str) -> Sets:
    """The sets of function words of a language, by their names in `words.toml`."""
    path = resources.files("yalu.read") / "lang" / lang / "words.toml"
    if not path.is_file():
        return Sets()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lang/{lang}/words.toml: {error}") from None
    return Sets({name: frozenset(words) for name, words in table["sets"].items()})


@cache
def members(lang: str) -> dict[str, tuple[str, ...]]:
    """The names of the sets that each function word of a language is in."""
    found: dict[str, list[str]] = {}
    for name, words in sets(lang).items():
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}
