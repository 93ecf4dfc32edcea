"""Windows: which days a state is claimed for, and whether words without a date are news."""

import datetime as dt

from yalu.read.attach import Dated
from yalu.read.candidates import spoken, told_day
from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope
from yalu.read.tense import Tense, tense
from yalu.read.time import Role
from yalu.read.usual import where_it_is
from yalu.vocabulary import Grain, Kind, State, When

_RECENT = 7
"""Days for which an undated past tense goes on telling of the day last named."""
_LEAD = 1
"""Sentences at the head of a text in which an undated past tense is today's news."""

_LONG = (Grain.WEEK, Grain.MONTH, Grain.YEAR)
"""Grains of which what has happened is over before they are: "closed earlier this month"."""


def window(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    dated: Dated | None,
    kind: Kind,
    state: State,
    anchor: dt.date | None,
    day: dt.date | None,
) -> tuple[When | None, Kind]:
    """The window of the claim; "open since Monday" is a change on Monday, and "has been
    closed since Monday" a state from then to the day of writing."""
    if dated is not None and dated.when is not None:
        in_part = trigger.rule.category == "pass" and state is State.LIMITED and governed.perfect
        held_off = state is State.LIMITED and trigger.rule.get("state") == State.SUSPENDED
        partly = state is State.LIMITED and governed.perfect and _undergone(sentence, trigger)
        going = (
            state is State.LIMITED
            and tense(sentence, around, trigger) is Tense.NOW
            and sentence.has("be_any", trigger.first - 2, trigger.first)
        )
        since = dated.role is Role.SINCE and (
            state is State.SUSPENDED or in_part or held_off or partly or going
        )
        forced = trigger.rule.get("aspect") == "force"
        if since and not forced and anchor and _goes_on(sentence, trigger, governed, kind, dated):
            return lasting_since(dated.when, anchor), Kind.SERVICE
        if dated.role in (Role.SINCE, Role.AFTER) and kind is Kind.SERVICE:
            return dated.when, Kind.CHANGE
        happened = kind is Kind.CHANGE and sentence.has("past", trigger.first - 2, trigger.first)
        if happened and (start := _begun(dated.when, anchor)):
            return When.on(start), kind
        if dated.role is Role.FOR:
            return dated.when, Kind.SERVICE if kind is not Kind.FORECAST else kind
        if dated.role is Role.UNTIL and kind is not Kind.FORECAST and anchor:
            return _lasting_until(dated.when, anchor, day), Kind.SERVICE
        past = kind is Kind.CHANGE and not dated.future and dated.when.grain in _LONG
        if kind is Kind.SERVICE or (governed.perfect and governed.negated) or past:
            return _by_now(dated.when, anchor), kind
        return dated.when, kind
    if kind is Kind.FORECAST or anchor is None:
        return None, kind
    if governed.past and kind is Kind.CHANGE:
        return None, kind
    narrated = _narrated(sentence, around, trigger, governed)
    last = (
        (told_day(sentence, sentence.tokens.starts[trigger.first], anchor) or day)
        if narrated
        else sentence.said
    )
    if last and not 0 <= (anchor - last).days <= _RECENT:
        last = None
    said = spoken(sentence, anchor) or last or anchor
    return When(said, said, Grain.DAY), kind


def _undergone(sentence: Sentence, trigger: Mark) -> bool:
    """ "Fruit has been barred since Monday" stands; "has barred fruit since Monday" began."""
    verb = trigger.rule.category == "trigger"
    return not verb or sentence.has("be_any", trigger.first - 2, trigger.first)


def _has_been(sentence: Sentence, trigger: Mark) -> bool:
    """ "Had been turning lorries back since Friday": still when it was told."""
    doing = sentence.tokens.words[trigger.first].endswith("ing")
    return doing and sentence.has("be_any", trigger.first - 1, trigger.first)


def _goes_on(sentence: Sentence, trigger: Mark, governed: Scope, kind: Kind, dated: Dated) -> bool:
    """Whether what began then still holds: "has been shut from Monday", "shut since Monday"."""
    if governed.future or kind is Kind.FORECAST:
        return False
    if governed.past and not _has_been(sentence, trigger):
        return False
    start = dated.because.start
    place = sentence.place(start) if start is not None else 0
    return governed.perfect or sentence.has("since", place - 3, place)


def _narrated(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    """Whether the words tell what happened then, not how things stand."""
    if governed.perfect or governed.still or sentence.number < _LEAD:
        return False
    if sentence.has("standing", trigger.first, trigger.last):
        return False
    if any(name.first == trigger.first for name in sentence.named("gate")):
        return False  # "Orrel. Open.": a line of how things stand
    if sentence.has("says_now", 0, trigger.first):
        return False
    standing = trigger.rule.get("aspect") == "state"
    if standing and any(
        mark.rule.get("is") == "verb" for mark in sentence.of("report", 0, trigger.first)
    ):
        return False
    return tense(sentence, around, trigger) in (Tense.PAST, Tense.EARLIER)


def lasting_since(when: When, anchor: dt.date) -> When:
    """ "Has been shut since Monday": from then to the day of saying."""
    if when.earliest is None or when.earliest > anchor:
        return when
    return When(when.earliest, anchor, Grain.INTERVAL, when.grain, Grain.DAY)


def _lasting_until(when: When, anchor: dt.date, day: dt.date | None) -> When:
    """ "Until Thursday trains ran": from the day last told of, if that is known."""
    last = when.latest
    if last is None or last >= anchor:
        return When.on(anchor)
    known = day is not None and 0 < (last - day).days <= _RECENT
    return When(day, last, Grain.INTERVAL) if known else When(None, last)


def _begun(when: When, anchor: dt.date | None) -> dt.date | None:
    """ "Was closed from yesterday until the 29th": the first day of what is to last."""
    if anchor is None or when.earliest is None or when.latest is None:
        return None
    lasting = when.grain is Grain.INTERVAL and when.earliest <= anchor < when.latest
    return when.earliest if lasting else None


def _by_now(when: When, anchor: dt.date | None) -> When:
    """ "Has not closed for a day this year": a state is told up to the day of writing."""
    if anchor is None or not (when.earliest and when.latest):
        return when
    if not when.earliest <= anchor < when.latest:
        return when
    return When(when.earliest, anchor, Grain.INTERVAL, when.grain, Grain.DAY)


def long_since(dated: Dated | None) -> bool:
    """ "In use since 2013" tells when it was built, not that it runs."""
    return bool(
        dated
        and dated.when
        and dated.role is Role.SINCE
        and dated.when.grain in (Grain.YEAR, Grain.MONTH)
    )


def current(sentence: Sentence, around: Clause, trigger: Mark, governed: Scope) -> bool:
    """Whether words without a date speak of the day of writing: news, not background."""
    follows = sentence.has("consequence", around.opener, around.opener + 1)
    if around.opened == "subordinate" and not (follows or where_it_is(sentence, around)):
        since = sentence.has("since", around.opener, around.opener + 1)
        closed = trigger.rule.get("state") == State.SUSPENDED
        waiting = sentence.has("have", 0, around.opener)
        if since and closed and sentence.has("be_present", trigger.first - 2, trigger.first):
            return True  # "since it is shut, lorries go by Kessim": the reason
        return since and closed and waiting and not sentence.has("past", 0, around.opener)
    meanwhile = around.opener == 0 and sentence.has("while", 0, 1)
    if meanwhile and sentence.has("past", trigger.first - 3, trigger.first):
        return False
    state = trigger.rule.get("aspect") == "state"
    if sentence.has("comma", trigger.first - 1, trigger.first) and not state:
        return False
    if sentence.has("putting", around.first, trigger.first):
        return False
    going_on = sentence.has("be_any", trigger.first - 2, trigger.first)
    settled = trigger.rule.get("settled")
    if sentence.has("nonfinite", trigger.first, trigger.last) and not (going_on or settled):
        return sentence.has("immediate", trigger.first - 2, trigger.first)
    if sentence.number < _LEAD or governed.perfect or governed.still:
        return not governed.past
    if trigger.rule.get("aspect") == "state":
        return not sentence.has("pluperfect", trigger.first - 4, trigger.first)
    return not sentence.has("pluperfect", trigger.first - 4, trigger.first)
