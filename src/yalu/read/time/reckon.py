"""From a length to the other end of it: when did what ended after ten days begin?"""

import datetime as dt

from yalu.read.time.expr import Bound, Duration, Ordinal, TimeExpr, Unit
from yalu.read.time.windows import DAY, step
from yalu.vocabulary import Grain, When

_GRAINS = {
    Unit.DAY: Grain.DAY,
    Unit.WEEK: Grain.WEEK,
    Unit.MONTH: Grain.MONTH,
    Unit.YEAR: Grain.YEAR,
}
_ROUND_THE_CLOCK = 24
# Days by which a length may be off on either side, for a single unit.
_REACH = {Unit.DAY: 0, Unit.WEEK: 3, Unit.MONTH: 15, Unit.YEAR: 182}


def back_from(expr: TimeExpr, end: dt.date) -> When | None:
    """The window of the day on which it began, if it ended or is seen on `end`.

    Counted days may be inclusive or not, so that single days are `about`. None for
    expressions that are no length in days or more.
    """
    return _other_end(expr, end, -1)


def forward_from(expr: TimeExpr, start: dt.date) -> When | None:
    """The window of the day on which it ends, if it begins on `start`."""
    return _other_end(expr, start, 1)


def _other_end(expr: TimeExpr, day: dt.date, way: int) -> When | None:
    value = expr.value
    try:
        if isinstance(value, Ordinal):
            return _nth(value, day, way)
        if isinstance(value, Duration) and (length := _in_days(value)):
            return _length(length, day, way)
    except (OverflowError, ValueError):
        pass
    return None


def _in_days(value: Duration) -> Duration | None:
    """A length in days or more; hours too, but "a 24-hour blockade" is one round the clock."""
    if value.unit is Unit.HOUR and value.low > _ROUND_THE_CLOCK:
        return Duration(value.low // 24, value.high // 24, Unit.DAY, value.bound)
    return value if value.unit in _GRAINS else None


def _nth(value: Ordinal, day: dt.date, way: int) -> When:
    """The eighth day is seven days from the first."""
    there = step(day, way * (value.number - 1), value.unit)
    if value.unit is Unit.DAY:
        return When(there, there, Grain.DAY, about=value.number > 1)
    far = step(day, way * value.number, value.unit)
    first, last = sorted((far - DAY * way, there))
    return When(first, last, _GRAINS[value.unit], about=True)


def _length(value: Duration, day: dt.date, way: int) -> When:
    low, high = _steps(value.low, value.unit, day, way), _steps(value.high, value.unit, day, way)
    first, last = sorted((low, high))
    reach = _REACH[value.unit]
    slack = reach or (2 if value.bound else 0)
    slack = max(slack, reach if value.high < 6 else reach * 2)
    # "nearly two years" is shorter and "over two years" longer than two.
    short, long = slack, slack
    if value.bound is Bound.UNDER:
        long = 0
    elif value.bound is Bound.OVER:
        short = 0
    before, after = (long, short) if way < 0 else (short, long)
    grain = _GRAINS[value.unit]
    if low != high:
        grain = Grain.INTERVAL
    return When(first - DAY * before, last + DAY * after, grain, about=True)


def _steps(count: float, unit: Unit, day: dt.date, way: int) -> dt.date:
    """A number of units away; halves of months and years count as days and months."""
    if count == int(count):
        return step(day, way * int(count), unit)
    finer, scale = {
        Unit.YEAR: (Unit.MONTH, 12),
        Unit.MONTH: (Unit.DAY, 30),
        Unit.WEEK: (Unit.DAY, 7),
        Unit.DAY: (Unit.DAY, 1),
    }[unit]
    return step(day, way * round(count * scale), finer)
