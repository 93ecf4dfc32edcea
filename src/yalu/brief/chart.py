"""The belief over time as one chart: a specification for notebooks, an SVG for the page.

Every state has a pattern as well as a colour: solid runs, dots are limited, hatching is
suspended. Below the odds lie the words that were said of each state; grey bars are the
stretches of which nobody says anything.
"""

import datetime as dt
import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from yalu.brief.assessment import Brief, Mark
from yalu.brief.drawing import configured
from yalu.vocabulary import State

if TYPE_CHECKING:
    import altair

WIDTH, HEIGHT, LANE = 860, 170, 18
"""Pixels of the drawing: its width, the height of the odds, the height of one lane."""
QUIET = 60
"""Days without a word that are drawn as silence."""
NO_WORD = "no word"
_ORDER = (State.RUNNING, State.LIMITED, State.SUSPENDED)
_FILLS = [f"url(#{state.value})" for state in _ORDER]
_INKS = [f"var(--{state.value})" for state in _ORDER]
_SIZE = re.compile(r'^<svg [^>]*?viewBox="([^"]+)"[^>]*>', re.DOTALL)


def specification(brief: Brief) -> "altair.VConcatChart":
    """The chart of a brief. Colours are CSS variables, fills are patterns of the page."""
    import altair

    parts: altair.VConcatChart = altair.vconcat(_odds(brief, altair), _lanes(brief, altair))
    drawn: altair.VConcatChart = configured(parts.properties(spacing=8).resolve_scale(x="shared"))
    return drawn


def svg(brief: Brief, name: str) -> str:
    """The chart as one `<svg>` element with title and description; it fits its container.

    `name` keeps its identifiers apart from those of other charts on the page.
    """
    return drawn(specification(brief), name, title(brief), description(brief))


def drawn(parts: "altair.VConcatChart", name: str, title: str, description: str) -> str:
    """A specification as one `<svg>` element that says what it shows."""
    import vl_convert

    found = vl_convert.vegalite_to_svg(parts.to_dict(validate=False))
    found = re.sub(r'id="(clip|gradient)', rf'id="{name}-\1', found)
    found = re.sub(r"url\(#(clip|gradient)", rf"url(#{name}-\1", found)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\\1" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{html.escape(title)}</title>'
        f'<desc id="{name}-desc">{html.escape(description)}</desc>'
    )
    return _SIZE.sub(lambda size: head.replace("\\1", size[1]), found, count=1)


def title(brief: Brief) -> str:
    """What the chart shows."""
    return f"Belief about {brief.service} from {brief.course[0].day} to {brief.course[-1].day}"


def description(brief: Brief) -> str:
    """The chart in words: its stretches of one state, one after another."""
    told = "; ".join(
        f"{run.state.value} from {run.first} to {run.last} (mean probability {run.probability:.2f})"
        for run in brief.stretches
    )
    return f"Probability of each state day by day. State believed: {told}."


def _odds(brief: Brief, altair: Any) -> Any:
    rows = [
        {"day": point.day.isoformat(), "state": state.value, "rank": rank, "p": p}
        for point in brief.course
        for rank, state in enumerate(_ORDER)
        for p in (point.odds[2 - rank],)
    ]
    return (
        altair.Chart(altair.Data(values=rows), width=WIDTH, height=HEIGHT)
        .mark_area(interpolate="step-after", aria=False)
        .encode(
            x=_days(brief, altair, axis=_axis(brief, altair)),
            y=altair.Y(
                "p:Q",
                stack="zero",
                scale=altair.Scale(domain=[0, 1]),
                axis=altair.Axis(title="probability", values=[0, 0.5, 1], format=".0%"),
            ),
            fill=_scale(altair.Fill, altair, _FILLS),
            stroke=_scale(altair.Stroke, altair, _INKS),
            strokeWidth=altair.value(0.5),
            order="rank:O",
        )
    )


def _lanes(brief: Brief, altair: Any) -> Any:
    names = [*(state.value for state in _ORDER), NO_WORD]
    lane = altair.Y(
        "lane:N",
        sort=names,
        scale=altair.Scale(domain=names, paddingInner=0.35, paddingOuter=0.2),
        axis=altair.Axis(title=None, ticks=False, domain=False, labelPadding=6),
    )
    size = {"width": WIDTH, "height": LANE * len(names)}
    days = {"x": _days(brief, altair, field="from", axis=None), "x2": "to:T", "y": lane}
    told = (
        altair.Chart(altair.Data(values=_words(brief)), **size)
        .mark_bar(aria=False, strokeWidth=1)
        .encode(
            stroke=_scale(altair.Stroke, altair, _INKS),
            fill=_scale(altair.Fill, altair, _FILLS),
            fillOpacity=altair.condition("datum.firm", altair.value(0.35), altair.value(0)),
            **days,
        )
    )
    silent = (
        altair.Chart(altair.Data(values=_silent(brief)), **size)
        .mark_bar(aria=False, fill="url(#silent)", stroke="var(--unknown)", strokeWidth=1)
        .encode(**days)
    )
    return altair.layer(told, silent)


def _words(brief: Brief) -> list[dict[str, Any]]:
    """The words about the state as rows of the chart, cut to its days."""
    first, last = brief.course[0].day, brief.course[-1].day
    return [
        {
            "from": max(mark.first, first).isoformat(),
            "to": (min(mark.last, last) + dt.timedelta(1)).isoformat(),
            "lane": mark.state.value,
            "state": mark.state.value,
            "firm": mark.firm,
        }
        for mark in brief.marks
        if mark.first <= last and mark.last >= first
    ]


def _silent(brief: Brief) -> list[dict[str, Any]]:
    first, last = brief.course[0].day, brief.course[-1].day
    return [
        {"from": start.isoformat(), "to": end.isoformat(), "lane": NO_WORD}
        for start, end in silences(brief.marks, first, last)
    ]


def _axis(brief: Brief, altair: Any) -> Any:
    days = (brief.course[-1].day - brief.course[0].day).days
    if days > 3 * 366:
        return altair.Axis(title=None, format="%Y", tickCount="year")
    return altair.Axis(title=None, format="%Y-%m", tickCount=6)


def _days(brief: Brief, altair: Any, *, axis: Any, field: str = "day") -> Any:
    window = [brief.course[0].day.isoformat(), brief.course[-1].day.isoformat()]
    return altair.X(f"{field}:T", axis=axis, scale=altair.Scale(domain=window, clamp=True))


def _scale(channel: Any, altair: Any, values: list[str]) -> Any:
    domain = [state.value for state in _ORDER]
    return channel("state:N", legend=None, scale=altair.Scale(domain=domain, range=values))


def silences(
    marks: tuple[Mark, ...], first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, dt.date]]:
    """Stretches of `QUIET` days or more within the window that no word speaks of."""
    reached = first
    for mark in sorted(marks, key=lambda mark: mark.first):
        if (min(mark.first, last) - reached).days >= QUIET:
            yield reached, min(mark.first, last)
        reached = max(reached, mark.last)
    if (last - reached).days >= QUIET:
        yield reached, last
