"""Walk: the rows of every route, step by step."""

from yalu.simulate.compiling import Collected
from yalu.simulate.schema import Batch, Divert, Need, Step
from yalu.simulate.table import Op

LEAVE = {"full": 0, "last": 1, "each": 2}


class Walk:
    """One route after another; places that rows jump to are filled in at the end."""

    def __init__(self, found: Collected) -> None:
        self.found = found
        self.steps = tuple(found.model.step)
        self.first: dict[str, int] = {}
        self.heads: dict[tuple[str, str], int] = {}
        self._jumps: list[tuple[int, str, str, str | None]] = []
        self._batch: tuple[int, str] | None = None
        self._turns: list[tuple[int, str, str, tuple[int, str] | None]] = []
        self._shared = _shared_batches(found)

    def all(self) -> None:
        """Every route of the model."""
        for name in self.found.model.route:
            self.route(name)
        for row, column, route, step in self._jumps:
            at = self.first[route] if step is None else self.heads[route, step]
            self.found.point(row, column, at)

    def route(self, route: str) -> None:
        """The rows of one route, then its end."""
        found = self.found
        self.first[route] = len(found.rows)
        self._batch = None
        for name in found.model.route[route].steps:
            self.heads[route, name] = len(found.rows)
            self.step(route, name)
        self._split_open(route)
        found.row(f"{route}/end", Op.EXIT)
        self._turn_off(route)

    def _split_open(self, route: str) -> None:
        if self._batch is not None:
            self._split(f"{route}/end", route)

    def step(self, route: str, name: str) -> None:
        """The rows of one step, in the order the schema gives."""
        found, step, where = self.found, self.found.model.step[name], f"{route}/{name}"
        by_epoch = [epoch.step[name] for epoch in found.epochs]
        index = self.steps.index(name)
        skip = -1
        if step.exempt or not all(one.active for one in by_epoch):
            active = found.numbers([(float(one.active),) for one in by_epoch])
            skip = found.row(where, Op.SKIP, active, found.exemption(step.exempt))
        found.row(where, Op.ENTER, index)
        if step.permit:
            found.row(where, Op.PERMIT, found.resources.index(step.permit))
        if step.check:
            row = found.row(where, Op.CHECK, found.resources.index(step.check))
            self._jumps.append((row, "b", route, self._asks(route, step.check)))
        if step.batch:
            self._gather(where, route, name, step.batch)
        opened = found.calendar(step.open)
        if step.divert:
            self._divert(where, name, step, step.divert, opened)
        seized = [
            found.row(where, Op.SEIZE, found.resources.index(resource), _units(need), -1)
            for resource, need in [*step.hold.items(), *step.use.items()]
        ]
        waiting = found.row(where, Op.OPEN, opened, 0, -1) if opened >= 0 else -1
        found.row(where, Op.BEGIN, index)
        if any(one.work for one in by_epoch):
            work = found.row(
                where,
                Op.DELAY,
                found.time([one.work for one in by_epoch]),
                found.purpose(f"step/{name}/work"),
                self._paused(step),
            )
            if waiting >= 0 and step.fits:
                found.point(waiting, "c", work)
            for row, resource in zip(seized, [*step.hold, *step.use], strict=True):
                if resource in step.use and self._rule(resource) == "fit":
                    found.point(row, "c", work)
        self._release(where, step.use)
        if any(one.rest for one in by_epoch):
            rest = found.time([one.rest for one in by_epoch])
            found.row(where, Op.DELAY, rest, found.purpose(f"step/{name}/rest"), -1)
        if step.fail:
            chance = found.numbers([(one.fail.chance if one.fail else 0.0,) for one in by_epoch])
            row = found.row(where, Op.FAIL, chance, found.purpose(f"step/{name}/fail"))
            self._jumps.append((row, "c", route, step.fail.to))
        self._release(where, step.free)
        if step.split:
            self._split(where, route)
        if step.spawn:
            self._jumps.append((found.row(where, Op.SPAWN), "a", step.spawn, None))
        if step.deliver:
            found.row(where, Op.DELIVER)
        found.row(where, Op.END, index)
        if skip >= 0:
            found.point(skip, "c", len(found.rows))

    def _asks(self, route: str, permit: str) -> str:
        steps = self.found.model.route[route].steps
        return next(name for name in steps if self.found.model.step[name].permit == permit)

    def _gather(self, where: str, route: str, name: str, batch: Batch) -> None:
        found = self.found
        batches = [epoch.step[name].batch or batch for epoch in found.epochs]
        sizes = found.numbers([(one.most, one.least) for one in batches])
        windows = [batch.calendar] if batch.calendar else found.model.step[name].open
        number = len(found.batches)
        found.batches.append(where if name in self._shared else name)
        calendar = found.calendar(windows) if batch.leave != "full" else -1
        found.batch_rows.append(
            found.row(where, Op.BATCH, number, sizes, LEAVE[batch.leave], calendar)
        )
        self._batch = (number, name)

    def _divert(self, where: str, name: str, step: Step, divert: Divert, opened: int) -> None:
        found, purpose = self.found, self.found.purpose(f"step/{name}/divert")
        diverts = [epoch.step[name].divert or divert for epoch in found.epochs]
        chance = found.numbers([(one.chance,) for one in diverts])
        if divert.when == "full":
            row = found.row(where, Op.FULL, len(step.hold) + len(step.use), chance, purpose)
        else:
            found.row(where, Op.SHUT, opened, found.numbers([(one.after,) for one in diverts]))
            row = found.row(where, Op.DIVERT, opened, chance, purpose)
        self._turns.append((row, where, divert.route, self._batch))

    def _turn_off(self, route: str) -> None:
        """Where those go on who leave the route by a divert: a batch is split first."""
        found = self.found
        for row, where, other, batch in self._turns:
            if batch is None:
                self._jumps.append((row, "d", other, None))
                continue
            found.point(row, "d", len(found.rows))
            self._batch = batch
            self._split(where, route, begun=False)
            over = found.row(where, Op.SKIP, found.numbers([(0.0,)] * len(found.epochs)), -1)
            self._jumps.append((over, "c", other, None))
        self._turns.clear()

    def _release(self, where: str, needs: dict[str, Need]) -> None:
        for resource, need in needs.items():
            index = self.found.resources.index(resource)
            self.found.row(where, Op.RELEASE, index, _units(need))

    def _split(self, where: str, route: str, begun: bool = True) -> None:
        """Let the batch go; `begun` where its last step has begun when it does."""
        found = self.found
        if self._batch is None:
            # Who comes by a divert is alone already.
            return
        number, since = self._batch
        steps = found.model.route[route].steps
        last = where.split("/")[1]
        inside = steps[steps.index(since) : steps.index(last) + 1 if last in steps else None]
        begin = len(found.span)
        for name in inside:
            column = 3 * self.steps.index(name)
            passed = (column, column + 1, column + 2)
            first = 1 if name == since else 0
            until = 3 if name != last else 1 + begun
            found.span.extend(passed[first:until])
        found.row(where, Op.SPLIT, number, begin, len(found.span))
        self._batch = None

    def _paused(self, step: Step) -> int:
        names = {
            calendar
            for resource in step.use
            if resource in self.found.model.resource
            and self._rule(resource) == "pause"
            and (calendar := self.found.model.resource[resource].calendar)
        }
        return self.found.calendar(names)

    def _rule(self, resource: str) -> str:
        found = self.found.model.resource.get(resource)
        return found.shift_end if found else "finish"


def _units(need: Need) -> int:
    return 0 if need == "car" else int(need)


def _shared_batches(found: Collected) -> frozenset[str]:
    """Steps with a batch that stand in more than one route: their trains never mix."""
    uses = [name for route in found.model.route.values() for name in route.steps]
    return frozenset(
        name for name in found.model.step if found.model.step[name].batch and uses.count(name) > 1
    )
