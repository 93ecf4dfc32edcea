"""Tags: one character for each class of token, and the notation of patterns over them.

A sentence becomes a string with one character per token, so that the grammar is
regular expressions over classes of words, in any language. A pattern is written
with class names and the operators of `re`; spaces are for the eye.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_NAMES = """
    LOW CAP MARK COMMA DASH SLASH DOT OPEN SHUT POSS
    ISO DOTS YEARS TIME DECIMAL ORD BIG YEAR FOUR DAY NUM AMPM OCLOCK
    MONTH MAY MABBR WEEKDAY WEEKDAYS WDABBR NUMWORD ORDWORD FIRST VAGUE SOME UNIT UNITS
    DEICTIC TONIGHT PART SEASON FALL MOD EDGE REL PAST FOCUSREL COMPARE NUMMOD AROUND BOUND MORE
    CHANGEVERB LASTING ZONE THING FUN PRONOUN
    A THE OF IN ON TO FROM SINCE UNTIL BY FOR DURING WITHIN BETWEEN AND OR BEFORE AFTER STARTING AS
    AGO BACK NOW HENCE BEGINNING END HALF QUARTER WEEKEND WEEKENDS NIGHT NIGHTS OVERNIGHT MIDNIGHT
    NOON TURN EVERY PER DAILY THAN UP LONG OLD ROW LITTLE JUST TIMEWORD STANDARD ONWARD EVE THOSE
    THESE THAT OUT WEEKLONG FEAST HOLYDAY NEW PRESS AT MOVED ENDING
    QCODE DATE WDAY SPAN STRETCH CLOCK LENGTH NTH SHORTDAY
""".split()

# Latin 1, of which Python keeps every character ready, and no operator of `re`.
TAGS = {name: chr(0x80 + place) for place, name in enumerate(_NAMES)}
OTHER = TAGS["LOW"]
_COMMON = frozenset(
    TAGS[name]
    for name in (
        *"LOW CAP COMMA DASH DOT POSS A THE OF IN ON TO FROM BY FOR AND OR THAT SOME FUN".split(),
        *"DAY NUM NUMWORD ORDWORD FIRST REL PAST MOD".split(),
    )
)
TELLING = frozenset(TAGS.values()) - _COMMON
"""Tags that sentences without a time seldom have."""

_SETS = {
    "MON": "(?: [MONTH MAY] | MABBR DOT? )",
    "DAYNO": "[DAY ORD]",
    "COUNT": "[DAY NUM NUMWORD]",
    "NTHNO": "[ORD ORDWORD FIRST]",
    "ANYUNIT": "[UNIT UNITS]",
    "STARTOF": "[EDGE BEGINNING END]",
    "DAYPART": "[PART NIGHT]",
    "HEDGE": "(?: [AROUND BOUND SOME JUST UP TO] | [A THE] LITTLE [BOUND MORE] THAN? | [BOUND MORE] THAN"
    " | AT MORE | LITTLE [BOUND MORE] THAN? )",
    "YEARTAIL": "(?: COMMA? OF? YEAR | COMMA? OF? [REL PAST] UNIT )",
    "QUANTITY": "(?: A VAGUE OF? | VAGUE | COUNT (?: [OR TO DASH AND] COUNT )? (?: AND A HALF )?"
    " | DECIMAL | HALF A | A )",
    "LEN": "(?: HEDGE* QUANTITY (?: DASH? ANYUNIT (?: DASH? LONG )? | [LOW LASTING MORE NUMMOD] UNITS )"
    " (?: AND A HALF )? | SOME UNITS | UNITS )",
    "DAYLIKE": "[DATE WDAY]",
    "DATED": "[DATE WDAY SPAN]",
}
_NAME = re.compile(r"[A-Z][A-Z0-9]+|\bA\b")


def pattern(text: str) -> str:
    """The regular expression over tags that a pattern in names stands for."""

    def plain(match: re.Match[str]) -> str:
        name = match.group()
        return pattern(_SETS[name]) if name in _SETS else TAGS[name]

    return "".join(_NAME.sub(plain, part) for part in text.split())


def needed(regex: str) -> tuple[frozenset[str], ...]:
    """Sets of TELLING tags of each of which every match of a `pattern` holds one."""
    return tuple(tags for tags in _needed(regex, 0)[0] if tags <= TELLING)


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Patterns in their order, and what each of them needs."""

    regexes: tuple[re.Pattern[str], ...]
    needs: tuple[tuple[frozenset[str], ...], ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Patterns":
        """The patterns of these texts in names."""
        regexes = [pattern(text) for text in texts]
        return cls(tuple(map(re.compile, regexes)), tuple(map(needed, regexes)))

    def able(self, tags: str) -> Mapping[int, re.Pattern[str]]:
        """Those that can match in a string of tags, by their places."""
        return _able(self, TELLING.intersection(tags))


@lru_cache(maxsize=1 << 12)
def _able(patterns: Patterns, present: frozenset[str]) -> Mapping[int, re.Pattern[str]]:
    return {
        order: regex
        for order, (regex, needs) in enumerate(zip(patterns.regexes, patterns.needs, strict=True))
        if not any(present.isdisjoint(tags) for tags in needs)
    }


def _needed(regex: str, place: int) -> tuple[list[frozenset[str]], int]:
    """What the group that begins at `place` needs, and where it ends."""
    branches: list[list[frozenset[str]]] = [[]]
    while place < len(regex) and regex[place] != ")":
        char, part = regex[place], list[frozenset[str]]()
        if char == "|":
            branches.append([])
        elif char == "[":
            end = regex.index("]", place)
            part, place = [frozenset(regex[place + 1 : end])], end
        elif char == "(":
            ahead = regex[place + 2] != ":"
            part, place = _needed(regex, place + len("(?:"))
            part = [] if ahead else part
        elif char != "$":
            part = [frozenset(char)]
        place += 1
        if regex[place : place + 1] in ("?", "*"):
            part = []
            place += 1
        branches[-1] += part
    if len(branches) == 1:
        return branches[0], place
    if not all(branches):
        return [], place
    rarest = [min(branch, key=lambda tags: (len(tags & _COMMON), len(tags))) for branch in branches]
    return [frozenset[str]().union(*rarest)], place
