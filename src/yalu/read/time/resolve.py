"""`resolve`: the window of days that an expression means, seen from an anchor."""

import dataclasses
import datetime as dt

from yalu.read.time import calendar_days, pieces
from yalu.read.time.expr import (
    Anchor,
    Calendar,
    Date,
    Night,
    Origin,
    Period,
    Range,
    Role,
    Shift,
    TimeExpr,
    Unit,
    Weekday,
)
from yalu.read.time.sight import Sight
from yalu.read.time.symbolic import needs_anchor, symbolic
from yalu.read.time.windows import DAY, around, step
from yalu.vocabulary import Grain, When


def resolve(
    expr: TimeExpr,
    anchor: dt.date | Anchor | None,
    *,
    focus: dt.date | None = None,
    future: bool = False,
    past: bool = False,
) -> When | None:
    """The window of `expr`; the package docstring gives its grains.

    None for lengths, hours, repeated times and days that no calendar has. An anchor
    that is a window gives the window of all that it could be, marked `about`.
    """
    if not expr.dated:
        return None
    value: Date | Range = expr.value  # type: ignore[assignment]
    if anchor is None:
        if needs_anchor(value, focus is not None):
            return When(symbolic=symbolic(value))
        anchor = focus or dt.date(2000, 1, 1)
    seen = Anchor.of(anchor)
    past = past and not (expr.role in (Role.UNTIL, Role.BY) and not future)
    found = _window(value, Sight(seen.first, focus or seen.first, future, past))
    if found is not None and seen.first != seen.last:
        other = _window(value, Sight(seen.last, focus or seen.last, future, past))
        found = _either(found, other, seen)
    if found is not None and expr.about:
        found = dataclasses.replace(found, about=True)
    return found


def _either(one: When, other: When | None, seen: Anchor) -> When | None:
    """What an anchor between two days leaves possible."""
    if other is None or one == other:
        return other
    days = (seen.last - seen.first).days
    grain = Grain.WEEK if days < 14 else Grain.MONTH if days < 62 else Grain.YEAR
    ends = [day for when in (one, other) for day in (when.earliest, when.latest) if day]
    return When(min(ends), max(ends), grain, about=True)


def _window(value: Date | Range, sight: Sight) -> When | None:
    try:
        if isinstance(value, Range):
            return _range(value, sight)
        return window(value, sight)
    except (OverflowError, ValueError):
        return None


def window(value: Date, sight: Sight) -> When | None:
    """The window of one date."""
    if isinstance(value, Calendar):
        return calendar_days.window(value, sight)
    if isinstance(value, Weekday):
        return When.on(calendar_days.weekday(value, sight))
    if isinstance(value, Shift):
        return _shift(value, sight)
    if isinstance(value, Night):
        return window(value.last, sight)
    if isinstance(value, Period):
        return pieces.period(value, sight)
    return pieces.piece(value, sight, window)


def _shift(value: Shift, sight: Sight) -> When | None:
    start = sight.anchor if value.origin is Origin.ANCHOR else sight.focus
    if value.base is not None:
        base = window(value.base, sight)
        if base is None or base.earliest is None:
            return None
        start = base.earliest
    first, last = step(start, value.low, value.unit), step(start, value.high, value.unit)
    if value.unit is Unit.DAY or value.base is not None:
        return When(first, last, Grain.DAY if first == last else Grain.INTERVAL)
    low, high = around(first, value.unit), around(last, value.unit)
    grain = low.grain if first == last else Grain.INTERVAL
    return When(low.earliest, high.latest, grain)


def _end(value: Date, sight: Sight) -> When | None:
    """The end of a stretch; "the past two weeks" are fourteen days."""
    if isinstance(value, Shift) and value.base is None:
        start = sight.anchor if value.origin is Origin.ANCHOR else sight.focus
        return When.on(step(start, value.low, value.unit))
    return window(value, sight)


def _range(value: Range, sight: Sight) -> When | None:
    first, last = _end(value.first, sight), _end(value.last, sight)
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    if isinstance(value.first, Weekday) and isinstance(value.last, Weekday):
        days = (value.last.weekday - value.first.weekday) % 7
        last = When.on(first.earliest + DAY * (days or 7))
    last = calendar_days.not_before(first, last, value.last)
    if last is None or last.latest is None or last.latest < first.earliest:
        return None
    return When(
        first.earliest,
        last.latest,
        Grain.INTERVAL,
        None if first.grain is Grain.DAY else first.grain,
        None if last.grain is Grain.DAY else last.grain,
        first.about or last.about,
    )
