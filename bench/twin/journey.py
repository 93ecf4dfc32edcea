"""Journey: one consignment through its steps, each part in the order that the schema gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import simpy

from twin.draws import Draws, minutes
from twin.hours import Hours, together
from twin.lines import Clock, Level, Line, Permits
from twin.stocks import Stocks
from yalu.simulate.schema import Model, Need, Step

Steps = Iterator[simpy.Event]
Place = tuple[str, int]
"""A route and the place in it."""


@dataclass(slots=True, eq=False)
class Consignment:
    """One consignment, where it stands and when it was where."""

    stream: str
    number: int
    cargo: str
    consignee: str | None
    rank: int
    route: str
    place: int
    laden: bool
    arrived: int
    visit: int = 0
    lapses: float = -1.0
    left: int = -1
    released: int = -1
    delivered: int = -1
    entered: dict[str, int] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)
    consist: dict[str, int] = field(default_factory=dict)
    batch: list["Consignment"] = field(default_factory=list)
    """Those that move with it, itself the first."""
    go: simpy.Event | None = None
    carried: bool = False
    """Whether it moves with a batch that another leads."""
    diverted: bool = False
    """Whether the batch it was in has taken another way."""

    @property
    def all(self) -> list["Consignment"]:
        return self.batch or [self]


@dataclass(slots=True)
class Gate:
    """Where a batch forms."""

    waiting: list[Consignment] = field(default_factory=list)
    left: int = 0
    """Batches that have left."""


class Journey:
    """What a consignment does; `Walk` sets up what it does it in."""

    model: Model
    today: Model
    """The model with the policies of the day."""
    draws: Draws
    env: Clock
    hours: dict[str, Hours]
    lines: dict[str, Line]
    permits: dict[str, Permits]
    gates: dict[tuple[str, str], Gate]
    stocks: Stocks
    inside: Level
    last: int
    """The class that is served last, which empties have."""
    came: list[Consignment]
    log: list[tuple[int, Consignment, str, str]]

    def start(self, c: Consignment) -> None:
        """Let a consignment begin, after those that are already let go."""
        self.came.append(c)
        self.inside.change(+1)
        c.go = self.env.event()
        c.go.succeed()
        self.env.process(self._journey(c))

    def _journey(self, c: Consignment) -> Steps:
        yield c.go
        while c.place < len(steps := self.model.route[c.route].steps):
            step = self.today.step[steps[c.place]]
            if not step.active or c.cargo in step.exempt:
                c.place += 1
                continue
            onward = yield from self._visit(c, steps[c.place])
            c.route, c.place = onward or (c.route, c.place + 1)
        for one in c.all:
            one.left, one.carried = int(self.env.now), False
            self.inside.change(-1)

    def _visit(self, c: Consignment, name: str) -> Iterator[simpy.Event]:
        """One step; where to go on, or None for the next step."""
        step = self.model.step[name]
        self._stamp("entered", c, name)
        if step.permit:
            yield from self._permit(c, step.permit)
        if step.check and c.lapses <= self.env.now:
            c.visit += 1
            return c.route, self._where_given(c.route, step.check)
        if step.batch and not (yield from self._gather(c, name)):
            if c.diverted:
                c.diverted = False
                return c.route, c.place
            return self._finish(c, self.model.route[c.route].steps[c.place])
        if step.divert and (yield from self._diverts(c, name, step)):
            self._scatter(c, step.divert.route, 0, diverted=True)
            return step.divert.route, 0
        yield from self._take(c, name, step)
        yield from self._until_open(c, name, step)
        self._stamp("begun", c, name)
        yield from self._work(c, name, step)
        for resource, need in step.use.items():
            self.lines[resource].give(units(c, need))
        if self._has(name, "rest"):
            yield from self._pass(self._time(c, name, "rest"))
        if step.fail and self._draw(c, name, "fail") < self.today.step[name].fail.chance:
            c.visit += 1  # the draws of a batch are its leader's, and so is the count
            return c.route, self.model.route[c.route].steps.index(step.fail.to)
        for resource, need in step.free.items():
            self.lines[resource].give(units(c, need))
        if step.split:
            self._scatter(c, c.route, c.place)
        return self._finish(c, name)

    def _finish(self, c: Consignment, name: str) -> None:
        """The end of a step, through which members of a batch that is split go alone."""
        step = self.model.step[name]
        if step.spawn:
            for one in c.all:
                self._spawn(one, step.spawn)
        if step.deliver:
            for one in c.all:
                self._deliver(one)
        self._stamp("ended", c, name)

    # The parts.

    def _permit(self, c: Consignment, permit: str) -> Steps:
        def keep(lapses: float) -> None:
            c.lapses = lapses

        had = self.permits[permit].take(c.rank, keep)
        if had is not None:
            yield had

    def _where_given(self, route: str, permit: str) -> int:
        steps = self.model.route[route].steps
        return next(i for i, name in enumerate(steps) if self.model.step[name].permit == permit)

    def _gather(self, c: Consignment, name: str) -> Iterator[simpy.Event]:
        """Wait for the batch to leave; whether this one leads it, else it is alone again."""
        gate = self.gates[c.route, name]
        gate.waiting.append(c)
        c.go = self.env.event()
        if len(gate.waiting) >= self.today.step[name].batch.most:
            self.leave(gate, name)
        yield c.go
        return bool(c.batch)

    def leave(self, gate: Gate, name: str) -> None:
        """The batch that has formed moves on, led by the first."""
        leader, *_ = members = gate.waiting
        for one in members:
            one.consist[name] = gate.left
            one.carried = one is not leader
        leader.batch = members
        gate.waiting = []
        gate.left += 1
        leader.go.succeed()

    def _scatter(self, c: Consignment, route: str, place: int, diverted: bool = False) -> None:
        """Let the members of a batch go on alone, from a place of a route."""
        _, *others = c.all
        c.batch = []
        for one in others:
            one.route, one.place, one.carried, one.diverted = route, place, False, diverted
            one.go.succeed()

    def _diverts(self, c: Consignment, name: str, step: Step) -> Iterator[simpy.Event]:
        """Whether the consignment takes the other way."""
        divert = self.today.step[name].divert
        if divert.when == "full":
            full = not all(
                self.lines[resource].could(c.rank, units(c, need), self._may(c, name, resource))
                for resource, need in [*step.hold.items(), *step.use.items()]
            )
            return full and self._draw(c, name, "divert") < divert.chance
        now, opened = int(self.env.now), self._open(step)
        wait = int(divert.after + 0.5)
        if (opens := opened.next(now)) is not None:
            wait = min(wait, opens - now)
        if wait:
            yield self.env.after(wait)
        shut = not opened(int(self.env.now))
        return shut and self._draw(c, name, "divert") < self.today.step[name].divert.chance

    def _take(self, c: Consignment, name: str, step: Step) -> Steps:
        for resource, need in [*step.hold.items(), *step.use.items()]:
            may = self._may(c, name, resource)
            had = self.lines[resource].take(c.rank, units(c, need), may)
            if had is not None:
                yield had

    def _may(self, c: Consignment, name: str, resource: str) -> Callable[[], bool]:
        """Whether the work would end within the shift, where that is asked."""
        one = self.model.resource[resource]
        shift = self.hours.get(one.calendar or "")
        if shift is None or one.shift_end != "fit" or resource not in self.model.step[name].use:
            return lambda: True

        def fits() -> bool:
            now = int(self.env.now)
            return now + self._time(c, name, "work") <= shift.shuts(now)

        return fits

    def _until_open(self, c: Consignment, name: str, step: Step) -> Steps:
        if not step.open:
            return
        now = int(self.env.now)
        need = self._time(c, name, "work") if step.fits else 0
        start = self._open(step).fitting(now, need)
        if start is None:
            yield self.env.never()
        elif start > now:
            yield self.env.after(start - now)

    def _open(self, step: Step) -> Hours:
        return together([self.hours[name] for name in step.open])

    def _work(self, c: Consignment, name: str, step: Step) -> Steps:
        if not self._has(name, "work"):
            return
        now, work = int(self.env.now), self._time(c, name, "work")
        shifts = [
            self.hours[one.calendar]
            for one in (self.model.resource[resource] for resource in step.use)
            if one.calendar and one.shift_end == "pause"
        ]
        until = together(shifts).worked(now, work) if shifts else now + work
        if until is None:
            yield self.env.never()
        yield from self._pass(until - now)

    def _pass(self, minutes: int) -> Steps:
        if minutes > 0:
            yield self.env.after(minutes)

    def _has(self, name: str, part: str) -> bool:
        return getattr(self.today.step[name], part) is not None

    def _time(self, c: Consignment, name: str, part: str) -> int:
        """The drawn minutes of `work` or `rest` by the values of the day."""
        law = getattr(self.today.step[name], part)
        return 0 if law is None else minutes(law, self._draw(c, name, part))

    def _draw(self, c: Consignment, name: str, part: str) -> float:
        return self.draws.uniform(f"step/{name}/{part}", c.stream, c.number, c.visit)

    def _spawn(self, c: Consignment, route: str) -> None:
        self.start(
            Consignment(
                stream=f"{c.stream}#empty",
                number=c.number,
                cargo=c.cargo,
                consignee=self.model.arrival[c.stream.partition("#")[0]].consignee,
                rank=self.last,
                route=route,
                place=0,
                laden=False,
                arrived=int(self.env.now),
            )
        )

    def _deliver(self, c: Consignment) -> None:
        c.released = int(self.env.now)
        if c.consignee is None:
            c.consignee = self.stocks.choose(self.today, c.cargo)
        if c.consignee is None:
            c.delivered = c.released
        else:
            self.stocks.send(c.consignee, c.cargo)
            self._travel(c, c.consignee)

    def _travel(self, c: Consignment, to: str) -> None:
        def there(_: simpy.Event | None) -> None:
            c.delivered = int(self.env.now)
            self.stocks.arrive(to, c.cargo)

        law, need = self.model.destination[to].travel, 0
        if law is not None:
            u = self.draws.uniform(f"destination/{to}/travel", c.stream, c.number, c.visit)
            need = minutes(law, u)
        if need:
            self.env.after(need).callbacks.append(there)
        else:
            there(None)

    def _stamp(self, what: str, c: Consignment, name: str) -> None:
        now = int(self.env.now)
        for one in c.all:
            getattr(one, what)[name] = now
            self.log.append((now, one, name, what))


def units(c: Consignment, need: Need) -> int:
    """How many units a step wants: one for every member of the batch, or so many."""
    return len(c.all) if need == "car" else need
