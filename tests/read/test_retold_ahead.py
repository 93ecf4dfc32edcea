"""What is said of days to come, in families of wordings beside their look-alikes."""

import pytest
from test_fields_outlook import scored
from told import UNSEEN

from yalu.corridors import Atlas, load


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "corridors"])


def test_what_is_awaited_is_a_forecast_and_its_look_alikes_are_none(borders):
    total, told_today = scored("../retold/ahead", borders)
    assert total.gold == 127
    assert total.f1 >= 0.93
    assert total.precision >= 0.97
    assert len(told_today) <= 1
