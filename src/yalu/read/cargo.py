"""Cargo: which goods a train, a truck or a trade carries, how much, which way."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.limits import FREIGHT, lacks
from yalu.read.marks import Mark, Sentence
from yalu.read.quantities import plain, quantities, units
from yalu.read.reasons import hedged
from yalu.read.scope import scope
from yalu.read.ways import direction
from yalu.read.whose import of_all, step, window
from yalu.vocabulary import Kind, Mode, Stance, Step

_REACH = 6
"""Words between a verb of carrying, or one good of a list, and the next good."""


def cargoes(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The goods that one sentence says are carried."""
    goods = sentence.of("good")
    if not goods or not _moving(sentence, focus):
        return
    if sentence.has("contraband", 0, len(sentence.tokens)):
        return
    for mark in sentence.of("carry"):
        listed = _listed(sentence, mark, goods)
        if not listed or (mark.rule.get("noun") and not _loads(sentence, mark)):
            continue
        around = clause(sentence, mark)
        governed = scope(sentence, around, mark)
        if governed.negated or governed.zero or governed.wish or _denied(sentence, around):
            continue
        dated = attach(sentence, around, mark, governed, anchor, day)
        ahead = bool(governed.future or governed.hope or governed.may or governed.condition)
        steps: list[Step] = [step("value", sentence, good) for good in listed]
        stance = Stance.SPECULATES if ahead else Stance.ASSERTS
        steps += [*([dated.because] if dated else []), *hedged(sentence, governed, stance)]
        for place in of_all(sentence, focus, atlas)[:1]:
            way, why = direction(sentence, Clause(0, len(sentence.tokens)), mark, place.gate, atlas)
            yield Finding(
                Kind.CARGO,
                place,
                around,
                mark,
                (*steps, *why, place.because),
                stance,
                when=dated.when if dated else None if ahead else window(None, anchor),
                explicit=dated is not None,
                direction=way,
                value={"goods": _goods(sentence, listed)},
            )
        return


def _moving(sentence: Sentence, focus: Focus) -> bool:
    """Whether the sentence speaks of traffic, or of the train just told of."""
    if any(noun.rule.get("is") in FREIGHT for noun in sentence.of("noun")) or units(sentence):
        return True
    return focus.crossing is not None and focus.mode is Mode.RAIL


def _denied(sentence: Sentence, around: Clause) -> bool:
    """ "Trucks with wheat have not been let in": nothing was carried."""
    return any(
        cue.rule.get("is") == "not" and not lacks(sentence, cue)
        for cue in sentence.of("cue", around.first, around.last)
    )


def _loads(sentence: Sentence, mark: Mark) -> bool:
    """Whether "of" stands behind a noun of vehicles, weight or traffic."""
    nouns = [*sentence.of("noun", 0, mark.first), *sentence.of("unit", 0, mark.first)]
    return any(
        noun.last == mark.first and (noun.rule.get("is") in FREIGHT or "unit" in noun.rule.at)
        for noun in nouns
    )


def _listed(sentence: Sentence, mark: Mark, goods: list[Mark]) -> list[Mark]:
    """The goods of one list, on the side of the word where they stand."""
    if mark.rule.get("after"):
        found: list[Mark] = []
        last = mark.last
        for good in goods:
            if mark.last <= good.first <= last + _REACH and not _ends(sentence, last, good.first):
                found.append(good)
                last = good.last
        return found
    found, first = [], mark.first
    for good in reversed(goods):
        if first - _REACH <= good.last <= mark.first:
            found.append(good)
            first = good.first
    return found[::-1]


def _ends(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a list ends between two goods: another verb or clause begins."""
    return any(
        sentence.of(kind, first, last) for kind in ("pass", "trigger", "move", "report")
    ) or any(mark.rule.get("is") != "soft" for mark in sentence.of("boundary", first, last))


def _goods(sentence: Sentence, listed: list[Mark]) -> list[dict[str, Any]]:
    """Each kind with its chapter and, where it is told, how much of it."""
    amounts = [q for q in quantities(sentence, None, True) if q.unit.unit != "workers"]
    found: dict[str, dict[str, Any]] = {}
    for good in listed:
        kind = str(good.rule.at["kind"])
        entry: dict[str, Any] = {"kind": kind}
        for amount in amounts:
            if (
                0 <= good.first - amount.last <= 2 and sentence.has("of", amount.last, good.first)
            ) or amount.first <= good.first < amount.last:
                entry |= {"quantity": plain(amount.number.low), "unit": amount.unit.told}
        if hs := good.rule.get("hs"):
            entry["hs"] = hs
        found.setdefault(kind, entry)
    return list(found.values())
