"""The kernel beside the exact results of queueing theory, and beside recursions path by path.

A closed form is inside the 95 % interval of the mean of 40 replications, on fixed seeds chosen
beforehand. Arrivals come every 1,000 minutes on average, so rounding to whole minutes moves a mean
by less than a thousandth of its interval. `pytest -s` prints each result with its z.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from simulate import closed_forms as exact
from twin.draws import Draws, minutes
from yalu.simulate.compile import compiled
from yalu.simulate.outcome import Outcome
from yalu.simulate.run import run
from yalu.simulate.schema import Model

GAP = 1000.0
"""Minutes between arrivals, on average."""
RATE = 1 / GAP
SEED, REPLICATIONS = 11, 40
FIRST, LAST = 5_000, 45_000
"""Consignments that count, in order of coming; a hundred years bring about 52,000."""
Given = dict[str, Any]


def model(steps: Given, more: Given | None = None, rate: str = "1 / 1000 min") -> Model:
    """A hundred years of one stream through `steps` in this order; `more` is laid over it."""
    return Model.model_validate(
        {
            "name": "exact",
            "start": "2000-01-01",
            "days": 36525,
            "cargo": {"goods": {"tonnes": "1 t"}},
            "arrival": {"goods": {"cargo": "goods", "route": "way", "rate": rate}},
            "route": {"way": {"steps": list(steps)}},
            "step": steps,
            **(more or {}),
        }
    )


def station(work: Any, servers: int = 1, name: str = "desk") -> Given:
    """A step of servers with a resource of its own."""
    return {"use": {name: 1}, "work": work}


def desk(servers: int) -> Given:
    return {"resource": {"desk": {"capacity": servers}}}


def exponential(mean: float) -> Given:
    return {"exponential": f"{mean} min"}


def counted(outcome: Outcome, *, stream: int = 0) -> NDArray[np.bool_]:
    """Consignments of a stream that came after the warm-up and were through in time."""
    come = np.arange(len(outcome.arrived))
    of_stream = (outcome.address[:, 0] == stream) & (outcome.left >= 0)
    return of_stream & (come >= FIRST) & (come < LAST)


def mean_wait(outcome: Outcome, step: int = 0, stream: int = 0) -> float:
    """Mean minutes between coming to a step and its beginning."""
    chosen = counted(outcome, stream=stream)
    return float((outcome.begun[chosen, step] - outcome.entered[chosen, step]).mean())


def holds(
    name: str,
    theory: float | Sequence[float],
    given: Model,
    statistic: Callable[[Outcome], float | Sequence[float]],
) -> None:
    """`theory` is inside the 95 % interval of the mean of `statistic`."""
    table = compiled(given)
    found = np.array(
        [np.atleast_1d(statistic(run(table, SEED, r))) for r in range(REPLICATIONS)], float
    )
    mean, error = found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(REPLICATIONS)
    half = exact.student_quantile(REPLICATIONS - 1) * error
    theory = np.atleast_1d(theory)
    for said, ours, wide, z in zip(theory, mean, half, (mean - theory) / error, strict=True):
        print(f"{name:42} exact {said:11.5f}  ours {ours:11.5f} ± {wide:.5f}  z {z:+.2f}")
    assert (np.abs(mean - theory) <= half).all()


@pytest.mark.parametrize(("servers", "load"), [(1, 0.8), (3, 0.9), (8, 0.85)])
def test_wait_of_several_servers_is_erlangs(servers: int, load: float) -> None:
    work = servers * load * GAP
    given = model({"a": station(exponential(work))}, desk(servers))
    theory = exact.wait_of_mmc(RATE, work, servers)
    holds(f"M/M/{servers} at {load}: wait", theory, given, mean_wait)


def test_wait_for_constant_service_is_pollaczek_and_khinchines() -> None:
    given = model({"a": station("800 min")}, desk(1))
    theory = exact.pollaczek_khinchine(RATE, 800, 800**2)
    holds("M/D/1 at 0.8: wait", theory, given, mean_wait)


def test_wait_for_evenly_spread_service_is_pollaczek_and_khinchines() -> None:
    given = model({"a": station("400-1200 min")}, desk(1))
    square = exact.square_of_uniform(400, 1200)
    holds("M/U/1 at 0.8: wait", exact.pollaczek_khinchine(RATE, 800, square), given, mean_wait)


@pytest.mark.parametrize("work", [exponential(4000), "2000-6000 min"])
def test_the_share_that_is_lost_is_erlangs_whatever_the_service(work: Any) -> None:
    steps = {"a": {**station(work), "divert": {"when": "full", "route": "lost"}}, "b": {}}
    given = model(steps, desk(5) | {"route": {"way": {"steps": ["a"]}, "lost": {"steps": ["b"]}}})

    def lost(outcome: Outcome) -> float:
        return float((outcome.entered[counted(outcome), 1] >= 0).mean())

    holds("Erlang B, 5 servers, 4 erlangs: lost", exact.erlang_b(5, 4.0), given, lost)


@pytest.mark.parametrize("stay", [exponential(10_000), "5000-15000 min", "10000 min"])
def test_the_number_on_hold_is_poisson_whatever_the_stay(stay: Any) -> None:
    given = model({"a": {"rest": stay}})
    often = np.arange(1_000_000, 50_000_000, 50_000)

    def number(outcome: Outcome) -> list[float]:
        left = outcome.left[outcome.left >= 0]
        there = np.searchsorted(np.sort(outcome.arrived), often, side="right")
        there = there - np.searchsorted(np.sort(left), often, side="right")
        return [there.mean(), there.var(ddof=1)]

    theory = exact.number_in_mg_infinite(RATE, 10_000)
    holds("M/G/inf: number, its variance", [theory, theory], given, number)


def classes(work: Sequence[Any], *, ranked: bool = True) -> Model:
    """Streams a, b, c, ... of equal rates in one line; the first is served first if `ranked`."""
    names = "abc"[: len(work)]
    each = f"1 / {len(work) * GAP:.0f} min"
    return model(
        {f"for-{name}": station(time) for name, time in zip(names, work, strict=True)},
        {
            **desk(1),
            "cargo": {name: {"tonnes": "1 t"} for name in names},
            "route": {name: {"steps": [f"for-{name}"]} for name in names},
            "arrival": {name: {"cargo": name, "route": name, "rate": each} for name in names},
            "priority": [
                {"cargo": [name], "rank": rank + 1 if ranked else 1}
                for rank, name in enumerate(names)
            ],
        },
    )


CLASS_WORK = [600.0, 800.0, 1000.0]
CLASS_SQUARE = [600.0**2, exact.square_of_uniform(400, 1200), exact.square_of_exponential(1000)]
CLASS_RATES = [RATE / 3] * 3
CLASS_TIMES: list[Any] = ["600 min", "400-1200 min", exponential(1000)]


def waits_by_class(outcome: Outcome) -> list[float]:
    return [mean_wait(outcome, step=k, stream=k) for k in range(3)]


def test_wait_of_each_class_is_cobhams() -> None:
    theory = exact.cobham(CLASS_RATES, CLASS_WORK, CLASS_SQUARE)
    holds("Cobham, three classes: wait", theory, classes(CLASS_TIMES), waits_by_class)


@pytest.mark.parametrize("ranked", [True, False])
def test_load_times_wait_is_conserved_whoever_is_served_first(ranked: bool) -> None:
    def sums(outcome: Outcome) -> float:
        loads = [rate * work for rate, work in zip(CLASS_RATES, CLASS_WORK, strict=True)]
        return float(np.dot(loads, waits_by_class(outcome)))

    theory = exact.conserved(CLASS_RATES, CLASS_WORK, CLASS_SQUARE)
    name = f"Kleinrock's conservation, {'ranked' if ranked else 'one class'}"
    holds(name, theory, classes(CLASS_TIMES, ranked=ranked), sums)


def test_time_through_a_tandem_is_jacksons() -> None:
    stations = [(2, 1600.0), (1, 700.0), (3, 2400.0)]
    steps = {
        f"s{i}": station(exponential(work), name=f"r{i}") for i, (_, work) in enumerate(stations)
    }
    capacity = {f"r{i}": {"capacity": servers} for i, (servers, _) in enumerate(stations)}

    def through(outcome: Outcome) -> float:
        chosen = counted(outcome)
        return float((outcome.left[chosen] - outcome.arrived[chosen]).mean())

    theory = exact.jackson_tandem(RATE, stations)
    holds("Jackson tandem 2-1-3: time", theory, model(steps, {"resource": capacity}), through)


def test_departures_are_poisson_as_burke_says() -> None:
    given = model({"a": station(exponential(1600.0))}, desk(2))

    def gaps(outcome: Outcome) -> list[float]:
        left = np.sort(outcome.left[counted(outcome)])[100:-100]
        gap = np.diff(left).astype(float)
        return [gap.mean(), gap.var() / gap.mean() ** 2, np.corrcoef(gap[1:], gap[:-1])[0, 1]]

    holds("Burke, M/M/2: gap, its SCV, lag 1", [GAP, 1.0, 0.0], given, gaps)


def test_wait_for_a_batch_of_18() -> None:
    given = model({"a": {"batch": {"most": 18}, "split": True}})
    holds("batch of 18: wait", exact.gate_wait(RATE, 18), given, mean_wait)


def test_wait_for_a_daily_window() -> None:
    gate = {"calendar": {"gate": {"windows": ["08:00-16:00"]}}}
    given = model({"a": {"open": ["gate"]}}, gate)
    holds("daily window 8-16: wait", exact.window_wait(1440, 960), given, mean_wait)


def test_wait_for_a_server_with_vacations() -> None:
    """The vacations are a job of the last class that comes back for ever."""
    steps = {
        "a": station("400-1000 min"),
        "away": {**station("1000-3000 min"), "fail": {"chance": 1.0, "to": "away"}},
    }
    more = {
        **desk(1),
        "cargo": {name: {"tonnes": "1 t"} for name in ("goods", "vacation")},
        "route": {"way": {"steps": ["a"]}, "vacation": {"steps": ["away"]}},
        "arrival": {
            "goods": {"cargo": "goods", "route": "way", "rate": "1 / 1000 min"},
            "vacation": {"cargo": "vacation", "route": "vacation", "backlog": 1},
        },
        "priority": [{"cargo": ["goods"], "rank": 1}, {"cargo": ["vacation"], "rank": 2}],
    }
    square, away = exact.square_of_uniform(400, 1000), exact.square_of_uniform(1000, 3000)
    theory = exact.wait_with_vacations(RATE, 700, square, 2000, away)
    holds("M/G/1 with vacations: wait", theory, model(steps, more), mean_wait)


@pytest.mark.parametrize("servers", [1, 2, 5])
@pytest.mark.parametrize("work", ["40-100 min", {"exponential": "70 min"}])
def test_every_beginning_is_that_of_the_recursion(servers: int, work: Any) -> None:
    """Lindley 1952 for one server, Kiefer and Wolfowitz 1955 for more, path by path."""
    given = model({"a": station(work)}, desk(servers), rate=f"{servers} / 75 min")
    given = given.model_copy(update={"days": 200})
    outcome = run(compiled(given), SEED, 3)
    draws, law = Draws(SEED, 3), given.step["a"].work
    free = np.zeros(servers, int)
    for number, arrived in enumerate(outcome.arrived):
        begun = max(int(arrived), int(free.min()))
        begun = begun if begun < given.days * 1440 else -1
        assert outcome.begun[number, 0] == begun
        if begun >= 0:
            time = minutes(law, draws.uniform("step/a/work", "goods", number))
            free[free.argmin()] = begun + time
    assert len(outcome.arrived) > 3000 * servers
