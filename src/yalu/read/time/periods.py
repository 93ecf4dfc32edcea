"""Calendar units and pieces of them: last week, the first quarter of 2023, mid-year, spring."""

from yalu.read.time.dates import mod_of
from yalu.read.time.draft import Draft, Rule, Slice, tag_in
from yalu.read.time.expr import Calendar, Mod, Origin, Period, Piece, Unit


def _unit(found: Slice) -> Unit | None:
    """The calendar unit in these words; a fortnight or an hour is none."""
    if found.has("WEEKEND"):
        return Unit.WEEKEND
    if found.has("QUARTER"):
        return Unit.QUARTER
    word = found.value("UNIT")
    if word is None or word[1] != 1 or word[0] in ("H", "MIN"):
        return None
    return Unit(word[0])


def _period(found: Slice) -> Draft | None:
    unit = _unit(found)
    if unit is None or unit is Unit.DAY:
        return None
    origin, mod = Origin.ANCHOR, mod_of(found)
    if unit is Unit.WEEKEND and not found.has("REL", "PAST", "FOCUSREL", "THAT"):
        return found.draft("period.unit", "SPAN", Piece(unit, 0))
    offset = found.value("REL", "PAST") or 0
    if found.has("FOCUSREL", "THAT"):
        origin, offset = Origin.FOCUS, found.value("FOCUSREL") or 0
    elif found.has("BEFORE", "AFTER"):
        origin, offset = Origin.FOCUS, -1 if found.has("BEFORE") else 1
        if tag_in(found.after(), "THE", "A", "THAT"):
            return None
    elif _last_of_many(found):
        return None
    rule = "period.part" if mod else "period.unit"
    return found.draft(rule, "SPAN", Period(unit, offset, origin, mod))


def _last_of_many(found: Slice) -> bool:
    """ "the last year before the virus" is not the year before this."""
    last = found.has("THE") and found.value("REL") == -1 and mod_of(found) is None
    return last and tag_in(found.after(), "BEFORE", "OF", "THAT", "IN")


def _turn(found: Slice) -> Draft | None:
    if found.has("TURN"):
        if found.has("YEAR"):
            value = Calendar(found.value("YEAR"), mod=Mod.TURN)
            return found.draft("period.turn", "SPAN", value)
        if found.value("UNIT") != [Unit.YEAR, 1]:
            return None
        return found.draft("period.turn", "SPAN", Period(Unit.YEAR, 0, mod=Mod.TURN))
    unit = _unit(found)
    if unit is None or unit is Unit.DAY:
        return None
    return found.draft("period.part", "SPAN", Period(unit, 0, mod=Mod.END))


def _whole(found: Slice) -> Calendar | Period | None:
    """The longer period that a piece belongs to."""
    month = found.value("MONTH", "MAY", "MABBR")
    year = found.value("YEAR")
    units = [unit for unit in found.all("UNIT") if unit[0] in ("M", "Y")]
    relative = found.value("REL") if found.has("REL") and units else None
    if month:
        years = relative if year is None else None
        return Calendar(year, month, years=years)
    if year:
        return Calendar(year)
    if units and found.find("OF", "POSS", "REL", "PAST") >= 0:
        unit = Unit(units[-1][0])
        if found.has("THAT"):
            return Period(unit, 0, Origin.FOCUS)
        return Period(unit, found.value("REL", "PAST", "FOCUSREL") or 0)
    return None


def _piece(found: Slice) -> Draft | None:
    unit = _unit(found)
    if found.has("HALF"):
        unit = Unit.HALF
    index = found.value("ORD", "ORDWORD", "FIRST", "QCODE")
    if found.has("QCODE"):
        unit = Unit.QUARTER
    of_place = found.find("OF")
    if index is None and found.has("REL") and (of_place < 0 or found.find("REL") < of_place):
        index = -1
    if unit is None or not index:
        return None
    whole = _whole(found)
    if whole is None and unit not in (Unit.QUARTER, Unit.HALF):
        return None
    count = (
        next((int(n) for n in found.all("NUMWORD", "DAY", "NUM")), 1) if found.has("UNITS") else 1
    )
    return found.draft("period.piece", "SPAN", Piece(unit, index, whole, count))


def _several(found: Slice) -> Draft | None:
    """The first ten days of March, the last two weeks of 2021."""
    unit = found.value("UNITS")
    number = found.value("NUMWORD", "DAY", "NUM")
    whole = _whole(found)
    if unit[1] != 1 or unit[0] in ("H", "MIN") or whole is None:
        return None
    index = 1 if found.has("FIRST") else -1
    return found.draft("period.piece", "SPAN", Piece(Unit(unit[0]), index, whole, number))


def _season(found: Slice) -> Draft | None:
    season, year = found.value("SEASON", "FALL"), found.value("YEAR")
    of: Calendar | Period | None = Calendar(year) if year else None
    mod = mod_of(found)
    if of is None and found.has("REL", "PAST"):
        whole = found.value("UNIT") in (None, [Unit.YEAR, 1])
        if not whole:
            return None
        of = Period(Unit.YEAR, found.value("REL", "PAST"))
        if not found.has("UNIT"):
            value = Piece(Unit.SEASON, season, Period(Unit.SEASON, of.offset), mod=mod)
            return found.draft("period.season", "SPAN", value)
    weak = of is None and mod is None
    if weak and found.has("FALL"):
        return None
    return found.draft("period.season", "SPAN", Piece(Unit.SEASON, season, of, mod=mod), weak=weak)


_PERIOD_UNIT = "[UNIT WEEKEND QUARTER]"
_WHOLE = "(?: OF THE? MON YEARTAIL? | OF? YEAR | OF [THE REL PAST THAT] UNIT | OF THE [REL FOCUSREL] UNIT | REL UNIT )"

PIECES: tuple[Rule, ...] = (
    Rule(
        "period.piece",
        "THE? [FIRST REL] COUNT UNITS OF (?: THE? MON YEARTAIL? | YEAR | (?: THE | THE? [REL PAST FOCUSREL THAT] ) UNIT )",
        _several,
    ),
    Rule(
        "period.piece",
        f"THE? [ORD ORDWORD FIRST REL] DASH? [UNIT WEEKEND QUARTER HALF] {_WHOLE}",
        _piece,
    ),
    Rule("period.piece", "MON POSS [ORD ORDWORD FIRST REL] [UNIT WEEKEND]", _piece),
    Rule(
        "period.piece",
        "THE? [ORD ORDWORD FIRST] DASH? QUARTER | QCODE (?: OF? YEAR | OF? REL UNIT )?",
        _piece,
    ),
)
UNITS: tuple[Rule, ...] = (
    Rule("period.turn", "THE TURN OF THE? [UNIT YEAR] | THE? UNIT [DASH POSS] END", _turn),
    Rule(
        "period.part",
        f"(?: MOD (?: DASH | IN )? | THE? STARTOF OF ) (?: THE? [REL PAST THAT] | THE FOCUSREL | THE ) {_PERIOD_UNIT}"
        " | MOD DASH? UNIT",
        _period,
    ),
    Rule(
        "period.unit",
        f"(?: COMPARE (?: ON | IN )? )? (?: THE FOCUSREL | [REL THAT] | THE [REL] ) {_PERIOD_UNIT}"
        " | COMPARE IN THE UNIT | THE [UNIT] [BEFORE AFTER] | THE WEEKEND",
        _period,
    ),
    Rule(
        "period.season",
        "(?: MOD (?: DASH | IN )? )? (?: THE? [REL PAST] | THE | THE? STARTOF OF THE? )?"
        " [SEASON FALL] (?: OF? YEAR | OF? THE? REL UNIT )?",
        _season,
    ),
)
