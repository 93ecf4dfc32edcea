"""Drawn: what the pictures of the simulation share.

Colours are CSS variables, so that a drawing serves light and dark; a line's dashes or a mark's
shape say the same as its colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yalu.brief import chart
from yalu.brief.drawing import configured, written

WIDTH, HALF = 820, 370
"""Pixels of a panel: one that stands alone, one of two side by side."""
INKS = ("var(--running)", "var(--suspended)", "var(--limited)", "var(--unknown)")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: a name for its file, a title, what it shows in words, and the SVG."""

    name: str
    title: str
    description: str
    svg: str

    def file(self, ending: str) -> bytes:
        """It as a file of one of `drawing.ENDINGS`."""
        return written(self.svg, self.title, self.description, ending)


def picture(specification: Any, name: str, title: str, description: str) -> Picture:
    """The picture of a chart, with the type and lines of the pages."""
    svg = chart.drawn(configured(specification), name, title, description)
    return Picture(name, title, description, svg)


def chart_of(rows: Rows, **settings: Any) -> Any:
    """A chart of these rows, with nothing drawn yet."""
    import altair

    library: Any = altair
    return library.Chart(library.Data(values=rows), **settings)


def heading(text: str) -> Any:
    """The title of a panel."""
    import altair

    return altair.TitleParams(
        text, anchor="start", color="var(--ink)", fontSize=13, fontWeight="normal"
    )


def days(field: str = "day", domain: Sequence[str] | None = None, **settings: Any) -> Any:
    """The axis of days."""
    import altair

    axis = altair.Axis(title=None, format="%Y-%m-%d", grid=False, tickCount=6, labelOverlap=True)
    scale = altair.Scale(domain=list(domain)) if domain else altair.Undefined
    return altair.X(f"{field}:T", axis=axis, scale=scale, **settings)


def amount(field: str, title: str | None = None, **settings: Any) -> Any:
    """The axis of an amount, from zero."""
    import altair

    axis = altair.Axis(title=title, tickCount=4, minExtent=44)
    return altair.Y(f"{field}:Q", axis=axis, scale=altair.Scale(zero=True), **settings)


def inks(field: str, names: Sequence[str], legend: bool = True) -> tuple[Any, Any]:
    """Colour and dashes by name, with one legend on top."""
    import altair

    key = altair.Legend(
        title=None, orient="top", labelColor="var(--ink)", symbolStrokeWidth=2, labelLimit=300
    )
    shown = key if legend and len(names) > 1 else None
    colour = altair.Stroke(
        f"{field}:N",
        legend=shown,
        scale=altair.Scale(domain=list(names), range=list(INKS[: len(names)])),
    )
    dashes = altair.StrokeDash(
        f"{field}:N",
        legend=shown,
        scale=altair.Scale(domain=list(names), range=list(DASHES[: len(names)])),
    )
    return colour, dashes
