"""First layer: single expressions, straight from the tags of a sentence."""

import re
from functools import cache

from yalu.read.time import clocks, dates, lengths, periods, relative, weekdays
from yalu.read.time.draft import Draft, Rule, Slice, chars
from yalu.read.time.lex import Tokens
from yalu.read.time.tags import pattern

# Rules in order of preference among matches of one length, and the classes without
# one of which none of them can match.
_GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("TIME AMPM OCLOCK NOON MIDNIGHT ZONE", clocks.RULES),
    ("UNIT UNITS WEEKEND QUARTER QCODE HALF", periods.PIECES),
    ("UNIT UNITS DEICTIC TONIGHT PART NIGHT", relative.DAYS),
    ("MONTH MAY MABBR YEAR YEARS ORD ISO DOTS", dates.RULES),
    ("WEEKDAY WEEKDAYS WDABBR", weekdays.RULES),
    ("UNIT UNITS OVERNIGHT", relative.OFFSETS),
    ("UNIT WEEKEND QUARTER SEASON FALL", periods.UNITS),
    ("UNIT UNITS WEEKLONG", lengths.RULES),
)
_RULES = tuple(rule for _, rules in _GROUPS for rule in rules)


def rule_ids() -> set[str]:
    """Identifiers of all rules of the grammar."""
    return {rule.id for rule in _RULES}


@cache
def _compiled() -> tuple[tuple[frozenset[str], tuple[tuple[int, re.Pattern[str]], ...]], ...]:
    order = iter(range(len(_RULES)))
    return tuple(
        (
            chars(tuple(heads.split())),
            tuple((next(order), re.compile(pattern(rule.pattern))) for rule in rules),
        )
        for heads, rules in _GROUPS
    )


def scan(tokens: Tokens) -> list[Draft]:
    """The single expressions; of two that overlap the first, then the longer one."""
    tags = tokens.tags
    present = set(tags)
    found: list[tuple[int, int, int]] = []
    for heads, rules in _compiled():
        if heads.isdisjoint(present):
            continue
        for order, regex in rules:
            for match in regex.finditer(tags):
                first, last = match.span()
                found.append((first, -last, order))
    if not found:
        return []
    found.sort()
    return _longest(tokens, found)


def _longest(tokens: Tokens, found: list[tuple[int, int, int]]) -> list[Draft]:
    """Walk from the left; at each place the longest match that is a time after all."""
    drafts: list[Draft] = []
    taken = 0
    for first, end, order in found:
        last = -end
        if first < taken:
            continue
        rule = _RULES[order]
        draft = rule.build(Slice(tokens, first, last))
        if draft is not None:
            drafts.append(draft)
            taken = draft.last
        elif rule.id == "length.rate":
            taken = last
    return drafts
