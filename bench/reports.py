"""The model's side of docs/twin-2022.md: what the shipped scenarios give, for what was reported.

`python bench/reports.py`, with `--replications 40` or another number. One line a figure: over
the replications the median, and in brackets the least and the most where they differ.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from yalu.simulate.compile import compiled
from yalu.simulate.outcome import Outcome
from yalu.simulate.run import run
from yalu.simulate.scenario import load

REPLICATIONS = 40
CROSSINGS = ("crossing", "night-crossing")
LOADED = ("train", "container-train", "night-train")
EXPORTS = {
    "2022-01": 57.45,
    "2022-02": 58.85,
    "2022-03": 57.06,
    "2022-04": 98.09,
    "2022-10": 132.43,
    "2022-11": 113.88,
    "2022-12": 122.35,
}
"""Chinese exports to North Korea in million dollars (casebook: Chinese customs by Women News,
18 March 2022, and Yonhap)."""
RAIL = 0.7
"""The part of the trade that is said to go by the line (chosunbiz-20220926)."""


@dataclass(frozen=True, slots=True)
class Train:
    """One train that crossed towards Sinuiju."""

    at: dt.datetime
    cars: int
    kinds: Counter[str]


def moment(outcome: Outcome, minute: int) -> dt.datetime:
    return dt.datetime.combine(outcome.table.start, dt.time()) + dt.timedelta(minutes=int(minute))


def minute(outcome: Outcome, day: str) -> int:
    return (dt.date.fromisoformat(day) - outcome.table.start).days * 1440


def begun(outcome: Outcome, *steps: str) -> NDArray[np.int32]:
    """(n,) the minute at which each consignment began one of these steps; -1 for never."""
    names = outcome.table.steps
    return np.max([outcome.begun[:, names.index(step)] for step in steps], axis=0)


def trains(outcome: Outcome) -> list[Train]:
    """The trains that crossed, in order of time."""
    found = []
    crossed = begun(outcome, *CROSSINGS)
    for index, name in enumerate(outcome.table.batches):
        if name not in LOADED:
            continue
        consist = np.where(crossed >= 0, outcome.consist[:, index], -1)
        for number in np.unique(consist[consist >= 0]):
            members = np.flatnonzero(consist == number)
            kinds = Counter(outcome.table.cargoes[kind] for kind in outcome.cargo[members])
            found.append(Train(moment(outcome, crossed[members[0]]), len(members), kinds))
    return sorted(found, key=lambda train: train.at)


def month(outcome: Outcome, name: str) -> list[Train]:
    return [train for train in trains(outcome) if train.at.isoformat().startswith(name)]


def dwell(outcome: Outcome, first: str, last: str) -> NDArray[np.float64]:
    """Days from crossing to release of what crossed by rail from one day to before another."""
    crossed = begun(outcome, *CROSSINGS)
    those = (crossed >= minute(outcome, first)) & (crossed < minute(outcome, last))
    those &= outcome.released >= 0
    return (outcome.released[those] - crossed[those]) / 1440


def tonnes(outcome: Outcome, name: str) -> float:
    """Thousands of tonnes that crossed by rail in a month."""
    weights = outcome.table.model.cargo
    loads = sum((train.kinds for train in month(outcome, name)), Counter[str]())
    return sum(count * weights[kind].tonnes for kind, count in loads.items()) / 1000


def dollars(outcome: Outcome, name: str) -> float:
    """What a tonne by rail was worth, if the line carried its part of that month's exports."""
    return 1000 * RAIL * EXPORTS[name] / tonnes(outcome, name)


def first_crossing(outcome: Outcome) -> str:
    return f"{trains(outcome)[0].at:%d %b %H:%M}"


def cars(outcome: Outcome, name: str) -> float:
    """Mean cars of a train in a month."""
    return float(np.mean([train.cars for train in month(outcome, name)]))


def fewest(outcome: Outcome, name: str) -> int:
    return min(train.cars for train in month(outcome, name))


def a_day(outcome: Outcome, first: str, last: str) -> float:
    """Trains a day from one day to before another."""
    begin, end = (dt.datetime.fromisoformat(day) for day in (first, last))
    count = sum(begin <= train.at < end for train in trains(outcome))
    return count / (end - begin).days


def share(outcome: Outcome, kinds: Sequence[str], count: int) -> float:
    """Percent of the cars in the first trains that carry these kinds."""
    loads = sum((train.kinds for train in trains(outcome)[:count]), Counter[str]())
    return 100 * sum(loads[kind] for kind in kinds) / loads.total()


def at_uiju(outcome: Outcome, day: str) -> int:
    """Car loads in the hold at Uiju at the start of a day."""
    names = outcome.table.steps
    came = begun(outcome, "unloading")
    went = outcome.ended[:, names.index("inspection")]
    at = minute(outcome, day)
    return int(((came >= 0) & (came < at) & ((went < 0) | (went >= at))).sum())


def waiting(outcome: Outcome, day: str) -> float:
    """Thousands of cars that have come and not begun to cross at the start of a day."""
    steps = [name for name in outcome.table.steps if name.endswith("-train")]
    crossed, at = begun(outcome, *steps), minute(outcome, day)
    return float(((outcome.arrived < at) & ((crossed < 0) | (crossed >= at))).sum()) / 1000


SHORT_OF_TRAINS = 0.3
"""Thousand cars: a train's load at each gate in each direction, which is no queue."""


def cleared(outcome: Outcome, day: str) -> float:
    """Days from `day` until no more cars wait than on the day before the closure."""
    usual = waiting(outcome, "2023-12-17") + SHORT_OF_TRAINS
    start = dt.date.fromisoformat(day)
    for after in range(1, 16):
        if waiting(outcome, (start + dt.timedelta(after)).isoformat()) <= usual:
            return after
    return float("inf")


def gate_trains(outcome: Outcome, gate: str, first: str, last: str) -> float:
    """Trains a day, both ways, that begin to cross at a gate."""
    total, table = 0, outcome.table
    for index, name in enumerate(table.batches):
        if name.startswith(gate):
            crossed = outcome.begun[:, table.steps.index(name)]
            those = (crossed >= minute(outcome, first)) & (crossed < minute(outcome, last))
            total += len(np.unique(outcome.consist[those, index]))
    return total / ((minute(outcome, last) - minute(outcome, first)) / 1440)


Figure = tuple[str, Callable[[Outcome], float | str], str]

SPRING: list[Figure] = [
    ("first loaded train of 2022", first_crossing, ""),
    ("trains a day, 17 January to 28 April", lambda o: a_day(o, "2022-01-17", "2022-04-29"), ".2f"),
    ("cars a train, January 2022", lambda o: cars(o, "2022-01"), ".1f"),
    ("cars a train, February 2022", lambda o: cars(o, "2022-02"), ".1f"),
    ("shortest train of February 2022", lambda o: fewest(o, "2022-02"), ".0f"),
    ("cars a train, March 2022", lambda o: cars(o, "2022-03"), ".1f"),
    ("cars a train, April 2022", lambda o: cars(o, "2022-04"), ".1f"),
    ("food, oil, sugar and medicine in the first three trains", lambda o: share(o, ("food", "oil", "sugar", "medicine"), 3), ".0f"),
    ("days from crossing to release, January 2022, median", lambda o: float(np.median(dwell(o, "2022-01-16", "2022-02-01"))), ".0f"),
    ("days from crossing to release, January 2022, ninth decile", lambda o: float(np.percentile(dwell(o, "2022-01-16", "2022-02-01"), 90)), ".0f"),
    ("days from crossing to release, February 2022, ninth decile", lambda o: float(np.percentile(dwell(o, "2022-02-01", "2022-03-01"), 90)), ".0f"),
    ("car loads at Uiju on 22 February 2022", lambda o: at_uiju(o, "2022-02-22"), ".0f"),
    *((f"thousand tonnes by rail, {name}", lambda o, name=name: tonnes(o, name), ".0f") for name in ("2022-01", "2022-02", "2022-03", "2022-04")),
    *((f"dollars a tonne, {name}", lambda o, name=name: dollars(o, name), ".0f") for name in ("2022-01", "2022-02", "2022-03", "2022-04")),
]  # fmt: skip
RESTART: list[Figure] = [
    ("first train of the restart", first_crossing, ""),
    ("cars or containers of that train", lambda o: trains(o)[0].cars, ".0f"),
    ("cars of the second and third train", lambda o: trains(o)[1].cars + trains(o)[2].cars, ".0f"),
    ("trains a day, 26 September to December", lambda o: a_day(o, "2022-09-26", "2023-01-01"), ".2f"),
    ("days from crossing to release, October 2022, median", lambda o: float(np.median(dwell(o, "2022-10-01", "2022-11-01"))), ".1f"),
    ("days from crossing to release, October 2022, ninth decile", lambda o: float(np.percentile(dwell(o, "2022-10-01", "2022-11-01"), 90)), ".1f"),
    ("car loads at Uiju on 27 October 2022", lambda o: at_uiju(o, "2022-10-27"), ".0f"),
    *((f"thousand tonnes by rail, {name}", lambda o, name=name: tonnes(o, name), ".0f") for name in ("2022-10", "2022-11", "2022-12")),
    *((f"dollars a tonne, {name}", lambda o, name=name: dollars(o, name), ".0f") for name in ("2022-10", "2022-11", "2022-12")),
]  # fmt: skip
YEAR: list[Figure] = [
    ("trains on 26 May 2022", lambda o: len(month(o, "2022-05-26")), ".0f"),
    ("cars on 26 May 2022", lambda o: sum(train.cars for train in month(o, "2022-05-26")), ".0f"),
    ("trains in May to August on other days", lambda o: sum(train.at.month in range(5, 9) and train.at.day != 26 for train in trains(o)), ".0f"),
]  # fmt: skip
TEXAS: list[Figure] = [
    ("trains a day at Eagle Pass before the closure", lambda o: gate_trains(o, "eagle-pass", "2023-12-11", "2023-12-18"), ".1f"),
    ("trains a day at El Paso before the closure", lambda o: gate_trains(o, "el-paso", "2023-12-11", "2023-12-18"), ".1f"),
    ("thousand cars waiting when the bridges open again", lambda o: waiting(o, "2023-12-22"), ".1f"),
    ("days from the opening until the queue is as before", lambda o: cleared(o, "2023-12-22"), ".0f"),
]  # fmt: skip
SCENARIOS = {
    "spring-2022": SPRING,
    "restart-2022-fast": RESTART,
    "restart-2022-slow": RESTART,
    "dandong-sinuiju": YEAR,
    "us-mexico-rail": TEXAS,
}


def figures(name: str, replications: int) -> Iterator[tuple[str, str]]:
    """Every figure of a scenario with its value over the replications, as text."""
    table = compiled(load(name))
    outcomes = [run(table, 0, number) for number in range(replications)]
    for label, figure, form in SCENARIOS[name]:
        yield label, text([figure(outcome) for outcome in outcomes], form)


def text(values: Sequence[float | str], form: str) -> str:
    """The median with the least and the most; of words the commonest."""
    if isinstance(values[0], str):
        (word, count), *others = Counter(values).most_common()
        return str(word) if not others else f"{word} (in {count} of {len(values)})"
    numbers = [float(value) for value in values]
    least, middle, most = (
        f"{value:{form}}" for value in (min(numbers), median(numbers), max(numbers))
    )
    return middle if least == most else f"{middle} ({least} to {most})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--replications", type=int, default=REPLICATIONS)
    replications = options.parse_args().replications
    for name in SCENARIOS:
        print(f"{name}, {replications} replications")
        for label, value in figures(name, replications):
            print(f"  {label}: {value}")


if __name__ == "__main__":
    main()
