"""What runs in part: sentences written before any rule for them, and a fifth kept for scoring."""

import pytest
from told import UNSEEN, told_right

from yalu.corridors import load

CORRIDORS = UNSEEN / "corridors"


@pytest.mark.parametrize(
    ("name", "facts", "f1", "precision"),
    [("partly", 145, 0.81, 0.85), ("partly-kept", 36, 0.76, 0.77)],
)
def test_what_runs_in_part_is_told(name, facts, f1, precision):
    total, _ = told_right(f"fields/{name}", load([CORRIDORS]))
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.precision >= precision
