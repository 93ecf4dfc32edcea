"""State frames: change, service and forecast claims from triggers and passing words."""

import datetime as dt
from collections.abc import Iterator

from yalu.corridors import Atlas
from yalu.read.attach import Dated, attach
from yalu.read.clauses import Clause, clause
from yalu.read.closures import announced_closure, only_named, unmade
from yalu.read.finding import Finding, Reading
from yalu.read.focus import Focus, Place, mentions
from yalu.read.gapping import gapped
from yalu.read.heads import asks, told_in_fiction
from yalu.read.hindrances import deeds, on_time, silenced
from yalu.read.leaks import leaks
from yalu.read.limits import cut, lifted, only_then, until_then
from yalu.read.marks import Mark, Sentence
from yalu.read.ordinary import aftermath
from yalu.read.outdone import ended, of_pause, outdone
from yalu.read.outlook import outlook
from yalu.read.partial import rates, shares
from yalu.read.passing import ceased, passing
from yalu.read.pauses import pauses
from yalu.read.places import choose
from yalu.read.readings import reading_of
from yalu.read.reasons import findings
from yalu.read.restraints import narrowed, restrictive, unlimited
from yalu.read.scope import Scope, scope
from yalu.read.shortfalls import lets_by, shortfalls
from yalu.read.staffed import unmanned
from yalu.read.strange import strange, unable
from yalu.read.subjects import speaks
from yalu.read.time import Role
from yalu.read.troubles import untroubled
from yalu.read.windows import current
from yalu.read.withheld import ejecting
from yalu.vocabulary import Kind, Stance, State, Step

_LASTING = (Role.SINCE, Role.FOR)
_NONE = "shut.none"
"""The words "there is no", of what would pass."""


def states(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The state findings of one sentence. `anchor` is the day of saying, `day` the
    last event's day."""
    if focus.fiction or told_in_fiction(sentence) or asks(sentence):
        return
    found = list(_told(sentence, focus, anchor, day, atlas))
    found += rates(sentence, focus, anchor, day, atlas)
    if not sentence.marks.keys().isdisjoint(("part", "fraction", "percent")):
        found += shares(sentence, focus, anchor, day, atlas)
        found += untroubled(sentence, focus, anchor, day, atlas)
        if not found:
            found += shortfalls(sentence, focus, anchor, day, atlas)
    if "pass" in sentence.marks and not any(one.state is State.LIMITED for one in found):
        found += lets_by(sentence, focus, anchor, day, atlas)
    found += unmanned(sentence, focus, anchor, day, atlas)
    found = gapped(sentence, found, focus, anchor, atlas)
    if len(found) > 1:
        found = [on_time(finding, found) for finding in found]
    found = [ended(finding, found) for finding in found if not outdone(finding, found)]
    if len(found) > 1:
        found = list(narrowed(sentence, found))
    paused = list(pauses(sentence, found, focus.reopened))
    found = [one for one in found if not (paused and of_pause(one, found))]
    yield from found
    yield from paused
    if reopened := [one for one in found if one.state is State.RUNNING and one.explicit]:
        focus.reopened = tuple(reopened)
    foretold = {finding.state for finding in found if finding.kind is Kind.FORECAST}
    yield from outlook(sentence, focus, anchor, day, atlas, foretold)


def _told(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What words of opening, closing and passing say."""
    hindered = deeds(sentence, focus)
    for deed in hindered:
        if deed.trigger:
            yield from _triggered(sentence, deed.around, deed.trigger, focus, anchor, day, atlas)
    for trigger in sentence.of("trigger"):
        if hindered and silenced(trigger, hindered):
            continue
        around = clause(sentence, trigger)
        if _dated_by_force(sentence, around, trigger):
            continue
        if speaks(sentence, around, trigger, focus):
            yield from _triggered(sentence, around, trigger, focus, anchor, day, atlas)
    for verb in ejecting(sentence):
        around = clause(sentence, verb)
        if speaks(sentence, around, verb, focus):
            yield from _triggered(sentence, around, verb, focus, anchor, day, atlas)
    for mark in sentence.of("pass"):
        if mark.rule.get("particle") and not sentence.has("particle", mark.last + 1, mark.last + 6):
            continue
        if (bars := mark.rule.get("bars")) and sentence.has(bars, mark.last, mark.last + 1):
            continue
        about = sentence, clause(sentence, mark), mark, focus, anchor, day, atlas
        yield from (list(ceased(*about)) or list(leaks(*about)) or passing(*about))
    denied = (*strange(sentence), *unable(sentence)) if "cue" in sentence.marks else ()
    for mark in denied:
        around = clause(sentence, mark)
        yield from passing(sentence, around, mark, focus, anchor, day, atlas)


def _triggered(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    focus: Focus,
    anchor: dt.date | None,
    day: dt.date | None,
    atlas: Atlas,
) -> Iterator[Finding]:
    governed = _governed(sentence, around, trigger)
    told = _stated(sentence, around, trigger, focus) if governed else None
    if governed is None or told is None:
        return
    dated = _dated(sentence, around, trigger, governed, anchor, day)
    willed = _willed(governed)
    if governed.deferred and not (dated and dated.future):
        return
    noun = trigger.rule.get("aspect") == "noun"
    announced = noun and announced_closure(sentence, around, trigger, dated)
    if noun and not governed.denied:
        spoken = told is not State.LIMITED and (willed or (dated and dated.role in _LASTING))
        if not (announced or spoken) or only_named(sentence, around, trigger):
            return
    if trigger.rule.get("aspect") == "force" and dated is None:
        return
    clocked = dated is not None and dated.because.rule.startswith("when.clock")
    if clocked and sentence.has("present", trigger.first, trigger.last):
        if not sentence.has("sooner", around.first, len(sentence.tokens)):
            return  # "opens at 8 a.m.": its hours
        told, dated = State.LIMITED, None
    if dated and anchor and not willed and _running_on(dated, anchor):
        dated = dated._replace(future=True)
    ends = dated is not None and dated.future and _ends(dated, anchor)
    for date in (None, dated) if ends and not willed else (dated,):
        reading = reading_of(sentence, around, trigger, told, governed, date)
        if reading is None or (date is None and dated and reading[0] is Kind.FORECAST):
            continue
        if reading[0] is Kind.FORECAST and governed.decided and date and _gone(date, anchor):
            date = None  # the day of the decision, not of what it decides
        reading = _turned(sentence, trigger, governed, date, reading)
        if date is None and aftermath(trigger, reading, focus):
            continue
        settled = announced or governed.denied or reading[0] is Kind.FORECAST
        if date is None and not (settled or current(sentence, around, trigger, governed)):
            continue
        places = _where(sentence, around, trigger, focus, atlas)
        yield from findings(
            sentence, around, trigger, governed, date, reading, places, focus, anchor, day
        )


def _governed(sentence: Sentence, around: Clause, trigger: Mark) -> Scope | None:
    """What the cues make of a trigger; None where they leave nothing that is told."""
    governed = scope(sentence, around, trigger)
    if failed := _failed(sentence, around, governed):
        governed = governed._replace(future=None, may=None, negated=failed, infinitive=False)
    if limited := cut(sentence, around):
        governed = governed._replace(only=governed.only or limited)
    noun = trigger.rule.get("aspect") == "noun"
    nominal = noun or sentence.has("nonfinite", trigger.first, trigger.last)
    settled = trigger.rule.get("settled")
    if nominal and not settled and (zero := unmade(sentence, governed, trigger)):
        governed = governed._replace(denied=zero, zero=None)
    if governed.only and governed.may and only_then(sentence, trigger):
        governed = governed._replace(only=None, hope=governed.only, future=governed.may)
    rumour = governed.denied or governed.unclear
    if governed.elsewhere or (governed.wish and not rumour):
        return None
    if governed.infinitive and not (_willed(governed) or _undone(sentence, governed)):
        return None
    if governed.denied and sentence.has("rumour", 0, trigger.first) and _from(sentence, trigger):
        governed = governed._replace(future=governed.denied)
    return governed


def _willed(governed: Scope) -> bool:
    return bool(governed.future or governed.decided or governed.hope)


def _stated(sentence: Sentence, around: Clause, trigger: Mark, focus: Focus) -> State | None:
    """The state that a trigger names; None where it names none, or the end of a suspension."""
    told = focus.state if trigger.rule.at["state"] == "same" else State(trigger.rule.at["state"])
    if trigger.rule.get("aspect") == "force" and focus.banned and not mentions(sentence, focus):
        told = State.LIMITED  # the ban of one kind of goods, told before
    if restrictive(sentence, around, trigger, focus):
        told = State.LIMITED
    if told is State.LIMITED and unlimited(sentence, trigger):
        told = State.RUNNING
    suspended = told is State.SUSPENDED and not trigger.rule.get("settled")
    return None if suspended and lifted(sentence, around, trigger) else told


def _dated(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    anchor: dt.date | None,
    day: dt.date | None,
) -> Dated | None:
    """The date of what a trigger tells, but for how long it is to last and when that ends."""
    dated = attach(sentence, around, trigger, governed, anchor, day)
    if dated and dated.role is Role.FOR and not dated.future and _willed(governed):
        return None  # how long it will last, not has lasted
    if dated and dated.role is Role.UNTIL:
        settled = trigger.rule.get("settled")
        if settled == "end" or (settled == "ahead" and not dated.future):
            return None  # "was prolonged until Sunday", "was put on hold until March"
    return dated


def _turned(
    sentence: Sentence, trigger: Mark, governed: Scope, date: Dated | None, reading: Reading
) -> Reading:
    """A reading whose date tells the end of what its words tell."""
    kind, state, stance = reading
    if date and state is State.SUSPENDED and _till_then(sentence, trigger, governed, date):
        return kind, State.RUNNING, stance
    if date and date.role is Role.BEFORE and trigger.rule.id == _NONE:
        return kind, State.RUNNING, Stance.DENIES  # "no lorries before Sunday"
    if kind is Kind.FORECAST and trigger.rule.id == _NONE and until_then(sentence, trigger):
        return kind, State.RUNNING, Stance.SPECULATES  # "no trade until it is safe"
    return reading


def _ends(dated: Dated, anchor: dt.date | None) -> bool:
    """Whether a date to come is the end of what holds already: "until Monday", "for another
    week", but no "strike for Monday"."""
    if dated.role is Role.UNTIL:
        return True
    begins = dated.when.earliest if dated.when else None
    lasts = begins is None or anchor is None or begins <= anchor
    return dated.role is Role.FOR and lasts


def _dated_by_force(sentence: Sentence, around: Clause, trigger: Mark) -> bool:
    """ "A ban on lorries comes into force on 1 October": the verb tells when, and not the ban."""
    return bool(sentence.times) and any(
        one.rule.get("aspect") == "force" and one.last in sentence.timed
        for one in sentence.of("trigger", trigger.last, around.last)
    )


def _till_then(sentence: Sentence, trigger: Mark, governed: Scope, dated: Dated) -> bool:
    """ "The closure is to last until Monday": it opens then; of a protest nobody knows."""
    noun = trigger.rule.get("aspect") == "noun" and dated.role is Role.UNTIL
    return (
        noun
        and governed.future is not None
        and sentence.has("lasting", trigger.last, trigger.last + 6)
        and not sentence.has("protesting", trigger.first, trigger.last)
    )


def _running_on(dated: Dated, anchor: dt.date) -> bool:
    """ "Is suspended for ten days": it is so now, and will be."""
    last = dated.when.latest if dated.when else None
    return dated.because.rule.startswith("when.ahead") and last is not None and last > anchor


def _from(sentence: Sentence, trigger: Mark) -> bool:
    """ "Rumours of a stop from Monday": of one that is yet to begin."""
    return any(
        expr.role is Role.SINCE and sentence.has("from", sentence.begins(expr), trigger.last + 8)
        for expr in sentence.times
        if sentence.begins(expr) >= trigger.last
    )


def _where(
    sentence: Sentence, around: Clause, trigger: Mark, focus: Focus, atlas: Atlas
) -> list[Place]:
    """The gates of a trigger; "the measure, in force since May" is of those that it shut."""
    shut = focus.shut or (focus.banned if trigger.rule.get("aspect") == "force" else ())
    if restrictive(sentence, around, trigger, focus):
        shut = ()
    if shut and not mentions(sentence, focus, around.first, trigger.first):
        nouns = sentence.of("noun", around.first, around.last)
        kinds = {mark.rule.get("is") for mark in nouns}
        named = mentions(sentence, focus, around.first, around.last)
        forced = trigger.rule.get("aspect") == "force"
        if forced or (kinds & {"measure", "restriction"} and not kinds & {"gate"} and not named):
            step = Step("gate", "gate.shut")
            return [place._replace(because=step) for place in shut]
    return choose(sentence, around, trigger.first, focus, atlas)


def _gone(dated: Dated, anchor: dt.date | None) -> bool:
    last = dated.when.latest if dated.when else None
    return bool(anchor and last and last < anchor)


def _undone(sentence: Sentence, governed: Scope) -> bool:
    """ "Has yet to reopen", "failed to open": it is said that it was not done."""
    cue = governed.negated
    return cue is not None and sentence.has("not_done", cue.first, cue.last)


def _failed(sentence: Sentence, around: Clause, governed: Scope) -> Mark | None:
    """ "Was due to reopen on Monday but did not": the "not" of the next clause."""
    ahead = governed.future
    if ahead is None or not sentence.has("past", ahead.first - 2, ahead.last):
        return None
    for mark in sentence.of("boundary", around.last):
        if mark.first != around.last or mark.rule.get("is") != "contrast":
            return None
        if sentence.of("trigger", mark.last) or sentence.of("pass", mark.last):
            return None
        cues = sentence.of("cue", mark.last, min(mark.last + 4, len(sentence.tokens)))
        return next((cue for cue in cues if cue.rule.get("is") == "not"), None)
    return None
