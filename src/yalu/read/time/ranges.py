"""From one date to another: from Monday until Thursday, between March and July 2020."""

import dataclasses

from yalu.read.time.draft import Draft, tag_in
from yalu.read.time.expr import Calendar, Date, Period, Piece, Range, Shift, Weekday
from yalu.read.time.lex import Tokens
from yalu.read.time.tags import TAGS


def join(items: list[int | Draft], tokens: Tokens) -> Draft | None:
    """The range of two dates, or None where they are two dates all the same."""
    drafts = [item for item in items if isinstance(item, Draft)]
    one, other = drafts
    if one.repeated or other.repeated:
        return None
    first, last = one.value, other.value
    bare = [tokens.tags[item] for item in items if isinstance(item, int)]
    framed = tag_in(bare[0], "FROM", "BETWEEN")
    if isinstance(first, Range) or isinstance(last, Range):
        return None
    first, last = _shared(first, last)  # type: ignore[arg-type]
    if tag_in(bare[-1], "AND") and not tag_in(bare[0], "BETWEEN") and not _next(first, last):
        return None
    if tag_in(bare[-1], "TO") and _moved(items, tokens):
        return None
    if not framed and _bare_year(one) and _bare_year(other) and not tag_in(bare[-1], "DASH"):
        return None
    return Draft(
        one.first,
        other.last,
        "range.dates",
        TAGS["STRETCH"],
        Range(first, last),
        clock=one.clock,
        about=one.about or other.about,
    )


def _bare_year(draft: Draft) -> bool:
    value = draft.value
    return isinstance(value, Calendar) and value.month is None and value.day is None


def _shared(first: Date, last: Date) -> tuple[Date, Date]:
    """What is said once holds for both: "between March and July 2020"."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if last.month is None and first.month and last.day:
            last = dataclasses.replace(last, month=first.month)
        if first.month is None and first.day:
            first = dataclasses.replace(first, month=last.month, years=last.years)
        if first.year is None and last.year and first.years is None and first.month and last.month:
            back = (first.month, first.day or 0) > (last.month, last.day or 31)
            first = dataclasses.replace(first, year=last.year - back)
        elif last.year is None and first.year and last.month and first.month:
            on = (first.month, first.day or 0) > (last.month, last.day or 31)
            last = dataclasses.replace(last, year=first.year + on)
    if isinstance(first, Piece) and first.of is None and isinstance(last, Piece | Calendar):
        of = last.of if isinstance(last, Piece) else Calendar(last.year) if last.year else None
        first = dataclasses.replace(first, of=of)
    return first, last


def _next(first: Date, last: Date) -> bool:
    """Whether the second follows the first at once: "Friday and Saturday"."""
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return (last.weekday - first.weekday) % 7 == 1 and first.week == last.week
    if isinstance(first, Shift) and isinstance(last, Shift):
        return first.unit is last.unit and last.low == first.high + 1
    if isinstance(first, Period) and isinstance(last, Period):
        return first.unit is last.unit and last.offset == first.offset + 1
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if first.day and last.day:
            same = first.month == last.month or None in (first.month, last.month)
            return same and last.day == first.day + 1
        if first.month and last.month and not first.day and not last.day:
            return (last.month - first.month) % 12 == 1
        if first.year and last.year and not first.month and not last.month:
            return last.year == first.year + 1
    return False


def _moved(items: list[int | Draft], tokens: Tokens) -> bool:
    """ "postponed from Monday to Thursday" is no stretch."""
    front = items[0].first if isinstance(items[0], Draft) else items[0]
    return any(tag_in(tag, "MOVED") for tag in tokens.tags[max(0, front - 3) : front])
