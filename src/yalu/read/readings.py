"""Readings: kind, state and stance that a trigger has under the cues of its clause."""

from yalu.read.attach import Dated
from yalu.read.clauses import Clause
from yalu.read.closures import ends_closure
from yalu.read.finding import Reading
from yalu.read.in_part import in_part, is_state
from yalu.read.limits import lacks, quantifies, unless
from yalu.read.marks import Mark, Sentence
from yalu.read.outlook import able, awaited, supposed, sureness
from yalu.read.portions import some_of_many
from yalu.read.scope import Scope
from yalu.read.time import Role
from yalu.read.windows import long_since
from yalu.vocabulary import Kind, Stance, State

_OTHERWISE = {State.RUNNING: State.SUSPENDED, State.SUSPENDED: State.RUNNING}

_ASKED = 4
"""Words from "when" to the leave that is waited for."""


def reading_of(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    state: State,
    governed: Scope,
    dated: Dated | None,
) -> Reading | None:
    """Kind, state and stance that the trigger has under its cues."""
    settled = trigger.rule.get("settled")
    if state is State.SUSPENDED and not settled and ends_closure(sentence, trigger):
        state = State.RUNNING
    future = (bool(governed.future) and not (dated and dated.come)) or bool(dated and dated.future)
    nominal = sentence.has("nonfinite", trigger.first, trigger.last)
    if governed.decided and state is State.RUNNING and (dated is None or nominal):
        future = True
    standing = trigger.rule.get("aspect") == "state" and state is State.RUNNING
    if standing and not governed.again and long_since(dated):
        return None
    at_night = sentence.has("nocturnal", trigger.first - 1, trigger.first)
    if at_night or in_part(sentence, around, trigger, governed, state):
        state = State.LIMITED
    negative = bool(
        governed.negated or (governed.zero and quantifies(sentence, governed.zero, trigger))
    )
    if state is State.LIMITED and governed.negated and lacks(sentence, governed.negated):
        negative = False  # "lorries without papers are turned away"
    if supposed(sentence, trigger, governed):
        return None
    if future or awaited(sentence, around, trigger, governed):
        if _in_case(sentence, trigger, state, governed):
            return None
        return _foretold(sentence, around, trigger, state, governed, negative)
    if governed.unclear:
        return Kind.CHANGE, state, Stance.UNCONFIRMED
    if governed.condition or _habit(sentence, trigger, state, dated):
        return None
    if governed.denied:
        return Kind.CHANGE, state, Stance.DENIES
    sure = governed.may is None or able(governed) or _granted(sentence, governed.may)
    stance = Stance.ASSERTS if sure else Stance.SPECULATES
    if negative:
        if state is State.LIMITED and some_of_many(sentence, around):
            return Kind.SERVICE, state, stance  # "two of the five are not working"
        return _negated(sentence, trigger, state, stance, governed, dated)
    kind = Kind.SERVICE if is_state(sentence, trigger) or governed.still else Kind.CHANGE
    return kind, state, stance


def _in_case(sentence: Sentence, trigger: Mark, state: State, governed: Scope) -> bool:
    """ "A new closure is possible if need be", "would be shut again in case of attacks": no plan of it, but
    for a threat."""
    if state is not State.SUSPENDED or not governed.condition:
        return False
    anew = governed.again or sentence.has("anew", trigger.first - 1, trigger.first)
    return bool(anew) and "threatening" not in sentence.held


def _foretold(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    state: State,
    governed: Scope,
    negative: bool,
) -> Reading:
    """What a trigger tells of days to come."""
    stance = sureness(governed, negative)
    if negative and sentence.of("cue", trigger.last) and unless(sentence, trigger):
        return Kind.FORECAST, _OTHERWISE.get(state, state), Stance.ASSERTS
    if stance is Stance.UNCONFIRMED and sentence.has("long", around.first, trigger.first):
        state = State.RUNNING
    if stance is Stance.ASSERTS and sentence.has("proviso", around.last, around.last + 1):
        stance = Stance.SPECULATES
    return Kind.FORECAST, state, stance


def _negated(
    sentence: Sentence,
    trigger: Mark,
    state: State,
    stance: Stance,
    governed: Scope,
    dated: Dated | None,
) -> Reading:
    """What a negated trigger tells: the other state, or that it did not come about."""
    if trigger.rule.get("full"):
        return Kind.SERVICE, State.LIMITED, stance
    if state is State.RUNNING and is_state(sentence, trigger):
        return Kind.SERVICE, State.SUSPENDED, stance
    if state is State.RUNNING and governed.perfect and dated and dated.role is Role.SINCE:
        return Kind.SERVICE, State.SUSPENDED, stance  # "has not reopened since Monday"
    cue = governed.negated
    stood = is_state(sentence, trigger) or (
        cue and sentence.has("be_any", cue.first - 1, cue.first)
    )
    if cue and stood and sentence.has("longer", cue.first, cue.last):
        return Kind.SERVICE, _OTHERWISE.get(state, State.RUNNING), stance
    going = cue and (
        sentence.has("never", cue.first, cue.last)
        or (governed.perfect and sentence.has("object_pronoun", trigger.last, trigger.last + 1))
    )
    if state is State.SUSPENDED and going:
        return Kind.SERVICE, State.RUNNING, stance
    return Kind.CHANGE, state, Stance.DENIES


def _granted(sentence: Sentence, may: Mark) -> bool:
    """ "Empty trucks may go on using it": a leave, no guess; "to be told when trucks may go on" is none."""
    if sentence.has("when", may.first - _ASKED, may.first):
        return False
    return may.rule.id == "cue.granted" and any(
        noun.last == may.first and noun.rule.get("is") == "traffic" for noun in sentence.of("noun")
    )


def _habit(sentence: Sentence, trigger: Mark, state: State, dated: Dated | None) -> bool:
    """ "The two posts that were still working": so they were before the news."""
    if state is not State.RUNNING or dated is not None or not is_state(sentence, trigger):
        return False
    start = max(0, trigger.first - 5)
    return sentence.has("past", start, trigger.first) and any(
        mark.rule.get("is") == "relative" and not _told_that(sentence, mark)
        for mark in sentence.of("boundary", start, trigger.first)
    )


def _told_that(sentence: Sentence, that: Mark) -> bool:
    """ "Customs announced that": what follows is what was said."""
    return any(
        report.rule.get("is") in ("verb", "tell") and 0 <= that.first - report.last <= 4
        for report in sentence.of("report", 0, that.first)
    )
