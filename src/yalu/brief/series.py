"""Series as charts: a mark with its interval for each period, one panel under the other.

A filled mark is a period that somebody gives a figure of; a hollow one leans on its neighbours,
or is reckoned. A triangle is a value out of line. Colours are CSS variables, so that the same
drawing serves light and dark.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yalu.brief import chart
from yalu.brief.drawing import configured, written
from yalu.vocabulary import YaluError

if TYPE_CHECKING:
    import altair

_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """One period: its value with an interval. `told`: somebody gives it; `odd`: out of line."""

    first: dt.date
    last: dt.date
    value: float
    low: float
    high: float
    told: bool
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: what it counts, its periods in order, and whether its scale is logarithmic."""

    title: str
    marks: tuple[Mark, ...]
    log: bool = False


def file(panels: Sequence[Panel], title: str, note: str, ending: str) -> bytes:
    """The panels as a file of one of `drawing.ENDINGS`: a page with a note, a drawing, a picture.

    Raises YaluError where there is nothing to draw.
    """
    drawn = [panel for panel in panels if panel.marks]
    if not drawn:
        raise YaluError(f"nothing to draw of {title}")
    found = chart.drawn(_specification(drawn), "series", title, _description(drawn))
    return written(found, title, note, ending)


def _specification(panels: Sequence[Panel]) -> "altair.VConcatChart":
    import altair

    days = [day for panel in panels for mark in panel.marks for day in (mark.first, mark.last)]
    window = [min(days).isoformat(), max(days).isoformat()]
    parts = [_panel(panel, window, altair) for panel in panels]
    below = altair.vconcat(*parts).properties(spacing=18).resolve_scale(x="shared")
    found: altair.VConcatChart = configured(below)
    return found


def _panel(panel: Panel, window: list[str], altair: Any) -> Any:
    data = altair.Data(values=[_row(mark, panel.log) for mark in panel.marks])
    scale = altair.Scale(type="log") if panel.log else altair.Scale(zero=True)
    base = altair.Chart(data, width=chart.WIDTH, height=_HEIGHT, title=_heading(panel, altair))
    months = altair.Axis(title=None, format="%Y-%m", tickCount=8, grid=False)
    x = altair.X("middle:T", axis=months, scale=altair.Scale(domain=window))

    def y(field: str) -> Any:
        return altair.Y(
            f"{field}:Q", scale=scale, axis=altair.Axis(title=None, tickCount=4, minExtent=44)
        )

    spans = base.mark_rule(strokeWidth=3, opacity=0.35, aria=False).encode(
        x=x, y=y("low"), y2="high", stroke=altair.value("var(--running)")
    )
    points = base.mark_point(size=42, strokeWidth=1.5, aria=False).encode(
        x=x,
        y=y("value"),
        shape=altair.condition("datum.odd", altair.value("triangle-up"), altair.value("circle")),
        stroke=altair.Stroke("ink:N", scale=None),
        fill=altair.Fill("fill:N", scale=None),
    )
    return altair.layer(spans, points)


def _row(mark: Mark, log: bool) -> dict[str, Any]:
    middle = mark.first + (mark.last - mark.first) / 2
    least = 1e-3 if log else 0.0
    ink = "var(--suspended)" if mark.odd else "var(--running)"
    return {
        "middle": middle.isoformat(),
        "value": max(mark.value, least),
        "low": max(mark.low, least),
        "high": max(mark.high, least),
        "ink": ink,
        "fill": ink if mark.told else "var(--paper)",
        "odd": mark.odd,
    }


def _heading(panel: Panel, altair: Any) -> Any:
    return altair.TitleParams(
        panel.title, anchor="start", color="var(--ink)", fontSize=13, fontWeight="normal"
    )


def _description(panels: Sequence[Panel]) -> str:
    """The panels in words: the last period of each that somebody gives a figure of."""
    parts = []
    for panel in panels:
        mark = next((m for m in reversed(panel.marks) if m.told), panel.marks[-1])
        parts.append(
            f"{panel.title}: {len(panel.marks)} periods, the last told of {mark.first} to "
            f"{mark.last} with {mark.value:.4g} ({mark.low:.4g} to {mark.high:.4g})"
        )
    return "; ".join(parts) + "."
