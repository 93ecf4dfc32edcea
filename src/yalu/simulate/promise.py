"""Promise: when one consignment arrives, over the futures of a corridor."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from yalu.corridors.atlas import suggestion
from yalu.simulate.ensemble import Step, spread
from yalu.simulate.schema import Arrival, Hazard, Model, Sides
from yalu.simulate.spread import DAY, Law, Spread
from yalu.vocabulary import YaluError, day

if TYPE_CHECKING:
    from yalu.simulate.state import State

STREAM = "promised"
"""The stream that the consignment asked about comes in."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FORM = "cargo[@destination][,DATE][,route], such as sugar@pyongyang,2022-10-01,rail"


@dataclass(frozen=True, slots=True)
class Order:
    """A consignment asked about: what it carries, for whom, when it comes to the first step."""

    cargo: str
    consignee: str | None
    on: dt.date
    route: str

    def __str__(self) -> str:
        whom = f" for {self.consignee}" if self.consignee else ""
        return f"{self.cargo}{whom}, {self.on}, by {self.route}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is believed of a side now: the chance that it is `open`, and how long it stays open and
    shut as quantiles at equal steps from 0 to 1, in days."""

    open: float
    lasting: tuple[float, ...]
    shut: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Promise:
    """When a consignment arrives in each of N futures.

    `released` and `delivered` (N,) are days since `order.on`, infinite in the futures in which it
    has not happened by the horizon.
    """

    scenario: str
    order: Order
    horizon: dt.date
    seed: int
    released: NDArray[np.float64]
    delivered: NDArray[np.float64]

    @property
    def never(self) -> float:
        """Share of the futures in which it does not arrive within the horizon."""
        return float(np.isinf(self.delivered).mean())

    def quantile(self, share: float, what: str = "delivered") -> float:
        """Days within which it is released or delivered in that share of the futures; may be infinite.

        The smallest number of days for which it is true, so that no future is promised that
        was not seen.
        """
        days = np.sort(self.released if what == "released" else self.delivered)
        return float(days[max(0, int(np.ceil(share * len(days))) - 1)])

    def date(self, share: float, what: str = "delivered") -> dt.date | None:
        """The day by which it is, in that share of the futures; None beyond the horizon."""
        days = self.quantile(share, what)
        return None if np.isinf(days) else self.order.on + dt.timedelta(int(days))


def order(model: Model, text: str, now: dt.date | None = None) -> Order:
    """The order that `cargo[@destination][,DATE][,route]` means, as the model knows the names.

    Without a date it comes on `now` (the model's start); without a route it takes the way on
    which most of that cargo comes, for that destination if any does. Raises YaluError for what
    the model does not know, with what is nearest.
    """
    first, *rest = [part.strip() for part in text.split(",")]
    cargo, _, consignee = (part.strip() for part in first.partition("@"))
    _known("cargo", cargo, model.cargo)
    if "@" in first:
        _known("destination", consignee, model.destination)
    on, route = now or model.start, ""
    for part in rest:
        if _DATE.fullmatch(part):
            on = day(part)
        elif not route:
            _known("route", part, model.route)
            route = part
        else:
            raise YaluError(f"{text!r} is not a consignment; write {_FORM}")
    first_day, last = now or model.start, model.start + dt.timedelta(model.days)
    if not first_day <= on < last:
        raise YaluError(f"{on} is not between {first_day} and the horizon, {last}")
    return Order(cargo, consignee or None, on, route or _usual(model, cargo, consignee))


def _known(what: str, name: str, names: Iterable[str]) -> None:
    there = list(names)
    if name in there:
        return
    if not name:
        raise YaluError(f"no {what} is named; write {_FORM}")
    hint = suggestion(name, there) or f"; there are {', '.join(sorted(there))}"
    raise YaluError(f"the model has no {what} {name!r}{hint}")


def _usual(model: Model, cargo: str, consignee: str) -> str:
    """The route of most of that cargo that comes, for that destination if any does."""
    end = model.days * DAY
    amount: dict[str, tuple[bool, float]] = {}
    for one in model.arrival.values():
        if one.cargo == cargo:
            fits, so_far = amount.get(one.route, (False, 0.0))
            comes = one.rate * end + one.number + one.backlog
            amount[one.route] = (fits or one.consignee == consignee, so_far + comes)
    if amount:
        return max(amount, key=lambda route: amount[route])
    delivering = (
        name
        for name, route in model.route.items()
        if route.laden and any(model.step[step].deliver for step in route.steps)
    )
    try:
        return next(delivering)
    except StopIteration:
        raise YaluError("no route of the model delivers anything") from None


def ordered(model: Model, wanted: Order) -> Model:
    """The model with the consignment as a stream of its own, which moves no draw of any other.

    Raises YaluError where its route delivers nothing.
    """
    if not any(model.step[name].deliver for name in model.route[wanted.route].steps):
        raise YaluError(f"route {wanted.route!r} delivers nothing, so nothing arrives by it")
    extra = Arrival(
        cargo=wanted.cargo,
        route=wanted.route,
        consignee=wanted.consignee,
        on=wanted.on,
        number=1,
        assumed="the consignment asked about",
    )
    return model.model_copy(update={"arrival": {**model.arrival, STREAM: extra}})


def expecting(model: Model, side: str, outlook: Outlook) -> Model:
    """The model with a side that opens and shuts as it is believed to. Raises YaluError."""
    _known("side", side, model.side)

    def law(days: Sequence[float]) -> Spread:
        return Spread(Law.QUANTILES, tuple(length * DAY for length in days))

    known = model.side[side].hazard
    hazard = Hazard(
        open=law(outlook.lasting),
        shut=law(outlook.shut),
        now=outlook.open,
        belief=known.belief if known else None,
        source="the belief from the casebook",
    )
    changed = model.side[side].model_copy(update={"hazard": hazard})
    return model.model_copy(update={"side": {**model.side, side: changed}})


def promise(
    model: Model,
    wanted: Order,
    futures: int = 1000,
    seed: int = 0,
    *,
    state: "State | None" = None,
    sides: Sides = "keep",
    workers: int = 1,
    executor: Executor | None = None,
    step: Step = lambda done, of: None,
) -> Promise:
    """When the consignment arrives in each of so many futures, from the start or a saved state.

    `sides` is that of `run`: "draw" lets the hazards of the sides begin anew. Deterministic for
    any number of workers. Raises YaluError where its route delivers nothing.
    """
    asked = ordered(model, wanted)
    parts = spread(arrivals, asked, range(futures), seed, state, sides, workers, executor, step)
    both = np.concatenate(parts)
    last = model.start + dt.timedelta(model.days)
    return Promise(model.name, wanted, last, seed, both[:, 0], both[:, 1])


def arrivals(
    model: Model, seed: int, numbers: range, state: "State | None" = None, sides: Sides = "keep"
) -> NDArray[np.float64]:
    """Days to release and delivery of the promised consignment, shape (N, 2); infinite for never."""
    from yalu.simulate.compile import compiled
    from yalu.simulate.run import run

    table = compiled(model)
    stream = table.streams.index(f"{STREAM}#on")
    asked = model.arrival[STREAM].on
    assert asked is not None, "the promised stream has a date"
    came = (asked - model.start).days * DAY
    found = np.full((len(numbers), 2), np.inf)
    for row, number in enumerate(numbers):
        outcome = run(table, seed, number, state=state, sides=sides)
        who = outcome.address[:, 0] == stream
        for column, minutes in enumerate((outcome.released, outcome.delivered)):
            moment = int(minutes[who].max(initial=-1))
            if moment >= 0:
                found[row, column] = (moment - came) / DAY
    return found
