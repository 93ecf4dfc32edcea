"""Days by their names: Monday, last Wednesday, the Friday of last week, next Sunday."""

from yalu.read.time.draft import Draft, Rule, Slice, tag_in
from yalu.read.time.expr import Origin, Part, Unit, Weekday

PARTS = {part.value: part for part in Part}


def part_of(found: Slice) -> Part | None:
    """The part of a day in these words."""
    word = found.value("PART")
    if word:
        return PARTS[word]
    return Part.NIGHT if found.has("NIGHT", "NIGHTS") else None


def _weekday(found: Slice) -> Draft | None:
    if found.has("FEAST") or tag_in(found.after(), "PRESS"):
        return None
    weekday, part = found.value("WEEKDAY"), part_of(found)
    week, origin = None, Origin.ANCHOR
    if found.has("UNIT"):
        if found.value("UNIT") != [Unit.WEEK, 1]:
            found = found.cut(found.find("WEEKDAY") + 1)
        else:
            week = found.value("REL", "PAST")
    elif found.has("REL") and not found.has("PAST"):
        week = found.value("REL")
    elif found.has("FOCUSREL", "THAT", "BEFORE", "AFTER"):
        origin = Origin.FOCUS
        week = found.value("FOCUSREL") or 0
        week = -1 if found.has("BEFORE") else 1 if found.has("AFTER") else week
    every = found.has("EVERY", "A")
    value = Weekday(weekday, week, origin)
    rule = "weekday.week" if week is not None else "weekday.plain"
    return found.draft(rule, "WDAY", value, part=part, repeated=every)


def _plural(found: Slice) -> Draft:
    return found.draft(
        "weekday.repeated",
        "WDAY",
        Weekday(found.value("WEEKDAYS")),
        part=part_of(found),
        repeated=True,
    )


def _short(found: Slice) -> Draft:
    return found.draft("weekday.plain", "SHORTDAY", Weekday(found.value("WDABBR")), weak=True)


RULES: tuple[Rule, ...] = (
    Rule(
        "weekday.week",
        "THE? WEEKDAY OF? [REL PAST] UNIT | THE WEEKDAY [BEFORE AFTER] (?= [COMMA DOT MARK FUN PRONOUN] | $ )"
        " | WEEKDAY REL (?= [COMMA DOT MARK FUN PRONOUN] | $ )",
        _weekday,
    ),
    Rule("weekday.repeated", "EVERY? WEEKDAYS [PART NIGHT NIGHTS]?", _plural),
    Rule(
        "weekday.plain",
        "(?: REL PAST | THE? [REL PAST FOCUSREL] | EVERY | A | FEAST | THAT )? WEEKDAY (?: POSS? DAYPART )?",
        _weekday,
    ),
    Rule("weekday.plain", "WDABBR DOT?", _short),
)
