"""Presence: what stands where, since when, and that it has not moved."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import VEHICLES, Quantity, plain, quantities, units
from yalu.read.reasons import hedged
from yalu.read.scope import scope
from yalu.read.time import Role
from yalu.read.whose import whose, window, words
from yalu.vocabulary import Grain, Kind, Mode, Stance, Step, When

FEW = 10
"""Fewer vehicles than this that stand somewhere are a sight, not a figure of a queue."""
_REACH = 8
"""Words between what stands, the verb, and the place."""


def presences(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What one sentence says stands somewhere."""
    for mark in sentence.of("stand"):
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        still = bool(mark.rule.get("still"))
        if (governed.negated and not still) or not governed.factual or governed.zero:
            continue
        subject = _subject(sentence, around, mark, focus)
        at = _place(sentence, around, mark)
        if subject is None or at is None:
            continue
        yield from _standing(sentence, around, mark, subject, at, focus, anchor, day, atlas)
        return


def _standing(
    sentence: Sentence,
    around: Clause,
    mark: Mark,
    subject: Mark | Quantity,
    at: tuple[int, int],
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    governed = scope(sentence, around, mark)
    value: dict[str, Any] = {
        "what": sentence.words(subject.first, subject.last),
        "at": sentence.words(*at),
    }
    if mark.rule.get("still"):
        value["moved"] = False
    number = unit = None
    if isinstance(subject, Quantity):
        number, unit = plain(subject.number.low), subject.unit.told
        value |= subject.number.extra
    dated = attach(sentence, around, mark, governed, anchor, day)
    steps: list[Step] = [
        words("value", "presence.what", sentence, subject.first, subject.last),
        words("value", "presence.at", sentence, *at),
    ]
    if number is not None:
        steps.append(words("number", "presence.number", sentence, subject.first, subject.last))
    if dated:
        steps.append(dated.because)
    stance = Stance.SPECULATES if governed.may else Stance.ASSERTS
    steps += hedged(sentence, governed, stance)
    for place in whose(sentence, around, around.first, around.last, focus, atlas)[:1]:
        yield Finding(
            Kind.PRESENCE,
            place,
            around,
            mark,
            (*steps, place.because),
            stance,
            when=_since(dated, anchor),
            explicit=dated is not None,
            number=number,
            unit=unit,
            value=value,
        )


def _since(dated: Dated | None, anchor: dt.date | None) -> When | None:
    """ "Has stood since Monday": from then to the day of writing."""
    when = window(dated, anchor)
    if dated is None or dated.role is not Role.SINCE or not (when and when.earliest and anchor):
        return when
    if when.earliest > anchor:
        return when
    return When(when.earliest, anchor, Grain.INTERVAL, when.grain, Grain.DAY)


def _subject(
    sentence: Sentence, around: Clause, mark: Mark, focus: Focus
) -> Mark | Quantity | None:
    """What stands: vehicles or containers before the verb, a queue of them excepted."""
    rail = focus.mode is Mode.RAIL
    amounts = [
        q
        for q in quantities(sentence, focus.unit, rail)
        if q.unit.unit in VEHICLES and around.first <= q.first and q.last <= mark.first
    ]
    if amounts:
        return amounts[-1] if amounts[-1].number.low < FEW else None
    nouns = [
        noun
        for noun, unit in units(sentence, rail)
        if unit.unit in VEHICLES and around.first <= noun.first and noun.last <= mark.first
    ]
    return nouns[-1] if nouns else None


def _place(sentence: Sentence, around: Clause, mark: Mark) -> tuple[int, int] | None:
    """The words that say where: "Orrel station", "the Norland side"."""
    low, high = max(around.first, mark.first - _REACH), min(around.last, mark.last + _REACH)
    named = [(name.first, name.last) for name in sentence.names if low <= name.first < high]
    for first, last in named:
        at = sentence.has("site_at", first - 1, first)
        the = sentence.has("site_at", first - 2, first - 1) and sentence.has(
            "article_of_site", first - 1, first
        )
        if at or the:
            return first, last + 1 if sentence.has("site", last, last + 1) else last
    for last in range(mark.last, high):
        if not sentence.has("site", last, last + 1):
            continue
        for first in range(last, max(mark.last, last - 4) - 1, -1):
            if sentence.has("site_at", first - 1, first):
                return first, last + 1
    return None
