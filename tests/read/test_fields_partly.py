"""What runs in part: two batches of sentences written before any rule for them, each with a fifth
that is kept for scoring: whoever writes rules does not read what is missed there."""

import pytest
from told import UNSEEN, told_right

from yalu.corridors import load


@pytest.mark.parametrize(
    ("name", "facts", "f1", "precision"),
    [
        ("partly", 145, 0.81, 0.84),
        ("partly-kept", 36, 0.80, 0.80),
        ("partly-second", 62, 0.69, 0.75),
        ("partly-second-kept", 15, 0.60, 0.70),
    ],
)
def test_what_runs_in_part_is_told(name, facts, f1, precision):
    total, _ = told_right(f"fields/{name}", load([UNSEEN / "corridors"]))
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.precision >= precision
