"""Journey: every way through the routes is walked once, with what is held on it.

What a consignment holds, and whether it is in a batch, must be the same however it came to a step;
else units would be taken twice or never given back. A walk begins where consignments come, where
others divert or are spawned, and where a failure sends them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from yalu.corridors.locate import KeyPath
from yalu.simulate.schema import Model, Need, Step

Finding = tuple[KeyPath, str]


class Held(NamedTuple):
    """Units of a resource: of each consignment by itself, or of the batch as a whole."""

    resource: str
    whole: bool


class Load(NamedTuple):
    """What stands at a step: the units held, and the batch step it was gathered at."""

    held: Mapping[Held, int]
    batch: str | None

    def same(self, other: "Load") -> bool:
        return self.batch == other.batch and dict(self.held) == dict(other.held)

    def text(self) -> str:
        names = ", ".join(sorted({one.resource for one in self.held}))
        within = f"in the batch of {self.batch!r}" if self.batch else ""
        return " and ".join(part for part in (f"holding {names}" if names else "", within) if part)


EMPTY = Load({}, None)


@dataclass
class _Walks:
    """What was walked, and what is still to be."""

    model: Model
    epochs: Sequence[Model]
    todo: list[tuple[str, int, Load]] = field(default_factory=list)
    begun: dict[tuple[str, int], list[Load]] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def begin(self, route: str, index: int, load: Load) -> None:
        loads = self.begun.setdefault((route, index), [])
        if not any(load.same(other) for other in loads):
            loads.append(load)
            self.todo.append((route, index, load))

    def capacity(self, resource: str) -> int:
        return max(epoch.resource[resource].capacity for epoch in self.epochs)

    def members(self, load: Load) -> int:
        batches = [epoch.step[load.batch].batch for epoch in self.epochs if load.batch]
        return max((batch.most for batch in batches if batch), default=1)

    def least_chance(self, step: str) -> float:
        fails = [epoch.step[step].fail for epoch in self.epochs]
        return min((fail.chance for fail in fails if fail), default=0.0)


def journeys(epochs: Sequence[Model]) -> Iterator[Finding]:
    """What goes wrong on the way, in the model as it stands on each day that its policies make.

    `epochs[0]` is the model before any policy; names and routes are the same in all.
    """
    model = epochs[0]
    walks = _Walks(model, epochs)
    yield from _circles(model)
    for arrival in model.arrival.values():
        steps = model.route[arrival.route].steps
        walks.begin(arrival.route, 0, EMPTY)
        if arrival.at:
            walks.begin(arrival.route, steps.index(arrival.at), EMPTY)
    yield from _skipped(epochs)
    yield from _together(model)
    while walks.todo:
        yield from _walk(walks, *walks.todo.pop(0))
    yield from _endless(walks)
    reached = {model.route[route].steps[index] for route, index in walks.seen}
    for name in model.step:
        if name not in reached:
            yield ("step", name), "is unreachable: nothing that arrives comes by it"


def _walk(walks: _Walks, route: str, first: int, load: Load) -> Iterator[Finding]:
    """One walk from a step to the end of its route; jumps and turns off are walks of their own."""
    model, steps = walks.model, walks.model.route[route].steps
    on_the_way: dict[int, Load] = {}
    for index in range(first, len(steps)):
        name = steps[index]
        step = model.step[name]
        walks.seen.add((route, index))
        on_the_way[index] = load
        yield from _renewed(model, steps, on_the_way, name, step, load)
        if step.batch:
            if load.batch:
                why = f"gathers what is in the batch of {load.batch!r} already; split it before"
                yield ("step", name, "batch"), why
            load = Load(load.held, name)
        if step.divert:
            # What takes another way is no longer a batch.
            walks.begin(step.divert.route, 0, Load(load.held, None))
        load = _taken(load, step.hold)
        yield from _fitting(walks, name, step, _taken(load, step.use))
        if step.fail:
            to = steps.index(step.fail.to) if step.fail.to in steps else None
            if to is None:
                why = f"{step.fail.to!r} is not on route {route!r}, which comes by here"
                yield ("step", name, "fail", "to"), why
            elif to not in on_the_way:
                walks.begin(route, to, load)
            elif not load.same(on_the_way[to]):
                why = f"goes back to {step.fail.to!r} {load.text()}, other than it first came there"
                yield ("step", name, "fail", "to"), why
            if walks.least_chance(name) == 1:
                return
        load, findings = _given_back(load, name, step)
        yield from findings
        if step.spawn:
            taken_over = _given_back_on(model, step.spawn)
            empty = {one: n for one, n in load.held.items() if one.resource in taken_over}
            walks.begin(step.spawn, 0, Load(empty, load.batch))
            load = Load({one: n for one, n in load.held.items() if one not in empty}, load.batch)
    for one in load.held:
        yield (
            ("route", route),
            f"ends holding {one.resource!r}, which no step gives back with 'free'",
        )


def _renewed(
    model: Model,
    steps: Sequence[str],
    on_the_way: Mapping[int, Load],
    name: str,
    step: Step,
    load: Load,
) -> Iterator[Finding]:
    """A permit that has lapsed is asked for again at the step that asks for it."""
    if step.check is None:
        return
    asks = [index for index, id in enumerate(steps) if model.step[id].permit == step.check]
    where: KeyPath = ("step", name, "check")
    if not asks or asks[0] not in on_the_way or steps[asks[0]] == name:
        yield where, f"no step before this one has permit = {step.check!r}"
    elif not load.same(on_the_way[asks[0]]):
        why = f"a lapsed permit sends back to {steps[asks[0]]!r} {load.text()}"
        yield where, f"{why}, other than it first came there"


def _given_back_on(model: Model, route: str) -> set[str]:
    """The resources that a route gives back: what is spawned on it takes them over."""
    return {resource for id in model.route[route].steps for resource in model.step[id].free}


def _taken(load: Load, needs: Mapping[str, Need]) -> Load:
    held = dict(load.held)
    for resource, need in needs.items():
        one = Held(resource, whole=load.batch is not None and need != "car")
        held[one] = held.get(one, 0) + (1 if need == "car" else need)
    return Load(held, load.batch)


def _fitting(walks: _Walks, name: str, step: Step, load: Load) -> Iterator[Finding]:
    """Whether all that is held at once can be there at once."""
    members = walks.members(load)
    for resource in dict.fromkeys(one.resource for one in load.held):
        capacity = walks.capacity(resource)
        need = load.held.get(Held(resource, True), 0)
        need += load.held.get(Held(resource, False), 0) * members
        if 0 < capacity < need:
            key = next((key for key in ("hold", "use") if resource in getattr(step, key)), None)
            where: KeyPath = ("step", name, key, resource) if key else ("step", name)
            of = f" for a batch of {members}" if load.batch and members > 1 else ""
            yield where, f"needs {need} {resource!r}{of}, and there are never more than {capacity}"


def _given_back(load: Load, name: str, step: Step) -> tuple[Load, list[Finding]]:
    """After `free`, `split` and what they ask for."""
    at: KeyPath = ("step", name)
    held, found = dict(load.held), list[Finding]()
    for resource, need in step.free.items():
        one = Held(resource, whole=load.batch is not None and need != "car")
        count = 1 if need == "car" else need
        if held.get(one, 0) < count:
            found.append(((*at, "free", resource), _not_held(load, one, count)))
        held[one] = held.get(one, 0) - count
    held = {one: count for one, count in held.items() if count > 0}
    batch = load.batch
    if step.split:
        if batch is None:
            found.append(((*at, "split"), "splits what is in no batch"))
        for one in held:
            if one.whole:
                why = f"while the batch holds {one.resource!r}: 'free' it here or before"
                found.append(((*at, "split"), why))
        held, batch = {one: count for one, count in held.items() if not one.whole}, None
    for key in ("spawn", "deliver"):
        if batch is not None and getattr(step, key):
            found.append(((*at, key), f"in the batch of {batch!r}: 'split' it here or before"))
    return Load(held, batch), found


def _not_held(load: Load, one: Held, count: int) -> str:
    other = load.held.get(Held(one.resource, not one.whole), 0)
    if other and load.batch:
        if one.whole:
            return f'gives back {count} of the batch, where every car holds its own; write "car"'
        return f"gives back one a car, where the batch holds {other} as a whole; write {other}"
    return f"gives back {count}, where {load.held.get(one, 0)} are held on the way here"


def _skipped(epochs: Sequence[Model]) -> Iterator[Finding]:
    """A step that some pass by must leave everything as it found it."""
    for name, step in epochs[0].step.items():
        if not step.exempt and all(epoch.step[name].active for epoch in epochs):
            continue
        key = "exempt" if step.exempt else "active"
        one_sided = [
            word
            for word, changes in (
                ("hold", dict(step.hold) != dict(step.free)),
                ("batch", bool(step.batch) != step.split),
                ("spawn", bool(step.spawn)),
                ("deliver", step.deliver),
                ("permit", bool(step.permit)),
            )
            if changes
        ]
        for word in one_sided:
            why = f"the step may be passed by, but others rely on its {word!r}; give that its own step"
            yield ("step", name, key), why


def _circles(model: Model) -> Iterator[Finding]:
    """Routes that send to each other would multiply, or never let go, within one minute."""
    after: dict[str, dict[str, KeyPath]] = {name: {} for name in model.route}
    for name, route in model.route.items():
        for id in route.steps:
            step = model.step[id]
            if step.divert:
                after[name].setdefault(step.divert.route, ("step", id, "divert", "route"))
            if step.spawn:
                after[name].setdefault(step.spawn, ("step", id, "spawn"))
    for name in model.route:
        below, waiting = set[str](), [name]
        while waiting:
            for other, where in after[waiting.pop()].items():
                if other == name:
                    yield where, f"leads back to route {name!r}, which leads here"
                elif other not in below:
                    below.add(other)
                    waiting.append(other)


def _together(model: Model) -> Iterator[Finding]:
    """What is gathered on several routes must have the same steps until it is split."""
    ways: dict[str, tuple[str, list[str]]] = {}
    for name, route in model.route.items():
        for index, id in enumerate(route.steps):
            if model.step[id].batch is None:
                continue
            way = list[str]()
            for inner in route.steps[index:]:
                way.append(inner)
                if model.step[inner].split:
                    break
            other, its = ways.setdefault(id, (name, way))
            if way != its:
                why = (
                    f"gathers routes {other!r} and {name!r}, which differ before the batch is split"
                )
                yield ("step", id, "batch"), why


def _endless(walks: _Walks) -> Iterator[Finding]:
    """Steps from which no way leads out."""
    before: dict[tuple[str, int], list[tuple[str, int]]] = {}
    ends: list[tuple[str, int]] = []
    for route, index in walks.seen:
        steps = walks.model.route[route].steps
        step = walks.model.step[steps[index]]
        after = []
        if step.fail and step.fail.to in steps:
            after.append((route, steps.index(step.fail.to)))
        if step.divert:
            after.append((step.divert.route, 0))
        if walks.least_chance(steps[index]) < 1:
            after.append((route, index + 1))
            if index + 1 == len(steps):
                ends.append((route, index))
        for one in after:
            before.setdefault(one, []).append((route, index))
    out, waiting = set(ends), list(ends)
    while waiting:
        for one in before.get(waiting.pop(), ()):
            if one not in out:
                out.add(one)
                waiting.append(one)
    for route, index in sorted(walks.seen - out):
        name = walks.model.route[route].steps[index]
        if walks.least_chance(name) == 1:
            yield ("step", name, "fail"), "leads back always: what comes here never leaves"
