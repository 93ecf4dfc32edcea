"""Turns of the world outside: when consignments come, when a side is shut by chance."""

import itertools
import math
from collections.abc import Iterator, Mapping

from twin.draws import Draws, minutes
from twin.hours import DAY, Hours
from yalu.simulate.schema import Hazard


def arrivals(
    stream: str, pattern: str, rates: Mapping[int, float], draws: Draws
) -> Iterator[int | None]:
    """The minutes of arrival, then None; `rates` are by the minute, from the start of a day on.

    The gaps have mean one in the cumulative rate, which turns them into time.
    """
    wanted = 0.0
    for number in itertools.count():
        gap = (
            1.0 if pattern == "even" else -math.log(1.0 - draws.uniform("arrival", stream, number))
        )
        wanted += gap
        minute = when(wanted, rates)
        yield minute
        if minute is None:
            return


def when(wanted: float, rates: Mapping[int, float]) -> int | None:
    """The whole minute at which the cumulative rate is `wanted`."""
    days = sorted(rates)
    had = 0.0
    for day, following in itertools.zip_longest(days, days[1:]):
        length = math.inf if following is None else (following - day) * DAY
        rate = rates[day]
        if rate > 0 and had + rate * length >= wanted:
            return math.floor(day * DAY + (wanted - had) / rate + 0.5)
        had += rate * length if rate > 0 else 0.0
    return None


def closed(hours: Hours, name: str, hazard: Hazard, draws: Draws) -> Hours:
    """The hours of a side less its drawn closures: the nth open spell, then the nth shut one."""
    mask = hours.mask.copy()
    is_open = draws.uniform(f"side/{name}/now", None, 0) < hazard.now
    minute = number = 0
    while minute < len(mask):
        law, word = (hazard.open, "open") if is_open else (hazard.shut, "shut")
        u = draws.uniform(f"side/{name}/{word}", None, number)
        until = minute + max(1, minutes(law, u))
        if not is_open:
            mask[minute:until] = False
            number += 1
        minute, is_open = until, not is_open
    return Hours(mask)
