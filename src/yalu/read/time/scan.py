"""First layer: single expressions, straight from the tags of a sentence."""

from functools import cache

from yalu.read.time import clocks, dates, feasts, lengths, periods, relative, weekdays
from yalu.read.time.draft import Draft, Rule, Slice
from yalu.read.time.lex import Tokens
from yalu.read.time.tags import Patterns

_RULES: tuple[Rule, ...] = (
    *clocks.RULES,
    *periods.PIECES,
    *relative.DAYS,
    *dates.RULES,
    *feasts.RULES,
    *weekdays.RULES,
    *relative.OFFSETS,
    *periods.UNITS,
    *lengths.RULES,
)
"""In order of preference among matches of one length."""


def rule_ids() -> set[str]:
    """Identifiers of all rules of the grammar."""
    return {rule.id for rule in _RULES}


@cache
def _patterns() -> Patterns:
    return Patterns.of(rule.pattern for rule in _RULES)


@cache
def heads() -> frozenset[str]:
    """Tags without one of which nothing is a time."""
    return frozenset().union(*(min(needs, key=len) for needs in _patterns().needs))


def scan(tokens: Tokens) -> list[Draft]:
    """The single expressions; of two that overlap the first, then the longer one."""
    tags = tokens.tags
    found: list[tuple[int, int, int]] = []
    for order, regex in _patterns().able(tags).items():
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
