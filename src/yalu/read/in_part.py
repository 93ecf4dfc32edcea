"""In part: whether a word of opening or closing tells of all freight or of a part of it."""

from yalu.read.clauses import Clause
from yalu.read.kinds import light, one_kind, one_way, some_of
from yalu.read.limits import excepts, freight_only, spares_none
from yalu.read.marks import Mark, Sentence
from yalu.read.partial import below, hours
from yalu.read.scope import Scope
from yalu.read.several import lane, portion
from yalu.read.subjects import goods_alone
from yalu.vocabulary import State


def in_part(
    sentence: Sentence, around: Clause, trigger: Mark, governed: Scope, state: State
) -> bool:
    """ "Open for medicine only", "open two days a week", "closed except for fuel"."""
    only = governed.only
    if state is State.SUSPENDED:
        return bool(
            portion(sentence, around)
            or one_kind(sentence, around, trigger)
            or some_of(sentence, around, trigger)
            or _at_times(sentence, trigger)
            or _nearly(sentence, trigger)
            or _by_the_clock(sentence, around, trigger)
            or goods_alone(sentence, around, trigger)
            or (only and excepts(sentence, only))
        )
    if only and not freight_only(sentence, only) and not spares_none(sentence, only):
        return True
    if (
        lane(sentence, around)
        or one_way(sentence, around)
        or light(sentence, around)
        or _for_goods(sentence, trigger)
    ):
        return True
    held = is_state(sentence, trigger) or sentence.has("present", trigger.first, trigger.last)
    return held and bool(
        hours(sentence, around) or below(sentence, around) or portion(sentence, around)
    )


def _nearly(sentence: Sentence, trigger: Mark) -> bool:
    """ "Almost at a standstill", "all but paralysed"."""
    first = trigger.first
    all_but = sentence.has("but", first - 1, first) and sentence.has("every", first - 2, first - 1)
    return all_but or sentence.has("nearly", first - 1, first)


def _by_the_clock(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Is closed between 11 p.m. and 7 a.m.": hours of every day, where no day is told."""
    dated = any(expr.dated for expr in sentence.times)
    return not dated and is_state(sentence, trigger) and hours(sentence, around)


def _at_times(sentence: Sentence, trigger: Mark) -> bool:
    """ "Closed at night", "closed on Sundays": open all the other days."""
    place = trigger.last
    return sentence.has("at_times", place, place + 1) and sentence.has(
        "nightly", place + 1, place + 2
    )


def _for_goods(sentence: Sentence, trigger: Mark) -> bool:
    """ "Opened to fruit": for one kind of goods."""
    place = trigger.last
    place = next((name.last for name in sentence.named("gate") if name.first == place), place)
    end = min(place + 3, len(sentence.tokens))
    if not sentence.has("bound", place, place + 1):
        return False
    return bool(sentence.of("good", place + 1, end)) or any(
        (noun.rule.get("is") == "traffic" and sentence.has("narrowed", noun.last, noun.last + 1))
        or (noun.rule.get("is") == "trade" and sentence.has("with", noun.last, noun.last + 1))
        for noun in sentence.of("noun", place + 1, end)
    )


def is_state(sentence: Sentence, trigger: Mark) -> bool:
    aspect = trigger.rule.get("aspect")
    if aspect != "open":
        return bool(aspect == "state")
    start, place = trigger.first - 3, trigger.first
    adjective = sentence.has("open_adjective", place, trigger.last)
    return (
        (adjective and sentence.has("be", start, place))
        or sentence.has("stay", start, place)
        or (
            sentence.has("be_present", start, place)
            and not sentence.has("be_passive", start, place)
        )
    )
