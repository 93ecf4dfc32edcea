"""The reference corridor: its model, and its numbers in hours for tools that want plain numbers."""

from dataclasses import dataclass

from yalu.simulate.scenario import load
from yalu.simulate.schema import Model
from yalu.simulate.spread import MINUTES, Spread


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the reference corridor says, in hours; a pair is least and most of an even spread."""

    horizon: float
    rate: float
    """Consignments an hour, Poisson."""
    washers: int
    wash: tuple[float, float]
    cars: int
    """Cars of a train."""
    opens: float
    shuts: float
    """The hours of the day between which a train may start."""
    cross: float
    bays: int
    crew: int
    clean: tuple[float, float]
    hold: tuple[float, float]
    desks: int
    clear: float
    """Mean of an exponential time."""

    def in_minutes(self) -> list[float]:
        """All of them in order, pairs laid open, lengths and the rate by the minute."""
        counts = ("washers", "cars", "bays", "crew", "desks")
        found: list[float] = []
        for name in self.__slots__:
            value = getattr(self, name)
            values = value if isinstance(value, tuple) else (value,)
            scale = 1.0 if name in counts else 1 / 60 if name == "rate" else 60.0
            found += [each * scale for each in values]
        return found


def reference(days: int | None = None, times: float = 1.0) -> Model:
    """The shipped scenario; over `days`, and with all of it `times` as large, if wanted."""
    model = load("reference").model_copy(deep=True)
    model.days = days or model.days
    for arrival in model.arrival.values():
        arrival.rate *= times
    for resource in model.resource.values():
        resource.capacity = round(resource.capacity * times)
    return model


def numbers(model: Model) -> Numbers:
    """The numbers of a model that has the form of the reference corridor."""
    capacity = {name: resource.capacity for name, resource in model.resource.items()}
    step = model.step
    (window,) = model.calendar["daytime"].windows
    return Numbers(
        horizon=model.days * 24.0,
        rate=model.arrival["cars"].rate * MINUTES["h"],
        washers=capacity["washers"],
        wash=_hours(step["disinfect"].work, 2),
        cars=step["train"].batch.most,
        opens=window[0] / MINUTES["h"],
        shuts=window[1] / MINUTES["h"],
        cross=_hours(step["train"].work, 1)[0],
        bays=capacity["bays"],
        crew=capacity["workers"],
        clean=_hours(step["quarantine"].work, 2),
        hold=_hours(step["quarantine"].rest, 2),
        desks=capacity["desks"],
        clear=_hours(step["customs"].work, 1)[0],
    )


def _hours(time: Spread | None, values: int) -> tuple[float, ...]:
    assert time is not None and len(time.values) == values
    return tuple(value / MINUTES["h"] for value in time.values)
