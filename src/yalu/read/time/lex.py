"""From a stretch of text to tokens and their tags."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, chain
from typing import Any

from yalu.read.time.tags import OTHER, TAGS
from yalu.read.time.words import Words

_MARKS = {
    ",": TAGS["COMMA"],
    "-": TAGS["DASH"],
    "/": TAGS["SLASH"],
    ".": TAGS["DOT"],
    "(": TAGS["OPEN"],
    "[": TAGS["OPEN"],
    ")": TAGS["SHUT"],
    "'s": TAGS["POSS"],
    "'": TAGS["POSS"],
    "]": TAGS["SHUT"],
}
_MARK, _BIG = TAGS["MARK"], TAGS["BIG"]
_RUN = re.compile(r"\s*\S+")
_JOINED = ("$", "€", "£", "¥", "#", "+", "%", ". m", ". M")
"""What the few tokens have that may reach over white space: "$ 5", "5 %", "3 p. m."."""
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.h]([0-5]\d))?(?:(a)|(p))?\.?m?\.?", re.I)
_DOTTED = re.compile(r"([0-3]?\d)([./])([0-3]?\d)\2((?:19|20)\d\d)")


@dataclass(slots=True)
class Tokens:
    """Tokens of `view[start:end]`: `tags[i]` is the class of token i, `values[i]` its value."""

    view: str
    start: int
    end: int
    lexer: re.Pattern[str]
    texts: Sequence[str]
    tags: str
    values: Sequence[Any]

    def ends(self) -> list[int]:
        """Where the tokens end in the view."""
        ends = list(accumulate(map(len, self.texts), initial=self.start))
        if ends[-1] == self.end:
            return ends[1:]
        # White space beyond single spaces belongs to no token: the words are read again.
        return [match.end() for match in self.lexer.finditer(self.view, self.start, self.end)]

    def text(self, place: int) -> str:
        """The words of a token."""
        return self.texts[place].lstrip(" ")


def lex(view: str, start: int, end: int, words: Words) -> Tokens:
    """The tokens of `view[start:end]`."""
    text = view[start:end]
    if any(map(text.__contains__, _JOINED)):
        found = list(_run(words, text))
    else:
        found = [*chain.from_iterable(map(_reader(words), _RUN.findall(text)))]
    texts, tags, values = zip(*found, strict=True) if found else ((), (), ())
    return Tokens(view, start, end, words.lexer, texts, "".join(tags), values)


@cache
def _reader(words: Words) -> Callable[[str], tuple[tuple[str, str, Any], ...]]:
    return lru_cache(maxsize=1 << 16)(partial(_run, words))


def _run(words: Words, run: str) -> tuple[tuple[str, str, Any], ...]:
    """Each token of a run of text, its tag and its value."""
    return tuple((raw, *_token(words, raw)) for raw in words.lexer.findall(run))


def _token(words: Words, raw: str) -> tuple[str, Any]:
    """Tag and value of one token, which may have a space in front."""
    text = raw.lstrip(" ")
    first = text[0]
    known = words.classes.get(text)
    if known is not None:
        return known
    if first in _MARKS:
        return _MARKS.get(text, _MARK), None
    if first in "$€£¥#+" or first.isdecimal():
        return _number(text) if any(map(str.isdecimal, text)) else (_MARK, None)
    if not first.isalpha():
        return _MARK, None
    match = _WORD.match(text)
    if match is None or match.end() == len(text):
        return (TAGS["CAP"] if first.isupper() else OTHER), None
    return _suffixed(text, match[0], words)


def _suffixed(text: str, word: str, words: Words) -> tuple[str, Any]:
    """ "a.m.", "o'clock", "twenty-five", "Q1"; all else is a code such as "COVID-19"."""
    whole = words.classes.get(text.lower())
    if whole:
        return whole
    if word in "apAP" and text[1] == ".":
        return TAGS["AMPM"], word.lower()
    known = words.classes.get(word)
    if known and known[0] == TAGS["NUMWORD"] and 20 <= known[1] < 100:
        tag, value = words.classes[text[len(word) + 1 :]]
        return (TAGS["ORDWORD"] if tag == TAGS["FIRST"] else tag), known[1] + value
    return OTHER, None


def _number(text: str) -> tuple[str, Any]:
    """The class and the value of a token that begins with a digit."""
    if text.isdecimal():
        number = int(text)
        if len(text) == 4:
            return (TAGS["YEAR"] if 1900 <= number < 2100 else TAGS["FOUR"]), number
        if len(text) > 3:
            return _BIG, None
        return (TAGS["DAY"] if 1 <= number <= 31 and len(text) < 3 else TAGS["NUM"]), number
    if text[:4].isdecimal() and text[4:5] in ("-", "/") and text[5:].replace("-", "").isdecimal():
        return _dashed(text)
    if text[-2:].lower() in ("st", "nd", "rd", "th") and text[:-2].isdecimal() and len(text) < 6:
        return TAGS["ORD"], int(text[:-2])
    if match := _DOTTED.fullmatch(text):
        return TAGS["DOTS"], _day_first(int(match[1]), int(match[3]), int(match[4]), match[2])
    match = _CLOCK.fullmatch(text)
    if match and (match[3] or match[4] or (match[2] and ":" in text) or re.search(r"h\d", text)):
        half = "a" if match[3] else "p" if match[4] else None
        return TAGS["TIME"], (int(match[1]), int(match[2] or 0), half)
    if re.fullmatch(r"\d{1,2}\.[0-5]\d", text):
        return TAGS["DECIMAL"], (int(text.split(".")[0]), int(text.split(".")[1]), None)
    if re.fullmatch(r"\d\.5", text):
        return TAGS["DECIMAL"], float(text)
    return _BIG, None


def _dashed(text: str) -> tuple[str, Any]:
    """2022-01-17, 2019-20, 2022-01."""
    year, rest = int(text[:4]), text[5:]
    if not 1900 <= year < 2100:
        return _BIG, None
    if len(rest) == 5 and rest[2] == "-":
        month, day = int(rest[:2]), int(rest[3:])
        fits = 1 <= month <= 12 and 1 <= day <= 31
        return (TAGS["ISO"], (year, month, day)) if fits else (_BIG, None)
    if len(rest) == 4 and rest.isdecimal() and year < int(rest) < 2100:
        return TAGS["YEARS"], (year, int(rest))
    if len(rest) == 2 and (year + 1) % 100 == int(rest):
        return TAGS["YEARS"], (year, year + 1)
    if len(rest) == 2 and text[4] == "-" and 1 <= int(rest) <= 12:
        return TAGS["ISO"], (year, int(rest), None)
    return _BIG, None


def _day_first(first: int, second: int, year: int, mark: str) -> tuple[int, int | None, int | None]:
    """Fields of 17.01.2022 or 01/17/2022; with slashes the order shows only above twelve."""
    day, month = (second, first) if second > 12 else (first, second)
    if mark == "/" and first <= 12 and second <= 12 and first != second:
        return year, None, None
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else (year, None, None)
