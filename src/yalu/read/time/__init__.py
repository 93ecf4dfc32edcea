"""Time expressions: from the words of a text to windows of days.

Two steps. `find` reads words and knows no calendar day: it returns symbolic
expressions. `resolve` gives an expression its window, seen from an anchor day.

    found = find(view, start, end)            # list[TimeExpr], in order, never overlapping
    when = resolve(found[0], anchor)          # vocabulary.When, or None

`find(view, start=0, end=None, lang="en") -> list[TimeExpr]`
    `view` is the length-preserving view of a text (straight quotes, plain spaces,
    `-` for every dash; not lower-cased). `[start, end)` is best one sentence:
    nothing is joined across it.

`telling(lang="en") -> (word -> bool)`
    whether a lower-cased word may tell a time: `find` finds nothing where no word does

`TimeExpr` (frozen)
    start, end    the words of the expression, without the preposition
    role_start    where the preposition begins ("since Monday"); `start` without one
    role          at, since, until, by, for, before, after, change, or None (no preposition).
                  "from", "as of", "starting", "effective" are since; "through", "till" until;
                  "within" is by; "from ... to ..." and "between ... and ..." are at. `change` is a length that was changed: `value.was` -> `value`
    rule          identifier of the rule in lang/en/time.toml
    value         what is said, one of the classes below
    kind          `Kind.DATE` | `PERIOD` | `RANGE` | `DURATION` | `ORDINAL` | `CLOCK`; by `value`
    part          part of the day: morning, noon, afternoon, evening, night, midnight, early,
                  late; or None
    clock         Clock(hour, minute, zone, until) or None. A clock beside a day
                  is joined to it; alone it is an expression of kind CLOCK
    mod           early, mid, late, end (of a month, year, week ...) or None
    about         "around 17 January", "some three weeks ago"
    repeated      "every Monday", "on Fridays", "daily from 9": no single day; resolve gives None
    gloss         the plain words that a bracket overruled: "tomorrow [Jan. 17]" has the value
                  of Jan. 17 and `gloss=True`
    known         names of the fields the words give: year, month, day, weekday, offset, hour
    implied       names of the fields that an anchor must give: e.g. ("year",)
    dated         True where a day or period can come out of it (DATE, PERIOD, RANGE, not repeated)

    values: Calendar(year, month, day, weekday, ...), Weekday(weekday, week, origin),
    Shift(low, high, unit, origin, base), Period(unit, offset, origin, mod),
    Piece(unit, index, of, count, mod), Night(last), Range(first, last),
    Duration(low, high, unit, bound, was, offset), Ordinal(number, unit), Clock; fields in expr.py.
    Duration.offset is 1 in "two days after the fire", -1 in "the day before the ban".

`resolve(expr, anchor, *, focus=None, future=False, past=False) -> When | None`
    `anchor`: the day of writing or saying (`date`), an `Anchor(first, last)` where it is known
    only as a window, or None. `focus`: the day of the event last spoken of, for "the day
    before", "that day", "the 25th"; the anchor stands in for it. `future`, `past`: cues of the
    clause; with both ("was to reopen on Thursday") the nearest day is taken. A day without a
    year is the nearest one; in a clause of the past it is never more than sixty days ahead,
    unless its role is until or by. "last Wednesday" is that of the calendar week before,
    never yesterday. Durations, ordinals, clocks and repeated times give None.
    The result is a day, or a window with its grain: week (also thirds of a month: early 1-10,
    mid 11-20, late 21-), month, year; `interval` for ranges and for thirds of years, seasons,
    halves and quarters (these have earliest_grain = latest_grain = month). `about` is set for
    hedged words and for thirds.
    Without anchor: `When(symbolic=...)` with both ends None, in the manner of TIMEX3
    ("P-1D", "XXXX-WXX-1", "XXXX-01-17"); dates with a year resolve all the same.
    A role does not change the window: "until mid-May" is 11-20 May with role until.
    A night between two days, and the midnight that ends a day, count as the later day.

`tense(view, start=0, end=None, near=None, lang="en") -> (future, past)`
    cues of a clause for `resolve`; with `near=expr.start` only those of the part of the
    sentence in which the expression stands

`back_from(expr, end) -> When | None`       start of what lasted so long and ended (or is seen) on `end`:
    "after ten days" -> end - 10 d; "for the eighth day" -> end - 7 d; "nearly two years" -> a window
`forward_from(expr, start) -> When | None`  end of what begins on `start` and lasts so long
    Both take DURATION and ORDINAL expressions, else None.

Source: Chrono's known and implied values; TIMEX3 (ISO 24617-1) for symbolic forms.
"""

from yalu.read.time.expr import (
    ON,
    Anchor,
    Bound,
    Calendar,
    Clock,
    Duration,
    Kind,
    Mod,
    Night,
    Ordinal,
    Origin,
    Part,
    Period,
    Piece,
    Range,
    Role,
    Shift,
    TimeExpr,
    Unit,
    Weekday,
)
from yalu.read.time.find import find, telling, tense
from yalu.read.time.reckon import back_from, forward_from
from yalu.read.time.resolve import resolve

__all__ = [
    "ON",
    "Anchor",
    "Bound",
    "Calendar",
    "Clock",
    "Duration",
    "Kind",
    "Mod",
    "Night",
    "Ordinal",
    "Origin",
    "Part",
    "Period",
    "Piece",
    "Range",
    "Role",
    "Shift",
    "TimeExpr",
    "Unit",
    "Weekday",
    "back_from",
    "find",
    "forward_from",
    "resolve",
    "telling",
    "tense",
]
