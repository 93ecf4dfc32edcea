"""`yalu trade`: the value of trade by month, beside the state believed, and slips in it."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge, knowledge
from yalu.desk.cli.render import progress, table
from yalu.desk.cli.series import Ways, check, tell

if TYPE_CHECKING:
    from yalu.believe.slips import Slip
    from yalu.believe.trade import Month, Trade, TradeSeries
    from yalu.brief.series import Panel

NOTE = (
    "Bars hold nine parts in ten of what the state believed leads one to expect; marks are values "
    "as printed, hollow ones reckoned from the other flows. A triangle is a value out of line."
)


@options.command(
    options.service,
    options.since,
    options.until,
    options.known_by,
    options.as_json,
    options.chart,
    examples="""
yalu trade dandong-sinuiju/rail
yalu trade dandong-sinuiju/rail --from 2020-01-01 --to 2020-12-31
yalu trade --json
yalu trade dandong-sinuiju/rail -o trade.svg
""",
)
def command(
    env: Environment,
    service_name: str | None,
    first: dt.date | None,
    last: dt.date | None,
    known_by: dt.date | None,
    as_json: bool,
    output: str | None,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Say what trade was worth in each month, and whether that fits the state believed.

    With GATE/MODE the figures are those of the gate and of the groups it belongs to, beside
    what is believed of that service; without, those of every gate beside what is believed of
    itself. A month is told that is worth unlikely much or little for the days that ran. Then
    come figures that cannot be right as printed. The exit status is 1 where nobody tells of
    trade.
    """
    check(first, last, output, as_json)
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        every = _trades(env, known, service_name)
    found = [_cut(each, first, last) for each in every]
    found = [each for each in found if each.series or each.slips]
    if not found:
        env.warn(f"nobody tells of trade at {service_name or 'any gate'} by {known.known_by}")
        return ExitStatus.NOTHING
    ways = Ways(lines, lambda each: _print(env, each), _panels, NOTE)
    names = ", ".join(str(each.service) for each in found)
    title = f"Trade month by month beside {names}"
    return tell(env, found, ways, title, output, as_json)


def _trades(env: Environment, known: Knowledge, named: str | None) -> "list[Trade]":
    """The trade beside the service named, else beside every gate that figures are told of."""
    from yalu.believe.figures import figures
    from yalu.believe.trade import trade

    services = known.services(named)
    if not named:
        told = {(figure.claim.gate, figure.claim.mode) for figure in figures(known.claims)}
        services = [service for service in services if (service.gate, service.mode) in told]
    found = []
    with progress(env, "reckoning") as step:
        for number, service in enumerate(services):
            step(number, len(services))
            gates = (service.gate, *(known.groups(service) if named else ()))
            found.append(trade(known.claims, known.belief(service), gates))
    return found


def _cut(found: "Trade", first: dt.date | None, last: dt.date | None) -> "Trade":
    """The months and slips of the days asked for; the fit is that of all months."""

    def within(begin: dt.date, end: dt.date) -> bool:
        return (not first or end >= first) and (not last or begin <= last)

    series = []
    for each in found.series:
        months = tuple(m for m in each.months if within(m.period.first, m.period.last))
        if months:
            series.append(replace(each, months=months))
    slips = []
    for slip in found.slips:
        when = slip.doubted.when
        begin, end = (when.earliest, when.latest) if when else (None, None)
        if within(begin or dt.date.min, end or dt.date.max):
            slips.append(slip)
    return replace(found, series=tuple(series), slips=tuple(slips))


def lines(found: "Trade") -> list[dict[str, Any]]:
    """A line for each month of each flow, then one for each slip."""
    made = [_line(series, month) for series in found.series for month in series.months]
    return made + [_slip(slip) for slip in found.slips]


def _line(series: "TradeSeries", month: "Month") -> dict[str, Any]:
    fit = month.fit
    return {
        "gate": series.gate,
        "flow": series.flow,
        "currency": series.currency,
        "month": month.period.label,
        "value": month.value,
        "reckoned": month.reckoned,
        "origins": list(month.origins),
        "documents": sorted({figure.claim.document for figure in month.figures}),
        "others": [
            {"value": figure.value, "document": figure.claim.document} for figure in month.others
        ],
        "fit": {
            "expected": fit.expected.mean,
            "low": fit.expected.low,
            "high": fit.expected.high,
            "running": fit.running,
            "tail": fit.tail,
            "side": "high" if fit.high else "low",
            "unlikely": fit.unlikely,
        }
        if fit
        else None,
        "verdict": series.verdict,
    }


def _slip(slip: "Slip") -> dict[str, Any]:
    return {
        "slip": slip.kind.value,
        "text": slip.text,
        "preferred": slip.preferred,
        "why": slip.why,
        "claims": [claim.to_json() for claim in slip.claims],
    }


def _print(env: Environment, found: "Trade") -> None:
    from yalu.brief import amounts

    env.say(f"Trade beside what is believed of {found.service}; expected: where 90 % lie")
    for series in found.series:
        env.say()
        head = (
            "month",
            f"{series.flow}, {series.currency}",
            "expected",
            "days run",
            "tail",
            "told by",
        )
        table(env, head, [_row(month) for month in series.months])
        if series.verdict:
            env.say(f"Whether it fits the state believed: {series.verdict}.")
        for month in series.months:
            if month.fit and month.fit.unlikely:
                env.say(amounts.unlikely(month, series))
    if found.slips:
        env.say()
        env.say("Figures that cannot be right as printed:")
        for slip in found.slips:
            env.say(f"  {amounts.slip(slip)}")
    env.say()


def _row(month: "Month") -> tuple[str, ...]:
    from yalu.brief import amounts

    fit = month.fit
    by = "reckoned" if month.reckoned else ", ".join(month.origins)
    documents = len({figure.claim.document for figure in month.figures})
    return (
        month.period.label,
        amounts.value(month.value),
        f"{amounts.value(fit.expected.low)} to {amounts.value(fit.expected.high)}" if fit else "",
        f"{100 * fit.running:.0f} %" if fit else "",
        f"{fit.tail:.3f} {'high' if fit.high else 'low'}" if fit else "",
        f"{by}, {documents} documents" if documents > 1 and not month.reckoned else by,
    )


def _panels(found: "Trade") -> "list[Panel]":
    from yalu.brief import amounts

    return amounts.trade_panels(found)
