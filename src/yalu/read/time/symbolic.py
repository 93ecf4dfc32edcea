"""What is left of a relative date without an anchor: its normal form, after TIMEX3."""

from yalu.read.time.expr import (
    Calendar,
    Date,
    Night,
    Origin,
    Period,
    Piece,
    Range,
    Shift,
    Unit,
    Weekday,
)

_LETTERS = {Unit.WEEKEND: "WE", Unit.SEASON: "S", Unit.QUARTER: "Q", Unit.HALF: "H"}


def needs_anchor(value: Date | Range, focused: bool = False) -> bool:
    """Whether the days depend on when or after what it was said."""
    if isinstance(value, Range):
        return needs_anchor(value.first, focused) or needs_anchor(value.last, focused)
    if isinstance(value, Calendar):
        return value.year is None
    if isinstance(value, Night):
        return needs_anchor(value.last, focused)
    if isinstance(value, Shift) and value.base is not None:
        return needs_anchor(value.base, focused)
    if isinstance(value, Shift | Period | Weekday) and value.origin is Origin.FOCUS:
        return not focused
    if isinstance(value, Piece) and value.of is not None:
        return needs_anchor(value.of, focused)
    return True


def symbolic(value: Date | Range) -> str:
    """The normal form: P-1D, P-1W, XXXX-WXX-1, XXXX-01-17, XXXX-XX-25; F for the focus."""
    if isinstance(value, Range):
        return f"{symbolic(value.first)}/{symbolic(value.last)}"
    if isinstance(value, Calendar):
        return _calendar(value)
    if isinstance(value, Weekday):
        week = "XXXX-WXX" if value.week is None else f"{_mark(value.origin)}P{value.week}W"
        return f"{week}-{value.weekday + 1}"
    if isinstance(value, Night):
        return f"{symbolic(value.last)}T00"
    mark = _mark(value.origin) if isinstance(value, Shift | Period) else ""
    if isinstance(value, Shift):
        base = f"{symbolic(value.base)} " if value.base is not None else mark
        low, high = f"P{value.low}{value.unit}", f"P{value.high}{value.unit}"
        return base + (low if low == high else f"{low}/{high}")
    if isinstance(value, Period):
        suffix = f"-{value.mod}" if value.mod else ""
        return f"{mark}P{value.offset}{_LETTERS.get(value.unit, value.unit)}{suffix}"
    whole = symbolic(value.of) if value.of is not None else "XXXX"
    return f"{whole}-{_LETTERS.get(value.unit, value.unit)}{value.index}"


def _mark(origin: Origin) -> str:
    return "F" if origin is Origin.FOCUS else ""


def _calendar(value: Calendar) -> str:
    year = f"{value.year:04d}" if value.year else "XXXX"
    if value.years is not None:
        year = f"P{value.years}Y"
    elif value.side is not None:
        year = f"P{value.side}"
    month = f"{value.month:02d}" if value.month else "XX"
    if value.months is not None:
        year, month = f"P{value.months}M", ""
    parts = [year]
    if value.month or value.day:
        parts += [month] if month else []
    if value.day:
        parts.append(f"{value.day:02d}")
    return "-".join(parts) + (f"-{value.mod}" if value.mod else "")
