"""Stringline: the trains of one replication, time across and places down, as dispatchers draw it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from yalu.brief.twin.drawn import WIDTH, Picture, Rows, chart_of, days, inks, picture
from yalu.simulate.outcome import Outcome
from yalu.simulate.passing import crossings
from yalu.simulate.spread import DAY
from yalu.simulate.trains import together
from yalu.vocabulary import YaluError

SPAN = 28
"""Days drawn, from the first crossing on, where no others are asked for."""
_HEIGHT = 340


class Point(NamedTuple):
    """Where a string is at a minute, in km along the line."""

    minute: int
    km: float


def stringline(outcome: Outcome, first: int | None = None, days_: int = SPAN) -> Picture:
    """The diagram of a replication, from day `first` (that of the first crossing) for so many days.

    A string is a train, followed in its first car; what crosses alone has its own. Level
    stretches are time at a place. Raises YaluError where the model's places have no `km`, or nothing
    crosses.
    """
    import altair

    outcome = together(outcome)
    places = _places(outcome)
    strings = [(at, who, path) for at, who in _strings(outcome) if (path := _path(outcome, who))]
    if not strings:
        raise YaluError(
            f"nothing crosses in replication {outcome.replication}: there is nothing to draw"
        )
    begin = min(at for at, _, _ in strings) // DAY if first is None else first
    end = min(begin + days_, len(outcome.inside))
    rows = _rows(outcome, strings, begin * DAY, end * DAY)
    window = [_moment(outcome, begin * DAY), _moment(outcome, end * DAY)]
    km = altair.Y(
        "km:Q",
        scale=altair.Scale(domain=[max(places.values()), min(places.values())], nice=False),
        axis=altair.Axis(
            title=None,
            values=sorted(set(places.values())),
            labelExpr=_labels(places),
            labelOverlap=True,
            labelLimit=180,
        ),
    )
    laden = [name for name in ("laden", "empty") if any(row["load"] == name for row in rows)]
    stroke, dashes = inks("load", laden)
    x = days("minute", window)
    shut = chart_of(_shut(outcome, begin, end)).mark_rect(
        fill="var(--unknown)", opacity=0.16, aria=False, clip=True
    )
    line = chart_of(rows, width=WIDTH - 60, height=_HEIGHT).mark_line(
        strokeWidth=1.1, opacity=0.85, aria=False, clip=True
    )
    parts = altair.layer(
        shut.encode(x=altair.X("from:T", scale=altair.Scale(domain=window)), x2="to:T"),
        line.encode(
            x=x, y=km, detail="string:N", order="minute:T", stroke=stroke, strokeDash=dashes
        ),
    )
    name = outcome.table.model.name
    title = f"String-line diagram: {name}, replication {outcome.replication}"
    number = len({row["string"] for row in rows})
    words = (
        f"{number} strings from {window[0][:10]} to {window[1][:10]}; places from "
        f"{', '.join(sorted(places, key=lambda place: places[place]))}. Grey: days on which the crossing "
        "never opens."
    )
    return picture(parts, "stringline", title, words)


def _places(outcome: Outcome) -> dict[str, float]:
    """The km of every place that a step stands at."""
    model = outcome.table.model
    used = {step.place for step in model.step.values() if step.place}
    found = {
        name: place.km
        for name, place in model.place.items()
        if name in used and place.km is not None
    }
    if len(set(found.values())) < 2:
        raise YaluError(f"{model.name}: a string-line diagram needs two places with 'km' or more")
    return found


def _labels(places: dict[str, float]) -> str:
    """An expression that names the place of a km; of places at one km the first."""
    by_km: dict[float, str] = {}
    for name, km in places.items():
        by_km.setdefault(km, name)
    parts = [f"datum.value === {km} ? '{name}'" for km, name in by_km.items()]
    return " : ".join([*parts, "''"])


def _strings(outcome: Outcome) -> Iterator[tuple[int, int]]:
    """The minute of each crossing and who stands for it: the first car of its train."""
    table = outcome.table
    for crossing in crossings(outcome):
        begun = outcome.begun[:, table.steps.index(crossing.step)]
        who = np.flatnonzero(begun >= 0)
        seen: set[int] = set()
        for each, minute, train in zip(
            who.tolist(), crossing.minute.tolist(), crossing.train.tolist(), strict=True
        ):
            if train < 0 or train not in seen:
                seen.add(train)
                yield minute, each


def _rows(
    outcome: Outcome, strings: list[tuple[int, int, list[Point]]], first: int, last: int
) -> Rows:
    rows: Rows = []
    for number, (_, who, points) in enumerate(strings):
        if points[-1].minute < first or points[0].minute >= last:
            continue
        load = "laden" if outcome.laden[who] else "empty"
        rows += [
            {"string": number, "minute": _moment(outcome, at), "km": km, "load": load}
            for at, km in points
        ]
    return rows


def _path(outcome: Outcome, who: int) -> list[Point]:
    """Where a consignment was: at each step's place from entering it to its end; what crosses
    moves from the place before the crossing to the place after it while the work lasts. Nothing
    for who was never at two places of the line."""
    table, model = outcome.table, outcome.table.model
    entered = outcome.entered[who]
    order = sorted(
        (column for column in range(len(table.steps)) if entered[column] >= 0),
        key=lambda column: (int(entered[column]), int(outcome.ended[who, column]) < 0),
    )
    stops: list[tuple[int, int, float | None, bool]] = []
    for column in order:
        step = model.step[table.steps[column]]
        km = model.place[step.place].km if step.place else None
        begun = int(outcome.begun[who, column]) if step.crossing else int(entered[column])
        ended = int(outcome.ended[who, column])
        stops.append((begun, ended, km, step.crossing))
    points: list[Point] = []
    for begun, ended, km, crosses in stops:
        if crosses or km is None:
            continue
        points.append(Point(begun, km))
        points.append(Point(ended if ended >= begun else len(outcome.inside) * DAY, km))
    for begun, ended, km, crosses in stops:
        if crosses and begun >= 0:
            points += _across(points, begun, ended, km)
    return sorted(points) if len({point.km for point in points}) > 1 else []


def _across(points: list[Point], begun: int, ended: int, km: float | None) -> list[Point]:
    """The ends of a crossing: where it was before, and where it is after, if it is there yet."""
    before = [point for point in points if point.minute <= begun]
    after = [point for point in points if ended >= begun and point.minute >= ended]
    found = [Point(begun, max(before).km)] if before else []
    if after:
        found.append(Point(ended, min(after).km))
    elif km is not None and ended >= begun:
        found.append(Point(ended, km))
    return found


def _shut(outcome: Outcome, first: int, last: int) -> list[dict[str, Any]]:
    """The days in the window on which no calendar of a crossing opens."""
    table = outcome.table
    wanted = [
        " & ".join(sorted(step.open))
        for step in table.model.step.values()
        if step.crossing and step.open
    ]
    columns = [table.calendars.index(name) for name in wanted if name in table.calendars]
    if not columns:
        return []
    shut = np.flatnonzero(outcome.open[first:last, columns].sum(axis=1) == 0) + first
    return [
        {"from": _moment(outcome, day * DAY), "to": _moment(outcome, (day + 1) * DAY)}
        for day in shut.tolist()
    ]


def _moment(outcome: Outcome, minute: int) -> str:
    start = dt.datetime.combine(outcome.table.start, dt.time())
    return (start + dt.timedelta(minutes=minute)).isoformat(timespec="minutes")
