"""The other ways to run the reference corridor run the same corridor, so their speeds compare."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from twin import by_cpp, by_simpy
from twin.corridor import numbers, reference
from yalu.simulate.compile import compiled
from yalu.simulate.run import run
from yalu.simulate.schema import Model

BENCH = Path(__file__).parents[2] / "bench" / "simulating.py"
DAYS, YEARS = 365, 20


def means(stamps: list[by_simpy.Stamps]) -> list[float]:
    """Hours disinfecting, to be over the bridge, in quarantine, at customs; all of them."""
    parts = np.diff(np.array(stamps), axis=1).mean(axis=0)
    return [*parts, parts.sum()]


def by_yalu(model: Model) -> np.ndarray:
    """The same of the kernel, (replications, 5)."""
    table, found = compiled(model), []
    steps = [table.steps.index(name) for name in ("disinfect", "train", "quarantine", "customs")]
    for replication in range(YEARS):
        outcome = run(table, 1, replication)
        at = np.column_stack([outcome.arrived, outcome.ended[:, steps]])[outcome.left >= 0] / 60
        found.append([*np.diff(at, axis=1).mean(axis=0), (at[:, -1] - at[:, 0]).mean()])
    return np.array(found)


def assert_alike(stamps: list[by_simpy.Stamps], model: Model) -> None:
    """Each mean lies within four standard deviations between years of the kernel's."""
    ours = by_yalu(model)
    far = np.abs(means(stamps) - ours.mean(axis=0)) / ours.std(axis=0, ddof=1)
    assert (far < 4 * np.sqrt(1 + 1 / YEARS)).all(), far


@pytest.mark.slow
def test_simpy_runs_the_same_corridor() -> None:
    model = reference(DAYS)
    assert_alike(by_simpy.run(numbers(model), 1), model)


@pytest.mark.slow
def test_ciw_runs_the_same_corridor() -> None:
    pytest.importorskip("ciw", reason="needs the extra `bench`")
    from twin import by_ciw

    model = reference(DAYS)
    assert_alike(by_ciw.run(numbers(model), 1), model)


@pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")
def test_the_program_in_c_says_what_the_kernel_says(tmp_path: Path) -> None:
    """With the same draws: so many cleared, so many minutes, to the minute."""
    model = reference(DAYS)
    table = compiled(model)
    program = by_cpp.build(tmp_path)
    for replication, done in enumerate(by_cpp.run(program, numbers(model), 5, range(3))):
        outcome = run(table, 5, replication)
        through = outcome.left >= 0
        dwell = (outcome.left - outcome.arrived)[through].sum()
        assert (done.cleared, done.minutes) == (through.sum(), dwell)


@pytest.mark.slow
def test_the_benchmark_prints_a_table_and_writes_its_figures(tmp_path: Path) -> None:
    file = tmp_path / "figures.jsonl"
    options = ["--rounds", "1", "--parts", "memory", "futures", "--write", str(file)]
    done = subprocess.run(
        [sys.executable, BENCH, *options], capture_output=True, text=True, timeout=600, check=True
    )
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert {line["part"] for line in lines} >= {"futures"}
    assert all(line["what"] in done.stdout for line in lines)
