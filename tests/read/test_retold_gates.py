"""Events that are easily told of the wrong gate, mode or state.

The sentences of `retold/gates.toml` stand in families with look-alikes; `-s` prints the score.
"""

import pytest
from told import UNSEEN, told_right

from yalu.corridors import Atlas, load


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "discourse" / "corridors"])


def test_an_event_is_told_of_its_own_gate(borders):
    total, _ = told_right("retold/gates", borders)
    assert total.gold == 170
    assert total.precision >= 0.95
    assert total.f1 >= 0.93
