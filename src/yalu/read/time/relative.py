"""Days counted from the day of writing or the day last spoken of: yesterday, two weeks ago."""

from yalu.read.time.draft import Draft, Rule, Slice, tag_in
from yalu.read.time.expr import Bound, Duration, Origin, Part, Range, Shift, Unit
from yalu.read.time.lengths import quantity
from yalu.read.time.weekdays import part_of


def _deictic(found: Slice) -> Draft:
    if found.has("TONIGHT"):
        return found.draft("relative.day", "DATE", Shift(0, 0, Unit.DAY), part=Part.NIGHT)
    away = found.value("DEICTIC")
    if found.has("UNIT"):
        away += -1 if found.has("BEFORE") else 1
    return found.draft("relative.day", "DATE", Shift(away, away, Unit.DAY), part=part_of(found))


def _part(found: Slice) -> Draft | None:
    part = part_of(found)
    if found.has("FOCUSREL", "THAT"):
        away, origin = found.value("FOCUSREL") or 0, Origin.FOCUS
    elif found.has("BEFORE", "AFTER"):
        away, origin = (-1 if found.has("BEFORE") else 1), Origin.FOCUS
    else:
        away, origin = found.value("REL") or 0, Origin.ANCHOR
        if found.has("THE") and away > 0:
            origin = Origin.FOCUS  # "the next morning"
    weak = not found.has("FOCUSREL", "THAT", "BEFORE", "AFTER", "REL")
    value = Shift(away, away, Unit.DAY, Origin.FOCUS if weak else origin)
    symbol = "PART" if weak else "DATE"
    return found.draft("relative.part", symbol, value, part=part, weak=weak)


_CLOSED = ("COMMA", "DOT", "MARK", "FUN", "AND", "SHUT", "IN", "AT", "OPEN", "TO", "FROM", "BY")


# What follows "the day before" where that counts from an event or a date.
_EVENT = (
    *("THE", "A", "CAP", "THAT", "PRONOUN", "WEEKDAY", "WDABBR"),
    *("MONTH", "MAY", "MABBR", "DAY", "ORD", "ISO", "DOTS"),
)


def _focus_day(found: Slice) -> Draft | None:
    if found.value("UNIT") != [Unit.DAY, 1]:
        return None
    away = found.value("FOCUSREL", "REL") or 0
    if found.has("REL") and not found.has("THE"):
        # "This day" is today; "last day" and "next day" without an article are none.
        today = Shift(0, 0, Unit.DAY)
        return None if away else found.draft("relative.focus-day", "DATE", today)
    if found.has("REL") and away < 0:
        return None
    if found.has("BEFORE", "AFTER"):
        away = -1 if found.has("BEFORE") else 1
        if tag_in(found.after(), *_EVENT):
            cut = found.cut(found.find("BEFORE", "AFTER"))
            return cut.draft("length.event", "LENGTH", Duration(1, 1, Unit.DAY, offset=away))
    return found.draft("relative.focus-day", "DATE", Shift(away, away, Unit.DAY, Origin.FOCUS))


def _ago(found: Slice) -> Draft | None:
    length = quantity(found)
    if length is None:
        return None
    low, high, about = length.low, length.high, length.bound is not None
    unit, scale = length.unit, 1
    if unit in (Unit.HOUR, Unit.MINUTE):
        if max(low, high) > 12 * (60 if unit is Unit.MINUTE else 1):
            return None
        low, high, unit, about = 0.0, 0.0, Unit.DAY, True
    if low != int(low) or high != int(high):
        scale, unit, about = (12, Unit.MONTH, about) if unit is Unit.YEAR else (7, Unit.DAY, True)
        scale = 30 if length.unit is Unit.MONTH else scale
    near, far = round(low * scale), round(high * scale)
    if found.has("AGO", "BACK"):
        return found.draft("relative.ago", "DATE", Shift(-far, -near, unit), about=about)
    if found.has("HENCE", "NOW", "POSS"):
        return found.draft("relative.from-now", "DATE", Shift(near, far, unit), about=about)
    if found.value("COMPARE") == -1 or found.has("BEFORE"):
        value = Shift(-far, -near, unit, Origin.FOCUS)
    else:
        value = Shift(near, far, unit, Origin.FOCUS)
    place = found.find("COMPARE", "BEFORE", "AFTER")
    if found.has("BEFORE", "AFTER") and not _closed(found):
        cut = found.cut(place)
        sign = -1 if found.has("BEFORE") else 1
        event = Duration(length.low, length.high, length.unit, length.bound, offset=sign)
        return cut.draft("length.event", "LENGTH", event)
    if tag_in(found.after(), "THAN"):
        return None
    return found.draft("relative.focus", "DATE", value, about=about)


def _closed(found: Slice) -> bool:
    return not found.after() or tag_in(found.after(), *_CLOSED)


def _overnight(found: Slice) -> Draft:
    return found.draft("relative.overnight", "OVERNIGHT", Shift(0, 0, Unit.DAY), part=Part.NIGHT)


def _window(found: Slice) -> Draft | None:
    """The last three days, the past two weeks, the coming days."""
    length = quantity(found)
    if length is None or length.unit in (Unit.HOUR, Unit.MINUTE):
        return None
    far, unit = round(length.high), length.unit
    about = length.low != length.high or length.bound is Bound.ABOUT
    today = Shift(0, 0, Unit.DAY)
    if (found.value("REL", "PAST") or 0) < 0:
        value = Range(Shift(-far, -far, unit), today)
    else:
        value = Range(today, Shift(far, far, unit))
    return found.draft("relative.window", "STRETCH", value, about=about)


DAYS: tuple[Rule, ...] = (
    Rule(
        "relative.day",
        "THE UNIT [BEFORE AFTER] DEICTIC | DEICTIC POSS? DAYPART? | TONIGHT",
        _deictic,
    ),
    Rule(
        "relative.part",
        "(?: THE? REL | THE? FOCUSREL | THAT ) DAYPART | THE NIGHT [BEFORE AFTER] | THE DAYPART (?! OF | FROM | BETWEEN | TO )",
        _part,
    ),
    Rule(
        "relative.window",
        "THE? [REL PAST] (?: HEDGE* QUANTITY ) DASH? UNITS | THE [REL PAST] UNITS | THE PAST UNIT",
        _window,
    ),
)
OFFSETS: tuple[Rule, ...] = (
    Rule(
        "relative.ago",
        "LEN (?: AGO | [HENCE BACK] | FROM NOW | POSS TIMEWORD | [BEFORE AFTER COMPARE] )",
        _ago,
    ),
    Rule(
        "relative.focus-day",
        "(?: [THE THAT] FOCUSREL | THAT | THE? REL ) UNIT | THE UNIT [BEFORE AFTER]",
        _focus_day,
    ),
    Rule("relative.overnight", "OVERNIGHT", _overnight),
)
