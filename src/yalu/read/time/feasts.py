"""Feasts that have the same day every year: Christmas, the New Year, and their eves."""

import datetime as dt

from yalu.read.time.draft import Draft, Rule, Slice, tag_in
from yalu.read.time.expr import Calendar, Unit

_LEAP = 2000
"""A year that has every day."""
_CLOSED = ("FUN", "PRONOUN", "COMMA", "DOT", "MARK", "SHUT", "OR", "AND", "TO", "UNTIL", "AT", "BY")


def _feast(found: Slice) -> Draft | None:
    month, day = found.value("HOLYDAY", "NEW")
    if found.has("NEW") and found.tokens.values[found.find("NEW") + 1] != [Unit.YEAR, 1]:
        return None
    if tag_in(found.before(), "CAP", "A", "FOR"):
        return None  # a new year of another calendar, a name, an occasion
    plain = not found.has("EVE") and found.find("UNIT") <= found.find("NEW") + 1
    if plain and found.after() and not tag_in(found.after(), *_CLOSED):
        return None  # a tree, a market
    on = dt.date(_LEAP, month, day)
    if found.has("EVE"):
        on -= dt.timedelta(1)
    value = Calendar(None, on.month, on.day)
    return found.draft("calendar.feast", "DATE", value, weak=True)


RULES: tuple[Rule, ...] = (
    Rule("calendar.feast", "THE? NEW UNIT (?: POSS [EVE UNIT] )? | HOLYDAY [EVE UNIT]?", _feast),
)
