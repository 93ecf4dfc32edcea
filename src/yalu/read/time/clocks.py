"""Times of day: 9 a.m., 14:00 eastern, 0300 GMT, 08:00 Moscow time, noon, midnight."""

from typing import Any

from yalu.read.time.draft import Draft, Rule, Slice
from yalu.read.time.expr import Clock, Part


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of a 24-hour day."""
    if half is None:
        return hour if hour < 25 else None
    if not 1 <= hour <= 12:
        return hour if 12 < hour < 24 and half == "p" else None
    return hour % 12 + (12 if half == "p" else 0)


def _zone(found: Slice) -> str | None:
    zone = found.value("ZONE")
    if zone:
        return str(zone)
    place = found.find("CAP")
    if place < 0:
        return None
    tokens = found.tokens
    return tokens.text(place)


def _times(found: Slice) -> list[tuple[int, int]]:
    """All times of day in these words; a half of the day counts for those before it too."""
    raw: list[tuple[int, int, str | None]] = []
    tokens = found.tokens
    halves = found.all("AMPM")
    last: Any = halves[-1] if halves else None
    for place in range(found.first, found.last):
        value = tokens.values[place]
        one = Slice(tokens, place, place + 1)
        if one.has("TIME", "DECIMAL") and isinstance(value, tuple):
            raw.append(value)
        elif one.has("DAY", "NUM", "NUMWORD"):
            raw.append((value, 0, None))
        elif one.has("FOUR", "YEAR"):
            raw.append((value // 100, value % 100, None))
        elif one.has("AMPM") and raw:
            raw[-1] = (*raw[-1][:2], value)
    fixed = [(_hour(hour, half or last), minute) for hour, minute, half in raw]
    return [(hour, minute) for hour, minute in fixed if hour is not None and minute < 60]


def _clock(found: Slice) -> Draft | None:
    times = _times(found)
    if not times or len(times) != len(
        found.all("TIME", "DAY", "NUM", "NUMWORD", "FOUR", "YEAR", "DECIMAL")
    ):
        return None
    (hour, minute), until = times[0], times[1] if len(times) > 1 else None
    if hour == 24 and minute:
        return None
    clock = Clock(hour % 24, minute, _zone(found), until=until)
    part = Part.MIDNIGHT if hour == 24 else None
    return found.draft("clock.time", "CLOCK", clock, clock=clock, part=part)


def _named(found: Slice) -> Draft:
    if found.has("NOON"):
        clock, part = Clock(12, 0, _zone(found)), Part.NOON
    else:
        clock, part = Clock(0, 0, _zone(found)), Part.MIDNIGHT
    return found.draft("clock.named", "CLOCK", clock, clock=clock, part=part)


_ZONE = "(?: ZONE STANDARD? TIMEWORD? | CAP TIMEWORD )"
_ONE = "(?: [TIME DECIMAL DAY] AMPM | TIME | COUNT OCLOCK )"

RULES: tuple[Rule, ...] = (
    Rule("clock.time", f"{_ONE} {_ZONE}? [TO DASH UNTIL AND] {_ONE} {_ZONE}?", _clock),
    Rule("clock.time", f"[DAY] [TO DASH] [DAY TIME] AMPM {_ZONE}?", _clock),
    Rule("clock.time", f"{_ONE} {_ZONE}? | [FOUR YEAR] ZONE TIMEWORD?", _clock),
    Rule("clock.named", f"[NOON MIDNIGHT] {_ZONE}?", _named),
)
