"""Whole runs moved and renamed: their weights, their phases, and where they lead."""

import itertools

import numpy as np
import pytest

from yalu.believe import shifts
from yalu.believe.chain import Prior, prior_of
from yalu.believe.model import Model

ROWS = 7
SETTLING = Model(young=2.0, lasting=0.4, settled=5.0)
EVEN = Model(young=3.0, lasting=1.0, settled=3.0)


def every_phase(first: int, last: int, state: int, prior: Prior) -> dict[tuple[int, ...], float]:
    """The weight of each way through the phases of a run, day by day."""
    ends, settles, late = prior.phase
    step = np.array([[1 - ends - settles, settles], [0, 1 - late]])
    found = {}
    for phases in itertools.product((0, 1), repeat=last - first + 1):
        weight = prior.start[2 * state + phases[0]] if first == 0 else 1.0 - phases[0]
        for was, now in itertools.pairwise(phases):
            weight *= step[was, now]
        if last < ROWS - 1:
            weight *= (ends, late)[phases[-1]]
        found[phases] = float(weight)
    return found


@pytest.mark.parametrize("model", [SETTLING, EVEN])
@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 3), (2, 2), (2, 5), (3, 6), (0, 6)])
def test_a_run_weighs_the_sum_over_its_phases(model: Model, first: int, last: int) -> None:
    prior = prior_of(model)
    whole = sum(every_phase(first, last, 1, prior).values())
    assert shifts.run_weight(first, last, 1, ROWS, prior) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("model", [SETTLING, EVEN])
@pytest.mark.parametrize(("first", "last"), [(0, 3), (2, 5), (3, 6)])
def test_phases_are_drawn_by_their_weights(model: Model, first: int, last: int) -> None:
    prior, rng = prior_of(model), np.random.Generator(np.random.PCG64(1))
    weights, path, draws = every_phase(first, last, 2, prior), np.zeros(ROWS, np.int64), 4000
    counted = dict.fromkeys(weights, 0)
    for _ in range(draws):
        shifts.draw_phases(first, last, 2, path, prior, rng)
        drawn = path[first : last + 1]
        assert (drawn >> 1 == 2).all()
        counted[tuple(map(int, drawn & 1))] += 1
    total = sum(weights.values())
    for phases, weight in weights.items():
        share = weight / total
        spread = (share * (1 - share) / draws) ** 0.5
        assert abs(counted[phases] / draws - share) <= 4 * spread + 1e-9
    assert (path[:first] == 0).all()
    assert (path[last + 1 :] == 0).all()


def test_a_run_is_found_from_any_of_its_days() -> None:
    path = np.array([0, 1, 4, 4, 5, 2, 2])
    assert [shifts.run_of(day, path) for day in range(ROWS)] == [
        *[(0, 1)] * 2,
        *[(2, 4)] * 3,
        *[(5, 6)] * 2,
    ]
