"""Amounts and values with their intervals, in words and as rows of a chart."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from yalu.brief import phrases
from yalu.brief.series import Mark, Panel

if TYPE_CHECKING:
    from yalu.believe.counted import Count
    from yalu.believe.estimate import Estimate
    from yalu.believe.slips import Slip
    from yalu.believe.trade import Month, Trade, TradeSeries
    from yalu.believe.volume import Cell, Series, Volume

_MILLION = 1e6


def short(number: float) -> str:
    """A number to about two figures: `0.4`, `7.3`, `58`, `1,240`."""
    if 0 < number < 0.05:
        return "<0.1"
    if number < 10:
        return f"{number:.1f}"
    return f"{number:,.0f}" if number < 1000 else f"{round(number, -1):,.0f}"


def interval(found: "Estimate | None") -> str:
    """The mean with its interval: `7.3 (2.9–14)`; '' for none."""
    if found is None:
        return ""
    return f"{short(found.mean)} ({short(found.low)}–{short(found.high)})"


def weekly(cell: "Cell", series: "Series") -> "Estimate":
    """What a period is told by: a week of it, or one train."""
    return cell.amount if series.of_one_train else cell.per_week


def reckoned(frequency: "Iterable[Series]") -> Iterator[str]:
    """What is reckoned of each month with a figure of its own, in order of months; not of those
    of which the belief leaves nothing."""
    cells = [
        (cell, series)
        for series in frequency
        for cell in series.cells
        if cell.counts and cell.exposure >= 0.5
    ]
    for cell, series in sorted(cells, key=lambda each: each[0].period):
        unit = series.unit.replace("_", " ") + ("" if series.of_one_train else " a week")
        yield (
            f"{cell.period.label}, reckoned: {interval(weekly(cell, series))} {unit}, "
            f"{series.direction}, {cell.exposure:.0f} of {cell.days} days running"
        )


def told(count: "Count") -> str:
    """What a count says: `1 loaded train, 2022-05-26, CN>KP, yonhap`."""
    exact = count.low if count.exact else None
    number = exact if exact is not None else phrases.span(short(count.low), short(count.high))
    noun = f"{count.laden} {count.unit}" if count.laden else count.unit
    per = " a day" if count.form.value == "rate" else ""
    days = f"{count.first}" if count.first == count.last else f"{count.first} to {count.last}"
    doubt = ", denied" if count.denied else "" if count.firm else ", supposed"
    counted = phrases.counted(number, noun)
    return f"{counted}{per}, {days}, {count.direction}, {count.origin}{doubt}"


def unlikely(month: "Month", series: "TradeSeries") -> str:
    """One sentence on a month whose value the state believed does not lead one to expect."""
    fit = month.fit
    assert fit is not None
    chance = f"{fit.tail:.3f}" if fit.tail >= 0.001 else "under 0.001"
    more, much = ("more", "much") if fit.high else ("less", "little")
    return (
        f"{month.period.label}: {value(month.value)} {series.currency} ({series.flow}) is {more} than "
        f"the state believed leads one to expect, {value(fit.expected.low)} to "
        f"{value(fit.expected.high)} with {phrases.percent(fit.running)} of the days running; "
        f"the chance of so {much} is {chance}."
    )


def value(number: float) -> str:
    """A value of trade: `153.86 million`, `2,382`."""
    return f"{number / _MILLION:,.2f} million" if number >= 1e4 else phrases.amount(round(number))


def slip(found: "Slip") -> str:
    """One sentence on a slip, its preferred reading and the reason."""
    read = f"read {value(found.preferred)}, for " if found.preferred is not None else ""
    return f"{found.kind.value}: {found.text}; {read}{found.why}"


def panels(found: "Volume") -> list[Panel]:
    """The charts of a volume, one for each series."""
    return [
        Panel(
            f"{series.unit.replace('_', ' ')}{'' if series.of_one_train else ' a week'}, {series.direction}",
            tuple(_mark(cell, series) for cell in series.cells),
        )
        for series in found.series
    ]


def trade_panels(found: "Trade") -> list[Panel]:
    """The charts of trade, one for each flow: the value, and what the state leads one to expect."""
    return [
        Panel(
            f"{series.flow}, million {series.currency} a month",
            tuple(_month(month) for month in series.months),
            log=True,
        )
        for series in found.series
    ]


def _mark(cell: "Cell", series: "Series") -> Mark:
    amount = weekly(cell, series)
    first, last = cell.period.first, cell.period.last
    return Mark(first, last, amount.mean, amount.low, amount.high, bool(cell.counts))


def _month(month: "Month") -> Mark:
    fit = month.fit
    low, high = (fit.expected.low, fit.expected.high) if fit else (month.value, month.value)
    return Mark(
        month.period.first,
        month.period.last,
        month.value / _MILLION,
        low / _MILLION,
        high / _MILLION,
        not month.reckoned,
        fit is not None and fit.unlikely,
    )
