"""References: every name that a model uses is the name of something it has."""

from collections.abc import Collection, Iterator

from yalu.corridors.atlas import suggestion
from yalu.corridors.locate import KeyPath
from yalu.simulate.schema import Model, Step

Finding = tuple[KeyPath, str]


def references(model: Model) -> Iterator[Finding]:
    """Names of nothing, names used twice, and what names nobody."""
    for name in model.side.keys() & model.calendar.keys():
        yield ("side", name), "is the name of a calendar too; steps could not tell them apart"
    for name in model.permit.keys() & model.resource.keys():
        yield ("permit", name), "is the name of a resource too"
    for name, resource in model.resource.items():
        yield from _known(
            ("resource", name, "calendar"), "calendar", resource.calendar, _calendars(model)
        )
    for name, step in model.step.items():
        yield from _step(model, name, step)
    for name, route in model.route.items():
        for index, id in enumerate(route.steps):
            yield from _known(("route", name, "steps", index), "step", id, model.step)
            if id in route.steps[:index]:
                yield ("route", name, "steps", index), f"{id!r} is on the route already"
    yield from _arrivals(model)
    yield from _users(model)


def _calendars(model: Model) -> Collection[str]:
    return {**model.calendar, **model.side}


def _known(where: KeyPath, noun: str, id: str | None, known: Collection[str]) -> Iterator[Finding]:
    if id is not None and id not in known:
        yield where, f"there is no {noun} {id!r}{suggestion(id, known)}"


def _step(model: Model, name: str, step: Step) -> Iterator[Finding]:
    at: KeyPath = ("step", name)
    calendars = _calendars(model)
    yield from _known((*at, "place"), "place", step.place, model.place)
    for index, id in enumerate(step.exempt):
        yield from _known((*at, "exempt", index), "cargo", id, model.cargo)
    yield from _known((*at, "permit"), "permit", step.permit, model.permit)
    yield from _known((*at, "check"), "permit", step.check, model.permit)
    for key in ("hold", "use", "free"):
        for id in getattr(step, key):
            yield from _known((*at, key, id), "resource", id, model.resource)
    for id in step.hold.keys() & step.use.keys():
        yield (*at, "use", id), f"{id!r} is in 'hold' of this step too"
    for index, id in enumerate(step.open):
        yield from _known((*at, "open", index), "calendar or side", id, calendars)
    if step.batch:
        yield from _known((*at, "batch", "calendar"), "calendar", step.batch.calendar, calendars)
    if step.divert:
        yield from _known((*at, "divert", "route"), "route", step.divert.route, model.route)
    if step.fail:
        yield from _known((*at, "fail", "to"), "step", step.fail.to, model.step)
    yield from _known((*at, "spawn"), "route", step.spawn, model.route)


def _arrivals(model: Model) -> Iterator[Finding]:
    for name, arrival in model.arrival.items():
        at: KeyPath = ("arrival", name)
        yield from _known((*at, "cargo"), "cargo", arrival.cargo, model.cargo)
        yield from _known((*at, "route"), "route", arrival.route, model.route)
        yield from _known((*at, "consignee"), "destination", arrival.consignee, model.destination)
        if arrival.at is not None and arrival.route in model.route:
            steps = model.route[arrival.route].steps
            if arrival.at not in steps:
                why = f"{arrival.at!r} is not on route {arrival.route!r}"
                yield (*at, "at"), why + suggestion(arrival.at, steps)


def _users(model: Model) -> Iterator[Finding]:
    """The names in destinations, allocations and priorities."""
    for name, destination in model.destination.items():
        for key in ("stock", "use"):
            for id in getattr(destination, key):
                yield from _known(("destination", name, key, id), "cargo", id, model.cargo)
    for index, allocation in enumerate(model.allocation):
        where: KeyPath = ("allocation", index)
        for place, id in enumerate(allocation.cargo):
            yield from _known((*where, "cargo", place), "cargo", id, model.cargo)
        for place, id in enumerate(allocation.order):
            yield from _known((*where, "order", place), "destination", id, model.destination)
        for id in allocation.share:
            yield from _known((*where, "share", id), "destination", id, model.destination)
        if bool(allocation.order) == bool(allocation.share):
            yield where, "needs one of 'order' and 'share'"
    for index, priority in enumerate(model.priority):
        for place, id in enumerate(priority.cargo):
            yield from _known(("priority", index, "cargo", place), "cargo", id, model.cargo)
        for place, id in enumerate(priority.consignee):
            path: KeyPath = ("priority", index, "consignee", place)
            yield from _known(path, "destination", id, model.destination)
