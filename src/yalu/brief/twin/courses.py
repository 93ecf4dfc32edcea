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
    """Of each resource what is in use under what is offered, and the line before it beside."""
    import altair

    panels = []
    for name in found.course_names:
        if name.what not in ("in use", "permits left"):
            continue
        if not any(
            found.mean(each).any()
            for each in (name, name._replace(what="queue", unit="consignments"))
        ):
            continue
        rows = _rows(found.band(name), _moments(found))
        offered = name._replace(what="offered")
        if offered in found.course_names:
            rows = [
                row | {"offered": float(most)}
                for row, most in zip(rows, _ended(found.mean(offered)), strict=True)
            ]
        queue = Name("queue", name.of, "", "consignments")
        left = _band(rows, f"{name.of}: {name.what}", HALF)
        line = _rows(found.band(queue), _moments(found))
        right = _band(line, f"{name.of}: consignments waiting", HALF, ink="var(--suspended)")
        panels.append(altair.hconcat(left, right).properties(spacing=24))
    if not panels:
        return None
    note = "The thin grey line is what is offered, shifts and policies counted."
    title = f"Use of resources and the lines before them: {found.scenario}"
    parts = altair.vconcat(*panels).properties(spacing=14)
    return picture(parts, "use", title, f"{_BAND} {note} {_lines(found)}")


def _lines(found: Ensemble) -> str:
    means = {
        name.of: float(found.mean(name).mean())
        for name in found.course_names
        if name.what == "queue"
    }
    return "; ".join(f"{of}: {mean:.3g} waiting on average" for of, mean in means.items()) + "."


def supply(found: Ensemble) -> Picture | None:
    """Stock and what is short of each cargo at each destination that uses it."""
    import altair

    panels = []
    for name in found.course_names:
        if name.what != "stock":
            continue
        short = Name("shortfall", name.of, "", "t a day")
        left = _band(_rows(found.band(name), _moments(found)), f"{name.of}: stock, t", HALF)
        missing = _rows(found.band(short), _moments(found))
        right = _band(missing, f"{name.of}: short, t a day", HALF, ink="var(--suspended)")
        panels.append(altair.hconcat(left, right).properties(spacing=24))
    if not panels:
        return None
    words = "; ".join(
        f"{name.of}: {found.mean(name).mean():.3g} t in stock on average"
        for name in found.course_names
        if name.what == "stock"
    )
    parts = altair.vconcat(*panels).properties(spacing=14)
    return picture(parts, "supply", f"Stock and shortfall: {found.scenario}", f"{_BAND} {words}.")


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
