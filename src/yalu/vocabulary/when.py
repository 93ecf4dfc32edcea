"""When: the window of local days that a statement speaks of."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yalu.vocabulary.errors import DateError
from yalu.vocabulary.terms import Grain

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def day(text: str) -> dt.date:
    """The day written `YYYY-MM-DD`.

    Raises DateError for another form or a day that no calendar has.
    """
    try:
        return dt.datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise DateError(f"not a day: {text.strip()[:40]!r}; write it as 2022-09-26") from None


def partial_day(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises DateError for another form or a date that no calendar has.
    """
    match = _PARTIAL.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, date = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if date is None:
            last = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, last)
        return (only := dt.date(year, month, date)), only
    except (ValueError, calendar.IllegalMonthError):
        raise DateError(
            f"not a date: {text.strip()[:40]!r}; write 2022, 2022-09 or 2022-09-26"
        ) from None


@dataclass(frozen=True, slots=True)
class When:
    """A window of local days at the gate; `None` is an open end.

    `earliest_grain` and `latest_grain` say how exact the ends of an interval
    are. `about` marks a window whose ends are approximate. `symbolic` keeps the
    expression of a relative date that had no anchor (both ends are then None):
    such a date is never guessed.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    grain: Grain = Grain.DAY
    earliest_grain: Grain | None = None
    latest_grain: Grain | None = None
    about: bool = False
    symbolic: str | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise DateError(f"a window that ends before it begins: {self.edtf()}")

    @classmethod
    def on(cls, date: dt.date) -> "When":
        """The single day `date`."""
        return cls(date, date, Grain.DAY)

    def shifted(self, days: int) -> "When":
        """The same window, `days` later."""
        step = dt.timedelta(days)
        return When(
            self.earliest + step if self.earliest else None,
            self.latest + step if self.latest else None,
            self.grain,
            self.earliest_grain,
            self.latest_grain,
            self.about,
            self.symbolic,
        )

    def edtf(self) -> str:
        """The window as an EDTF level 1 string (ISO 8601-2:2019); '' where nothing is known."""
        mark = "~" if self.about else ""
        first, last = self.earliest, self.latest
        if first is None and last is None:
            return ""
        if first and last:
            if first == last:
                return f"{first.isoformat()}{mark}"
            whole = {
                f"{first:%Y}": (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)),
                f"{first:%Y-%m}": partial_day(f"{first:%Y-%m}"),
            }
            for text, window in whole.items():
                if window == (first, last):
                    return f"{text}{mark}"
        left = first.isoformat() + mark if first else ".."
        right = last.isoformat() + mark if last else ".."
        return f"{left}/{right}"

    @classmethod
    def from_edtf(cls, text: str) -> "When":
        """The window of an EDTF level 1 date or interval as `edtf` writes it.

        Raises DateError.
        """
        about = "~" in text
        plain = text.replace("~", "").strip()
        if not plain:
            return cls()
        if "/" not in plain:
            first, last = partial_day(plain)
            grain = {4: Grain.YEAR, 7: Grain.MONTH}.get(len(plain), Grain.DAY)
            return cls(first, last, grain, about=about)
        left, right = plain.split("/", 1)
        start = None if left in ("", "..") else partial_day(left)[0]
        end = None if right in ("", "..") else partial_day(right)[1]
        return cls(start, end, Grain.INTERVAL, about=about)

    def to_json(self) -> dict[str, Any]:
        """The window as the JSON object of a claim line."""
        found: dict[str, Any] = {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "grain": self.grain.value,
        }
        if self.earliest_grain:
            found["earliest_grain"] = self.earliest_grain.value
        if self.latest_grain:
            found["latest_grain"] = self.latest_grain.value
        if self.about:
            found["about"] = True
        if self.symbolic:
            found["symbolic"] = self.symbolic
        return found

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "When":
        """The window of a claim line; a `qualifier` of any kind reads as `about`.

        Raises DateError for days that do not exist, ValueError for an unknown grain.
        """
        earliest, latest = found.get("earliest"), found.get("latest")
        ends = found.get("earliest_grain"), found.get("latest_grain")
        return cls(
            day(earliest) if earliest else None,
            day(latest) if latest else None,
            Grain(found.get("grain") or Grain.DAY),
            Grain(ends[0]) if ends[0] else None,
            Grain(ends[1]) if ends[1] else None,
            bool(found.get("about") or found.get("qualifier")),
            found.get("symbolic"),
        )
