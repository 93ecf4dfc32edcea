"""Coverage as a chart: services by months, the fuller the more the answer rests on words.

A hatched month is one of which nobody ever spoke; a dot says that somebody did at that
time. As SVG or page it follows light and dark.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from yalu.brief import phrases
from yalu.brief.drawing import configured, in_light, templates

if TYPE_CHECKING:
    import altair

    from yalu.believe import Month

CELL, MONTH, LEAST, MOST = 18, 9, 480, 1100
"""Pixels: height of a service, width of a month, least and most width of the months."""
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Opacity of the fill, by how far the answer rests on words: 1 - the prior share, rounded."""
_YEARS = {"format": "%Y", "tickCount": "year"}
_MONTHS = {"format": "%Y-%m", "tickCount": 6}
_SIZE = re.compile(r'^<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>', re.DOTALL)


def specification(months: "Sequence[Month]") -> "altair.LayerChart":
    """The chart of months, of one service after another. Raises ValueError for none."""
    import altair

    if not months:
        raise ValueError("a chart needs a month")
    rows = [_row(month) for month in months]
    size = {
        "width": min(max(MONTH * len({row["from"] for row in rows}), LEAST), MOST),
        "height": CELL * len({row["service"] for row in rows}),
    }
    found: altair.LayerChart = configured(_layers(rows, altair).properties(**size))
    return found


def _layers(rows: list[dict[str, Any]], altair: Any) -> Any:
    """The fill of each month, hatching where nobody spoke of it, a dot where somebody saw."""
    services = list(dict.fromkeys(row["service"] for row in rows))
    starts = sorted({row["from"] for row in rows})
    lane = altair.Y(
        "service:N",
        sort=services,
        scale=altair.Scale(domain=services, paddingInner=0.12, paddingOuter=0),
        axis=altair.Axis(title=None, ticks=False, domain=False, labelPadding=6, labelLimit=260),
    )
    days = altair.X(
        "from:T",
        scale=altair.Scale(domain=[starts[0], max(row["to"] for row in rows)]),
        axis=altair.Axis(title=None, grid=False, **(_YEARS if len(starts) > 36 else _MONTHS)),
    )
    base = altair.Chart(altair.Data(values=rows)).encode(y=lane)
    cells = base.encode(x=days, x2="to:T")
    told = cells.mark_bar(aria=False, fill="var(--running)").encode(
        fillOpacity=altair.FillOpacity("rests:Q", scale=None)
    )
    silent = cells.mark_bar(aria=False, fill="url(#silent)").transform_filter("!datum.told")
    dots = base.mark_circle(
        aria=False, size=22, opacity=1, fill="var(--ink)", stroke="var(--paper)"
    )
    seen = dots.encode(x="middle:T").transform_filter("datum.seen")
    return altair.layer(told, silent, seen)


def drawn(months: "Sequence[Month]", ending: str) -> bytes:
    """The chart as a file of one of `drawing.ENDINGS`; none of them fetches anything."""
    import vl_convert

    picture = svg(months)
    if ending == "png":
        return bytes(vl_convert.svg_to_png(in_light(picture), scale=2))
    if ending == "html":
        template = templates().get_template("heatmap.html.j2")
        picture = template.render(
            title=title(months), rows=list(_services(months)), drawing=picture
        )
    return picture.encode()


def svg(months: "Sequence[Month]") -> str:
    """The chart as one SVG file with its key, a title and a description in words."""
    import vl_convert

    cells = vl_convert.vegalite_to_svg(specification(months).to_dict(validate=False))
    found = _SIZE.match(cells)
    assert found, "the drawing begins with its size"
    width, height = map(float, found.groups())
    return (
        templates()
        .get_template("heatmap.svg.j2")
        .render(
            drawn=_SIZE.sub("", cells, count=1).removesuffix("</svg>"),
            width=max(width, LEAST),
            height=height,
            title=title(months),
            description=description(months),
            steps=STEPS,
        )
    )


def title(months: "Sequence[Month]") -> str:
    """What the chart shows."""
    first, last = min(m.first for m in months), max(m.first for m in months)
    return f"Where somebody looked, from {first:%Y-%m} to {last:%Y-%m}"


def description(months: "Sequence[Month]") -> str:
    """The chart in words: a clause for each service."""
    return ". ".join(
        f"{service}: of {phrases.counted(count, 'months')} {told} are spoken of, {seen} at the "
        f"time; mean prior share {share:.2f}"
        for service, count, told, seen, share in _services(months)
    )


def _services(months: "Sequence[Month]") -> Iterator[tuple[str, int, int, int, float]]:
    """Each service with its months, those spoken of, those at the time, its mean prior share."""
    for service, found in groupby(months, key=lambda month: month.service):
        own = list(found)
        told, seen = sum(m.origins > 0 for m in own), sum(m.at_the_time > 0 for m in own)
        share = sum(m.prior_share for m in own) / len(own)
        yield str(service), len(own), told, seen, share


def _row(month: "Month") -> dict[str, Any]:
    following = (month.first + dt.timedelta(31)).replace(day=1)
    rests = 1 - month.prior_share
    return {
        "service": str(month.service),
        "from": month.first.isoformat(),
        "to": following.isoformat(),
        "middle": (month.first + (following - month.first) / 2).isoformat(),
        "rests": min(STEPS, key=lambda step: abs(step - rests)),
        "told": month.origins > 0,
        "seen": month.at_the_time > 0,
    }
