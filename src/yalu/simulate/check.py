"""Check: what a model says that cannot be, beyond the form of single values.

A finding is where (the path of a key of the model) and why, in words.
"""

import datetime as dt
from collections.abc import Collection, Iterator

from yalu.corridors.atlas import suggestion
from yalu.corridors.locate import KeyPath
from yalu.simulate.journey import journeys
from yalu.simulate.policies import CHANGEABLE, may_change, put
from yalu.simulate.references import references
from yalu.simulate.schema import Calendar, Model, Step
from yalu.simulate.spread import DAY, Spread

Finding = tuple[KeyPath, str]

LONGEST = 36525.0 * DAY
"""Minutes in a hundred years: no step, closure or validity is longer."""
MOST_STAMPS = 200_000_000
"""Consignments times steps, ten more counted for each: what about three gigabytes hold."""
MOST_UNITS = 1_000_000_000


def findings(model: Model) -> Iterator[Finding]:
    """What is wrong with `model`, one after the other; later ones may follow from the first."""
    yield from _dates(model)
    yield from references(model)
    yield from _sizes(model)
    epochs = [model]
    for finding in _policies(model, epochs):
        yield finding
        return
    yield from _crowd(epochs)
    yield from _values(epochs)
    yield from journeys(epochs)


def notes(model: Model) -> Iterator[Finding]:
    """What is worth knowing of a sound model: what it names and never uses, what comes too late."""
    last = model.start + dt.timedelta(model.days - 1)
    for index, policy in enumerate(model.policy):
        if policy.since > last:
            yield ("policy", index, "since"), f"{policy.since} is after the last day, {last}"
    for name, arrival in model.arrival.items():
        if arrival.on and not model.start <= arrival.on <= last:
            yield ("arrival", name, "on"), f"{arrival.on} is not between {model.start} and {last}"
    for table in ("calendar", "side"):
        for name, calendar in getattr(model, table).items():
            for index, closure in enumerate(calendar.shut):
                if closure.since > last or (closure.until and closure.until <= model.start):
                    yield (table, name, "shut", index), "is not in the days of the model"
    for name, resource in model.resource.items():
        if resource.capacity == 0 and not _set_by_policy(model, f"resource.{name}.capacity"):
            yield ("resource", name, "capacity"), "is 0 for all days: what needs it waits for ever"
    yield from _unused(model)


def _set_by_policy(model: Model, key: str) -> bool:
    return any(key in policy.set for policy in model.policy)


def _unused(model: Model) -> Iterator[Finding]:
    steps = model.step.values()
    resources = {name for step in steps for needs in (step.hold, step.use) for name in needs}
    calendars = {name for step in steps for name in step.open}
    calendars |= {step.batch.calendar for step in steps if step.batch and step.batch.calendar}
    calendars |= {one.calendar for one in model.resource.values() if one.calendar}
    used: dict[str, Collection[str]] = {
        "resource": resources,
        "calendar": calendars,
        "side": calendars,
        "permit": {name for step in steps for name in (step.permit, step.check) if name},
        "cargo": {arrival.cargo for arrival in model.arrival.values()},
        "place": {step.place for step in steps if step.place},
    }
    for table, names in used.items():
        for name in getattr(model, table):
            if name not in names:
                yield (table, name), "is never used"


def _dates(model: Model) -> Iterator[Finding]:
    try:
        model.start + dt.timedelta(model.days)
    except OverflowError:
        yield ("days",), f"{model.days} days from {model.start} on go past the calendar"
        return
    if model.warm_up >= model.days:
        yield ("warm_up",), f"takes all of the {model.days} days"
    for table in ("calendar", "side"):
        for name, calendar in getattr(model, table).items():
            for index, closure in enumerate(calendar.shut):
                if closure.until and closure.until <= closure.since:
                    where = (table, name, "shut", index, "until")
                    yield where, f"{closure.until} is not after {closure.since}"
    for name, arrival in model.arrival.items():
        if arrival.on and not arrival.number:
            yield ("arrival", name, "on"), "says when but not how many: 'number' is missing"
        if arrival.number and not arrival.on:
            yield ("arrival", name, "number"), "says how many but not when: 'on' is missing"


def _sizes(model: Model) -> Iterator[Finding]:
    """Numbers too large to be meant."""
    for where, times in _times(model):
        if max(times) > LONGEST:
            yield where, "is longer than a hundred years"
    units: list[tuple[KeyPath, int]] = [
        *((("resource", name, "capacity"), one.capacity) for name, one in model.resource.items()),
        *((("permit", name, "stock"), one.stock) for name, one in model.permit.items()),
    ]
    for name, step in model.step.items():
        if step.batch:
            units.append((("step", name, "batch", "most"), step.batch.most))
        for key in ("hold", "use", "free"):
            for resource, need in getattr(step, key).items():
                if isinstance(need, int):
                    units.append((("step", name, key, resource), need))
    for where, count in units:
        if count > MOST_UNITS:
            yield where, f"{count} is more than a billion"


def _crowd(epochs: list[Model]) -> Iterator[Finding]:
    """More consignments than there is room for, were the highest rate to last."""
    model = epochs[0]
    come, most = 0.0, MOST_STAMPS // (len(model.step) + 10)
    for name, arrival in model.arrival.items():
        rate = max(epoch.arrival[name].rate for epoch in epochs)
        come += arrival.number + arrival.backlog + rate * model.days * DAY
        if come > most:
            where: KeyPath = ("arrival", name)
            for index, policy in enumerate(model.policy):
                if rate > arrival.rate and f"arrival.{name}.rate" in policy.set:
                    where = ("policy", index, "set", f"arrival.{name}.rate")
            why = f"brings the model to {come:,.0f} consignments; most for its steps is {most:,}"
            yield where, why
            return


def _times(model: Model) -> Iterator[tuple[KeyPath, tuple[float, ...]]]:
    def of(
        where: KeyPath, value: Spread | float | None
    ) -> Iterator[tuple[KeyPath, tuple[float, ...]]]:
        if value is not None:
            yield where, value.values if isinstance(value, Spread) else (value,)

    for name, step in model.step.items():
        yield from of(("step", name, "work"), step.work)
        yield from of(("step", name, "rest"), step.rest)
        if step.divert:
            yield from of(("step", name, "divert", "after"), step.divert.after)
    for name, permit in model.permit.items():
        yield from of(("permit", name, "validity"), permit.validity)
    for name, destination in model.destination.items():
        yield from of(("destination", name, "travel"), destination.travel)
    for index, allocation in enumerate(model.allocation):
        yield from of(("allocation", index, "cover"), allocation.cover)
    for name, side in model.side.items():
        if side.hazard:
            yield from of(("side", name, "hazard", "open"), side.hazard.open)
            yield from of(("side", name, "hazard", "shut"), side.hazard.shut)


def _policies(model: Model, epochs: list[Model]) -> Iterator[Finding]:
    """What policies set wrongly; adds the model as it stands after each of their days."""
    last = model.start + dt.timedelta(model.days - 1)
    current = model
    for index, policy in enumerate(model.policy):
        changed = current.model_copy(deep=True)
        for key, value in policy.set.items():
            where: KeyPath = ("policy", index, "set", key)
            if not may_change(key):
                yield where, _not_changeable(key)
                continue
            try:
                put(changed, key, value)
            except ValueError as error:
                yield where, str(error).partition(": ")[2] or str(error)
        for path, why in _sizes(changed):
            if (key := ".".join(str(part) for part in path)) in policy.set:
                yield ("policy", index, "set", key), why
        if policy.since <= last:
            current = changed
            epochs.append(current)


def _not_changeable(key: str) -> str:
    table, _, rest = key.partition(".")
    name = rest.partition(".")[0]
    own = [one.replace("*", name, 1) for one in CHANGEABLE if one.startswith(f"{table}.")]
    near = suggestion(key, own)
    return f"cannot change by date{near or '; what can: ' + ', '.join(CHANGEABLE)}"


def _values(epochs: list[Model]) -> Iterator[Finding]:
    """What fits in form and not in sense, on some day."""
    first = epochs[0]
    for name, permit in first.permit.items():
        asked = any(name in (step.permit, step.check) for step in first.step.values())
        if asked and not permit.stock and not any(epoch.permit[name].rate for epoch in epochs):
            yield ("permit", name), "is never issued: rate and stock are 0 on every day"
    for name, side in first.side.items():
        if side.hazard:
            for key in ("open", "shut"):
                spread: Spread = getattr(side.hazard, key)
                if spread.mean < 1:
                    yield ("side", name, "hazard", key), "lasts no minute"
    for name in first.step:
        for epoch in epochs:
            yield from _step_values(name, epoch.step[name])
        yield from _windows(first, name)


def _windows(model: Model, name: str) -> Iterator[Finding]:
    """A batch that leaves by the window needs windows that begin."""
    step = model.step[name]
    if step.batch is None or step.batch.leave == "full":
        return
    named = [step.batch.calendar] if step.batch.calendar else step.open
    calendars: dict[str, Calendar] = {**model.calendar, **model.side}
    if not any(calendars[one].windows or calendars[one].weekdays for one in named):
        where = "its 'calendar'" if step.batch.calendar else "a 'calendar', here or in 'open',"
        why = f"leave = {step.batch.leave!r} needs {where} with 'windows' that begin"
        yield ("step", name, "batch", "leave"), why


def _step_values(name: str, step: Step) -> Iterator[Finding]:
    batch = step.batch
    if batch and batch.least > batch.most:
        where = ("step", name, "batch", "least")
        yield where, f"{batch.least} is more than 'most', {batch.most}"
    if step.divert and step.divert.when == "shut" and not step.open:
        yield ("step", name, "divert"), "waits for calendars to shut, and the step has no 'open'"
    if step.divert and step.divert.when == "full" and not (step.hold or step.use):
        yield ("step", name, "divert"), "asks for full resources, and the step takes none"
    if step.fits and not (step.open and step.work):
        yield ("step", name, "fits"), "needs both 'open' and 'work'"
