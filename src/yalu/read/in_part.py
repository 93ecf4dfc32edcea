"""In part: whether a word of opening or closing tells of all freight or of a part of it."""

from yalu.read.clauses import Clause
from yalu.read.kinds import light, new_alone, one_kind, one_way, some_of
from yalu.read.limits import excepts, freight_only, spares_none
from yalu.read.marks import Mark, Sentence
from yalu.read.partial import below, hours
from yalu.read.portions import portion
from yalu.read.purposes import for_a_part
from yalu.read.restraints import (
    by_the_clock,
    each_day,
    even,
    left_out,
    off_hours,
    restrained,
    some_days,
    tail,
)
from yalu.read.scope import Scope
from yalu.read.several import lane
from yalu.read.subjects import goods_alone
from yalu.vocabulary import State


def in_part(
    sentence: Sentence, around: Clause, trigger: Mark, governed: Scope, state: State
) -> bool:
    """ "Open for medicine only", "open two days a week", "closed except for fuel"."""
    if state is State.SUSPENDED:
        return _stops_in_part(sentence, around, trigger, governed)
    return _runs_in_part(sentence, around, trigger, governed)


def _stops_in_part(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    if even(sentence, around, trigger):
        return False
    only = governed.only
    kinds = one_kind(sentence, around, trigger) or some_of(sentence, around, trigger)
    standing = is_state(sentence, trigger) and (
        by_the_clock(sentence, around) or off_hours(sentence, around, trigger)
    )
    times = _at_times(sentence, trigger) or some_days(sentence, around)
    return bool(
        kinds
        or standing
        or times
        or portion(sentence, around)
        or _nearly(sentence, trigger)
        or each_day(sentence, around, trigger)
        or _against(sentence, around, trigger)
        or _spares_goods(sentence, around, trigger)
        or goods_alone(sentence, around, trigger)
        or _stops_goods(sentence, trigger)
        or new_alone(sentence, trigger)
        or (only and excepts(sentence, only))
    )


def _runs_in_part(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    only = governed.only
    if only and not freight_only(sentence, only) and not spares_none(sentence, only):
        return True
    told = around
    if trigger.rule.get("objects") == ["restriction"]:
        told = around._replace(first=trigger.last)  # "the ban on heavy lorries was lifted"
    if (
        lane(sentence, told)
        or one_way(sentence, told)
        or light(sentence, told)
        or for_a_part(sentence, around, trigger, not is_state(sentence, trigger))
        or restrained(sentence, told, trigger)
        or left_out(sentence, trigger)
        or _but_goods(sentence, around, trigger)
    ):
        return True
    held = is_state(sentence, trigger) or sentence.has("present", trigger.first, trigger.last)
    return held and bool(
        hours(sentence, around)
        or below(sentence, around)
        or portion(sentence, around)
        or some_days(sentence, around)
    )


def _nearly(sentence: Sentence, trigger: Mark) -> bool:
    """ "Almost at a standstill", "all but paralysed"."""
    first = trigger.first
    all_but = sentence.has("but", first - 1, first) and sentence.has("every", first - 2, first - 1)
    return all_but or sentence.has("nearly", first - 1, first)


def _against(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Open, yet imports are turned away": one direction, set against the whole."""
    if around.opened != "contrast":
        return False
    told = [
        bool(sentence.places(way, around.first, trigger.first)) for way in ("exports", "imports")
    ]
    return told[0] != told[1]


def _at_times(sentence: Sentence, trigger: Mark) -> bool:
    """ "Closed at night", "closed on Sundays": open all the other days."""
    place = trigger.last
    return sentence.has("at_times", place, place + 1) and sentence.has(
        "nightly", place + 1, place + 2
    )


def _stops_goods(sentence: Sentence, trigger: Mark) -> bool:
    """ "Has stopped all meat": goods by name are its object."""
    place = trigger.last
    while sentence.has("before_object", place, place + 1):
        place += 1
    return any(good.first == place for good in sentence.of("good", place, place + 3))


def _spares_goods(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Closed to all but food", "imports are suspended, perishables excepted": goods go on."""
    end = tail(sentence, around, trigger)
    spared = list(sentence.of("good", trigger.last, end))
    spared += [
        noun for noun in sentence.of("noun", trigger.last, end) if noun.rule.get("is") == "traffic"
    ]
    if "but" in sentence.held:
        for place in sentence.places("but", trigger.last, end):
            if sentence.has("every", place - 2, place) and any(
                0 < mark.first - place <= 3 for mark in spared
            ):
                return True
    for place in sentence.places("left_apart", trigger.last, end):
        after = sentence.has("from", place + 1, place + 2)  # "apart from"
        if not after and any(mark.last == place for mark in spared):
            return True
    return False


def _but_goods(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "Works, but without transit": what is lacking is a kind of freight."""
    end = tail(sentence, around, trigger)
    for cue in sentence.of("cue", trigger.last, end):
        if cue.rule.get("is") == "not" and sentence.has("lacking", cue.first, cue.last):
            near = (cue.last, min(cue.last + 2, end))
            nouns = sentence.of("noun", *near)
            kinds = {noun.rule.get("is") for noun in nouns if not noun.rule.get("loose")}
            if sentence.of("good", *near) or "traffic" in kinds:
                return True
    return False


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
