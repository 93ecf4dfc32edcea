"""Spans: what was found with its range: time per step, use, a comparison, a promise."""

import datetime as dt
from typing import Any

import numpy as np

from yalu.brief.twin.drawn import WIDTH, Picture, Rows, chart_of, days, inks, picture
from yalu.simulate.compare import TOLD, Change, Comparison, amount, bare, short
from yalu.simulate.ensemble import Ensemble
from yalu.simulate.intervals import Interval
from yalu.simulate.promise import Promise
from yalu.simulate.waiting import USED

_ROW = 24
_NAMES = 330
"""Pixels for the names of rows."""
_LETTER = 7.8
"""Pixels of a letter at its widest: whoever looks may have wider type than whoever draws."""
_MOST = 24
"""Rows of a comparison: those that changed most."""


def times(found: Ensemble) -> Picture | None:
    """How long each step takes: shortest tenth to longest tenth with the median."""
    import altair

    figures = found.intervals()
    rows: Rows = []
    for name in found.names:
        if name.what == "time" and name.part == "p50" and figures[name].n:
            parts = {p: figures[name._replace(part=p)].mean / 24 for p in ("p10", "p50", "p90")}
            rows.append({"step": name.of} | parts | {"told": _lasting(list(parts.values()))})
    if not rows:
        return None
    base = _base(rows)
    y = _names("step", [row["step"] for row in rows])
    x = _along("p10", "days in the step, waiting for it included")
    rule = base.mark_rule(strokeWidth=6, opacity=0.3, aria=False, stroke="var(--running)")
    tick = base.mark_tick(thickness=3, size=14, aria=False, color="var(--running)")
    text = base.mark_text(align="left", dx=8, aria=False, fontSize=11, fill="var(--soft)")
    layers = altair.layer(
        rule.encode(x=x, x2="p90", y=y),
        tick.encode(x="p50:Q", y=y),
        text.encode(x="p90:Q", y=y, text="told:N"),
    )
    words = "; ".join(f"{row['step']} {row['told']}" for row in rows)
    title = f"Time in each step: {found.scenario}"
    note = "From the shortest tenth to the longest tenth, the tick is the median."
    return picture(layers, "times", title, f"{note} {words}.")


def _lasting(days: list[float]) -> str:
    """Lengths in days as they are read best: hours, where all are under two days."""
    scale, unit = (24, "h") if max(days) < 2 else (1, "days")
    told = [short(value * scale) for value in days]
    return f"{told[0] if len(set(told)) == 1 else ' – '.join(told)} {unit}"


def use(found: Ensemble) -> Picture | None:
    """How much of what it offers each resource is used for, with the interval of the mean."""
    import altair

    figures = found.intervals()
    rows: Rows = [
        {"resource": n.of, **_interval(figures[n]), "told": f"{figures[n].mean:.0%}"}
        for n in found.names
        if n.what == "use" and figures[n].n
    ]
    if not rows:
        return None
    base = _base(rows)
    y = _names("resource", [row["resource"] for row in rows])
    share = altair.X(
        "mean:Q",
        scale=altair.Scale(domain=[0, max(1.0, *(row["high"] for row in rows))]),
        axis=altair.Axis(title="share of what was offered", format=".0%", tickCount=5),
    )
    bar = base.mark_bar(height=11, opacity=0.35, aria=False, fill="var(--running)")
    rule = base.mark_rule(strokeWidth=2, aria=False, stroke="var(--running)")
    text = base.mark_text(align="left", dx=8, aria=False, fontSize=11, fill="var(--soft)")
    line = chart_of([{"at": USED}]).mark_rule(
        strokeDash=[4, 4], stroke="var(--unknown)", aria=False
    )
    parts = altair.layer(
        line.encode(x="at:Q"),
        bar.encode(x=share, y=y),
        rule.encode(x="low:Q", x2="high", y=y),
        text.encode(x="high:Q", y=y, text="told:N"),
    )
    note = (
        "The thin line is the 95 % interval of the mean. A resource left of the dashed line is "
        "never called the bottleneck."
    )
    words = "; ".join(f"{row['resource']} {row['told']}" for row in rows)
    return picture(parts, "shares", f"Use of resources: {found.scenario}", f"{note} {words}.")


def forest(found: Comparison) -> Picture | None:
    """What changed, each figure as a share of the larger of its levels, with 95 % intervals."""
    import altair

    told = [
        change
        for change in found.changes
        if (change.name.what, change.name.part) in TOLD and change.difference.n > 1
        if max(abs(change.before.mean), abs(change.after.mean)) > 0
    ]
    told = sorted(told, key=_size, reverse=True)[:_MOST]
    if not told:
        return None
    rows = [_change(change) for change in sorted(told, key=found.changes.index)]
    base = _base(rows)
    y = _names("figure", [row["figure"] for row in rows])
    colour = altair.Stroke("ink:N", scale=None)
    zero = chart_of([{"at": 0}]).mark_rule(stroke="var(--unknown)", aria=False)
    x = _along("low", "difference, as a share of the larger level", ".0%", zero=False)
    rule = base.mark_rule(strokeWidth=2, aria=False)
    point = base.mark_point(filled=True, size=60, opacity=1, aria=False)
    fill = altair.Fill("fill:N", scale=None)
    text = base.mark_text(align="left", aria=False, fontSize=11, fill="var(--soft)")
    parts = altair.layer(
        zero.encode(x="at:Q"),
        rule.encode(x=x, x2="high", y=y, stroke=colour),
        point.encode(x="mean:Q", y=y, stroke=colour, fill=fill),
        text.encode(x=altair.value(WIDTH - _NAMES + 10), y=y, text="told:N"),
    )
    words = "; ".join(f"{row['figure']} {row['told']}" for row in rows)
    title = f"From {found.before.scenario} to {found.after.scenario}"
    note = "A filled point has an interval that leaves out zero."
    return picture(parts, "forest", title, f"{note} {words}.")


def _size(change: Change) -> float:
    return 0.0 if np.isnan(change.standardised) else abs(change.standardised)


def _change(change: Change) -> dict[str, Any]:
    level = max(abs(change.before.mean), abs(change.after.mean))
    ink = "var(--running)" if change.difference.mean < 0 else "var(--suspended)"
    low, high = change.difference.low / level, change.difference.high / level
    return {
        "figure": change.name.words,
        "mean": change.difference.mean / level,
        "low": low,
        "high": high,
        "ink": ink if change.certain else "var(--unknown)",
        "fill": ink if change.certain else "var(--paper)",
        "told": _levels(change),
    }


def _levels(change: Change) -> str:
    unit = change.name.unit
    return f"{bare(change.before.mean, unit)} → {amount(change.after.mean, unit)}"


def arrival(found: Promise) -> Picture:
    """In what share of the futures the consignment is released and delivered by each day."""
    import altair

    rows: Rows = []
    for what, moments in (("released", found.released), ("delivered", found.delivered)):
        for rank, value in enumerate(np.sort(moments[np.isfinite(moments)]).tolist(), 1):
            rows.append({"day": _moment(found, value), "share": rank / len(moments), "what": what})
        rows.append({"day": found.order.on.isoformat(), "share": 0.0, "what": what})
        rows.append(
            {
                "day": found.horizon.isoformat(),
                "share": float(np.isfinite(moments).mean()),
                "what": what,
            }
        )
    marks: Rows = [
        {"day": _moment(found, found.quantile(cut)), "share": cut, "told": _told(found, cut)}
        for cut in (0.1, 0.5, 0.9)
        if found.date(cut)
    ]
    stroke, dashes = inks("what", ["released", "delivered"])
    share = altair.Y(
        "share:Q",
        scale=altair.Scale(domain=[0, 1]),
        axis=altair.Axis(title="share of the futures", format=".0%", tickCount=5),
    )
    line = chart_of(rows, width=WIDTH - 80, height=240).mark_line(
        interpolate="step-after", strokeWidth=2, aria=False
    )
    at = chart_of(marks)
    point = at.mark_point(filled=True, size=70, opacity=1, aria=False, color="var(--suspended)")
    text = at.mark_text(align="left", dx=9, dy=9, aria=False, fontSize=12, fill="var(--ink)")
    parts = altair.layer(
        line.encode(x=days(), y=share, stroke=stroke, strokeDash=dashes),
        point.encode(x="day:T", y="share:Q"),
        text.encode(x="day:T", y="share:Q", text="told:N"),
    )
    words = "; ".join(row["told"] for row in marks)
    never = f"In {found.never:.1%} of {len(found.delivered)} futures it does not arrive by {found.horizon}."
    return picture(parts, "promise", f"When it arrives: {found.order}", f"{words}. {never}")


def _told(found: Promise, share: float) -> str:
    return f"P{share * 100:.0f} {found.date(share)}"


def _moment(found: Promise, value: float) -> str:
    start = dt.datetime.combine(found.order.on, dt.time())
    return (start + dt.timedelta(days=value)).isoformat(timespec="minutes")


def _base(rows: Rows) -> Any:
    return chart_of(rows, width=WIDTH - _NAMES, height=_ROW * len(rows))


def _names(field: str, order: list[str]) -> Any:
    import altair

    axis = altair.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelLimit=_NAMES - 20,
        labelColor="var(--ink)",
        minExtent=min(_NAMES - 20, _LETTER * max(len(name) for name in order)),
    )
    return altair.Y(f"{field}:N", sort=order, axis=axis)


def _along(field: str, title: str, format_: str = ",~r", zero: bool = True) -> Any:
    import altair

    axis = altair.Axis(title=title, tickCount=6, format=format_)
    return altair.X(f"{field}:Q", axis=axis, scale=altair.Scale(zero=zero, padding=4))


def _interval(found: Interval) -> dict[str, float]:
    sure = found.n > 1
    return {
        "mean": found.mean,
        "low": found.low if sure else found.mean,
        "high": found.high if sure else found.mean,
    }
