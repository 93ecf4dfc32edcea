"""Little's law and bare consistency: on every shipped scenario, and on models that chance makes."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from simulate.laws import assert_consistent, assert_littles_law
from simulate.small_models import models
from twin.corridor import reference
from yalu.simulate.compile import compiled
from yalu.simulate.run import run
from yalu.simulate.scenario import load, shipped
from yalu.simulate.schema import Model


@pytest.mark.parametrize("name", shipped())
def test_littles_law_on_every_shipped_scenario(name: str) -> None:
    table = compiled(load(name))
    for replication in range(3):
        outcome = run(table, 1, replication)
        assert_littles_law(outcome)
        assert_consistent(outcome)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(models())
def test_littles_law_on_small_models(model: Model) -> None:
    outcome = run(compiled(model), 3, 1)
    assert_littles_law(outcome)
    assert_consistent(outcome)


def test_littles_law_in_a_waiting_line_and_in_service() -> None:
    """Where a resource serves one step alone, its two series are the waits and the services."""
    outcome = run(compiled(reference(days=90)), 2)
    table, horizon = outcome.table, outcome.table.horizon
    for step, resource in (("disinfect", "washers"), ("customs", "desks")):
        s, r = table.steps.index(step), table.resources.index(resource)
        come = outcome.entered[:, s] >= 0
        entered = outcome.entered[come, s].astype(np.int64)
        begun, ended = (
            np.where(at[come, s] < 0, horizon, at[come, s]).astype(np.int64)
            for at in (outcome.begun, outcome.ended)
        )
        assert outcome.waiting[:, r].sum() == (begun - entered).sum()
        assert outcome.busy[:, r].sum() == (ended - begun).sum()
