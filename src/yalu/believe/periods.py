"""Period: a calendar week, month, quarter or year, as a row of a series."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from yalu.vocabulary import DateError


class By(StrEnum):
    """How long the periods of a series are. Weeks begin on Monday (ISO 8601)."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days `first` to `last`, both included."""

    first: dt.date
    last: dt.date
    by: By

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """`2022-W39`, `2022-09`, `2022-Q3` or `2022`."""
        year, week, _ = self.first.isocalendar()
        match self.by:
            case By.WEEK:
                return f"{year}-W{week:02}"
            case By.MONTH:
                return f"{self.first:%Y-%m}"
            case By.QUARTER:
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first.year}"

    @classmethod
    def of(cls, day: dt.date, by: By) -> "Period":
        """The period in which a day lies. Raises DateError at the ends of the calendar."""
        try:
            if by is By.WEEK:
                monday = day - dt.timedelta(day.weekday())
                return cls(monday, monday + dt.timedelta(6), by)
            months = {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}[by]
            first = day.replace(month=day.month - (day.month - 1) % months, day=1)
            later = first.month + months
            after = first.replace(year=first.year + (later > 12), month=(later - 1) % 12 + 1)
            return cls(first, after - dt.timedelta(1), by)
        except (OverflowError, ValueError):
            raise DateError(f"no {by.value} holds {day}: the calendar ends") from None


def periods(first: dt.date, last: dt.date, by: By) -> Iterator[Period]:
    """The periods from that of `first` to that of `last`, without a gap."""
    period = Period.of(first, by)
    while period.first <= last:
        yield period
        period = Period.of(period.last + dt.timedelta(1), by)
