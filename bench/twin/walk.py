"""Walk: any model of the schema on SimPy, with the draws of the kernel, in whole minutes.

Every consignment is a SimPy process that goes through its steps as the schema describes them. It
reads the model itself, not the table the kernel runs, so the two can only agree where both read
the model alike.
"""

from datetime import timedelta
from functools import cached_property

from twin.draws import Draws
from twin.hours import DAY, Hours, hours, together
from twin.journey import Consignment, Gate, Journey, Steps
from twin.lines import Clock, Level, Line, Permits
from twin.stocks import Stocks
from twin.turns import arrivals, closed
from yalu.simulate.policies import on
from yalu.simulate.schema import Model


class Walk(Journey):
    """One replication of a model; `run` takes it to the horizon."""

    def __init__(self, model: Model, seed: int = 0, replication: int = 0) -> None:
        self.model = self.today = model
        self.days = model.days
        self.draws = Draws(seed, replication)
        self.env = Clock()
        self.came: list[Consignment] = []
        self.log: list[tuple[int, Consignment, str, str]] = []
        self.last = max(self._rank(one.cargo, one.consignee) for one in model.arrival.values())
        self.inside = Level(self.env, self.days)
        self.stocks = Stocks(model, self.days)
        self.gates: dict[tuple[str, str], Gate] = {}
        self._changes = self._epochs()
        self.hours = self._hours()

    def run(self) -> "Walk":
        """Everything that happens before the horizon; gives itself."""
        self._begin()
        self.env.run(until=self.days * DAY)
        self._close_day(self.days - 1)
        for level in self._levels():
            level.settle(self.days * DAY)
        return self

    # The frame: days, arrivals, what is open.

    def _hours(self) -> dict[str, Hours]:
        start, days = self.model.start, self.days
        found = {name: hours(one, start, days) for name, one in self.model.calendar.items()}
        for name, side in self.model.side.items():
            found[name] = hours(side, start, days)
            if side.hazard:
                found[name] = closed(found[name], name, side.hazard, self.draws)
        return found

    @cached_property
    def streams(self) -> list[str]:
        """Names of the streams in the order of the model, those of empties left out."""
        found = []
        for name, one in self.model.arrival.items():
            if any(epoch.arrival[name].rate for epoch in self._changes.values()):
                found.append(name)
            found += [f"{name}#on"] if one.number else []
            found += [f"{name}#backlog"] if one.backlog else []
        return found

    def _epochs(self) -> dict[int, Model]:
        days = {0} | {(policy.since - self.model.start).days for policy in self.model.policy}
        return {
            day: on(self.model, self.model.start + timedelta(day))
            for day in sorted(days)
            if 0 <= day < self.days
        }

    def _begin(self) -> None:
        self.today = self._changes[0]
        self.lines = {
            name: Line(
                self.env,
                self.days,
                one.capacity,
                self.hours[one.calendar] if one.calendar else None,
            )
            for name, one in self.today.resource.items()
        }
        self.permits = {
            name: Permits(self.env, self.days, one.stock, one.validity)
            for name, one in self.today.permit.items()
        }
        self.env.process(self._midnights())
        for name in self.streams:
            self.env.process(self._stream(name))
        for line in self.lines.values():
            self.env.process(line.shifts())
        for route, one in self.model.route.items():
            for name in one.steps:
                if self.model.step[name].batch:
                    self.gates[route, name] = Gate()
                    self.env.process(self._windows(route, name))

    def _midnights(self) -> Steps:
        for day in range(self.days):
            if day:
                self._close_day(day - 1)
            self.today = self._changes.get(day, self.today)
            for name, permits in self.permits.items():
                one = self.today.permit[name]
                permits.day(one.rate, one.validity)
            tomorrow = self.env.after(DAY)
            for name, line in self.lines.items():
                line.day(self.today.resource[name].capacity)
                line.serve()
            for permits in self.permits.values():
                permits.serve()
            yield tomorrow

    def _close_day(self, day: int) -> None:
        self.stocks.used(self.today, day)
        self.stocks.keep(day)

    def _windows(self, route: str, name: str) -> Steps:
        """When a window begins a batch leaves with what it has."""
        gate, batch = self.gates[route, name], self.model.step[name].batch
        if batch.leave == "full":
            return
        names = [batch.calendar] if batch.calendar else self.model.step[name].open
        begins = together([self.hours[one] for one in names]).opens()
        for i, minute in enumerate(begins):
            is_last = [later // DAY for later in begins[i + 1 : i + 2]] != [minute // DAY]
            if batch.leave == "last" and not is_last:
                continue
            yield self.env.after(minute - int(self.env.now))
            if len(gate.waiting) >= self.today.step[name].batch.least:
                self.leave(gate, name)

    def _levels(self) -> list[Level]:
        lines = [*self.lines.values(), *self.permits.values()]
        return [self.inside, *(line.busy for line in lines), *(line.waiting for line in lines)]

    def _stream(self, stream: str) -> Steps:
        name, _, kind = stream.partition("#")
        one = self.model.arrival[name]
        if kind:
            at = (one.on - self.model.start).days * DAY if kind == "on" and one.on else 0
            if at < 0:
                return
            yield self.env.after(at)
            for number in range(one.number if kind == "on" else one.backlog):
                self._come(stream, number, name)
            return
        rates = {day: self._rate(epoch, name, day) for day, epoch in self._changes.items()}
        if one.until:
            rates[(one.until - self.model.start).days] = 0.0
        for number, minute in enumerate(arrivals(stream, one.pattern, rates, self.draws)):
            if minute is None:
                return
            yield self.env.after(minute - int(self.env.now))
            self._come(stream, number, name)

    def _rate(self, epoch: Model, name: str, day: int) -> float:
        one = epoch.arrival[name]
        date = self.model.start + timedelta(day)
        return 0.0 if one.until and date >= one.until else one.rate

    def _come(self, stream: str, number: int, name: str) -> None:
        one = self.model.arrival[name]
        steps = self.model.route[one.route].steps
        place = steps.index(one.at) if one.at else 0
        rank = self._rank(one.cargo, one.consignee)
        self.start(
            Consignment(
                *(stream, number, one.cargo, one.consignee, rank, one.route, place),
                laden=self.model.route[one.route].laden,
                arrived=int(self.env.now),
            )
        )

    def _rank(self, cargo: str, consignee: str | None) -> int:
        for one in self.model.priority:
            if (not one.cargo or cargo in one.cargo) and (
                not one.consignee or consignee in one.consignee
            ):
                return one.rank
        return 1 + max((one.rank for one in self.model.priority), default=0)

    def _start(self, c: Consignment) -> None:
        """Let a consignment begin after those that are already let go."""
        self.came.append(c)
        self.inside.change(+1)
        c.go = self.env.event()
        c.go.succeed()
        self.env.process(self._journey(c))
