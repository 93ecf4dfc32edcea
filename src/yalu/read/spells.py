"""Spells: "the first in two years" counts back to the day on which a stop began."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from yalu.read.lexicon import Sets, sets
from yalu.read.time import Duration, Role, TimeExpr, Unit, back_from, find, resolve
from yalu.read.tokens import Tokens, tokenize
from yalu.read.view import view
from yalu.vocabulary import Claim, Kind, Stance, State, When

_LED = 6  # words between "first" and the length it is the first of
_LONG = (Unit.WEEK, Unit.MONTH, Unit.YEAR)
_COARSE = 31  # days: an end told less exactly than to a month counts back to nothing


class Spell(NamedTuple):
    """A stop as a claim's own words count it: the window of its first day, and the words.

    It lasted until `end`, the last day that the claim speaks of or is known by.
    """

    start: When
    end: dt.date
    words: str


def spells(claim: Claim, lang: str = "en") -> Iterator[Spell]:
    """The stops that a claim counts back over: "after a 17-month halt", "first since August".

    A reopening or a train ends the stop; a suspension is what lasted so long. Read from the
    quote, else from the gist; none where the language has no rules.
    """
    opened, end, known = _opens(claim), _end(claim), sets(lang)
    if opened is None or end is None or not known:
        return
    text = view(claim.quote.exact if claim.quote else claim.gist or "")
    tokens = tokenize(text, 0, len(text))
    for expr in _joined(find(text, 0, len(text), lang), text, lang):
        start = _start(expr, tokens, known, end, opened)
        if start is not None and start.earliest and start.earliest < end:
            yield Spell(start, end, text[_begin(expr) : expr.end])


def _opens(claim: Claim) -> bool | None:
    """Whether a claim ends a stop (True) or tells of one that lasted (False)."""
    if claim.stance is not Stance.ASSERTS:
        return None
    if claim.kind is Kind.CROSSING:
        return claim.freight_passed or None
    if claim.kind is Kind.CHANGE:
        return None if claim.state in (None, State.SUSPENDED) else True
    return False if claim.kind is Kind.SERVICE and claim.state is State.SUSPENDED else None


def _end(claim: Claim) -> dt.date | None:
    when = claim.when
    if when is None:
        return None
    end = when.latest or claim.known
    if claim.kind is Kind.SERVICE or end is None or when.earliest is None:
        return end
    return end if (end - when.earliest).days <= _COARSE else None


def _start(expr: TimeExpr, tokens: Tokens, known: Sets, end: dt.date, opened: bool) -> When | None:
    place = next((n for n, start in enumerate(tokens.starts) if start >= _begin(expr)), 0)
    words = tokens.words
    first = not known["first"].isdisjoint(words[max(place - _LED, 0) : place])
    if isinstance(expr.value, Duration):
        after = next((n for n, start in enumerate(tokens.starts) if start >= expr.end), len(words))
        named = not (known["halt"] | known["pause_of"]).isdisjoint(words[after : after + 3])
        led = expr.role is Role.AFTER or first or named
        lasted = not opened and expr.role in (None, Role.FOR)
        if expr.value.offset or expr.value.unit not in _LONG or not (led or lasted):
            return None
        return back_from(expr, end)
    if expr.role is Role.SINCE and first and opened and expr.dated:
        return resolve(expr, end, past=True)
    return None


def _joined(found: Iterable[TimeExpr], text: str, lang: str) -> Iterator[TimeExpr]:
    """The times, "three years ten months" being one length."""
    last: TimeExpr | None = None
    for expr in found:
        whole = last and _sum(last, expr, text, lang)
        if last and not whole:
            yield last
        last = whole or expr
    if last:
        yield last


def _sum(one: TimeExpr, other: TimeExpr, text: str, lang: str) -> TimeExpr | None:
    a, b = one.value, other.value
    if not (isinstance(a, Duration) and isinstance(b, Duration)):
        return None
    apart = text[one.end : other.start].strip(" ,")
    if (a.unit, b.unit) != (Unit.YEAR, Unit.MONTH) or apart not in sets(lang)["and"] | {""}:
        return None
    months = replace(a, low=12 * a.low + b.low, high=12 * a.high + b.high, unit=Unit.MONTH)
    return one._replace(value=months, end=other.end)


def _begin(expr: TimeExpr) -> int:
    return expr.role_start if expr.role_start >= 0 else expr.start
