"""How often trains run: rates as told, and the trains told of week by week."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from yalu.believe.counted import Count, counts_of, tells_rate
from yalu.believe.flow import days_seen, numbers_seen
from yalu.believe.periods import By, Period
from yalu.brief import phrases
from yalu.brief.assessment import Week
from yalu.brief.fact import Fact, Teller
from yalu.vocabulary import Claim, Kind, Mode, Service

_UNITS = {
    Mode.RAIL: ("trains",),
    Mode.ROAD: ("trucks", "vehicles"),
    Mode.SEA: ("ships",),
    Mode.AIR: ("flights",),
}
_ANY = ("trains", "trucks", "ships")


def rates(claims: Iterable[Claim], teller: Teller) -> tuple[Fact, ...]:
    """Rates as told: trains or cars a day over a period, or a count with such a unit."""
    return teller.facts(
        (claim for claim in claims if tells_rate(claim)),
        lambda claim: (
            phrases.crossing(claim) if claim.kind is Kind.CROSSING else phrases.rate(claim)
        ),
    )


def weeks(claims: Iterable[Claim], service: Service, teller: Teller) -> tuple[Week, ...]:
    """Crossings told of a single day, gathered by week.

    The same train is told of many times; so for each day and direction the origins are
    compared, not added.
    """
    units = _UNITS.get(service.mode, _ANY)
    seen = [
        count
        for count in counts_of(claims, service)
        if count.unit in units and count.firm and not count.denied and count.first == count.last
    ]
    told: dict[dt.date, list[list[Count]]] = defaultdict(list)
    for same in days_seen(seen):
        told[Period.of(same[0].first, By.WEEK).first].append(same)
    return tuple(_week(monday, told[monday], teller) for monday in sorted(told))


def _week(monday: dt.date, told: Sequence[Sequence[Count]], teller: Teller) -> Week:
    numbers = [numbers_seen(same) for same in told]
    origins = sorted({origin for of_day in numbers for origin in of_day})
    return Week(
        monday,
        sum(min(of_day.values()) for of_day in numbers),
        sum(max(of_day.values()) for of_day in numbers),
        len({same[0].first for same in told}),
        tuple(teller.source(origin) for origin in origins),
    )
