"""Passing: states from goods and vehicles that pass, do not pass, or pass again."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.antecedents import lone
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause
from yalu.read.finding import Finding, Reading
from yalu.read.focus import Focus, mentions
from yalu.read.limits import (
    quantifies,
)
from yalu.read.marks import Mark, Sentence
from yalu.read.moving import for_the_first_time, is_freight, spoken_of, taken_on, what_moves
from yalu.read.ordinary import from_elsewhere
from yalu.read.outlook import sureness
from yalu.read.partial import scarce
from yalu.read.passed import state_passed
from yalu.read.places import choose
from yalu.read.reasons import findings
from yalu.read.scope import Scope, scope
from yalu.read.subjects import bare
from yalu.read.time import Role
from yalu.read.usual import (
    as_usual,
    begun,
    nothing_behind,
    where_it_is,
)
from yalu.vocabulary import Grain, Kind, Stance, State, When

_FAR = 3
"""Words between the last train and its verb: "the last goods train through Orrel left"."""
_GRANTED = frozenset({"cue.granted", "cue.able"})


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
    state = state_passed(
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
