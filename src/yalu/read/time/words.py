"""The words of time of one language: `lang/LANG/time.toml`, checked and made ready."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from yalu.read.time.tags import TAGS
from yalu.vocabulary import YaluError

_NUMBER = (
    r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])|\+?\d{3,}-\d{3}[\d-]*|\d+(?:-\d+){2,}"
    r"|(?:[$€£¥#+]\s?)?\d+(?:[.,:/h]\d+)*(?:[^\W_][^\W\d_]*(?:\.m\.?)?|\s?%)?"
)


_MARKS = r"|[;:\"]|,(?=\s)"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A lexer, and the tag and value of each word as it is spelt."""

    lexer: re.Pattern[str]
    classes: Mapping[str, tuple[str, Any]]
    cues: Mapping[str, re.Pattern[str]]
    rules: tuple[Mapping[str, Any], ...]


@lru_cache
def words(lang: str = "en") -> Words:
    """The words of a language.

    Raises YaluError where there is no such file, or it breaks its rules.
    """
    file = files("yalu.read").joinpath(f"lang/{lang}/time.toml")
    if not file.is_file():
        raise YaluError(f"no words of time for the language {lang!r}")
    return parse(file.read_text(encoding="utf-8"), f"lang/{lang}/time.toml")


def parse(text: str, name: str) -> Words:
    """The words of a file. `name` is for the messages.

    Raises YaluError for what is not TOML, lacks a table, names an unknown class or
    puts one word into two.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise YaluError(f"{name}: not TOML: {error}") from None
    tables = dict(found.get("values", {}))
    tables |= {tag: dict.fromkeys(listed) for tag, listed in found.get("lists", {}).items()}
    classes = _classes(tables, name)
    lacking = [key for key in ("cues", "spelling") if key not in found]
    lacking += [tag for tag in ("MABBR", "WDABBR", "NUMWORD", "ORDWORD") if tag not in tables]
    if lacking:
        raise YaluError(f"{name}: lacks {', '.join(lacking)}")
    cues = {
        sense: re.compile(
            rf"\b(?:{'|'.join(listed)})\b{_MARKS if sense == 'boundary' else ''}", re.I
        )
        for sense, listed in found["cues"].items()
    }
    capital = {*found["spelling"]["capital"], *tables["MABBR"], *tables["WDABBR"]}
    spelt = {
        form: klass
        for word, klass in classes.items()
        for form in (word, word.capitalize(), word.upper())
        if form != word or word not in capital
    }
    return Words(_lexer(found), spelt, cues, tuple(found.get("rule", ())))


def _classes(tables: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, tuple[str, Any]]:
    """Every word with its tag and value."""
    classes: dict[str, tuple[str, Any]] = {}
    for tag, table in tables.items():
        if tag not in TAGS:
            raise YaluError(f"{name}: unknown class {tag}")
        for word, value in table.items():
            if word in classes:
                raise YaluError(f"{name}: {word!r} stands twice")
            classes[word] = (TAGS[tag], value)
    return classes


def _lexer(found: Mapping[str, Any]) -> re.Pattern[str]:
    """One token at a time: a word, its suffix, a number, or a mark.

    What hangs on a word or a number stays with it, so that "24/7", "2,021", "800m" and
    "COVID-19" are never taken apart into days and years; "mid-2021" is.
    """
    numbers = {**found["values"]["NUMWORD"], **found["values"]["ORDWORD"], "first": 1}
    ones = "|".join(word for word, value in numbers.items() if value < 10)
    apart = "".join(
        rf"(?<!{form})"
        for prefix in found["spelling"]["prefix"]
        for form in (prefix, prefix.capitalize())
    )
    suffix = rf"\.\s?[mM]\b\.?|'clock|-(?:{ones})\b|{apart}-?\d\w*"
    word = r"[A-Za-z\u00c0-\u024f]+"
    return re.compile(
        rf" ?(?:{word}(?:(?=[.'\-\d])(?:{suffix}))?|(?=[\d$€£¥#+])(?:{_NUMBER})"
        r"|'s?\b|[^\s\w]|\w)"
    )
