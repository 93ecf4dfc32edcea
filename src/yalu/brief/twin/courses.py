"""Courses: how the replications go over time: flow, use and lines, stock and shortfall."""

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.brief.twin.drawn import (
    HALF,
    INKS,
    WIDTH,
    Picture,
    Rows,
    amount,
    chart_of,
    days,
    heading,
    inks,
    picture,
)
from yalu.simulate.ensemble import Ensemble
from yalu.simulate.named import Name
from yalu.simulate.passing import VEHICLES

MOST = 8
"""Panels of a picture, at most."""
_BAND = "The line is the median of the replications, the band holds eight in ten of them."


def pictures(found: Ensemble) -> list[Picture]:
    """The pictures of the courses of which the model has any."""
    made = (flow(found), use(found), supply(found))
    return [each for each in made if each]


def flow(found: Ensemble) -> Picture | None:
    """What crosses in each week, laden and empty, a panel for each crossing and unit."""
    import altair

    panels = []
    pairs = dict.fromkeys((n.what, n.of) for n in found.course_names if n.what in VEHICLES)
    for what, step in pairs:
        names = [
            name
            for name in found.course_names
            if (name.what, name.of) == (what, step) and found.mean(name).any()
        ]
        rows = [row for name in names for row in _rows(*_weekly(found, name), part=name.part)]
        if rows:
            parts = [name.part for name in names]
            panels.append(_band(rows, f"{what} a week at {step}", WIDTH, "part", parts))
    if not panels:
        return None
    title = f"What crosses in a week: {found.scenario}"
    parts = altair.vconcat(*panels).properties(spacing=18).resolve_scale(x="shared")
    words = "; ".join(
        f"{name.words} {found.mean(name).mean() * 7:.3g} a week on average"
        for name in found.course_names
        if name.what in VEHICLES
    )
    return picture(parts, "flow", title, f"{_BAND} {words}.")


def _weekly(found: Ensemble, name: Name) -> tuple[NDArray[np.float64], list[dt.date]]:
    """P10, P50 and P90 of what comes in each whole week (3, W), and the first day of each and the day after the last."""
    daily = found.courses[:, found.course_names.index(name)].astype(np.float64)
    moments = _moments(found)
    if found.every == 1 and daily.shape[1] >= 7:
        weeks = daily.shape[1] // 7
        weekly = daily[:, : weeks * 7].reshape(len(daily), weeks, 7).sum(axis=2)
        return np.quantile(weekly, (0.1, 0.5, 0.9), axis=0), moments[: weeks * 7 + 1 : 7]
    return np.quantile(daily * 7, (0.1, 0.5, 0.9), axis=0), moments


def use(found: Ensemble) -> Picture | None:
    """Of each resource what is in use under what is offered, and the line before it beside.

    Those with the longest lines, `MOST` at most: of the rest nothing is left out of the figures.
    """
    import altair

    names = [name for name in found.course_names if name.what in ("in use", "permits left")]
    chosen = _longest(names, [_mean(found, _queue(name)) for name in names])
    if not chosen:
        return None
    panels = [_used(found, name) for name in chosen]
    note = "The thin grey line is what is offered, shifts and policies counted."
    title = f"Use of resources and the lines before them: {found.scenario}"
    parts = altair.vconcat(*panels).properties(spacing=14)
    told = "; ".join(
        f"{name.of}: {_mean(found, _queue(name)):.3g} waiting on average" for name in chosen
    )
    return picture(parts, "use", title, f"{_BAND} {note} {told}.{_left(names, chosen)}")


def _used(found: Ensemble, name: Name) -> Any:
    """The two panels of one resource or permit."""
    import altair

    rows = _rows(found.band(name), _moments(found))
    offered = name._replace(what="offered")
    if offered in found.course_names:
        rows = [
            row | {"offered": float(most)}
            for row, most in zip(rows, _ended(found.mean(offered)), strict=True)
        ]
    left = _band(rows, f"{name.of}: {name.what}", HALF)
    line = _rows(found.band(_queue(name)), _moments(found))
    right = _band(line, f"{name.of}: consignments waiting", HALF, ink="var(--suspended)")
    return altair.hconcat(left, right).properties(spacing=24)


def _queue(name: Name) -> Name:
    return Name("queue", name.of, "", "consignments")


def _mean(found: Ensemble, name: Name) -> float:
    return float(found.mean(name).mean())


def _longest(names: list[Name], by: list[float]) -> list[Name]:
    """The names with the most, `MOST` at most, in their own order; none that have nothing."""
    order = sorted(range(len(names)), key=lambda place: -by[place])[:MOST]
    return [names[place] for place in sorted(order) if by[place] > 0]


def _left(names: list[Name], chosen: list[Name]) -> str:
    rest = len(names) - len(chosen)
    return f" Not drawn: {rest} with less." if rest else ""


def supply(found: Ensemble) -> Picture | None:
    """Stock and what is short of each cargo at each destination that uses it, `MOST` at most."""
    import altair

    names = [name for name in found.course_names if name.what == "stock"]
    chosen = _longest(names, [_mean(found, _short(name)) for name in names])
    if not chosen:
        chosen = names[:MOST]
    if not chosen:
        return None
    panels = []
    for name in chosen:
        stock = _rows(found.band(name), _moments(found))
        missing = _rows(found.band(_short(name)), _moments(found))
        left = _band(stock, f"{name.of}: stock, t", HALF)
        right = _band(missing, f"{name.of}: short, t a day", HALF, ink="var(--suspended)")
        panels.append(altair.hconcat(left, right).properties(spacing=24))
    words = "; ".join(
        f"{name.of}: {_mean(found, name):.3g} t in stock and {_mean(found, _short(name)):.3g} t a "
        "day short on average"
        for name in chosen
    )
    parts = altair.vconcat(*panels).properties(spacing=14)
    title = f"Stock and shortfall: {found.scenario}"
    return picture(parts, "supply", title, f"{_BAND} {words}.{_left(names, chosen)}")


def _short(name: Name) -> Name:
    return Name("shortfall", name.of, "", "t a day")


def _moments(found: Ensemble) -> list[dt.date]:
    """The first day of every point of a course, and the day after the last."""
    return [*found.days_of(), found.start + dt.timedelta(found.days)]


def _ended(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values with the last once more, so that its step has a length."""
    return np.concatenate((values, values[..., -1:]), axis=-1)


def _rows(band: NDArray[np.float64], moments: list[dt.date], **more: str) -> Rows:
    low, middle, high = _ended(band).tolist()
    return [
        {"day": day.isoformat(), "low": a, "middle": b, "high": c, **more}
        for day, a, b, c in zip(moments, low, middle, high, strict=True)
    ]


def _band(
    rows: Rows,
    title: str,
    width: int,
    field: str = "",
    names: list[str] | None = None,
    ink: str = "var(--running)",
) -> Any:
    """A median with its band; several where a field tells them apart; a line of what is offered."""
    import altair

    height = 110 if width == WIDTH else 74
    base = chart_of(rows, width=width, height=height, title=heading(title))
    area = base.mark_area(fillOpacity=0.18, interpolate="step-after", aria=False, stroke=None)
    line = base.mark_line(strokeWidth=1.6, interpolate="step-after", aria=False)
    x = days()
    if names:
        stroke, dashes = inks(field, names)
        fill = altair.Fill(
            f"{field}:N",
            legend=None,
            scale=altair.Scale(domain=names, range=list(INKS[: len(names)])),
        )
        layers = [
            area.encode(x=x, y=amount("low"), y2="high", fill=fill),
            line.encode(x=x, y=amount("middle"), stroke=stroke, strokeDash=dashes),
        ]
    else:
        colour = altair.value(ink)
        layers = [
            area.encode(x=x, y=amount("low"), y2="high", fill=colour),
            line.encode(x=x, y=amount("middle"), stroke=colour),
        ]
    if rows and "offered" in rows[0]:
        thin = base.mark_line(strokeWidth=1, interpolate="step-after", aria=False)
        layers.append(thin.encode(x=x, y=amount("offered"), stroke=altair.value("var(--unknown)")))
    return altair.layer(*layers)
