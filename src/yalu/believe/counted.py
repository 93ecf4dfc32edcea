"""Counted: the figures about what passed a gate, each with what was counted, and by whom."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from yalu.believe.scope import about_people_alone
from yalu.vocabulary import Claim, Grain, Kind, Service, SourceClass, Stance

EITHER = "either way"
"""The direction of a figure that does not tell it, or that tells both."""
BOUND = 1.5
""" "More than n" is read as n to 1.5 n: who sees twice as many says so. A day of "more than
10" cars was counted as 12 the day after (Yonhap, September 2022)."""

_UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "trains": "train trains",
        "freight_cars": "freight_cars cars wagons wagon railcars railcar boxcars",
        "containers": "container containers",
        "trucks": "truck trucks lorry lorries semi-trailers",
        "vehicles": "vehicle vehicles",
        "ships": "ship ships vessel vessels",
        "flights": "flight flights aircraft",
        "tonnes": "tonne tonnes ton tons t",
    }.items()
    for word in words.split()
}
UNITS = tuple(dict.fromkeys(_UNITS.values()))
"""What is counted, in the order in which it is told."""

_PER_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
_OVER = frozenset({"more_than", "at_least", "over"})
_UNDER = frozenset({"less_than", "at_most", "under", "almost"})
_TOLD = re.compile(r"^(?P<noun>[^/()]*)(?:/(?P<per>\w+))?(?:\s*\((?P<low>\d+)\D+(?P<high>\d+)\))?$")


class Form(StrEnum):
    """How a figure was come by, which decides what may be concluded from it."""

    RATE = "rate"
    """So many a day: a noisy measurement of the mean of the days that run."""
    TOTAL = "total"
    """So many over days that the claim counts out: a noisy measurement of their sum."""
    SEEN = "seen"
    """A crossing told of: at least so many passed. A sighting is no census."""
    NONE = "none"
    """Nothing passed."""
    SIZE = "size"
    """Freight cars of one train."""


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of one origin: what was counted, over which days, on whose word.

    `low` to `high` is what may be meant, in `unit`: of a rate per day, else the whole number.
    `first` and `last` are the days counted. `laden` is `loaded`, `empty` or None. `time` tells
    the trains of a day apart. `claims` are all that tell it, relays included, first known first.
    """

    unit: str
    direction: str
    form: Form
    low: float
    high: float
    first: dt.date
    last: dt.date
    origin: str
    class_: SourceClass
    firm: bool
    denied: bool
    laden: str | None
    time: str | None
    claims: tuple[Claim, ...]

    @property
    def middle(self) -> float:
        """The geometric middle of `low` and `high`."""
        return math.sqrt(self.low * self.high)

    @property
    def exact(self) -> bool:
        """Whether one number is told, no range and no bound."""
        return self.low == self.high


def counts_of(
    claims: Iterable[Claim], service: Service, known_by: dt.date | None = None
) -> tuple[Count, ...]:
    """The figures about freight of a service, those of one origin that agree folded.

    Left out are other gates and groups of gates, people and engines alone, capacities and
    what waits or is held, what could not be confirmed, what an outlet got wrong, and
    what has no day or became known later. The order of claims does not matter.
    """
    found = [
        count
        for claim in claims
        if _bears(claim, service, known_by)
        for count in _counts(claim, service)
    ]
    return _fold(found)


def tells_rate(claim: Claim) -> bool:
    """Whether a claim tells how many pass in a day, a week or a year, dated or not."""
    return any(form is Form.RATE for _, form, _, _ in _figures(claim, None))


def tells_traffic(claim: Claim) -> bool | None:
    """Whether a count tells that something passes in its days, or that nothing does.

    None for what counts no traffic: capacities, and what waits or is held.
    """
    forms = {form for _, form, _, _ in _figures(claim, None)} if claim.kind is Kind.COUNT else set()
    if forms & {Form.RATE, Form.TOTAL}:
        return True
    return False if Form.NONE in forms else None


def _bears(claim: Claim, service: Service, known_by: dt.date | None) -> bool:
    if claim.gate != service.gate or not service.mode.covers(claim.mode):
        return False
    if claim.stance is Stance.UNCONFIRMED or claim.outlet_error:
        return False
    if known_by and (claim.known is None or claim.known > known_by):
        return False
    return not about_people_alone(claim.scope)


def _counts(claim: Claim, service: Service) -> Iterator[Count]:
    days = _days(claim)
    if days is None:
        return
    for unit, form, low, high in _figures(claim, days):
        if not (0 <= low <= high < math.inf) or (form is not Form.NONE and low <= 0):
            continue
        yield Count(
            unit=unit,
            direction=_direction(claim),
            form=form,
            low=low,
            high=high,
            first=days[0],
            last=days[1],
            origin=claim.origin,
            class_=claim.class_,
            firm=claim.stance is not Stance.SPECULATES,
            denied=claim.stance is Stance.DENIES,
            laden=_laden(claim),
            time=str(claim.value["time"]) if claim.value.get("time") else None,
            claims=(claim,),
        )


_Days = tuple[dt.date, dt.date]


def _days(claim: Claim) -> _Days | None:
    """The days of the window, not beyond the telling; an open end reaches to it."""
    when = claim.when
    if when is None or (first := when.earliest or when.latest) is None:
        return None
    last = when.latest or max(first, claim.known or first)
    if claim.known and first <= claim.known < last:
        last = claim.known
    return first, last


_Figure = tuple[str, Form, float, float]


def _figures(claim: Claim, days: _Days | None) -> Iterator[_Figure]:
    if claim.kind is Kind.SERVICE:
        yield from _daily(claim)
    elif claim.kind is Kind.CROSSING and claim.freight_passed is not None:
        yield from _passed(claim, days)
    elif claim.kind is Kind.COUNT:
        yield from _counted(claim, days)
    elif claim.kind is Kind.CARGO:
        yield from _weighed(claim)


def _daily(claim: Claim) -> Iterator[_Figure]:
    """ "One train a day of 10 to 15 cars", "13 cars a day", told of a service."""
    value = claim.value
    trains = _number(value.get("trains_per_day"))
    for key, told in value.items():
        number, unit = _number(told), _UNITS.get(key.removesuffix("_per_day"))
        if key.endswith("_per_day") and unit and number is not None:
            yield unit, Form.RATE, number, number
    low, high = _number(value.get("cars_min")), _number(value.get("cars_max"))
    low, high = (low if low is not None else high), (high if high is not None else low)
    if low and high:
        yield "freight_cars", Form.SIZE, low, high
        if trains:
            yield "freight_cars", Form.RATE, trains * low, trains * high


def _passed(claim: Claim, days: _Days | None) -> Iterator[_Figure]:
    value, when = claim.value, claim.when
    per = _PER_DAYS.get(str(value.get("per") or _per(claim.unit)))
    if claim.freight_passed is False:
        yield "trains" if "trains" in value else _noun(claim.unit) or "trains", Form.NONE, 0, 0
        return
    told = {unit: _range(claim, key) for key in value if (unit := _UNITS.get(key))}
    if claim.number is not None and (noun := _noun(claim.unit)) and noun not in told:
        told[noun] = _spread(claim, float(claim.number))
    counted_out = when is not None and when.grain is Grain.INTERVAL and when.earliest != when.latest
    form = Form.TOTAL if counted_out else Form.SEEN
    if value.get("hours"):
        per, form = None, Form.SEEN
    trains = told.get("trains")
    for unit, (low, high) in told.items():
        whole = trains and unit == "trains" and len(told) > 1
        low, high = (trains[0], trains[0]) if whole and trains else (low, high)
        if high > 0 and per:
            yield unit, *_spread_over(days, per, low, high)
        elif high > 0:
            yield unit, form, low, high
    if trains and trains[0] > 0 and "freight_cars" in told and not per:
        low, high = told["freight_cars"]
        if low > 0:
            yield "freight_cars", Form.SIZE, low / trains[0], high / trains[0]


def _counted(claim: Claim, days: _Days | None) -> Iterator[_Figure]:
    """Figures of traffic; not capacities, and not what stands, waits or is held."""
    unit, per = _noun(claim.unit), claim.value.get("per") or _per(claim.unit)
    if unit is None or claim.number is None or claim.value.get("of", "traffic") != "traffic":
        return
    low, high = _spread(claim, float(claim.number))
    each = _PER_DAYS.get(str(per))
    if each:
        if low > 0:
            yield unit, *_spread_over(days, each, low, high)
        elif high == 0:
            yield unit, Form.NONE, 0, 0
    elif low > 0 and not per:
        yield unit, Form.TOTAL, low, high


def _spread_over(
    days: _Days | None, per: float, low: float, high: float
) -> tuple[Form, float, float]:
    """A rate a day; so many a week or a year is the sum of days that are as long.

    Who says "50,000 tonnes a year" of a year has counted its idle days too; who says "two a day"
    speaks of days on which they ran.
    """
    span = (days[1] - days[0]).days + 1 if days else 0
    if per >= _PER_DAYS["week"] and span >= 0.95 * per:
        return Form.TOTAL, low * span / per, high * span / per
    return Form.RATE, low / per, high / per


def _weighed(claim: Claim) -> Iterator[_Figure]:
    """Tonnes of goods, told of a load or of a period."""
    weights = [
        number
        for item in goods_of(claim)
        if _UNITS.get(str(item.get("unit"))) == "tonnes"
        and (number := _number(item.get("quantity"))) is not None
    ]
    if weights and sum(weights) > 0:
        yield "tonnes", Form.SEEN, sum(weights), sum(weights)


def goods_of(claim: Claim) -> list[Mapping[str, Any]]:
    """The goods of a claim as they should be; what is no object is left out."""
    goods = claim.value.get("goods")
    return [item for item in goods if isinstance(item, Mapping)] if isinstance(goods, list) else []


def _range(claim: Claim, key: str) -> tuple[float, float]:
    """What a field of the value may mean; a field that is no number means nothing."""
    number = _number(claim.value.get(key))
    if number is None:
        return 0.0, 0.0
    most = _number(claim.value.get(f"{key}_max"))
    return _spread(claim, number, most)


def _spread(claim: Claim, number: float, most: float | None = None) -> tuple[float, float]:
    """The interval of a number: its range where one is told, else its bound, else itself."""
    told = _TOLD.match(claim.unit or "")
    if most is None and claim.value.get("max") is not None:
        most = _number(claim.value["max"])
    if most is None and told and told["high"] and float(told["low"]) == number:
        most = float(told["high"])
    if most is not None and most > number:
        return number, most
    qualifier = str(claim.value.get("qualifier", ""))
    if qualifier in _OVER:
        return number, number * BOUND
    if qualifier in _UNDER:
        return number / BOUND, number
    return number, number


def _number(told: Any) -> float | None:
    return float(told) if isinstance(told, int | float) and not isinstance(told, bool) else None


def _noun(unit: str | None) -> str | None:
    """What a unit such as `coal trucks/day (40-50)` counts; None for what waits or is held."""
    told = _TOLD.match((unit or "").strip().lower())
    words = told["noun"].replace("rail cars", "railcars").split() if told else []
    return _UNITS.get(words[-1]) if words else None


def _per(unit: str | None) -> str | None:
    told = _TOLD.match((unit or "").strip().lower())
    return told["per"] if told else None


def _direction(claim: Claim) -> str:
    return claim.direction if claim.direction and claim.direction != "both" else EITHER


def _laden(claim: Claim) -> str | None:
    laden = claim.value.get("laden")
    if laden not in ("loaded", "empty"):
        laden = next((word for word in ("empty", "loaded") if word in (claim.unit or "")), None)
    return laden


def _fold(found: list[Count]) -> tuple[Count, ...]:
    """Figures of one origin that are one and the same, as one; the first known leads."""
    alike: dict[tuple[object, ...], list[Count]] = {}
    for count in sorted(found, key=_appearance):
        key = tuple(
            getattr(count, name)
            for name in (
                *("origin", "unit", "direction", "form", "low", "high"),
                *("denied", "laden", "time"),
            )
        )
        # As told: an open window reaches to the telling, and that of a relay is later.
        alike.setdefault((*key, count.claims[0].when), []).append(count)
    folded = [
        replace(same[0], claims=tuple(count.claims[0] for count in same)) for same in alike.values()
    ]
    return tuple(sorted(folded, key=_place))


def _appearance(count: Count) -> tuple[object, ...]:
    claim = count.claims[0]
    return claim.known or dt.date.max, claim.id


def _place(count: Count) -> tuple[object, ...]:
    return count.first, count.last, UNITS.index(count.unit), count.direction, *_appearance(count)
