"""Calendar dates: 17 January 2022, Jan. 17-19, mid-May, 2021, the 25th."""

from yalu.read.time.draft import Draft, Rule, Slice, tag_in
from yalu.read.time.expr import Calendar, Mod, Range, Unit

_EDGES = {"early": Mod.EARLY, "mid": Mod.MID, "late": Mod.LATE, "end": Mod.END}


def mod_of(found: Slice) -> Mod | None:
    """Early, mid, late, the beginning of, the end of ... in these words."""
    word = found.value("MOD", "EDGE")
    if word:
        return _EDGES[word]
    if found.has("BEGINNING"):
        return Mod.EARLY
    return Mod.END if found.has("END") else None


def _tail(found: Slice) -> tuple[Slice, int | None, int | None]:
    """The slice, its year and its year counted from the anchor ("last year").

    A tail that is no year ("in January last week") is cut off.
    """
    if found.has("YEAR"):
        return found, found.value("YEAR"), None
    place = found.find("REL", "PAST")
    if place < 0 or place == found.first:
        return found, None, None
    if found.value("UNIT") != ["Y", 1]:
        while tag_in(found.tokens.tags[place - 1], "OF", "COMMA"):
            place -= 1
        return found.cut(place), None, None
    return found, None, found.tokens.values[place]


def _iso(found: Slice) -> Draft | None:
    year, month, day = found.value("ISO", "DOTS")
    if month is None:
        return None
    symbol = "DATE" if day else "SPAN"
    return found.draft("calendar.numeric", symbol, Calendar(year, month, day))


def _day_month(found: Slice) -> Draft | None:
    found, year, years = _tail(found)
    days = found.all("DAY", "ORD", "ORDWORD", "FIRST")
    month = found.value("MONTH", "MAY", "MABBR")
    month_first = found.find("MONTH", "MAY", "MABBR") < found.find("DAY", "ORD", "ORDWORD", "FIRST")
    if any(not 1 <= day <= 31 for day in days):
        return None
    if month_first and not year and not found.has("ORD"):
        if len(days) == 2 and tag_in(found.after(), "THING"):
            found, days = found.cut(found.last - 2), days[:1]
        if tag_in(found.before(), "IN") and tag_in(found.after(), "LOW", "THING"):
            return _month(found.cut(found.find("DAY")))
    first = Calendar(year, month, days[0], years=years)
    if len(days) == 1:
        rule = "calendar.month-day" if month_first else "calendar.day-month"
        return found.draft(rule, "DATE", first)
    if days[0] >= days[1]:
        return None
    last = Calendar(year, month, days[1], years=years)
    return found.draft("range.days", "STRETCH", Range(first, last))


def _month(found: Slice) -> Draft | None:
    found, year, years = _tail(found)
    place = found.find("MONTH", "MAY", "MABBR")
    month, mod = found.tokens.values[place], mod_of(found)
    side = found.value("REL") if found.has("REL") and years is None else None
    value = Calendar(year, month, None, years=years, side=side, mod=mod)
    if side == 0:
        value = Calendar(None, month, None, years=0)
    firm = bool(year or mod or years is not None or side is not None)
    verb = found.has("MAY", "MABBR") and not firm
    rule = "calendar.part-of-month" if mod else "calendar.month"
    name = not firm and tag_in(found.after(), "CAP")
    return found.draft(rule, "SPAN", value, weak=verb or name)


def _year(found: Slice) -> Draft | None:
    if found.has("YEARS"):
        first, last = found.value("YEARS")
        value = Range(Calendar(first), Calendar(last))
        return found.draft("range.years", "STRETCH", value, weak=True)
    year, mod = found.value("YEAR"), mod_of(found)
    rule = "calendar.part-of-year" if mod else "calendar.year"
    if tag_in(found.after(), "THING", "UNIT", "UNITS") and not tag_in(
        found.before(), "IN", "SINCE", "DURING"
    ):
        return None
    return found.draft(rule, "SPAN", Calendar(year, mod=mod), weak=mod is None)


_CLOSED = (
    "FUN",
    "PRONOUN",
    "COMMA",
    "DOT",
    "MARK",
    "SHUT",
    "AND",
    "TO",
    "UNTIL",
    "AT",
    "BY",
    "IN",
    "OF",
    "OR",
)


def _day(found: Slice) -> Draft | None:
    day, months = found.value("ORD"), None
    if not 1 <= day <= 31:
        return None
    if found.has("UNIT"):
        if found.value("UNIT") != [Unit.MONTH, 1]:
            return None
        months = found.value("REL", "PAST", "FOCUSREL") or 0
    elif (
        found.after() and not tag_in(found.after(), *_CLOSED, "BEFORE", "AFTER", "MAY")
    ) or tag_in(found.after(), "OF"):
        return None
    return found.draft(
        "calendar.day", "DATE", Calendar(None, None, day, months=months), weak=months is None
    )


_BEFORE_MONTH = "(?: THE? MOD (?: DASH | IN )? | THE? STARTOF OF | REL )"

RULES: tuple[Rule, ...] = (
    Rule("calendar.numeric", "ISO | DOTS", _iso),
    Rule(
        "range.days", "THE? DAYNO [DASH TO AND OR UNTIL] THE? DAYNO OF? MON YEARTAIL?", _day_month
    ),
    Rule(
        "calendar.day-month",
        "THE? DAYNO OF? MON YEARTAIL? | THE [ORDWORD FIRST] OF MON YEARTAIL?",
        _day_month,
    ),
    Rule(
        "range.days",
        "MON DAYNO [DASH TO AND OR UNTIL] DAYNO YEARTAIL? (?! [DASH]? ANYUNIT | MON )",
        _day_month,
    ),
    Rule("calendar.month-day", "THE? MON THE? DAYNO YEARTAIL? (?! DASH? ANYUNIT )", _day_month),
    Rule(
        "calendar.month",
        "_BEFORE_MONTH? THE? MON YEARTAIL?".replace("_BEFORE_MONTH", _BEFORE_MONTH),
        _month,
    ),
    Rule(
        "calendar.year",
        "(?: THE? MOD (?: DASH | IN )? | THE? STARTOF OF ) YEAR | YEARS | YEAR",
        _year,
    ),
    Rule("calendar.day", "THE ORD (?: OF (?: THE | [REL PAST THAT] | THE FOCUSREL ) UNIT )?", _day),
)
