"""The benchmark of the belief runs, and its other ways answer every day."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCH = Path(__file__).parents[1] / "bench" / "believing.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("believing", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_way_answers_every_day_of_a_world(bench: ModuleType) -> None:
    world = bench.synthetic.world(1, 60, days=300)
    for name, way in (bench.engines() | bench.plain_ways()).items():
        said = way(bench.asked(world))
        assert said.shape == (300, 3), name
        np.testing.assert_allclose(said.sum(axis=1), 1)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "library"),
    [("Dawid-Skene (crowd-kit)", "crowdkit"), ("PoissonHMM (hmmlearn)", "hmmlearn")],
)
def test_ways_of_other_libraries_name_the_states_as_the_votes_do(
    bench: ModuleType, name: str, library: str
) -> None:
    pytest.importorskip(library, reason="needs the extra `bench`")
    world = bench.synthetic.world(0, 1500)
    said = bench.fitted_ways()[name](bench.asked(world))
    np.testing.assert_allclose(said.sum(axis=1), 1)
    assert bench.scoring.score(said, world.truth).accuracy > 0.6


@pytest.mark.slow
def test_a_small_run_prints_a_table_and_writes_its_figures(tmp_path: Path) -> None:
    file = tmp_path / "figures.jsonl"
    options = ["--seeds", "1", "--claims", "60", "--parts", "hindsight", "--write", str(file)]
    done = subprocess.run(
        [sys.executable, BENCH, *options], capture_output=True, text=True, timeout=300, check=True
    )
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert {line["claims"] for line in lines} == {60}
    assert all(line["way"] in done.stdout for line in lines)
