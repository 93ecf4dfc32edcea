"""The kernel and a walk of the same model on SimPy: every stamp of every consignment is the same."""

import pytest
from hypothesis import HealthCheck, given, settings

from simulate.same import assert_same
from simulate.small_models import models
from twin.corridor import reference
from yalu.simulate.check import findings
from yalu.simulate.scenario import load, shipped
from yalu.simulate.schema import Model


def test_four_weeks_of_the_reference_corridor() -> None:
    outcome = assert_same(reference(days=28), seed=3)
    assert (outcome.left >= 0).sum() > 1000


@pytest.mark.parametrize("name", shipped())
def test_three_weeks_of_every_shipped_scenario(name: str) -> None:
    assert_same(load(name).model_copy(update={"days": 21}), seed=1, replication=4)


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_all_days_of_every_shipped_scenario(name: str) -> None:
    outcome = assert_same(load(name))
    assert (outcome.left >= 0).sum() > 300


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(models())
def test_small_models_of_every_kind(model: Model) -> None:
    assert not list(findings(model))
    assert_same(model, seed=5, replication=2)


@pytest.mark.slow
@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(models())
def test_many_small_models_of_every_kind(model: Model) -> None:
    assert_same(model, seed=7, replication=1)
