"""Which date belongs to which trigger, and what window it makes.

The nearest date of the clause with a fitting role was right 25 times in 30,
the nearest date of the sentence 15 times (docs/reading.md).
"""

import datetime as dt
from typing import NamedTuple

from yalu.read.candidates import candidates, cleft, counted, is_of_saying, since_event, told_day
from yalu.read.clauses import Clause
from yalu.read.marks import Mark, Sentence
from yalu.read.scope import Scope
from yalu.read.tense import Tense, tense
from yalu.read.time import (
    ON,
    Duration,
    Kind,
    Ordinal,
    Part,
    Role,
    TimeExpr,
    Unit,
    back_from,
    forward_from,
    resolve,
)
from yalu.read.withheld import no_sign
from yalu.vocabulary import Grain, State, Step, When

_LEADS = 1
"""Sentences at the head of a text whose date is that of the news."""


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
    if not (sentence.times or "since" in sentence.held or "then" in sentence.held):
        return None
    found = candidates(sentence, around, trigger)
    if no_sign(sentence, trigger):
        found = [expr for expr in found if not is_of_saying(sentence, expr)]
    backshift = governed.future is not None and sentence.has(
        "backshift", governed.future.first, governed.future.last
    )
    now = tense(sentence, around, trigger) is Tense.NOW
    dated = _nearest(sentence, around, governed, found, anchor, focus, backshift, now=now)
    lengths = [expr for expr in found if not expr.dated and _lasts(expr, trigger, sentence)]
    if sentence.has("present", trigger.first, trigger.first + 1) and not is_standing(trigger):
        # "Norland shuts Orrel for a fortnight": the day of closing is news, the end is not.
        lengths = [expr for expr in lengths if not _plain(expr)]
    elif now:
        dated = _ahead(lengths, dated, sentence.said or anchor)
    if dated and dated.role in ON and not governed.perfect:
        # "Was closed on Monday for three days": the day is its first.
        lengths = [expr for expr in lengths if not _plain(expr)]
    if not (now or governed.perfect):
        lengths = [expr for expr in lengths if not _hours(expr)]
    dated = _with_lengths(lengths, dated, anchor, governed.perfect and not governed.past)
    unbroken = governed.zero or governed.negated
    if unbroken and anchor and (after := _ever_since(sentence, around, trigger, dated, anchor)):
        dated = after
    if (event := _counted_from(sentence, around)) and (focus or anchor):
        dated = _counted_back(sentence, event, dated, anchor, focus)
    if anchor and (then := _since_then(sentence, around, trigger)):
        began = told_day(sentence, sentence.tokens.starts[then[0]], anchor) or focus
        if began and began < anchor and (dated is None or dated.when == When.on(began)):
            step = Step("when", "when.then", *_span(sentence, *then))
            dated = Dated(When.on(began), Role.SINCE, step)
    expected = governed.future or governed.may or governed.hope
    if dated is None and expected and anchor:
        dated = next((due for expr in found if (due := _due(expr, anchor))), None)
    if dated is None and anchor and not now and (news := _news(sentence, around, trigger)):
        dated = Dated(resolve(news, anchor, past=True), Role.AT, _step(news, "when.news"))
    if dated is None and focus and (clock := _clocked(sentence, around)):
        day = told_day(sentence, clock.start, anchor or focus) or focus
        if clock.part is Part.MIDNIGHT and anchor and day < anchor:
            day += dt.timedelta(1)  # the midnight that ends the day told of
        dated = Dated(When.on(day), Role.AT, _step(clock, "when.clock"))
    if dated is None or dated.when is None:
        return None
    first, last = dated.when.earliest, dated.when.latest
    late = bool(anchor and first and first > anchor) or dated.because.rule.startswith("when.due")
    same_day = first is not None and first == last == anchor
    come = same_day or bool(backshift and anchor and last and last <= anchor)
    return Dated(dated.when, dated.role, dated.because, late, come)


def is_standing(trigger: Mark) -> bool:
    """Whether the trigger tells how things stand, not what becomes of them."""
    return bool(trigger.rule.get("aspect") == "state")


def _since_then(sentence: Sentence, around: Clause, trigger: Mark) -> tuple[int, int] | None:
    """ "Since then", "ever since", "shut since.": the tokens that point at the day told of."""
    end = len(sentence.tokens)
    for place in sentence.places("since", around.first - 1, min(around.last + 2, end)):
        if sentence.has("then", place + 1, place + 2):
            return place, place + 2
        closes = place + 1 == end or sentence.has("punctuation", place + 1, place + 2)
        if closes and place >= trigger.last:
            return place, place + 1
    for place in sentence.places("from", around.first, around.last):
        if sentence.has("then", place + 1, place + 2):
            return place, place + 2
    return None


def _ever_since(
    sentence: Sentence, around: Clause, trigger: Mark, dated: Dated | None, anchor: dt.date
) -> Dated | None:
    """ "Six weeks after the flood no lorry has yet come in": from that day to the day of writing."""
    expr = next(iter(sentence.times), None)
    if expr is None or sentence.begins(expr) > 1 or not isinstance(expr.value, Duration):
        return None
    told = expr.value.offset == 1 and tense(sentence, around, trigger) is Tense.LATELY
    if (
        not told
        or expr.value.unit not in (Unit.DAY, Unit.WEEK)
        or sentence.begins(expr) > trigger.first
    ):
        return None
    if dated is not None and dated.role not in ON:
        return None
    start = back_from(expr, anchor)
    if start is None or start.earliest is None:
        return None
    first = start.earliest + ((start.latest or start.earliest) - start.earliest) // 2
    when = When(first, anchor, Grain.INTERVAL, start.grain, Grain.DAY)
    return Dated(when, Role.FOR, _step(expr, "when.lasting"))


def _span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    return sentence.tokens.starts[first], sentence.tokens.ends[last - 1]


def _counted_from(sentence: Sentence, around: Clause) -> TimeExpr | None:
    """ "Two years after Norland shut it": how long before the news the clause was."""
    for expr in sentence.times:
        value = expr.value
        if not isinstance(value, Duration) or around.opener < 0:
            continue
        told = value.offset == 1 or sentence.has("sequel", around.opener, around.opener + 1)
        if (
            told
            and value.unit is not Unit.MINUTE
            and sentence.place(expr.end)
            in (
                around.opener,
                around.first,
            )
        ):
            return expr
    return None


def _counted_back(
    sentence: Sentence,
    event: TimeExpr,
    dated: Dated | None,
    anchor: dt.date | None,
    focus: dt.date | None,
) -> Dated | None:
    """ "Reopened on Tuesday, nine days after it was closed": back from the Tuesday; only months and
    years count from a day of which the sentence does not tell."""
    day = told_day(sentence, event.start, anchor) if anchor and _short(event) else None
    if day is None and (dated is not None or _short(event)):
        return dated
    if day is not None and not (dated and dated.when == When.on(day)):
        return dated
    since = back_from(event, day or focus or anchor or dt.date.min)
    return Dated(since, Role.AT, _step(event, "when.counted"))


def _nearest(
    sentence: Sentence,
    around: Clause,
    governed: Scope,
    found: list[TimeExpr],
    anchor: dt.date | None,
    focus: dt.date | None,
    backshift: bool,
    *,
    now: bool,
) -> Dated | None:
    """The best of the dates that come out of it as days."""
    dates = sum(expr.dated for expr in sentence.times)
    told_earlier = dates > 1 or sentence.has("pluperfect", 0, len(sentence.tokens))
    past = bool(governed.past or governed.perfect or (backshift and told_earlier))
    ahead = bool(governed.future or governed.may or governed.hope) and (not past or backshift)
    stands = not (governed.past or governed.negated or governed.zero)
    for expr in (expr for expr in found if expr.dated):
        said = is_of_saying(sentence, expr)
        # "Is closed until Friday", "has been closed until Friday": the one to come.
        lasts = expr.role is Role.UNTIL and stands and (now or governed.perfect)
        when = resolve(
            expr,
            sentence.said if sentence.said and _quoted(sentence, expr) else anchor,
            focus=_told_before(sentence, expr, anchor) or focus,
            future=(ahead or lasts) and not said,
            past=(past and not lasts) or said or not (ahead or lasts),
        )
        if when is not None and not (counted(expr) and not ahead and _after(when, anchor)):
            role = Role.AT if cleft(sentence, expr, around) else expr.role
            role = Role.SINCE if since_event(sentence, expr) else role
            return Dated(when, role, _step(expr, "when.attached"))
    return None


def _after(when: When, anchor: dt.date | None) -> bool:
    """Whether a window begins behind the day of writing: "a day later" of what is past does not."""
    return bool(anchor and when.earliest and when.earliest > anchor)


def _hours(expr: TimeExpr) -> bool:
    """ "For 40 minutes": no more than a part of the day told of."""
    return isinstance(expr.value, Duration) and expr.value.unit in (Unit.MINUTE, Unit.HOUR)


def _plain(expr: TimeExpr) -> bool:
    """ "For ten days", not "for the tenth day"."""
    return expr.kind is Kind.DURATION and expr.role is Role.FOR


def _short(expr: TimeExpr) -> bool:
    """Whether a length is one of weeks at most, and tells a day."""
    return not isinstance(expr.value, Duration) or expr.value.unit in (
        Unit.HOUR,
        Unit.DAY,
        Unit.WEEK,
    )


def _ahead(lengths: list[TimeExpr], dated: Dated | None, now: dt.date | None) -> Dated | None:
    """ "Is suspended for ten days", "will be shut for ten days from Friday"."""
    begins = dated is not None and dated.role in (None, Role.AT, Role.SINCE)
    start = dated.when.earliest if begins and dated and dated.when else now
    for expr in lengths:
        until = forward_from(expr, start) if start and _plain(expr) and _short(expr) else None
        if start and until and until.latest and (dated is None or begins):
            last = until.latest - dt.timedelta(1)
            when = When(start, last, Grain.INTERVAL, Grain.DAY, until.grain)
            return Dated(when, Role.FOR, _step(expr, "when.ahead"))
    return dated


def _with_lengths(
    lengths: list[TimeExpr], dated: Dated | None, anchor: dt.date | None, perfect: bool
) -> Dated | None:
    """The window that lengths of the state make, with the date beside them."""
    at = dated is not None and dated.role in ON
    end = dated.when.latest if at and dated and dated.when else anchor
    for expr in lengths:
        lasting = _lasting(expr, end) if _short(expr) else None
        if end and perfect and dated is None and not _short(expr):
            # "Has been shut for nearly two years" tells how it stands, and no day of closing.
            lasting = Dated(When.on(end), Role.FOR, _step(expr, "when.lasting"))
        if lasting and dated and dated.role is Role.SINCE and dated.when and anchor:
            start = dated.when.earliest
            if start and start <= anchor:
                when = When(start, anchor, Grain.INTERVAL, dated.when.grain, Grain.DAY)
                dated = Dated(when, Role.FOR, dated.because)
        elif lasting and (dated is None or (end is not anchor and _to_the_day(dated))):
            dated = lasting
    return dated


def _to_the_day(dated: Dated) -> bool:
    """Whether a length can be counted back from it: not from "last year"."""
    return bool(dated.when and dated.when.grain is Grain.DAY)


def _news(sentence: Sentence, around: Clause, trigger: Mark) -> TimeExpr | None:
    """ "Trucks crossed on Monday after the gate was reopened": the lead dates both."""
    if sentence.number >= _LEADS or not sentence.has("sequel", around.opener, around.opener + 1):
        return None
    if trigger.rule.get("aspect") not in ("event", "open") or sentence.has(
        "pluperfect", around.first, trigger.first
    ):
        return None
    found = [
        expr
        for expr in sentence.times
        if expr.dated and expr.role in ON and sentence.place(expr.end) <= around.opener
    ]
    return found[0] if len(found) == 1 and "weekday" in found[0].known else None


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


def _lasts(expr: TimeExpr, trigger: Mark, sentence: Sentence) -> bool:
    """Whether the length is that of the trigger's state: "closed for ten days"."""
    if trigger.rule.get("state", State.SUSPENDED) != State.SUSPENDED:
        return False
    if isinstance(expr.value, Duration) and expr.value.offset:
        return False
    if isinstance(expr.value, Ordinal):
        return expr.value.number > 1
    if trigger.rule.get("aspect") == "noun":
        return True
    beside = expr.role is None and sentence.place(expr.start) - trigger.last <= 1
    return expr.kind is Kind.DURATION and (expr.role in (Role.FOR, Role.SINCE) or beside)


def _told_before(sentence: Sentence, expr: TimeExpr, anchor: dt.date | None) -> dt.date | None:
    """ "Closed on Monday and reopened two days later": the day told before in the sentence."""
    if not counted(expr):
        return None
    for before in reversed(sentence.times):
        if before.start < expr.start and before.dated and before.role in ON:
            when = None if counted(before) else resolve(before, anchor, past=True)
            if when and when.earliest == when.latest and not is_of_saying(sentence, before):
                return when.latest
    return None


def _quoted(sentence: Sentence, expr: TimeExpr) -> bool:
    """Whether a date stands in a quotation: it counts from the day on which it was said."""
    return any(quote.start <= expr.start < quote.end for quote in sentence.quotes)


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
    last = start.latest or start.earliest
    first = start.earliest + (last - start.earliest) // 2
    when = When(first, anchor, Grain.INTERVAL, start.grain, Grain.DAY)
    return Dated(when, Role.FOR, _step(expr, "when.lasting"))


def _step(expr: TimeExpr, rule: str) -> Step:
    return Step("when", f"{rule}:{expr.rule}", expr.start, expr.end)
