"""Leaks: what a gate that was told to be shut or blocked lets by all the same: aid, perishables."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus, mentions
from yalu.read.limits import FREIGHT
from yalu.read.marks import Mark, Sentence
from yalu.read.places import choose
from yalu.read.reasons import findings
from yalu.read.scope import Scope, scope
from yalu.read.subjects import goods_alone
from yalu.vocabulary import Kind, Stance, State

_LETS = frozenset({"pass.admit", "pass.let", "pass.permit", "pass.cross"})
"""Verbs of letting by and of getting by."""
_RATIONS = frozenset({"pass.process", "pass.admit", "pass.let"})
"""Verbs of what a gate takes."""
_OBJECT = 9
"""Words behind a verb within which it has its object: "let through aid, milk and live animals"."""
_BESIDE = 2
"""Words between a vehicle and what makes it one of a kind."""


def leaks(
    sentence: Sentence,
    around: Clause,
    verb: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    """ "Aid and perishables are let through", of a gate told to be shut: it runs in part."""
    if focus.state not in (State.SUSPENDED, State.LIMITED):
        return
    governed = scope(sentence, around, verb)
    of_goods = _of_one_kind if focus.blocked else _goods_let_by
    if governed.only and not focus.blocked:
        return
    if not _affirmed(sentence, governed) or not of_goods(sentence, around, verb):
        return
    told = {place.gate for place in focus.told}
    if any(told.isdisjoint(one.gates) for one in mentions(sentence, focus, 0, around.last)):
        return
    governed = governed._replace(future=None)
    dated = attach(sentence, around, verb, governed, anchor, day)
    if dated and dated.future:
        return
    reading = Kind.SERVICE, State.LIMITED, Stance.ASSERTS
    places = choose(sentence, around, verb.first, focus, atlas)
    yield from findings(
        sentence, around, verb, governed, dated, reading, places, focus, anchor, day
    )


def _affirmed(sentence: Sentence, governed: Scope) -> bool:
    """Whether it is said that something passes, or promised by those who block."""
    future = governed.future
    if future is not None and not sentence.has("promising", future.first, future.last):
        return False
    kept = governed.negated or governed.zero or governed.again
    unsure = governed.condition or governed.wish or governed.hope or governed.unclear
    return not (kept or unsure or governed.denied or governed.elsewhere)


def _goods_let_by(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Perishables were let in", of a gate that an authority has shut: no more than those."""
    passive = sentence.has("be_any", verb.first - 2, verb.first)
    vehicles = any(
        noun.rule.get("is") in FREIGHT | {"passenger"}
        for noun in sentence.of("noun", around.first, around.last)
    )
    alone = verb.rule.id in _RATIONS and goods_alone(sentence, around, verb)
    return passive and alone and not vehicles


def _of_one_kind(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """Whether goods, or vehicles of one kind, are all that a verb of passing is said of."""
    passive = sentence.has("be_any", verb.first - 2, verb.first)
    if not (verb.rule.id in _LETS or (passive and verb.rule.id == "pass.process")):
        return False
    if verb.rule.id == "pass.cross" and not _may(sentence, around, verb):
        return False
    before = _kinds(sentence, around.first, verb.first)
    if before is not False or passive:
        return bool(before)
    end = min(verb.last + _OBJECT, len(sentence.tokens))
    for mark in sentence.of("boundary", verb.last, end):
        if mark.rule.get("is") != "soft":
            end = min(end, mark.first)
    return bool(_kinds(sentence, verb.last, end))


def _may(sentence: Sentence, around: Clause, verb: Mark) -> bool:
    """ "Aid may pass", "fuel still gets through", "let aid pass": what is left to pass."""
    first = verb.first
    left = sentence.has("permission", first - 2, first) or sentence.has(
        "still_word", first - 2, first
    )
    lets = sentence.of("pass", max(0, first - _OBJECT), first)
    return left or any(mark.rule.get("particle") for mark in lets)


def _kinds(sentence: Sentence, first: int, last: int) -> bool | None:
    """Whether goods or vehicles of one kind are named in tokens `[first, last)`; None where
    vehicles of any kind are."""
    goods = sentence.of("good", first, last)
    words = sentence.places("spared_kind", first, last)
    for noun in sentence.of("noun", first, last):
        if noun.rule.get("is") not in FREIGHT or noun.rule.get("loose") or noun.rule.get("narrow"):
            continue
        covered = any(good.first <= noun.first and noun.last <= good.last for good in goods)
        if not (covered or _apart(sentence, noun, goods, words)):
            return None
    narrow = any(noun.rule.get("narrow") for noun in sentence.of("noun", first, last))
    return bool(goods or words or narrow)


def _apart(sentence: Sentence, noun: Mark, goods: list[Mark], words: list[int]) -> bool:
    """ "Humanitarian transports", "lorries with medicines", "flour trucks"."""
    ahead = [good.last for good in goods] + [place + 1 for place in words]
    if any(0 <= noun.first - place < _BESIDE for place in ahead):
        return True
    if not sentence.has("filled", noun.last, noun.last + 1):
        return False
    behind = [good.first for good in goods] + words
    return any(0 <= place - noun.last - 1 <= _BESIDE for place in behind)
