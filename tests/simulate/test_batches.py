"""What moves together, leaves together, or is no longer together."""

from typing import Any

import numpy as np
import pytest

from simulate.laws import assert_consistent, assert_littles_law
from yalu.simulate.check import findings
from yalu.simulate.compile import compiled
from yalu.simulate.outcome import Outcome
from yalu.simulate.run import run
from yalu.simulate.schema import Model


def outcome(number: int, divert: dict[str, Any] | None, by_road: dict[str, Any]) -> Outcome:
    """Cars that come at once, trains of four, a line that is shut until the fourth day."""
    line: dict[str, Any] = {"open": ["line"], "work": "1 h", "split": True}
    model = {
        "name": "trains",
        "start": "2025-01-01",
        "days": 10,
        "calendar": {"line": {"shut": [{"since": "2025-01-01", "until": "2025-01-04"}]}},
        "step": {
            "form": {"batch": {"most": 4}},
            "cross": line | ({"divert": divert} if divert else {}),
            "drive": {"work": "5 h"} | by_road,
        },
        "route": {"rail": {"steps": ["form", "cross"]}, "road": {"steps": ["drive"]}},
        "cargo": {"goods": {"tonnes": "60 t"}},
        "arrival": {"goods": {"cargo": "goods", "route": "rail", "backlog": number}},
    }
    found = run(compiled(Model.model_validate(model)))
    assert_littles_law(found)
    assert_consistent(found)
    return found


def test_a_train_waits_for_the_line_and_crosses_as_one() -> None:
    found = outcome(8, None, {})
    cross = found.table.steps.index("cross")
    assert (found.begun[:, cross] == 3 * 1440).all()
    assert found.consist[:, 0].tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("by_road", [{}, {"split": True}])
def test_a_train_that_leaves_for_the_road_is_no_longer_one(by_road: dict[str, Any]) -> None:
    found = outcome(8, {"route": "road", "after": "1 day"}, by_road)
    drive = found.table.steps.index("drive")
    assert (found.entered[:, drive] == 1440).all()
    assert (found.entered[:, found.table.steps.index("cross")] == 0).all()
    assert (found.left == 1440 + 300).all()


def test_cars_of_a_train_that_left_for_the_road_may_be_gathered_anew() -> None:
    found = outcome(8, {"route": "road", "after": "1 day"}, {"batch": {"most": 2}, "split": True})
    assert not list(findings(found.table.model))
    assert found.consist[:, 1].tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_cars_of_a_train_that_left_for_the_road_do_each_their_own_work() -> None:
    found = outcome(40, {"route": "road", "after": "0 h"}, {"work": "1-9 h"})
    assert len(np.unique(found.left)) > 20


def test_cars_too_few_for_a_train_stay() -> None:
    assert (outcome(7, None, {}).left < 0).sum() == 3


def test_nothing_comes_of_nothing() -> None:
    found = outcome(0, None, {})
    assert len(found.left) == 0 and found.inside.sum() == 0
