"""Passing: states from goods and vehicles that pass, do not pass, or pass again."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.antecedents import lone
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, antecedents
from yalu.read.finding import Finding, Reading
from yalu.read.flowing import admits
from yalu.read.focus import Focus, mentions
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
    quantifies,
)
from yalu.read.marks import Mark, Sentence
from yalu.read.moving import for_the_first_time, is_freight, spoken_of, taken_on, what_moves
from yalu.read.ordinary import from_elsewhere, in_general
from yalu.read.outlook import sureness
from yalu.read.partial import below, hours, scarce
from yalu.read.places import choose
from yalu.read.portions import portion
from yalu.read.quantities import tallied
from yalu.read.reasons import findings
from yalu.read.restraints import by_the_clock, off_hours, restrained, some_days
from yalu.read.scope import Scope, scope
from yalu.read.subjects import bare
from yalu.read.time import Role
from yalu.read.usual import (
    as_usual,
    begun,
    just_works,
    nothing_behind,
    where_it_is,
    works_for,
)
from yalu.vocabulary import Grain, Kind, Stance, State, When

_FAR = 3
"""Words between the last train and its verb: "the last goods train through Orrel left"."""
_GRANTED = frozenset({"cue.granted", "cue.able"})
_RATIONS = frozenset({"pass.process", "pass.admit", "pass.let"})
"""Verbs with which a number is what a gate lets over: "will admit 50 trucks"."""


def ceased(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    """ "The last train ran on 3 May": none has since."""
    governed = scope(sentence, around, trigger)
    if governed.elsewhere or governed.wish:
        return
    if ended := _last(sentence, around, trigger, governed, anchor, day):
        places = choose(sentence, around, trigger.first, focus, atlas)
        reading = Kind.SERVICE, State.SUSPENDED, Stance.ASSERTS
        yield from findings(
            sentence, around, trigger, governed, ended, reading, places, focus, anchor, day
        )


def passing(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    """ "No trucks cross" is suspended, "goods may pass again" runs, "trucks will cross" is to
    come."""
    governed = scope(sentence, around, trigger)
    if (
        governed.elsewhere
        or governed.wish
        or _kept_from(sentence, trigger)
        or _over(sentence, trigger)
    ):
        return
    if from_elsewhere(sentence, trigger):
        return
    may = governed.may if governed.zero or governed.negated else None
    if may and sentence.has("was_able", may.first, may.last):
        governed = governed._replace(may=None)  # "no lorry could be cleared": none was
    moving = what_moves(sentence, around, governed, focus)
    zero = governed.zero if governed.zero and quantifies(sentence, governed.zero, trigger) else None
    zero = zero or nothing_behind(sentence, trigger)
    dated = attach(sentence, around, trigger, governed, anchor, day)
    if dated and anchor and _under_way(sentence, trigger) and _before(dated, anchor):
        dated = None
    foreseen = _foreseen(sentence, trigger, governed, moving, dated, focus)
    if not moving and sentence.has("object_pronoun", trigger.last, trigger.last + 1):
        moving = [noun for noun in sentence.of("noun", 0, around.first) if is_freight(noun)]
    if not moving and as_usual(sentence, trigger):
        moving = sentence.of("good", around.first, trigger.first)
    doubted = governed.unclear and governed.again and not (governed.may or governed.negated)
    if not foreseen and ((governed.unclear and not doubted) or governed.condition or governed.hope):
        return
    few = scarce(sentence, around, moving)
    if few and moving and not any(mark.rule.get("is") != "passenger" for mark in moving):
        few = None  # "very few people cross"
    works = _works(sentence, around, trigger, focus)
    told = works or foreseen
    if not told and not spoken_of(sentence, around, trigger, governed, focus, moving, zero or few):
        return
    state = _state(
        sentence,
        around,
        trigger,
        governed,
        moving,
        zero,
        few,
        focus,
        works=works,
        foreseen=foreseen,
    )
    if state is None:
        return
    first = for_the_first_time(sentence, moving, focus)
    first = first or begun(sentence, trigger, moving)
    kind = _kind(governed, dated, state, zero, first, foreseen)
    aside = around.opened == "subordinate" and not where_it_is(sentence, around)
    if dated is None and kind is not Kind.FORECAST and aside:
        return
    reading = _sure(kind, state, governed, dated, doubted=bool(doubted))
    places = choose(sentence, around, trigger.first, focus, atlas)
    if (zero or governed.zero or governed.negated) and _travellers(sentence, moving):
        places = [place for place in places if atlas.gate(place.gate).passengers]
    yield from findings(
        sentence, around, trigger, governed, dated, reading, places, focus, anchor, day
    )


def _under_way(sentence: Sentence, trigger: Mark) -> bool:
    """ "Are getting across": it is so now, whatever day stands in the sentence."""
    words = sentence.tokens.words[trigger.first : trigger.last]
    goes_on = any(word.endswith("ing") for word in words)
    return goes_on and sentence.has("be_present", trigger.first - 1, trigger.last)


def _before(dated: Dated, anchor: dt.date) -> bool:
    """Whether a date is that of something over before the day of writing."""
    last = dated.when.latest if dated.when else None
    return dated.role in (None, Role.AT) and last is not None and last < anchor


def _travellers(sentence: Sentence, moving: list[Mark]) -> bool:
    """ "Buses may not use it": what is said of those who travel is not said of freight; "people
    cannot cross" is said of all."""
    return bool(moving) and all(
        mark.rule.get("is") == "passenger" and not sentence.has("anyone", mark.first, mark.last)
        for mark in moving
    )


def _sure(
    kind: Kind, state: State, governed: Scope, dated: Dated | None, *, doubted: bool
) -> Reading:
    """A kind and a state with the stance that the cues of the clause leave."""
    if governed.denied:
        return Kind.CHANGE, state, Stance.DENIES
    if kind is not Kind.FORECAST:
        return kind, state, Stance.UNCONFIRMED if doubted else Stance.ASSERTS
    granted = governed.may and governed.may.rule.id in _GRANTED
    if state is State.SUSPENDED and _not_yet(governed, dated):
        return kind, State.RUNNING, Stance.DENIES
    return kind, state, sureness(governed._replace(may=None) if granted else governed)


def _not_yet(governed: Scope, dated: Dated | None) -> bool:
    """ "Nothing will move before Sunday", "does not intend to let lorries in": it is denied that
    they pass, and no stop is foretold."""
    planned = governed.negated is not None and governed.negated.rule.get("is") == "unplanned"
    return planned or (dated is not None and dated.role is Role.BEFORE)


def _kept_from(sentence: Sentence, trigger: Mark) -> bool:
    """ "Lorries are barred from passing": the word before tells it."""
    place = trigger.first - 1
    return sentence.has("from", place, place + 1) and any(
        mark.last == place and mark.rule.get("state") == State.SUSPENDED
        for mark in sentence.of("trigger", 0, place)
    )


def _over(sentence: Sentence, trigger: Mark) -> bool:
    """ "Had stopped moving": the verb before it tells that it does no more."""
    place = trigger.first
    goes_on = sentence.tokens.words[place].endswith("ing")
    return goes_on and sentence.has("ceasing", place - 1, place)


def _last(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    anchor: dt.date | None,
    day: dt.date | None,
) -> Dated | None:
    """The days from that of "the last train" to the writing."""
    if not governed.factual or governed.negated or governed.again:
        return None
    before = [noun for noun in sentence.of("noun", around.first, trigger.first) if is_freight(noun)]
    if not (before and lone(sentence, before[-1]) and trigger.first - before[-1].last <= _FAR):
        return None
    if not sentence.has("last", before[-1].first - 3, before[-1].first):
        return None
    dated = attach(sentence, around, trigger, governed, anchor, day)
    begun = dated and dated.role in (None, Role.AT) and dated.when and dated.when.earliest
    if not (anchor and dated and begun and begun < anchor):
        return None
    when = When(begun, anchor, Grain.INTERVAL, dated.when.grain if dated.when else None, Grain.DAY)
    return dated._replace(when=when, role=Role.FOR)


def _works(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> bool:
    """ "Orrel has not worked since": it is a gate that works or does not."""
    first, place = around.first, trigger.first
    return sentence.has("works", place, trigger.last) and (
        any(mark.rule.get("is") == "gate" for mark in sentence.of("noun", first, place))
        or any(bare(sentence, name, trigger) for name in mentions(sentence, focus, first, place))
    )


def _state(
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


def _kind(
    governed: Scope,
    dated: Dated | None,
    state: State,
    zero: Mark | None,
    first: bool,
    foreseen: bool,
) -> Kind:
    if (governed.future and not (dated and dated.come)) or (dated and dated.future):
        return Kind.CHANGE if zero and dated is None else Kind.FORECAST
    if foreseen and state is not State.SUSPENDED and not governed.again:
        return Kind.FORECAST
    again = governed.again or first
    return Kind.CHANGE if again and state is not State.SUSPENDED else Kind.SERVICE


def _foreseen(
    sentence: Sentence,
    trigger: Mark,
    governed: Scope,
    moving: list[Mark],
    dated: Dated | None,
    focus: Focus,
) -> bool:
    """ "Trains might run as early as May": freight that is expected to move. Who "could" pass
    was able to, unless a day to come is named."""
    if not (focus.gates or focus.main) or not any(is_freight(mark) for mark in moving):
        return False
    if governed.future:
        return not (dated and dated.come) and taken_on(sentence, trigger, moving)
    may = governed.may
    if may is None or governed.perfect:
        return False
    later = bool(dated and dated.future) or any(expr.role is Role.BY for expr in sentence.times)
    if later:
        return not sentence.has("past", 0, len(sentence.tokens))
    modal = sentence.has("modal", may.first, may.last)
    return modal and not sentence.has("permission", may.first, may.last)
