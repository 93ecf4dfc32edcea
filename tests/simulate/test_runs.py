"""A run is a function of its address: the same in any process, with or without the compiler, in one
go or from a state; and what has nothing to do with a consignment does not move it."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from simulate.small_models import models
from twin.corridor import reference
from twin.draws import Draws, counter, squares
from yalu.simulate.compile import compiled
from yalu.simulate.draw import uniform
from yalu.simulate.outcome import Outcome
from yalu.simulate.policies import on
from yalu.simulate.run import run
from yalu.simulate.scenario import load, shipped
from yalu.simulate.schema import Model, Policy
from yalu.simulate.spread import DAY
from yalu.simulate.state import State

ROWS = ("cargo", "consignee", "laden", "arrived", "left", "released", "delivered")
ROWS = (*ROWS, "entered", "begun", "ended", "consist")
SERIES = ("busy", "waiting", "offered", "inside", "stock", "shortfall")


def digest(name: str, days: int, replication: int = 0) -> str:
    """All that a replication of a shipped scenario says, in one word."""
    model = load(name).model_copy(update={"days": days})
    outcome = run(compiled(model), 9, replication)
    found = hashlib.blake2b()
    for field in ("address", *ROWS, *SERIES):
        found.update(np.ascontiguousarray(getattr(outcome, field)).tobytes())
    return found.hexdigest()


def assert_equal(one: Outcome, other: Outcome, days: int) -> None:
    """Everything of the same consignments, and the series of the first days."""
    np.testing.assert_array_equal(one.address, other.address)
    for field in ROWS:
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field), field)
    for field in SERIES:
        np.testing.assert_array_equal(
            getattr(one, field)[:days], getattr(other, field)[:days], field
        )


@given(
    *[st.integers(0, 2**64 - 1)] * 2, st.integers(0, 2**40 - 1), st.integers(0, 2**20)
)  # fmt: skip
def test_the_generator_is_the_same_in_plain_python(
    key: int, other: int, number: int, visit: int
) -> None:
    at = counter(number, visit)
    assert uniform(np.uint64(key | 1), np.uint64(at)) == squares(key | 1, at)
    assert 0 <= Draws(key, other % 1000).uniform("work", "cars", number, visit) < 1


def test_a_run_again_is_the_same() -> None:
    table = compiled(load("spring-2022"))
    assert_equal(run(table, 4, 2), run(table, 4, 2), table.days)


def test_another_replication_and_another_seed_are_others() -> None:
    table = compiled(reference(days=10))
    first = run(table, 4, 2)
    for other in (run(table, 4, 3), run(table, 5, 2)):
        assert first.arrived.tolist() != other.arrived.tolist()


@pytest.mark.slow
def test_worker_processes_say_what_one_process_says() -> None:
    here = [digest("spring-2022", 60, r) for r in range(4)]
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            names, days = ["spring-2022"] * 4, [60] * 4
            assert list(pool.map(digest, names, days, range(4))) == here


@pytest.mark.slow
@pytest.mark.parametrize(("name", "days"), [("reference", 6), ("spring-2022", 40)])
def test_without_the_compiler_the_answers_are_the_same(name: str, days: int) -> None:
    script = f"from simulate.test_runs import digest; print(digest({name!r}, {days}))"
    tests = Path(__file__).parents[1]
    path = os.pathsep.join([str(tests), str(tests.parent / "bench"), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=dict(os.environ, NUMBA_DISABLE_JIT="1", PYTHONPATH=path),
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert done.stdout.strip() == digest(name, days)


def addresses(outcome: Outcome) -> list[tuple[int, int]]:
    """Stream and number of every consignment; empties have streams of their own."""
    return [(int(stream), int(number)) for stream, number in outcome.address]


def run_on(state: State, table: Any, straight: Outcome, since: int) -> None:
    """The run from the state says what the run in one go says, for all that it still knows."""
    later = run(table, straight.seed, straight.replication, state=state)
    known = {whose: i for i, whose in enumerate(addresses(straight))}
    where = [known[whose] for whose in addresses(later)]
    still = (straight.left < 0) | (straight.left >= since * DAY)
    assert set(np.flatnonzero(still)) <= set(where)
    for field in ROWS:
        np.testing.assert_array_equal(getattr(later, field), getattr(straight, field)[where], field)
    for field in SERIES:
        ours = getattr(later, field)[since:]
        np.testing.assert_array_equal(ours, getattr(straight, field)[since:], field)


@pytest.mark.parametrize("form", ["json", "binary"])
@pytest.mark.parametrize("name", ["reference", "spring-2022", "restart-2022-fast"])
def test_a_state_saved_and_loaded_goes_on_as_if_it_had_never_stopped(
    name: str, form: Literal["json", "binary"]
) -> None:
    table = compiled(load(name).model_copy(update={"days": 60}))
    content = run(table, 3, 1, days=35).state.to_bytes(form)
    run_on(State.from_bytes(content, "now"), table, run(table, 3, 1), 35)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(models(), st.integers(1, 6))
def test_a_small_model_goes_on_from_any_day(model: Model, day: int) -> None:
    table = compiled(model)
    if day < model.days:
        run_on(run(table, 2, 5, days=day).state, table, run(table, 2, 5), day)


def test_an_edited_model_of_the_same_names_runs_on_by_its_new_numbers() -> None:
    """Its windows are other than those the state was saved under, and it was saved by the same seed."""
    model = reference(days=40)
    night = model.calendar["daytime"].model_copy(update={"windows": [(0, 300)]})
    edited = model.model_copy(update={"calendar": {"daytime": night}})
    state = run(compiled(model), 1, 0, days=30).state
    before = run(compiled(model), 1, 0, state=state)
    after = run(compiled(edited), 1, 0, state=state)
    train = before.table.steps.index("train")
    of_day = [
        found.begun[:, train][found.begun[:, train] >= 31 * DAY] % DAY for found in (before, after)
    ]
    assert of_day[0].min() >= 480
    assert len(of_day[1])
    assert of_day[1].max() <= 300


def test_two_futures_of_a_state_begin_alike_and_differ_later() -> None:
    table = compiled(reference(days=40))
    state = run(table, 1, 0, days=30).state
    one, other = (run(table, 2, replication, state=state) for replication in (0, 1))
    inside = state.inside
    np.testing.assert_array_equal(one.arrived[:inside], other.arrived[:inside])
    assert one.left[:inside].tolist() != other.left[:inside].tolist()


def with_parts(model: Model, **parts: Any) -> Model:
    """`model` with more in its tables; what is new stands first."""
    more = model.model_copy(deep=True)
    for key, new in parts.items():
        typed = TypeAdapter(Model.model_fields[key].annotation).validate_python(new)
        setattr(more, key, typed | getattr(more, key))
    return more


def of_streams(outcome: Outcome, names: tuple[str, ...]) -> list[int]:
    streams = outcome.table.streams
    return [i for i, (j, _) in enumerate(outcome.address) if streams[j] in names]


@pytest.mark.parametrize("name", ["reference", "dandong-sinuiju"])
def test_a_new_stream_moves_no_other(name: str) -> None:
    """It uses nothing of theirs, so what they draw and when they are where stays."""
    model = load(name).model_copy(update={"days": 50})
    more = with_parts(
        model,
        cargo={"parcels": {"tonnes": "1 t"}},
        arrival={"parcels": {"cargo": "parcels", "route": "by-post", "rate": "14 / day"}},
        route={"by-post": {"steps": ["post"]}},
        step={"post": {"work": "1-5 h"}},
    )
    before, after = run(compiled(model), 2), run(compiled(more), 2)
    assert len(after.arrived) > len(before.arrived)
    kept = of_streams(after, before.table.streams)
    for field in ("arrived", "left", "released", "delivered"):
        np.testing.assert_array_equal(getattr(after, field)[kept], getattr(before, field))
    steps = [after.table.steps.index(step) for step in before.table.steps]
    for field in ("entered", "begun", "ended"):
        np.testing.assert_array_equal(
            getattr(after, field)[kept][:, steps], getattr(before, field), field
        )
    np.testing.assert_array_equal(after.offered, before.offered)


@pytest.mark.parametrize("at", range(5))
def test_a_step_without_work_moves_nobody(at: int) -> None:
    model = reference(days=40)
    more = with_parts(model, step={"look": {}})
    more.route["import"].steps.insert(at, "look")
    before, after = run(compiled(model), 2), run(compiled(more), 2)
    for field in ("arrived", "left", "released"):
        np.testing.assert_array_equal(getattr(after, field), getattr(before, field))
    for step in before.table.steps:
        s, t = before.table.steps.index(step), after.table.steps.index(step)
        np.testing.assert_array_equal(after.begun[:, t], before.begun[:, s])


@pytest.mark.parametrize("name", ["reference", "spring-2022"])
def test_a_policy_that_says_what_holds_changes_nothing(name: str) -> None:
    model = load(name).model_copy(update={"days": 40}, deep=True)
    day = model.start.replace(day=15)
    today = on(model, day)
    resource = next(iter(model.resource))
    more = model.model_copy(deep=True)
    said = {f"resource.{resource}.capacity": today.resource[resource].capacity}
    more.policy = [*more.policy, Policy(since=day, set=said)]
    more.policy.sort(key=lambda policy: policy.since)
    assert_equal(run(compiled(model), 6), run(compiled(more), 6), 40)


@pytest.mark.parametrize("name", shipped())
def test_a_policy_changes_nothing_before_its_day(name: str) -> None:
    """A capacity of nothing from the 20th day on: the days before are as they were."""
    model = load(name).model_copy(update={"days": 30}, deep=True)
    before = run(compiled(model), 6)
    used = int(before.busy[:20].sum(axis=0)[: len(model.resource)].argmax())
    more = model.model_copy(deep=True)
    day = model.start.fromordinal(model.start.toordinal() + 20)
    key = f"resource.{before.table.resources[used]}.capacity"
    more.policy = [*more.policy, Policy(since=day, set={key: 0})]
    more.policy.sort(key=lambda policy: policy.since)
    if any(key in policy.set for policy in model.policy):
        return
    after = run(compiled(more), 6)
    for field in SERIES:
        np.testing.assert_array_equal(getattr(after, field)[:20], getattr(before, field)[:20])
    assert (after.busy[20:, used].sum() <= before.busy[20:, used].sum()).all()
    assert after.offered[20:, used].sum() == 0
