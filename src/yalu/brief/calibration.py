"""Calibration as a chart: what was given a probability, and how often it came true."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from yalu.brief.drawing import templates

if TYPE_CHECKING:
    import altair

    from yalu.believe.scoring import Bin

SIDE = 420
"""Pixels of the square."""
TITLE = "How often what was given a probability came true"
_OPENING = re.compile(r"^<svg ([^>]*)>")
_INKS = ("#0072b2", "#b84a00", "#6a1b5f", "#767d83")
_SHAPES = ("circle", "square", "triangle-up", "diamond")

Curves = Mapping[str, Sequence["Bin"]]
"""The reliability curves of a way, by what was known: "in hindsight", "on the day"."""


def specification(curves: Curves) -> "altair.LayerChart":
    """The chart: a curve for each entry, the size of its points by how many (day, state) they hold."""
    import altair

    drawn: altair.LayerChart = altair.layer(_ideal(altair), *_curves(curves, altair)).configure(
        background="white", font="system-ui, sans-serif"
    )
    return drawn


def _ideal(altair: Any) -> Any:
    ends = altair.Data(values=[{"said": 0, "true": 0}, {"said": 1, "true": 1}])
    line = altair.Chart(ends).mark_line(strokeDash=[4, 4], color="#767d83", aria=False)
    return line.encode(**_axes(altair))


def _curves(curves: Curves, altair: Any) -> tuple[Any, Any]:
    names = list(curves)
    rows = [
        {"known": name, "said": one.said, "true": one.true, "count": one.count}
        for name, curve in curves.items()
        for one in curve
    ]
    told = altair.Chart(altair.Data(values=rows), width=SIDE, height=SIDE)

    def by_name(channel: Any, values: tuple[str, ...]) -> Any:
        shown = [values[place % len(values)] for place in range(len(names))]
        return channel("known:N", title=None, scale=altair.Scale(domain=names, range=shown))

    colour = by_name(altair.Color, _INKS)
    line = told.mark_line(aria=False).encode(color=colour, **_axes(altair))
    points = told.mark_point(filled=True, opacity=1, aria=False).encode(
        color=colour,
        shape=by_name(altair.Shape, _SHAPES),
        size=altair.Size("count:Q", legend=None, scale=altair.Scale(range=[20, 400])),
        **_axes(altair),
    )
    return line, points


def _axes(altair: Any) -> dict[str, Any]:
    def share(channel: Any, field: str, title: str) -> Any:
        axis = altair.Axis(title=title, format=".0%", tickCount=5)
        return channel(field, scale=altair.Scale(domain=[0, 1]), axis=axis)

    return {
        "x": share(altair.X, "said:Q", "probability given"),
        "y": share(altair.Y, "true:Q", "share that came true"),
    }


def description(curves: Curves) -> str:
    """The chart in words."""
    return "; ".join(
        f"{name}: "
        + ", ".join(
            f"{one.said:.2f} came true {one.true:.2f} of {one.count} times" for one in curve
        )
        for name, curve in curves.items()
    )


def drawn(curves: Curves, ending: str) -> bytes:
    """The chart as a file of one of `drawing.ENDINGS`; none of them fetches anything."""
    import vl_convert

    chart = specification(curves).to_dict(validate=False)
    if ending == "png":
        return bytes(vl_convert.vegalite_to_png(chart, scale=2))
    picture: str = vl_convert.vegalite_to_svg(chart)
    named = (
        f'<svg role="img" aria-labelledby="title desc" \\1><title id="title">{TITLE}</title>'
        f'<desc id="desc">{html.escape(description(curves))}</desc>'
    )
    picture = _OPENING.sub(named, picture, count=1)
    return (_page(curves, picture) if ending == "html" else picture).encode()


def _page(curves: Curves, picture: str) -> str:
    template = templates().get_template("calibration.html.j2")
    return template.render(title=TITLE, curves=curves, drawing=picture)
