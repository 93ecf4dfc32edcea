"""Passed: the state that goods tell which pass a gate, or do not."""

from yalu.read.clauses import Clause, antecedents
from yalu.read.flowing import admits
from yalu.read.focus import Focus
from yalu.read.kinds import (
    light,
    new_alone,
    one_kind,
    one_way,
    opposed,
    other_way,
    some_of,
    special,
)
from yalu.read.limits import (
    barred,
    cut,
    excepts,
    freight_only,
    people_alone,
)
from yalu.read.marks import Mark, Sentence
from yalu.read.moving import for_the_first_time, is_freight
from yalu.read.ordinary import in_general
from yalu.read.partial import below, hours
from yalu.read.portions import portion
from yalu.read.quantities import tallied
from yalu.read.restraints import by_the_clock, off_hours, restrained, some_days
from yalu.read.scope import Scope
from yalu.read.usual import (
    just_works,
    works_for,
)
from yalu.vocabulary import State

_RATIONS = frozenset({"pass.process", "pass.admit", "pass.let"})
"""Verbs with which a number is what a gate lets over: "will admit 50 trucks"."""


def state_passed(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    moving: list[Mark],
    zero: Mark | None,
    few: Mark | None,
    focus: Focus,
    *,
    works: bool,
    foreseen: bool,
) -> State | None:
    if few and not governed.negated:
        return State.LIMITED
    limited = cut(sentence, around)
    only = governed.only or limited
    numbered = tallied(sentence, moving)
    negated = governed.negated if barred(sentence, governed) and not numbered else None
    if governed.future and (zero or negated) and hours(sentence, around):
        return State.LIMITED
    if foreseen and any(sentence.has("last", one.first - 2, one.first) for one in moving):
        return State.SUSPENDED  # "the last lorries will be taken on Friday"
    some = moving and all(_some_people(sentence, mark) for mark in moving)
    if (zero or negated) and some:
        return None
    if zero or (negated and trigger.first - negated.last <= 3):
        part = _part_stopped(sentence, around, trigger, governed, moving, zero)
        return State.LIMITED if part else State.SUSPENDED
    if only and not freight_only(sentence, only):
        if focus.state is not State.LIMITED and people_alone(sentence, only, trigger, moving):
            return State.SUSPENDED
        if limited or _leaves_a_part(sentence, around, trigger, only, foreseen):
            return State.LIMITED
    rationed = sentence.of("rate", around.first, around.last) or trigger.rule.id in _RATIONS
    if foreseen and numbered and rationed:
        return State.LIMITED
    if hours(sentence, around) or below(sentence, around):
        return State.LIMITED
    least = restrained(sentence, around, trigger)
    if works and not moving and not governed.again:
        if least:
            return State.LIMITED
        return State.RUNNING if just_works(sentence, trigger) else None
    plain = governed.factual and not (governed.negated or governed.zero or numbered)
    if least and plain and any(map(is_freight, moving)):
        return State.LIMITED
    if works and works_for(sentence, trigger):
        return State.RUNNING
    passes = foreseen or governed.again or for_the_first_time(sentence, moving, focus)
    if not passes and not in_general(sentence, trigger):
        passes = admits(sentence, around, trigger, moving, focus, governed)
    one = one_way(sentence, around) or opposed(sentence, around)
    people = moving and all(mark.rule.get("is") == "passenger" for mark in moving)
    if people and (governed.again or _begun(sentence, trigger, governed, moving)):
        return State.LIMITED
    if passes and (one or light(sentence, around) or least or some_days(sentence, around)):
        return State.LIMITED
    taken = sentence.has("takes", trigger.first, trigger.last) or governed.may
    if passes and taken and not governed.again and special(sentence, moving):
        return State.LIMITED
    return State.RUNNING if passes else None


def _part_stopped(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    moving: list[Mark],
    zero: Mark | None,
) -> bool:
    """Whether it is a part of the freight that does not pass: some goods, one way, some hours."""
    goods = all(mark.rule.category == "good" for mark in moving) and (
        not zero or any(0 <= good.first - zero.last <= 1 for good in moving)
    )
    return bool(
        (moving and goods)
        or portion(sentence, around)
        or one_kind(sentence, around, trigger)
        or _spared(sentence, around, trigger, governed)
        or (not zero and some_of(sentence, around, trigger))
        or (not zero and any(mark.last in antecedents(sentence, trigger) for mark in moving))
        or off_hours(sentence, around, trigger)
        or by_the_clock(sentence, around)
        or other_way(sentence, around, trigger)
        or sentence.has("nightly", trigger.last, trigger.last + 3)
        or new_alone(sentence, trigger)
    )


def _some_people(sentence: Sentence, moving: Mark) -> bool:
    """ "Buses may not use it", "the sick cannot travel": a part of the people, and no freight."""
    if moving.rule.get("is") != "passenger":
        return False
    first = moving.first
    return sentence.has("some_people", first, moving.last) or sentence.has(
        "ailing", first - 1, first
    )


def _leaves_a_part(
    sentence: Sentence, around: Clause, trigger: Mark, only: Mark, foreseen: bool
) -> bool:
    """Whether "only" leaves a part of the freight, and is not said of something beside it."""
    takes = sentence.has("takes", trigger.first, trigger.last)
    last = sentence.has("phrase_end", only.last, only.last + 1) or only.last >= around.last - 1
    ahead = foreseen and only.first < trigger.first
    return takes or last or ahead or excepts(sentence, only) or only.first - trigger.last <= 1


def _begun(sentence: Sentence, trigger: Mark, governed: Scope, moving: list[Mark]) -> bool:
    """ "The post has been taking cars since noon": it has begun to."""
    told = trigger.rule.id == "pass.process" and moving[0].first >= trigger.last
    return told and governed.perfect and governed.factual and not governed.negated


def _spared(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    """ "No trucks pass except those with fuel", "certain goods are not taken"."""
    if cut(sentence, around):
        return True
    only = governed.only
    if only is None:
        return False
    chosen = sentence.has("chosen", only.first, only.last)
    aside = sentence.has("aside", only.first, only.last)
    return chosen or aside or excepts(sentence, only)
