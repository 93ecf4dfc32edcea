"""What a time expression says, before any calendar day is known."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Unit(StrEnum):
    """Units of time; the letters are those of ISO 8601 durations."""

    MINUTE = "MIN"
    HOUR = "H"
    DAY = "D"
    WEEK = "W"
    WEEKEND = "WE"
    MONTH = "M"
    SEASON = "S"
    QUARTER = "Q"
    HALF = "HALF"
    YEAR = "Y"


class Role(StrEnum):
    """What the preposition makes of a time."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    FOR = "for"
    BEFORE = "before"
    AFTER = "after"
    CHANGE = "change"


ON = (None, Role.AT)
"""The roles of a time at which something is: "on Monday", "Monday"."""


class Kind(StrEnum):
    """What can be done with an expression."""

    DATE = "date"
    PERIOD = "period"
    RANGE = "range"
    DURATION = "duration"
    ORDINAL = "ordinal"
    CLOCK = "clock"


class Origin(StrEnum):
    """From where an offset counts: the day of writing, or the day last spoken of."""

    ANCHOR = "anchor"
    FOCUS = "focus"


class Mod(StrEnum):
    """Which stretch of a longer period is meant."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    END = "end"
    TURN = "turn"


class Part(StrEnum):
    """Part of a day."""

    EARLY = "early"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    LATE = "late"
    MIDNIGHT = "midnight"


class Bound(StrEnum):
    """On which side of the number a length lies."""

    ABOUT = "about"
    UNDER = "under"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Fields of a date that the words give; None where they do not. `years` counts the
    year from the anchor ("October last year"), `months` the month ("the 5th of next month");
    `side` is -1 for "last March" and 1 for "next March"; `mod` narrows a month or year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    years: int | None = None
    months: int | None = None
    side: int | None = None
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day by its name, Monday 0. `week` counts calendar weeks (Monday first) from
    the anchor; None for the nearest one on the side that the clause asks for. With the
    origin FOCUS, -1, 0 and 1 are the one before, around and after the day last spoken of."""

    weekday: int
    week: int | None = None
    origin: Origin = Origin.ANCHOR


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of `low` to `high` units away; negative is earlier. `base` is the
    date it counts from, if the words give one."""

    low: int
    high: int
    unit: Unit
    origin: Origin = Origin.ANCHOR
    base: "Calendar | Weekday | Shift | None" = None


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar unit `offset` units away: last week is (WEEK, -1)."""

    unit: Unit
    offset: int
    origin: Origin = Origin.ANCHOR
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """The `index`-th unit of a longer period; seasons count from winter 0 to autumn 3.
    An index of -1 is the last one, 0 of a day the week or weekend it lies in. `count`
    units from there on. `of` None is the nearest."""

    unit: Unit
    index: int
    of: "Calendar | Period | Weekday | None" = None
    count: int = 1
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Night:
    """The night or midnight that ends at the beginning of `last`."""

    last: "Calendar | Weekday | Shift"


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, both included."""

    first: "Date"
    last: "Date"


Date = Calendar | Weekday | Shift | Period | Piece | Night


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of `low` to `high` units. `was` is the length before a change.
    `offset` is 1 ("two days after the fire") or -1 ("before") where it counts
    from an event in words, else 0."""

    low: float
    high: float
    unit: Unit
    bound: Bound | None = None
    was: tuple[float, float] | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The `number`-th unit of something that goes on, counted from 1."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `zone` is as written; `until` ends an opening time."""

    hour: int
    minute: int = 0
    zone: str | None = None
    until: tuple[int, int] | None = None

    def iso(self) -> str:
        """`HH:MM`."""
        return f"{self.hour:02d}:{self.minute:02d}"


Value = Date | Range | Duration | Ordinal | Clock

_KINDS: dict[type, Kind] = {
    Calendar: Kind.DATE,
    Weekday: Kind.DATE,
    Shift: Kind.DATE,
    Night: Kind.DATE,
    Period: Kind.PERIOD,
    Piece: Kind.PERIOD,
    Range: Kind.RANGE,
    Duration: Kind.DURATION,
    Ordinal: Kind.ORDINAL,
    Clock: Kind.CLOCK,
}
_DATED = frozenset(_KINDS) - {Duration, Ordinal, Clock}


class TimeExpr(NamedTuple):
    """One time expression of a text; the package docstring explains the fields."""

    start: int
    end: int
    rule: str
    value: Value
    role: Role | None = None
    role_start: int = -1
    part: Part | None = None
    clock: Clock | None = None
    about: bool = False
    repeated: bool = False
    gloss: bool = False

    @property
    def kind(self) -> Kind:
        """What can be done with it. A month or a year alone is a period."""
        value = self.value
        if isinstance(value, Calendar) and value.day is None:
            return Kind.PERIOD
        return _KINDS[type(value)]

    @property
    def mod(self) -> Mod | None:
        """Early, mid, late or end of the period, or None."""
        return getattr(self.value, "mod", None)

    @property
    def dated(self) -> bool:
        """Whether a day or a period can come out of it."""
        return not self.repeated and type(self.value) in _DATED

    @property
    def known(self) -> tuple[str, ...]:
        """The fields that the words give."""
        value = self.value
        found: list[str] = []
        if isinstance(value, Calendar):
            names = ("year", "month", "day", "weekday")
            found = [name for name in names if getattr(value, name) is not None]
        elif isinstance(value, Weekday):
            found = ["weekday"] if value.week is None else ["weekday", "offset"]
        elif isinstance(value, Shift | Period):
            found = ["offset"]
        if self.clock or isinstance(value, Clock):
            found.append("hour")
        return tuple(found)

    @property
    def implied(self) -> tuple[str, ...]:
        """The fields that an anchor has to give."""
        value = self.value
        if isinstance(value, Calendar):
            missing = [] if value.year else ["year"]
            if value.day and not value.month:
                missing.append("month")
            return tuple(missing)
        if isinstance(value, Weekday):
            return ("week",)
        return ("anchor",) if isinstance(value, Shift | Period) else ()


class Anchor(NamedTuple):
    """The day from which a text counts, or the window in which it lies."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, given: "dt.date | Anchor") -> "Anchor":
        """The anchor of a single day; an anchor stays as it is."""
        return given if isinstance(given, Anchor) else cls(given, given)
