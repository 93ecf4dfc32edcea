"""The day a text says it was published: full dates only, nothing guessed.

A date that could be the day of something else is no publication date: it has to
stand in a dateline or on a line that says "published".
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_HEAD_CHARACTERS = 3_000
"""Where datelines and "published" lines stand; further down are lists of other articles."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Month words, the forms of a full date, and the lines that tell one in group `date`."""

    months: dict[str, int]
    forms: tuple[re.Pattern[str], ...]
    lines: tuple[tuple[re.Pattern[str], str], ...]


def full_date(text: str) -> str | None:
    """The full date with which a text begins, as `YYYY-MM-DD`.

    ISO 8601 with or without a time, `2022.01.17`, `2022年1月17日`, `2022년 1월 17일`,
    and day, month word and year in either order. The day is the one written, in the
    time zone it was written in. `01/02/2022` is two dates, so it is none.
    """
    grammar = _grammar()
    for form in grammar.forms:
        if match := form.match(text.strip()):
            month = match["month"]
            number = int(month) if month.isdecimal() else grammar.months[month.lower()]
            try:
                return dt.date(int(match["year"]), number, int(match["day"])).isoformat()
            except ValueError:
                return None
    return None


def published(text: str, *stated: tuple[str | None, str]) -> tuple[str | None, str | None]:
    """Publication date and its basis: the first that was stated, else what the text says.

    `stated` are dates with their bases, the most trusted first.
    """
    return next((found for found in stated if found[0] is not None), None) or in_text(text)


def in_text(text: str) -> tuple[str | None, str | None]:
    """Publication date and its basis, as the text itself says; (None, None) where it does not.

    A "published" line comes first, then a dateline with a year, then an "updated" line.
    """
    head = text[:_HEAD_CHARACTERS]
    for line, basis in _grammar().lines:
        for match in line.finditer(head):
            if found := full_date(match["date"]):
                return found, basis
    return None, None


@cache
def _grammar() -> _Grammar:
    source = files("yalu.read.formats").joinpath("words.toml").read_text(encoding="utf-8")
    languages = tuple(tomllib.loads(source).values())
    months = {
        word: number
        for each in languages
        for number, words in enumerate(each.get("months", ()), 1)
        for word in words
    }
    forms = _forms(_any(months), _any(_words(languages, "weekdays")))
    date = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in forms)
    prepositions = _any(_words(languages, "prepositions"))
    later = _any(_words(languages, "updated"))
    published, updated = (
        _labelled(labels, prepositions, date, later)
        for labels in (_any(_words(languages, "published")), later)
    )
    datelines = ((line, "dateline") for line in _datelines(date))
    return _Grammar(
        months,
        tuple(re.compile(form, re.IGNORECASE) for form in forms),
        ((published, "published-line"), *datelines, (updated, "published-line")),
    )


def _words(languages: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [word for each in languages for word in each.get(key, ())]


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _forms(months: str, weekdays: str) -> tuple[str, ...]:
    """The ways to write a full date, with groups `year`, `month` and `day`."""
    year, day = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>[0-3]?\d)"
    number, word = r"(?P<month>[01]?\d)", rf"(?P<month>{months})"
    weekday = rf"(?:(?:{weekdays})[.,]* )?"
    compact = r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"
    separated = (rf"{year}{sep} ?{number}{sep} ?{day}(?!\d)" for sep in ("-", r"\.", "/"))
    return (
        *separated,
        compact,
        rf"{year} ?[年년] ?{number} ?[月월] ?{day} ?[日일]",
        rf"{weekday}{word}\.? {day}(?:st|nd|rd|th)?,? {year}(?!\d)",
        rf"{weekday}{day}(?:st|nd|rd|th)?[ -](?:de )?{word}\.?,?[ -](?:de )?{year}(?!\d)",
    )


def _labelled(labels: str, prepositions: str, date: str, later: str) -> re.Pattern[str]:
    """A label and a date, perhaps a time, and no more of the same sentence."""
    time = r"(?:T|[ ,·|(–—-]*)(?:at )?\d{1,2}[:.h]\d\d(?:[:.]\d\d)*"
    zone = r"(?:Z| ?[ap]\.?m\.?)?(?: ?\(?(?:[A-Z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}:?(?:\d\d)?)\)?){0,2}"
    return re.compile(
        rf"(?:^|[|·•–—])[ \t\[(]*(?:{labels})(?: ?[:：])?(?: (?:{prepositions}))?[ \t]*"
        rf"(?P<date>{date})(?:{time}{zone})?[ \t]*"
        rf"(?=$|[\r|·•–—/;)\]]|-[ ]|,? ?(?:{later}|by)\b)",
        re.IGNORECASE | re.MULTILINE,
    )


def _datelines(date: str) -> tuple[re.Pattern[str], ...]:
    """`PLACE, DATE (AGENCY) --` at the beginning of a line.

    Words of prose come before dates too, so the place stands in capitals or the
    agency in brackets.
    """
    upper, word = r"[^\W\d_a-zа-я]", r"[^\W\d_a-zа-я][\w'’-]*+"
    capitals = rf"{upper}{upper}++(?:[ .'’/-]++{upper}++){{0,4}}"
    title = rf"{word}(?:[ -]{word}){{0,3}}"
    agency = r"\([A-Z][^()\r\n]{1,40}\)"
    dash = r"(?:--?|[–—])"
    spot = rf"(?:, {title}){{0,2}}[.,]? (?P<date>(?i:{date}))"
    return (
        re.compile(rf"^[ \t]*{capitals}{spot}(?: ?{agency})?[ \t]*(?:{dash}|[.:])", re.MULTILINE),
        re.compile(rf"^[ \t]*{title}{spot} ?{agency}[ \t]*{dash}", re.MULTILINE),
    )
