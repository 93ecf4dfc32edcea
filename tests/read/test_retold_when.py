"""Which day and whose word a fact has, in words and places other than those of the corpus; `-s` prints the scores."""

import pytest
from told import UNSEEN, classed, told_right

from yalu.corridors import load


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated", "of_class"),
    [("when", 112, 0.98, 0.94, 0.91), ("when-days", 108, 0.96, 0.95, 0.98)],
)
def test_a_fact_told_otherwise_keeps_its_day_and_speaker(name, facts, f1, dated, of_class):
    total, pairs = told_right(f"retold/{name}", load([UNSEEN / "discourse" / "corridors"]))
    right, known = classed(pairs)
    print(f"retold/{name}: class {right} of {known}")
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated
    assert right / known >= of_class
