"""The shipped models run: goods get through, and once nothing more comes, everything is given back."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from yalu.simulate.compile import compiled
from yalu.simulate.run import run
from yalu.simulate.scenario import load, shipped

AFTER = 500
"""Days that the models run on without arrivals."""


@pytest.mark.parametrize("name", shipped())
def test_goods_get_through(name: str) -> None:
    model = load(name)
    table = compiled(model)
    outcome = run(table)
    assert (outcome.released >= 0).sum() > 0
    crossings = [index for index, step in enumerate(table.steps) if model.step[step].crossing]
    assert (outcome.begun[:, crossings] >= 0).any()
    least = {
        index: model.resource[one].capacity
        for index, one in enumerate(table.resources)
        if one in model.resource
    }
    assert all(outcome.busy[:, index].max() > 0 or least[index] for index in least)


def emptied(name: str, folder: Path) -> Path:
    """A scenario that goes on for long after its last arrival, with short trains and closures."""
    model = load(name)
    end = model.start + dt.timedelta(model.days)
    lines = [f'base = "{name}"', f"days = {model.days + AFTER}", "[set]"]
    lines += [f'"step.{id}.batch.least" = 1' for id, step in model.step.items() if step.batch]
    lines += [
        f'"side.{id}.hazard.shut" = "2 days"' for id, side in model.side.items() if side.hazard
    ]
    for day in {end, *(policy.since for policy in model.policy if policy.since > end)}:
        lines += ["[[policy]]", f"since = {day}", "[policy.set]"]
        lines += [f'"arrival.{id}.rate" = "0 / day"' for id in model.arrival]
    path = folder / f"{name}-emptied.toml"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("name", shipped())
def test_what_is_held_is_given_back_once_nothing_more_comes(name: str, tmp_path: Path) -> None:
    table = compiled(load(emptied(name, tmp_path)))
    outcome = run(table)
    held = {
        one: int(outcome.busy[-1, index])
        for index, one in enumerate(table.resources)
        if one in table.model.resource
    }
    assert {one: units for one, units in held.items() if units} == {}
    # What is left waits for a batch that only leaves full.
    inside = np.flatnonzero(outcome.left < 0)
    most = sum(
        step.batch.most - 1
        for step in table.model.step.values()
        if step.batch and step.batch.leave == "full"
    )
    assert len(inside) <= most
