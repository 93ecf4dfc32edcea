"""Ensembles: shards merge exactly, workers and executors change nothing, files lose nothing."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.handmade import model
from yalu.simulate.compile import compiled
from yalu.simulate.ensemble import Ensemble, digest, ensemble, merged
from yalu.simulate.figures import figures
from yalu.simulate.named import Name
from yalu.simulate.run import run
from yalu.simulate.schema import Policy
from yalu.vocabulary import YaluError

WHOLE = ensemble(model(), range(12), seed=5)


def same(first: Ensemble, second: Ensemble) -> bool:
    """Whether two ensembles are equal to the bit."""
    plain = [f.name for f in dataclasses.fields(Ensemble) if f.name not in ARRAYS]
    return all(getattr(first, key) == getattr(second, key) for key in plain) and all(
        np.array_equal(getattr(first, key), getattr(second, key), equal_nan=key == "values")
        and getattr(first, key).dtype == getattr(second, key).dtype
        for key in ARRAYS
    )


ARRAYS = ("replications", "values", "courses")


def part(numbers):
    """Some replications of the whole, as a shard would have them."""
    rows = list(numbers)
    return dataclasses.replace(
        WHOLE,
        replications=WHOLE.replications[rows],
        values=WHOLE.values[rows],
        courses=WHOLE.courses[rows],
    )


def test_a_replication_of_an_ensemble_is_that_of_its_address():
    alone = figures(run(compiled(model()), 5, 7))
    for name, value in alone.items():
        np.testing.assert_equal(WHOLE.column(name)[7], value)


def test_shards_run_apart_are_the_whole():
    found = merged([ensemble(model(), range(7, 12), 5), ensemble(model(), range(7), 5)])
    assert same(found, WHOLE)


@given(st.permutations(range(12)), st.integers(1, 5), st.booleans())
def test_shards_merge_in_any_order_and_may_overlap(order, size, overlap):
    parts = [part(sorted(order[at : at + size])) for at in range(0, 12, size)]
    parts += [part(range(3, 6))] if overlap else []
    assert same(merged(parts), WHOLE)


def test_shards_that_tell_different_things_of_one_replication_are_refused():
    other = part(range(3))
    values = other.values.copy()
    values[0, 0] += 1
    with pytest.raises(YaluError, match="different things of the same replication"):
        merged([WHOLE, dataclasses.replace(other, values=values)])


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (lambda: ensemble(model(), range(2), 6), "their seed differs"),
        (
            lambda: ensemble(model(resource__crew__capacity=3), range(2), 5),
            "model or opening state",
        ),
        (lambda: ensemble(model(days=20), range(2), 5), "model or opening state"),
    ],
)
def test_what_does_not_belong_together_is_not_merged(other, says):
    with pytest.raises(YaluError, match=says):
        merged([WHOLE, other()])


def test_nothing_is_nothing_to_merge():
    with pytest.raises(YaluError, match="no replications"):
        merged([])
    with pytest.raises(ValueError, match="at least one number"):
        ensemble(model(), range(0))


def test_an_ensemble_survives_its_file():
    assert same(Ensemble.from_bytes(WHOLE.to_bytes()), WHOLE)


@pytest.mark.parametrize("content", [b"", b"not a file", WHOLE.to_bytes()[:400]])
def test_a_file_that_is_none_is_refused_in_one_line(content):
    with pytest.raises(YaluError, match="not a file of replications"):
        Ensemble.from_bytes(content)


def test_any_executor_gives_the_same_bits_and_stays_open():
    heard = []
    with ThreadPoolExecutor(3) as pool:
        found = ensemble(
            model(), range(12), 5, executor=pool, step=lambda done, of: heard.append((done, of))
        )
        assert pool.submit(lambda: 1).result() == 1
    assert same(found, WHOLE)
    assert heard[0] == (0, 12) and heard[-1] == (12, 12)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.slow
def test_any_number_of_workers_gives_the_same_bits():
    assert same(ensemble(model(), range(12), 5, workers=2), WHOLE)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_dask_gives_the_same_bits(tmp_path):
    distributed = pytest.importorskip("distributed")
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with (
        distributed.LocalCluster(**settings, local_directory=tmp_path, host="127.0.0.1") as cluster,
        distributed.Client(cluster) as client,
    ):
        found = ensemble(model(), range(12), 5, executor=client.get_executor())
    assert same(found, WHOLE)


def test_a_task_that_fails_fails_the_ensemble():
    nowhere = Policy(since=model().start, set={"resource.nowhere.capacity": 1})
    broken = model().model_copy(update={"policy": [nowhere]})
    with ThreadPoolExecutor(2) as pool, pytest.raises(ValueError, match="nowhere"):
        ensemble(broken, range(4), 5, executor=pool)


def test_the_digest_tells_opening_states_apart():
    state = run(compiled(model(days=7)), 5, 0).state
    other = run(compiled(model(days=7)), 5, 1).state
    found = {
        digest(model()),
        digest(model(), state),
        digest(model(), other),
        digest(model(), state, "draw"),
    }
    assert len(found) == 4
    assert digest(model(), state) == digest(model(), run(compiled(model(days=7)), 5, 0).state)


def test_from_a_state_the_days_before_it_are_left_out():
    state = run(compiled(model(days=7)), 5, 0).state
    found = ensemble(model(), range(3), 9, state=state)
    assert (found.since, found.courses.shape[2]) == (7, 21)
    assert found.days_of()[0] == state.day
    inside = Name("inside", "all", "", "consignments")
    assert found.mean(inside)[0] > 1


def test_bands_hold_eight_in_ten():
    low, middle, high = WHOLE.band(Name("inside", "all", "", "consignments"))
    assert (low <= middle).all() and (middle <= high).all()
    with pytest.raises(KeyError, match="inside/nowhere"):
        WHOLE.band(Name("inside", "nowhere"))
    with pytest.raises(KeyError, match="nothing"):
        WHOLE.column(Name("nothing"))
