"""Second layer: neighbours that say one time together.

A weekday and its date, a day and its hour, a bracket that explains, a night
between two days, a first and a last day.
"""

from collections.abc import Callable
from functools import cache

from yalu.read.time import ranges
from yalu.read.time.draft import Draft, tag_in
from yalu.read.time.expr import (
    Calendar,
    Duration,
    Night,
    Origin,
    Part,
    Piece,
    Range,
    Role,
    Shift,
    Unit,
    Weekday,
)
from yalu.read.time.lex import Tokens
from yalu.read.time.tags import TAGS, Patterns
from yalu.read.time.weekdays import PARTS

Item = int | Draft
"""The place of a token, or the draft that stands for several."""

Join = Callable[[list[Item], Tokens], Draft | None]


def _drafts(items: list[Item]) -> list[Draft]:
    return [item for item in items if isinstance(item, Draft)]


def _ends(items: list[Item]) -> tuple[int, int]:
    first, last = items[0], items[-1]
    return (
        first.first if isinstance(first, Draft) else first,
        last.last if isinstance(last, Draft) else last + 1,
    )


def _tag(items: list[Item], tokens: Tokens, *names: str) -> int:
    """Token place of the first bare token of these classes, or -1."""
    for item in items:
        if isinstance(item, int) and tag_in(tokens.tags[item], *names):
            return item
    return -1


def _weekday_date(items: list[Item], tokens: Tokens) -> Draft | None:
    one, other = _drafts(items)
    if isinstance(other.value, Weekday):
        one, other = other, one
    if not isinstance(one.value, Weekday) or not isinstance(other.value, Calendar):
        return None
    if other.value.day is None or one.repeated or other.value.weekday is not None:
        return None
    value = other.value
    merged = Calendar(
        value.year, value.month, value.day, one.value.weekday, value.years, value.months
    )
    first, last = _ends(items)
    return other._replace(
        first=first,
        last=last,
        value=merged,
        rule="join.weekday-date",
        part=one.part or other.part,
        weak=False,
        symbol=TAGS["DATE"],
    )


def _deictic_date(items: list[Item], tokens: Tokens) -> Draft | None:
    one, other = _drafts(items)
    value = other.value
    if not isinstance(one.value, Shift) or one.value.unit is not Unit.DAY:
        return None
    if one.value.origin is not Origin.ANCHOR or not isinstance(value, Calendar) or not value.day:
        return None
    first, last = _ends(items)
    return other._replace(
        first=first, last=last, part=one.part or other.part, rule="join.gloss", weak=False
    )


def _gloss(items: list[Item], tokens: Tokens) -> Draft | None:
    one, other = _drafts(items)
    first, last = _ends(items)
    if isinstance(other.value, Weekday):
        if isinstance(one.value, Calendar):
            return _weekday_date(items, tokens)
        return None
    if isinstance(one.value, Weekday) and not one.repeated:
        return _weekday_date(items, tokens)
    opened = _tag(items, tokens, "OPEN")
    vague = isinstance(one.value, Shift | Night | Calendar)
    if tokens.text(opened) == "(" and not vague:
        return None
    return other._replace(
        first=first,
        last=last,
        part=one.part or other.part,
        clock=one.clock or other.clock,
        rule="join.gloss",
        gloss=True,
        weak=False,
    )


def _clock_gloss(items: list[Item], tokens: Tokens) -> Draft:
    one = _drafts(items)[0]
    first, last = _ends(items)
    return one._replace(first=first, last=last)


def _clock_date(items: list[Item], tokens: Tokens) -> Draft | None:
    one, other = _drafts(items)
    clock, date = (one, other) if one.symbol == TAGS["CLOCK"] else (other, one)
    if date.clock is not None or (
        isinstance(date.value, Shift) and date.value.unit is not Unit.DAY
    ):
        return None
    first, last = _ends(items)
    value, about = date.value, date.about
    inner = items[1:-1] if clock is other else []
    role = _inner_role(inner, tokens)
    midnight = clock.part is Part.MIDNIGHT
    if midnight and isinstance(value, Calendar | Weekday | Shift) and not date.repeated:
        in_front = tokens.tags[first - 1] if first else ""
        if not tag_in(in_front, "AFTER") and role is not Role.AFTER:
            value, about = Night(Shift(1, 1, Unit.DAY, base=value)), True
    return date._replace(
        first=first,
        last=last,
        value=value,
        about=about,
        clock=clock.clock,
        weak=False,
        part=clock.part or date.part,
        role=date.role or role,
        rule="join.clock-date",
        symbol=TAGS["DATE"],
    )


def _inner_role(items: list[Item], tokens: Tokens) -> Role | None:
    names = {"FROM": Role.SINCE, "UNTIL": Role.UNTIL, "BY": Role.BY, "AFTER": Role.AFTER}
    for name, role in names.items():
        if _tag(items, tokens, name) >= 0:
            return role
    return None


def _part_date(items: list[Item], tokens: Tokens) -> Draft | None:
    date = _drafts(items)[0]
    first, last = _ends(items)
    if len(_drafts(items)) == 2:
        return date._replace(last=last, part=_drafts(items)[1].part, rule="join.part-date")
    place = _tag(items, tokens, "PART", "NIGHT", "MOD")
    if place < 0 or date.repeated:
        return None
    if isinstance(date.value, Shift) and date.value.unit is not Unit.DAY:
        return None
    word = tokens.values[place]
    part = Part.NIGHT if tag_in(tokens.tags[place], "NIGHT") else PARTS.get(word)
    if part is None:
        return None
    if tag_in(tokens.tags[place], "MOD") and _tag(items, tokens, "PART") >= 0:
        part = PARTS[tokens.values[_tag(items, tokens, "PART")]]
    kept = date.part if tag_in(tokens.tags[place], "MOD") and date.part else part
    return date._replace(first=first, last=last, part=kept, weak=False, rule="join.part-date")


def _night(items: list[Item], tokens: Tokens) -> Draft | None:
    drafts = [draft for draft in _drafts(items) if draft.symbol != TAGS["CLOCK"]]
    clocks = [draft for draft in _drafts(items) if draft.symbol == TAGS["CLOCK"]]
    if clocks and clocks[0].part is not Part.MIDNIGHT:
        return None
    value = drafts[-1].value
    if isinstance(value, Range):
        value = value.last
    if not isinstance(value, Calendar | Weekday | Shift) or drafts[-1].repeated:
        return None
    part = Part.MIDNIGHT if clocks else Part.NIGHT
    first, last = _ends(items)
    return Draft(
        first,
        last,
        "join.night",
        TAGS["DATE"],
        Night(value),
        part=part,
        clock=clocks[0].clock if clocks else None,
    )


def _from_base(items: list[Item], tokens: Tokens) -> Draft | None:
    length, date = _drafts(items)
    value, base = length.value, date.value
    if not isinstance(value, Duration) or not isinstance(base, Calendar | Weekday | Shift):
        return None
    if value.unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR) or value.low != int(
        value.low
    ):
        return None
    back = _tag(items, tokens, "BEFORE") >= 0
    low, high = (-int(value.high), -int(value.low)) if back else (int(value.low), int(value.high))
    first, last = _ends(items)
    return Draft(
        first,
        last,
        "relative.from-date",
        TAGS["DATE"],
        Shift(low, high, value.unit, base=base),
        about=value.bound is not None,
    )


def _week_of(items: list[Item], tokens: Tokens) -> Draft | None:
    date = _drafts(items)[0]
    place = _tag(items, tokens, "UNIT", "WEEKEND")
    weekend = tag_in(tokens.tags[place], "WEEKEND")
    if not weekend and tokens.values[place] != [Unit.WEEK, 1]:
        return None
    if not isinstance(date.value, Calendar | Weekday):
        return None
    first, last = _ends(items)
    unit = Unit.WEEKEND if weekend else Unit.WEEK
    return Draft(first, last, "period.week-of", TAGS["SPAN"], Piece(unit, 0, date.value))


def _up_to(items: list[Item], tokens: Tokens) -> Draft | None:
    """The week to Sunday, the ten days to 5 May: so long, the last day included."""
    date, value = _drafts(items)[-1], _drafts(items)[0].value
    unit = _tag(items, tokens, "UNIT")
    if unit >= 0:
        letter, scale = tokens.values[unit]
        value = Duration(scale, scale, Unit(letter))
    last = date.value
    if not isinstance(value, Duration) or not isinstance(last, Calendar | Weekday | Shift):
        return None
    days = {Unit.DAY: 1, Unit.WEEK: 7}.get(value.unit, 0) * value.low
    if days < 2 or days != int(days) or value.low != value.high:
        return None
    begin = Shift(1 - int(days), 1 - int(days), Unit.DAY, base=last)
    first, end = _ends(items)
    return Draft(first, end, "range.up-to", TAGS["STRETCH"], Range(begin, last))


def _compound(items: list[Item], tokens: Tokens) -> Draft | None:
    """Two years and eight months."""
    one, other = (draft.value for draft in _drafts(items))
    if not isinstance(one, Duration) or not isinstance(other, Duration):
        return None
    scale = {(Unit.YEAR, Unit.MONTH): 12, (Unit.WEEK, Unit.DAY): 7}.get((one.unit, other.unit))
    if scale is None:
        return None
    first, last = _ends(items)
    total = Duration(
        one.low * scale + other.low, one.high * scale + other.high, other.unit, one.bound
    )
    return Draft(first, last, "length.plain", TAGS["LENGTH"], total)


def _onward(items: list[Item], tokens: Tokens) -> Draft:
    date = _drafts(items)[0]
    return date._replace(last=_ends(items)[1], role=Role.SINCE, weak=False)


_JOINS: tuple[tuple[str, Join], ...] = (
    ("[WDAY SHORTDAY] COMMA? THE? DATE | DATE OPEN WDAY SHUT", _weekday_date),
    ("DATE COMMA DATE", _deictic_date),
    ("CLOCK OPEN CLOCK SHUT", _clock_gloss),
    ("NIGHT OF [DATE WDAY] [TO AND DASH] DAYLIKE", _night),
    ("(?: THE? MOD PART OF | THE DAYPART OF | MOD ON? | MOD IN ) THE? DAYLIKE", _part_date),
    ("(?: THE MOD UNITS OF ) DAYLIKE", _part_date),
    ("DAYLIKE COMMA? (?: IN | DURING )? DAYPART", _part_date),
    ("[NIGHT CLOCK] [FROM BETWEEN TO] [DATE WDAY STRETCH] (?: [TO AND DASH] DAYLIKE )?", _night),
    ("NIGHT OF STRETCH", _night),
    (
        "OVERNIGHT [ON FROM TO BETWEEN IN]? [DATE WDAY STRETCH] (?: [TO AND DASH UNTIL] DAYLIKE )?",
        _night,
    ),
    ("NIGHT [DATE WDAY STRETCH] (?: [TO AND DASH UNTIL] DAYLIKE )", _night),
    ("[DATE WDAY] [OPEN] [DATE WDAY SPAN STRETCH] SHUT", _gloss),
    ("CLOCK (?: COMMA | ON | OF | FROM )? THE? DAYLIKE", _clock_date),
    (
        "DAYLIKE COMMA? (?: AT | FROM | BY | UNTIL | AFTER | OPEN )? AROUND? CLOCK SHUT?",
        _clock_date,
    ),
    ("LENGTH AND LENGTH", _compound),
    ("LENGTH [BEFORE AFTER] DAYLIKE", _from_base),
    ("THE? [UNIT WEEKEND] [OF FROM BEGINNING STARTING] DAYLIKE", _week_of),
    ("THE [UNIT LENGTH] [TO ENDING] DAYLIKE", _up_to),
    ("[FROM BETWEEN]? THE? DATED (?: COMMA? [TO UNTIL] | [DASH AND] ) DATED", ranges.join),
    ("DATED ONWARD", _onward),
)


@cache
def _patterns() -> Patterns:
    return Patterns.of(text for text, _ in _JOINS)


def join(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """The drafts with neighbours put together, in order."""
    tags = _tags(tokens, drafts)
    items: list[Item] = []
    waiting = list(_patterns().able(tags).items())
    while waiting:
        order, regex = waiting.pop(0)
        place = 0
        while match := regex.search(tags, place):
            items = items or _items(tokens, drafts)
            first, last = match.span()
            merged = _JOINS[order][1](items[first:last], tokens)
            place = first + 1
            if merged is not None:
                items[first:last] = [merged]
                tags = tags[:first] + merged.symbol + tags[last:]
                able = _patterns().able(tags)
                waiting = [(later, other) for later, other in able.items() if later > order]
                place = first
    return _drafts(items) if items else drafts


def _tags(tokens: Tokens, drafts: list[Draft]) -> str:
    """The tags with one symbol for each draft."""
    tags, place, parts = tokens.tags, 0, []
    for draft in drafts:
        parts += [tags[place : draft.first], draft.symbol]
        place = draft.last
    return "".join([*parts, tags[place:]])


def _items(tokens: Tokens, drafts: list[Draft]) -> list[Item]:
    items: list[Item] = []
    place = 0
    for draft in drafts:
        items.extend(range(place, draft.first))
        items.append(draft)
        place = draft.last
    items.extend(range(place, len(tokens.tags)))
    return items
