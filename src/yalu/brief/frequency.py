"""How often trains run: rates as told, and the trains told of week by week."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from yalu.brief import phrases
from yalu.brief.assessment import Week
from yalu.brief.fact import Fact, Teller
from yalu.vocabulary import Claim, Kind, Mode, Stance

_UNITS = {
    Mode.RAIL: ("trains",),
    Mode.ROAD: ("trucks", "vehicles"),
    Mode.SEA: ("ships",),
    Mode.AIR: ("flights", "aircraft"),
}
_Told = dict[tuple[dt.date, str], dict[str, float]]
"""How many each origin tells of, by day and direction."""


def rates(claims: Iterable[Claim], teller: Teller) -> tuple[Fact, ...]:
    """Rates as told: trains or cars a day over a period, or a count with such a unit."""
    return teller.facts(
        (claim for claim in claims if _tells_rate(claim)),
        lambda claim: (
            phrases.crossing(claim) if claim.kind is Kind.CROSSING else phrases.rate(claim)
        ),
    )


def weeks(claims: Iterable[Claim], teller: Teller) -> tuple[Week, ...]:
    """Crossings told of a single day, gathered by week.

    The same train is told of many times; so for each day and direction the origins are
    compared, not added: one origin tells as many trains as its largest claim or as the
    different times of day it gives, whichever is more.
    """
    told: dict[dt.date, _Told] = defaultdict(lambda: defaultdict(dict))
    times: dict[tuple[dt.date, str, str], set[str]] = defaultdict(set)
    for claim in claims:
        day, number = _single_day(claim), _passed(claim)
        if day is None or not number or claim.stance is not Stance.ASSERTS:
            continue
        place = (day, claim.direction or "either way")
        if time := claim.value.get("time"):
            times[(*place, claim.origin)].add(str(time))
        distinct = float(len(times[(*place, claim.origin)]))
        here = told[_monday(day)][place]
        here[claim.origin] = max(here.get(claim.origin, 0.0), number, distinct)
    return tuple(_week(monday, told[monday], teller) for monday in sorted(told))


def _week(monday: dt.date, told: _Told, teller: Teller) -> Week:
    origins = sorted({origin for numbers in told.values() for origin in numbers})
    return Week(
        monday,
        sum(min(numbers.values()) for numbers in told.values()),
        sum(max(numbers.values()) for numbers in told.values()),
        len({day for day, _ in told}),
        tuple(teller.source(origin) for origin in origins),
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


def _tells_rate(claim: Claim) -> bool:
    if claim.kind is Kind.SERVICE:
        return any(key.endswith("_per_day") for key in claim.value)
    if claim.kind is Kind.CROSSING:
        return "per" in claim.value
    return claim.kind is Kind.COUNT and "per" in (claim.unit or "").replace("_", " ").split()


def _single_day(claim: Claim) -> dt.date | None:
    when = claim.when
    if claim.kind is not Kind.CROSSING or when is None or "per" in claim.value:
        return None
    return when.earliest if when.earliest == when.latest else None


def _passed(claim: Claim) -> float:
    """How many trains, trucks or ships of freight a crossing tells of: the unit of its mode."""
    if not claim.freight_passed:
        return 0.0
    for unit in _UNITS.get(claim.mode, ("trains", "trucks", "ships")):
        number = claim.value.get(unit)
        if number is None and claim.unit == unit:
            number = claim.number
        if isinstance(number, int | float):
            return float(number)
    return 0.0
