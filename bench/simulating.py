"""The kernel of the twin beside SimPy, Ciw and a C++ program, on the shipped scenario `reference`.

`make bench-simulate`, or `python bench/simulating.py --rounds 2 --parts speed` for a look. All ways
run the same corridor: a year, 20,000 consignments, 100,000 timed events. Times are processor
seconds on one core; the ways take turns within one run, so a machine that slows down slows all.

- speed: corridor-years a second of each way, by the median and by the best of the rounds.
- start: what the first run in a new process costs, before and after the kernel is in the cache.
- memory: the most that a corridor-year adds to an interpreter with the kernel loaded.
- growth: ten times the horizon, the consignments (and what they use), the replications.
- futures: 1,000 futures of 30 days from a state that was saved and loaded.
"""

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from twin import by_cpp
from twin.corridor import numbers, reference
from yalu.simulate.compile import compiled
from yalu.simulate.run import run
from yalu.simulate.state import State
from yalu.simulate.table import Table

Line = dict[str, Any]
Way = Callable[[int], float]
"""Runs a corridor-year with a seed; the processor seconds it took."""

YEARS = 10
"""Corridor-years a turn, of the ways that need milliseconds for one."""
FUTURES, FUTURE_DAYS, LIVE_DAYS = 1000, 30, 60
MEGABYTE = 1024.0


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ways(folder: Path) -> dict[str, Way]:
    """All that are to be had here; what is missing is said."""
    model = reference()
    table, plain = compiled(model), numbers(model)
    run(table, log=True)
    found: dict[str, Way] = {
        "Yalu": lambda seed: seconds(lambda: replications(table, seed, YEARS)) / YEARS,
        "Yalu, log kept": lambda seed: (
            seconds(lambda: replications(table, seed, YEARS, log=True)) / YEARS
        ),
    }
    for name, library, module in (("SimPy", "simpy", "by_simpy"), ("Ciw", "ciw", "by_ciw")):
        if find_spec(library) is None:
            print(f"left out, for the extra `bench` is not installed: {name}")
            continue
        other = __import__(f"twin.{module}", fromlist=["run"])
        found[name] = partial(once, other.run, plain)
    program = by_cpp.build(folder)
    if program is None:
        print("left out, for there is no g++: C++")
    else:
        found["C++, one heap, hard-coded"] = lambda seed: statistics.fmean(
            done.seconds for done in by_cpp.run(program, plain, seed, range(YEARS))
        )
    return found


def once(other: Callable[..., object], plain: object, seed: int) -> float:
    return seconds(lambda: other(plain, seed))


def replications(table: Table, seed: int, count: int, *, log: bool = False) -> None:
    for replication in range(count):
        run(table, seed, replication, log=log)


def speed(rounds: int) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        turns = ways(Path(folder))
        taken: dict[str, list[float]] = {name: [] for name in turns}
        for turn in range(rounds):
            for name, way in turns.items():
                taken[name].append(way(turn))
    median = {name: statistics.median(times) for name, times in taken.items()}
    least = {name: min(times) for name, times in taken.items()}
    for name in taken:
        line = {"part": "speed", "way": name, "ms_median": 1000 * median[name]}
        line |= {"ms_least": 1000 * least[name], "years_a_second": 1 / median[name]}
        if "SimPy" in taken:
            line["simpy_by_median"] = median["SimPy"] / median[name]
            line["simpy_by_least"] = least["SimPy"] / least[name]
        yield line


FIRST_RUN = """
import time
from yalu.simulate.scenario import load
from yalu.simulate.compile import compiled
from yalu.simulate.run import run
run(compiled(load("reference").model_copy(update={"days": 1})))
print(time.process_time())
"""

A_YEAR = """
import pathlib, sys
from yalu.simulate.scenario import load
from yalu.simulate.compile import compiled
from yalu.simulate.run import run

def most():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

model = load("reference")
run(compiled(model.model_copy(update={"days": 1})))
pathlib.Path("/proc/self/clear_refs").write_text("5")
before = most()
outcome = run(compiled(model))
print(before, most())
"""


def fresh(script: str, cache: str | None = None) -> list[float]:
    """What a script prints in a new process, whose kernels are cached in a folder of their own."""
    there = dict(os.environ, **({"NUMBA_CACHE_DIR": cache} if cache else {}))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=there
    )
    return [float(word) for word in done.stdout.split()]


def start(rounds: int) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as cache:
        yield {"part": "start", "what": "first run ever: compiled", "s": fresh(FIRST_RUN, cache)[0]}
        again = statistics.median(fresh(FIRST_RUN, cache)[0] for _ in range(rounds))
    yield {"part": "start", "what": "first run of a process: from the cache", "s": again}
    table = compiled(reference(days=1))
    run(table)
    taken = statistics.median(seconds(lambda: compiled(reference(days=1))) for _ in range(rounds))
    yield {"part": "start", "what": "a scenario read, checked and made a table", "s": taken}


def memory(rounds: int) -> Iterator[Line]:
    if not Path("/proc/self/clear_refs").exists():
        print("left out, for this machine does not tell it: memory")
        return
    fresh(A_YEAR)
    found = [fresh(A_YEAR) for _ in range(rounds)]
    least, most = (statistics.median(pair[i] for pair in found) / MEGABYTE for i in (0, 1))
    yield {"part": "memory", "what": "interpreter with the kernel loaded", "mb": least}
    yield {"part": "memory", "what": "a corridor-year without log, above it", "mb": most - least}


def growth(rounds: int) -> Iterator[Line]:
    year, decade = compiled(reference()), compiled(reference(days=3650))
    large = compiled(reference(times=10))
    for table in (year, decade, large):
        run(table)
    cases: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
        "horizon": (lambda: replications(year, 0, 10), lambda: replications(decade, 0, 10)),
        "consignments": (lambda: replications(year, 0, 10), lambda: replications(large, 0, 10)),
        "replications": (lambda: replications(year, 0, 10), lambda: replications(year, 0, 100)),
    }
    for name, (one, ten) in cases.items():
        pairs = [(seconds(one), seconds(ten)) for _ in range(rounds)]
        times = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
        yield {"part": "growth", "what": f"10 times the {name}", "times": times}


def futures(rounds: int) -> Iterator[Line]:
    saved = run(compiled(reference(days=LIVE_DAYS))).state.to_bytes()
    state = State.from_bytes(saved, "now")
    ahead = reference(days=FUTURE_DAYS).model_copy(update={"start": state.day})
    table = compiled(ahead)
    run(table, 1, 0, state=state)

    def all_of_them() -> None:
        for replication in range(FUTURES):
            run(table, 1, replication, state=state)

    taken = [seconds(all_of_them) for _ in range(rounds)]
    what = f"{FUTURES:,} futures of {FUTURE_DAYS} days, {state.inside:,} consignments under way"
    yield {"part": "futures", "what": f"{what}: median", "s": statistics.median(taken)}
    yield {"part": "futures", "what": f"{what}: least", "s": min(taken)}


PARTS: Mapping[str, Callable[[int], Iterator[Line]]] = {
    "speed": speed,
    "start": start,
    "memory": memory,
    "growth": growth,
    "futures": futures,
}


def shown(line: Line) -> str:
    """A line of the table of a part."""
    name = line.get("way") or line.get("what")
    figures = [
        f"{key.replace('_', ' ')} {value:,.2f}"
        if value < 100
        else f"{key.replace('_', ' ')} {value:,.0f}"
        for key, value in line.items()
        if isinstance(value, float)
    ]
    return f"  {name:62}" + "   ".join(figures)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS))
    options.add_argument("--write", type=Path, metavar="FILE", help="append the figures as JSON")
    given = options.parse_args()
    about = {
        "date": dt.date.today().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "rounds": given.rounds,
    }
    for part in given.parts:
        print(part, flush=True)
        for line in PARTS[part](given.rounds):
            print(shown(line), flush=True)
            if given.write:
                with given.write.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(about | line) + "\n")


if __name__ == "__main__":
    main()
