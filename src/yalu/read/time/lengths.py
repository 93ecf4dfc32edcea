"""Lengths of time and places in a row: for ten days, a five-month break, the eighth day."""

from yalu.read.time.draft import Draft, Rule, Slice, tag_in
from yalu.read.time.expr import Bound, Duration, Ordinal, Unit

_NUMBERS = ("DAY", "NUM", "NUMWORD", "DECIMAL")


def quantity(found: Slice) -> Duration | None:
    """The number, the unit and the hedge of a length; None where a number cannot be one."""
    unit = found.value("UNIT", "UNITS")
    if unit is None:
        return None
    letter, scale = unit
    low, high, vague = _numbers(found)
    if low is None or high is None or low > high:
        return None
    bound = _bound(found)
    if vague and bound is None:
        bound = Bound.ABOUT
    return Duration(low * scale, high * scale, Unit(letter), bound)


def _numbers(found: Slice) -> tuple[float | None, float | None, bool]:
    """Low, high, and whether the words are vague."""
    values = found.all(*_NUMBERS)
    if any(isinstance(value, tuple) for value in values):
        return None, None, False
    half = 0.5 if found.has("HALF") else 0.0
    if found.has("VAGUE"):
        low, high = found.value("VAGUE")
        return low, high, True
    if values:
        low, high = values[0], values[-1]
        if found.has("AND") and not half and len(values) == 2:
            return None, None, False
        return low + half, high + half, False
    if found.has("UNITS"):
        return 2, 6, True
    if half and found.find("HALF") < found.find("UNIT"):
        return 0.5, 0.5, False
    return 1 + half, 1 + half, False


def _bound(found: Slice) -> Bound | None:
    word = found.value("BOUND", "MORE", "AROUND")
    if word:
        return Bound(word)
    return Bound.ABOUT if found.has("SOME") else Bound.OVER if found.has("LITTLE") else None


_FRAMES = ("FOR", "AFTER", "WITHIN", "IN", "DURING", "LASTING", "BY")


def _length(found: Slice) -> Draft | None:
    length = quantity(found)
    if length is None or tag_in(found.after(), "OLD") or tag_in(found.before(), "EVERY", "PER"):
        return None
    if tag_in(found.after(), "DASH") and tag_in(found.after(1), "OLD"):
        return None
    if tag_in(found.after(), "A", "PER") and tag_in(found.after(1), "UNIT"):
        return None
    counted = found.has(*_NUMBERS, "VAGUE", "HALF", "SOME", "BOUND")
    framed = tag_in(found.before(), *_FRAMES) or found.has("AROUND", "MORE")
    if not counted and not framed:
        return None
    return found.draft("length.plain", "LENGTH", length)


def _change(found: Slice) -> Draft | None:
    tokens = found.tokens
    start = found.find("FROM")
    middle = found.find("TO")
    tags = tokens.tags
    units = [place for place in range(start, found.last) if tag_in(tags[place], "UNIT", "UNITS")]
    numbers = [place for place in range(start, found.last) if tag_in(tags[place], *_NUMBERS, "A")]
    if len(units) > 1:
        middle = next(p for p in range(units[0], found.last) if tag_in(tags[p], "TO"))
    elif len(numbers) > 2:
        middle = [p for p in range(start, found.last) if tag_in(tags[p], "TO")][-1]
    target = quantity(Slice(tokens, middle + 1, found.last))
    values = [tokens.values[p] or 1 for p in numbers if p < middle]
    if target is None or not values:
        return None
    was = (float(values[0]), float(values[-1]))
    behind = tags[max(0, start - 5) : start]
    verb = any(tag_in(tag, "CHANGEVERB") for tag in behind)
    if not verb and len(units) == 1 and was[0] < target.low:
        value = Duration(was[0], target.high, target.unit, target.bound)
        return found.draft("length.range", "LENGTH", value)
    value = Duration(target.low, target.high, target.unit, target.bound, was)
    return found.draft("length.change", "LENGTH", value)


def _ordinal(found: Slice) -> Draft | None:
    letter, scale = found.value("UNIT")
    number = found.value("ORD", "ORDWORD", "FIRST", "DAY", "NUM", "NUMWORD")
    if scale != 1 or letter in ("H", "MIN"):
        return None
    if not found.has("ORD", "ORDWORD", "FIRST") and letter != "D":
        return None
    return found.draft("length.ordinal", "NTH", Ordinal(number, Unit(letter)))


def _weeklong(found: Slice) -> Draft:
    letter = found.value("WEEKLONG") or found.value("UNIT")[0]
    length = Duration(1, 1, Unit(letter))
    return found.draft("length.plain", "LENGTH", length)


def _rate(_: Slice) -> None:
    """ "24 hours a day", "three times a week", "a 30-year-old": no length, but spent."""
    return


RULES: tuple[Rule, ...] = (
    Rule("length.rate", "LEN (?: DASH? OLD | [A PER] UNIT ) | [EVERY PER] LEN | EVERY UNIT", _rate),
    Rule(
        "length.change",
        "FROM COUNT (?: [OR TO DASH] COUNT )? ANYUNIT? TO (?: FUN | JUST )? COUNT"
        " (?: [OR TO DASH] COUNT )? ANYUNIT",
        _change,
    ),
    Rule(
        "length.ordinal",
        "NTHNO NUMMOD? UNIT (?! OF (?: MON | YEAR | [THE REL THAT] UNIT ) )"
        " (?: NUMMOD | IN A ROW )? | UNIT COUNT (?! THING | MON | DASH )",
        _ordinal,
    ),
    Rule("length.plain", "WEEKLONG | UNIT DASH LONG", _weeklong),
    Rule("length.plain", "LEN", _length),
)
