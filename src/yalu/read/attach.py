"""Which date belongs to which trigger, and what window it makes.

The nearest date of the clause with a fitting role was right 25 times in 30,
the nearest date of the sentence 15 times (docs/reading.md).
"""

import datetime as dt
from typing import NamedTuple

from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope
from yalu.read.tense import Tense, tense
from yalu.read.time import (
    Duration,
    Kind,
    Origin,
    Role,
    Shift,
    TimeExpr,
    Unit,
    back_from,
    forward_from,
    resolve,
)
from yalu.vocabulary import Grain, State, Step, When

_SAYING = {"verb": 3, "tell": 5}
"""Words between a verb of saying and its date: "told the weekly briefing on Monday"."""


class Dated(NamedTuple):
    """The window of a claim, the role of its date, and why. `come`: what was announced
    for it is due by the day of writing."""

    when: When | None
    role: Role | None
    because: Step
    future: bool = False
    come: bool = False


def attach(
    sentence: Sentence,
    around: Clause,
    trigger: Mark,
    governed: Scope,
    anchor: dt.date | None,
    focus: dt.date | None,
) -> Dated | None:
    """The date that the clause gives its trigger, or None."""
    found = _candidates(sentence, around, trigger)
    backshift = governed.future is not None and sentence.has(
        "backshift", governed.future.first, governed.future.last
    )
    past = bool(governed.past or governed.perfect or backshift)
    ahead = bool(governed.future or governed.may or governed.hope) and (not past or backshift)
    dated: Dated | None = None
    for expr in (expr for expr in found if expr.dated):
        said = is_of_saying(sentence, expr)
        when = resolve(
            expr,
            sentence.said if _quoted(sentence, expr) and sentence.said else anchor,
            focus=_told_before(sentence, expr, anchor) or focus,
            future=ahead and not said,
            past=past or said or not ahead,
        )
        if when is not None:
            role = Role.AT if _cleft(sentence, expr, around) else expr.role
            dated = Dated(when, role, _step(expr, "when.attached"))
            break
    end = dated.when.latest if dated and dated.when and dated.role in (None, Role.AT) else anchor
    for expr in found:
        if expr.dated or not _lasts(expr, trigger, sentence.place(expr.start)):
            continue
        lasting = _lasting(expr, end)
        if lasting and dated and dated.role is Role.SINCE and dated.when and anchor:
            start = dated.when.earliest
            if start and start <= anchor:
                when = When(start, anchor, Grain.INTERVAL, dated.when.grain, Grain.DAY)
                dated = Dated(when, Role.FOR, dated.because)
        elif lasting and (dated is None or end is not anchor):
            dated = lasting
    if dated is None and ahead and anchor:
        dated = next((due for expr in found if (due := _due(expr, anchor))), None)
    if dated is None and focus and (clock := _clocked(sentence, around)):
        dated = Dated(When.on(focus), Role.AT, _step(clock, "when.clock"))
    if dated is None or dated.when is None:
        return None
    first, last = dated.when.earliest, dated.when.latest
    late = bool(anchor and first and first > anchor) or dated.because.rule.startswith("when.due")
    same_day = first is not None and first == last == anchor
    come = same_day or bool(backshift and anchor and last and last <= anchor)
    return Dated(dated.when, dated.role, dated.because, late, come)


def _clocked(sentence: Sentence, around: Clause) -> TimeExpr | None:
    """A time of day alone: that of the day last spoken of."""
    last = sentence.tokens.ends[around.last - 1]
    first = sentence.tokens.starts[around.first] if around.first < len(sentence.tokens) else 0
    return next(
        (
            expr
            for expr in sentence.times
            if expr.kind is Kind.CLOCK and not expr.repeated and first <= expr.start < last
        ),
        None,
    )


def _lasts(expr: TimeExpr, trigger: Mark, place: int) -> bool:
    """Whether the length is that of the trigger's state: "closed for ten days"."""
    if trigger.rule.get("state", State.SUSPENDED) != State.SUSPENDED:
        return False
    if isinstance(expr.value, Duration) and expr.value.offset:
        return False
    if expr.kind is Kind.ORDINAL or trigger.rule.get("aspect") == "noun":
        return True
    return expr.kind is Kind.DURATION and (
        expr.role in (Role.FOR, Role.SINCE) or (expr.role is None and place - trigger.last <= 1)
    )


def _candidates(sentence: Sentence, around: Clause, trigger: Mark) -> list[TimeExpr]:
    """The dates that may belong to the trigger, best first."""
    place = sentence.tokens.starts[trigger.first]
    first = sentence.tokens.starts[around.first] if around.first < len(sentence.tokens) else 0
    last = sentence.tokens.ends[around.last - 1]
    now = tense(sentence, around, trigger) is Tense.NOW
    ranked = []
    for expr in sentence.times:
        if expr.repeated or expr.kind is Kind.CLOCK or _first_since(sentence, expr):
            continue
        inside = first <= expr.start < last or _opening(sentence, expr, around)
        if not inside and not _leading(sentence, expr, around, trigger):
            continue
        another = _anothers(sentence, expr, trigger)
        if another and now and expr.dated and expr.role in (None, Role.AT):
            continue
        said = is_of_saying(sentence, expr)
        long = expr.kind in (Kind.DURATION, Kind.ORDINAL)
        far = abs(expr.start - place)
        rank = (said, long, another, _counted(expr), not inside, far, expr.start)
        ranked.append((rank, expr))
    ranked.sort(key=lambda item: item[0])
    return [expr for _, expr in ranked]


def spoken(sentence: Sentence, anchor: dt.date) -> dt.date | None:
    """The day on which the sentence says that something was said, not after `anchor`."""
    for expr in sentence.times:
        if expr.dated and expr.role in (None, Role.AT) and is_of_saying(sentence, expr):
            when = resolve(expr, anchor, past=True)
            if when and when.latest and when.earliest == when.latest and when.latest <= anchor:
                return when.latest
    return None


def _first_since(sentence: Sentence, expr: TimeExpr) -> bool:
    """ "For the first time since May" does not date what happens."""
    place = sentence.place(expr.role_start if expr.role_start >= 0 else expr.start)
    return any(
        cue.rule.get("is") == "again" and cue.last == place and cue.last - cue.first > 2
        for cue in sentence.of("cue", 0, place)
    )


def _counted(expr: TimeExpr) -> bool:
    """Whether it counts from the day last told of: "two days later"."""
    return isinstance(expr.value, Shift) and expr.value.origin is Origin.FOCUS


def _told_before(sentence: Sentence, expr: TimeExpr, anchor: dt.date | None) -> dt.date | None:
    """ "Closed on Monday and reopened two days later": the day told before in the sentence."""
    if not _counted(expr):
        return None
    for before in reversed(sentence.times):
        if before.start < expr.start and before.dated and before.role in (None, Role.AT):
            when = None if _counted(before) else resolve(before, anchor, past=True)
            if when and when.earliest == when.latest and not is_of_saying(sentence, before):
                return when.latest
    return None


def _anothers(sentence: Sentence, expr: TimeExpr, trigger: Mark) -> bool:
    """Whether a date is that of another trigger, and a boundary parts it from this one:
    "which opened in May, was closed", "closed on Monday and reopened"."""
    first = sentence.place(expr.role_start if expr.role_start >= 0 else expr.start)
    last = sentence.place(expr.end)

    def gap(mark: Mark) -> int:
        return max(first - mark.last, mark.first - last)

    if not _parted(sentence, first, trigger.first):
        return False
    return any(
        gap(other) < gap(trigger) and not _parted(sentence, first, other.first)
        for other in _heads(sentence, 0, len(sentence.tokens))
    )


def _parted(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a boundary stands between two tokens."""
    first, last = sorted((one, other))
    return any(mark.first not in sentence.timed for mark in sentence.of("boundary", first, last))


def _quoted(sentence: Sentence, expr: TimeExpr) -> bool:
    """Whether a date stands in a quotation: it counts from the day on which it was said."""
    return any(quote.start <= expr.start < quote.end for quote in sentence.quotes)


def _opening(sentence: Sentence, expr: TimeExpr, around: Clause) -> bool:
    """ "It is the third day since trains were stopped", "a second week has begun in which
    nothing passes": the count opens the clause."""
    end = sentence.place(expr.end)
    counted = expr.kind is Kind.ORDINAL and all(
        sentence.has("counting", place, place + 1) for place in range(end, around.opener)
    )
    return (counted and end <= around.opener) or _cleft(sentence, expr, around)


def _cleft(sentence: Sentence, expr: TimeExpr, around: Clause) -> bool:
    """ "It was in May that it opened", "until April, when it was halted"."""
    gap = around.opener - sentence.place(expr.end)
    return gap in (0, 1) and sentence.has("cleft", around.opener, around.opener + 1)


def _leading(sentence: Sentence, expr: TimeExpr, around: Clause, trigger: Mark) -> bool:
    """A date set before the first comma, or after the clause with no trigger of its own."""
    place = sentence.place(expr.start)
    if place >= around.last:
        if sentence.has("since", around.last, around.last + 1):
            return not _heads(sentence, around.last, place)
        beyond = _heads(sentence, around.last, len(sentence.tokens), expr.role is Role.SINCE)
        return not beyond
    return place <= 3 and not _heads(sentence, place + 1, trigger.first)


def is_of_saying(sentence: Sentence, expr: TimeExpr) -> bool:
    """Whether the date belongs to a verb of saying right before it ("said on Friday")."""
    start = sentence.place(expr.role_start if expr.role_start >= 0 else expr.start)
    for report in sentence.of("report"):
        reach = _SAYING.get(report.rule.get("is"), -1)
        if 0 <= start - report.last <= reach:
            return not _heads(sentence, report.last, start)
    return sentence.has("saying", start - 1, start)


def _heads(sentence: Sentence, first: int, last: int, verbs: bool = True) -> list[Mark]:
    """The words of tokens `[first, last)` that tell a state; "the restart" only names one,
    and is left out of `verbs`."""
    found = [mark for kind in ("trigger", "pass") for mark in sentence.of(kind, first, last)]
    return [
        mark
        for mark in found
        if not verbs
        or not (
            mark.rule.get("aspect") == "noun" or sentence.has("article", mark.first - 1, mark.first)
        )
    ]


def _due(expr: TimeExpr, anchor: dt.date) -> Dated | None:
    """ "Will open in two weeks", "within ten days"."""
    if expr.kind is not Kind.DURATION or expr.role not in (Role.AT, Role.BY):
        return None
    when = forward_from(expr, anchor)
    if when and expr.role is Role.BY:
        when = When(anchor, when.latest, Grain.INTERVAL)
    return Dated(when, expr.role, _step(expr, "when.due"))


def _lasting(expr: TimeExpr, anchor: dt.date | None) -> Dated | None:
    if anchor is None:
        return None
    start = back_from(expr, anchor)
    if start is None or start.earliest is None:
        return None
    if expr.kind is Kind.DURATION and expr.value.unit not in (Unit.DAY, Unit.WEEK):  # type: ignore[union-attr]
        return None
    last = start.latest or start.earliest
    first = start.earliest + (last - start.earliest) // 2
    when = When(first, anchor, Grain.INTERVAL, start.grain, Grain.DAY)
    return Dated(when, Role.FOR, _step(expr, "when.lasting"))


def _step(expr: TimeExpr, rule: str) -> Step:
    return Step("when", f"{rule}:{expr.rule}", expr.start, expr.end)
