"""Compile: a model to the table that the kernel runs."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.compiling import Collected
from yalu.simulate.draw import name_key
from yalu.simulate.policies import on
from yalu.simulate.schema import Model
from yalu.simulate.spread import DAY
from yalu.simulate.table import Pattern, Rows, Table
from yalu.simulate.walk import Walk

FOREVER = 1 << 40
"""Minutes: never."""


def compiled(model: Model) -> Table:
    """The table of `model`, which is taken as checked. Raises ValueError for a policy that cannot be."""
    dates = _epochs(model)
    found = Collected(
        model,
        [on(model, day) for day in dates],
        (*model.resource, *model.permit),
        tuple(model.cargo),
    )
    walk = Walk(found)
    walk.all()
    parts: dict[str, Any] = {
        "epoch_day": np.array([(day - model.start).days for day in dates]),
        **_resources(found),
        **_hazards(found),
        **_streams(found, walk, dates),
        **_destinations(found),
    }
    names = parts.pop("names")
    parts["rate"] = np.hstack([parts["rate"], parts.pop("permit_rate")])
    parts["hazards_of"] = _held_by(found, parts.pop("hazard_names"))
    rows = Rows(
        code=np.array(found.rows, np.int64),
        values=np.array(found.values, np.float64).reshape(-1, len(dates)).T.copy(),
        tables=np.array([*found.tables, 0.0]),
        base=_base(found),
        span=np.array([*found.span, 0]),
        exempt=np.array([*found.exempt, [False] * len(found.cargoes)]),
        batch_row=np.array(found.batch_rows, np.int64),
        sizes=np.array(
            [parts["streams"][:, 6].max(initial=0) + 1, found.purpose("arrival"), model.days * DAY]
        ),
        **parts,
    )
    return Table(
        model=model,
        rows=rows,
        labels=tuple(found.labels),
        steps=tuple(model.step),
        batches=tuple(found.batches),
        resources=found.resources,
        calendars=tuple(" & ".join(sorted(one)) for one in found.calendars),
        streams=names,
        purposes=tuple(found.purposes),
        cargoes=found.cargoes,
        destinations=tuple(model.destination),
        hazards=tuple(name for name, side in model.side.items() if side.hazard),
        keys=(
            np.array([name_key(name) for name in found.purposes], np.uint64),
            np.array([*map(name_key, names), 0], np.uint64),
        ),
    )


def _epochs(model: Model) -> list[dt.date]:
    """The start and the dates after it, within the horizon, on which a value changes."""
    end = model.start + dt.timedelta(model.days)
    changes = {policy.since for policy in model.policy}
    changes |= {one.until for one in model.arrival.values() if one.until}
    return [model.start, *sorted(day for day in changes if model.start < day < end)]


def _resources(found: Collected) -> dict[str, Any]:
    permits = found.model.permit
    always = [found.model.resource[name] for name in found.model.resource]
    calendars = [found.calendar([one.calendar] if one.calendar else []) for one in always]
    held = [0] * len(permits)
    validity = [
        [FOREVER if one.validity is None else round(one.validity) for one in epoch.permit.values()]
        for epoch in found.epochs
    ]
    capacity = [
        [*(one.capacity for one in epoch.resource.values()), *held] for epoch in found.epochs
    ]
    lasting = [[*(0 for _ in always), *minutes] for minutes in validity]
    rates = [
        [*(0.0 for _ in always), *(one.rate * DAY for one in epoch.permit.values())]
        for epoch in found.epochs
    ]
    return {
        "capacity": np.stack([_matrix(capacity), _matrix(lasting)], axis=2),
        "calendar_of": np.array([*calendars, *(-1 for _ in permits)], np.int64),
        "is_permit": np.array([0] * len(always) + [1] * len(permits), np.int64),
        "permit_stock": np.array(
            [0] * len(always) + [one.stock for one in permits.values()], np.int64
        ),
        "permit_rate": np.array(rates, np.float64).reshape(len(rates), -1),
    }


def _matrix(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    return np.array(rows, np.int64).reshape(len(rows), -1)


def _base(found: Collected) -> NDArray[np.int64]:
    opened = found.opened()
    result = np.zeros((len(opened), 2 + 2 * max([1, *map(len, opened)])), np.int64)
    for row, intervals in zip(result, opened, strict=True):
        row[0] = len(intervals)
        row[2 : 2 + 2 * len(intervals)] = [edge for one in intervals for edge in one]
    return result


def _hazards(found: Collected) -> dict[str, Any]:
    rows, names = [], []
    once = len(found.epochs)
    for name, side in found.model.side.items():
        if side.hazard:
            names.append(name)
            rows.append(
                (
                    found.time([side.hazard.open] * once),
                    found.time([side.hazard.shut] * once),
                    found.numbers([(side.hazard.now,)] * once),
                    *(found.purpose(f"side/{name}/{word}") for word in ("open", "shut", "now")),
                )
            )
    return {"hazard": np.array(rows, np.int64).reshape(-1, 6), "hazard_names": names}


def _held_by(found: Collected, hazards: Sequence[str]) -> NDArray[np.bool_]:
    held = [[name in calendar for name in hazards] for calendar in found.calendars]
    return np.array(held, bool).reshape(len(found.calendars), len(hazards))


def _streams(found: Collected, walk: Walk, dates: Sequence[dt.date]) -> dict[str, Any]:
    model = found.model
    names: list[str] = []
    rows: list[tuple[int, int, int, int, int, int, int]] = []
    rates: list[list[float]] = []
    people = tuple(model.destination)
    for name, one in model.arrival.items():
        first = walk.first[one.route]
        if one.at:
            first = walk.heads[one.route, one.at]
        cargo = found.cargoes.index(one.cargo)
        consignee = people.index(one.consignee) if one.consignee else -1
        rank = _rank(model, one.cargo, one.consignee)
        came = (cargo, consignee, rank)
        if any(epoch.arrival[name].rate for epoch in found.epochs):
            names.append(name)
            rows.append((first, Pattern[one.pattern.upper()], 0, 0, *came))
            rates.append(_rates(found, name, dates))
        if one.number:
            names.append(f"{name}#on")
            day = ((one.on or model.start) - model.start).days
            # What was to come before the first day, or after the last, does not come in the model.
            comes = 0 <= day < model.days
            rows.append((first, Pattern.AT_ONCE, one.number * comes, day * DAY * comes, *came))
            rates.append([0.0] * len(found.epochs))
        if one.backlog:
            names.append(f"{name}#backlog")
            rows.append((first, Pattern.AT_ONCE, one.backlog, 0, *came))
            rates.append([0.0] * len(found.epochs))
    last = max([row[6] for row in rows], default=0)
    for row, name in zip(rows[:], names[:], strict=True):
        names.append(f"{name}#empty")
        rows.append((0, Pattern.SPAWNED, 0, 0, row[4], row[5], last))
        rates.append([0.0] * len(found.epochs))
    streams = np.array(rows, np.int64).reshape(-1, 7)
    streams[:, 6] = np.unique(streams[:, 6], return_inverse=True)[1]
    return {
        "streams": streams,
        "rate": np.array(rates, np.float64).reshape(-1, len(found.epochs)).T.copy(),
        "names": tuple(names),
    }


def _rates(found: Collected, name: str, dates: Sequence[dt.date]) -> list[float]:
    result = []
    for day, epoch in zip(dates, found.epochs, strict=True):
        one = epoch.arrival[name]
        result.append(0.0 if one.until and day >= one.until else one.rate)
    return result


def _rank(model: Model, cargo: str, consignee: str | None) -> int:
    for one in model.priority:
        if (not one.cargo or cargo in one.cargo) and (
            not one.consignee or consignee in one.consignee
        ):
            return one.rank - 1
    return max([one.rank for one in model.priority], default=0)


def _destinations(found: Collected) -> dict[str, Any]:
    model, cargoes = found.model, found.cargoes
    people = tuple(model.destination)
    shape = (len(cargoes), len(people))
    order, share = np.full(shape, -1, np.int64), np.zeros(shape)
    by_share, cover = np.zeros(len(cargoes)), np.full(len(cargoes), 30.0)
    for rule in model.allocation:
        for name in rule.cargo:
            k = cargoes.index(name)
            chosen = list(rule.share) if rule.share else rule.order
            by_share[k], cover[k] = bool(rule.share), rule.cover / DAY
            order[k, : len(chosen)] = [people.index(one) for one in chosen]
            for one, weight in rule.share.items():
                share[k, people.index(one)] = weight / sum(rule.share.values())
    travel = [
        (
            -1 if one.travel is None else found.time([one.travel] * len(found.epochs)),
            found.purpose(f"destination/{name}/travel"),
        )
        for name, one in model.destination.items()
    ]
    return {
        "goods": np.stack(
            [np.array([model.cargo[name].tonnes for name in cargoes]), cover, by_share], axis=1
        ),
        "use": np.array(
            [
                [[epoch.destination[p].use.get(k, 0.0) * DAY for k in cargoes] for p in people]
                for epoch in found.epochs
            ]
        ).reshape(len(found.epochs), len(people), len(cargoes)),
        "stock": np.array(
            [[model.destination[p].stock.get(k, 0.0) for k in cargoes] for p in people]
        ).reshape(len(people), len(cargoes)),
        "order": order,
        "share": share,
        "travel": np.array(travel, np.int64).reshape(-1, 2),
    }
