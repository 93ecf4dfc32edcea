"""The closed word lists that every room shares.

The values are the words of the files, the JSON lines and the tables; nothing
else spells them. `LAND` is rail and road together, `ALL` is every mode.
"""

from enum import StrEnum


class Mode(StrEnum):
    """How goods cross a gate."""

    RAIL = "rail"
    ROAD = "road"
    SEA = "sea"
    AIR = "air"
    LAND = "land"
    ALL = "all"

    def covers(self, other: "Mode") -> bool:
        """Whether what is said of this mode is said of `other` too."""
        if self is other or self is Mode.ALL:
            return True
        return self is Mode.LAND and other in (Mode.RAIL, Mode.ROAD)

    def meets(self, other: "Mode") -> bool:
        """Whether the two have a mode in common."""
        return self.covers(other) or other.covers(self)


class State(StrEnum):
    """What a service was on a day, in the order of how much passes."""

    SUSPENDED = "suspended"
    LIMITED = "limited"
    RUNNING = "running"


class Kind(StrEnum):
    """What a claim says; the fields that go with each are in `Claim`."""

    CHANGE = "change"
    SERVICE = "service"
    CROSSING = "crossing"
    PRESENCE = "presence"
    CARGO = "cargo"
    HOLD = "hold"
    COUNT = "count"
    POLICY = "policy"
    TRADE = "trade"
    SHARE = "share"
    FORECAST = "forecast"


STATE_FACTS = (Kind.CHANGE, Kind.SERVICE)
"""The kinds that tell of a state: "closed on the 4th", "closed since the 4th"."""


class Stance(StrEnum):
    """How the one who vouches stands to the proposition of the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    UNCONFIRMED = "unconfirmed"
    SPECULATES = "speculates"


class SourceClass(StrEnum):
    """Who vouches, by the kind of access they have. `OWN` is the outlet's own eyes."""

    OFFICIAL = "official"
    STATE_MEDIA = "state-media"
    AGENCY = "agency"
    COMPANY = "company"
    EXPERT = "expert"
    ANONYMOUS = "anonymous"
    OWN = "own"
    SATELLITE = "satellite"
    STATISTICS = "statistics"


class Grain(StrEnum):
    """How exactly a window is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"

    @property
    def days(self) -> int:
        """The most days that one of the grain has; 1 for an interval, which tells nothing of its ends."""
        return _GRAIN_DAYS.get(self, 1)


_GRAIN_DAYS = {Grain.WEEK: 7, Grain.MONTH: 31, Grain.YEAR: 366}
