"""Pauses: "resumed after a five-month hiatus" tells of the stop as well."""

import datetime as dt
from collections.abc import Iterable, Iterator

from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.marks import Mark, Sentence
from yalu.read.time import Duration, Role, TimeExpr, Unit, back_from
from yalu.vocabulary import Grain, Kind, Stance, State, Step, When

_DAY = dt.timedelta(1)


def pauses(
    sentence: Sentence, found: Iterable[Finding], before: Iterable[Finding] = ()
) -> Iterator[Finding]:
    """The stop before each reopening of a sentence, or `before` it, that says how long it
    lasted.

    Days and weeks give the days of the closure, months and years the month or the
    year in which it began.
    """
    known = list(found)
    reopened = [finding for finding in known if finding.state is State.RUNNING]
    closure = None if known else _spoken_of(sentence)
    for finding in reopened or (before if closure else ()):
        if finding.state is not State.RUNNING or finding.stance is not Stance.ASSERTS:
            continue
        when = finding.when
        if finding.kind is Kind.FORECAST or when is None or when.grain is not Grain.DAY:
            continue
        if when.earliest is None or when.earliest != when.latest:
            continue
        expr = _length(sentence, closure is not None)
        window = _before(expr, when.earliest) if expr else None
        if expr is None or window is None:
            continue
        kind = Kind.SERVICE if window.grain is Grain.INTERVAL else Kind.CHANGE
        because = [step for step in finding.because if step.slot != "when"]
        because.append(Step("when", f"when.pause:{expr.rule}", expr.start, expr.end))
        yield Finding(
            kind,
            finding.place,
            Clause(0, len(sentence.tokens)) if closure else finding.clause,
            closure or finding.trigger,
            tuple(because),
            state=State.SUSPENDED,
            when=window,
            explicit=True,
        )


def _spoken_of(sentence: Sentence) -> Mark | None:
    """ "The 18-day closure cost traders millions": the closure right behind its length."""
    return next(
        (
            noun
            for noun in sentence.of("noun")
            if noun.rule.get("is") == "restriction" and noun.first - 1 in sentence.timed
        ),
        None,
    )


def _length(sentence: Sentence, later: bool) -> TimeExpr | None:
    """The length of a stop: "after three days", "ending a nine-day closure"."""
    for expr in sentence.times:
        if not isinstance(expr.value, Duration) or expr.value.offset or expr.value.was:
            continue
        first, last = sentence.place(expr.start), sentence.place(expr.end)
        told = later and sentence.has("article", first - 1, first)
        if not (told or sentence.has("pause", first - 4, last)):
            continue
        named = any(
            noun.rule.get("is") == "restriction" and noun.first - last <= 3
            for noun in sentence.of("noun", last)
        )
        if named or sentence.has("pause_of", first - 4, last + 1):
            return expr
        if _of_halt(sentence, first, last) or _empty(sentence, expr, last):
            return expr
    return None


def _of_halt(sentence: Sentence, first: int, last: int) -> bool:
    """ "A closure of 16 days", "three days of closure"."""
    before = sentence.has("of", first - 1, first) and sentence.has("halt", first - 2, first - 1)
    return before or (
        sentence.has("of", last, last + 1) and sentence.has("halt", last + 1, last + 2)
    )


def _empty(sentence: Sentence, expr: TimeExpr, last: int) -> bool:
    """ "After 16 days in which nothing moved". "Resumed after 16 days" alone may count from the last
    news: of six such sentences two were labelled as a stop."""
    relative = any(
        mark.first == last and mark.rule.get("is") == "relative" for mark in sentence.of("boundary")
    )
    return expr.role is Role.AFTER and relative and bool(sentence.of("cue", last))


def _before(expr: TimeExpr, end: dt.date) -> When | None:
    """When the stop was that ended on a day."""
    start = back_from(expr, end)
    value = expr.value
    if start is None or start.earliest is None or not isinstance(value, Duration):
        return None
    if value.unit not in (Unit.DAY, Unit.WEEK):
        return start
    last = start.latest or start.earliest
    first = start.earliest + (last - start.earliest) // 2
    return When(first, end - _DAY, Grain.INTERVAL) if first < end else None
