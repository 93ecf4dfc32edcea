"""The closed word lists."""

import pytest

from yalu.vocabulary import Mode


@pytest.mark.parametrize("mode", Mode)
def test_a_mode_covers_itself_and_all_covers_everything(mode: Mode) -> None:
    assert mode.covers(mode)
    assert Mode.ALL.covers(mode)


def test_land_is_rail_and_road_and_nothing_else() -> None:
    covered = {mode for mode in Mode if Mode.LAND.covers(mode)}
    assert covered == {Mode.LAND, Mode.RAIL, Mode.ROAD}


@pytest.mark.parametrize("mode", [Mode.RAIL, Mode.ROAD, Mode.SEA, Mode.AIR])
def test_a_single_mode_covers_no_other(mode: Mode) -> None:
    assert {other for other in Mode if mode.covers(other)} == {mode}


def test_modes_meet_where_one_covers_the_other() -> None:
    assert Mode.LAND.meets(Mode.ROAD)
    assert Mode.RAIL.meets(Mode.LAND)
    assert not Mode.RAIL.meets(Mode.ROAD)
    assert not Mode.LAND.meets(Mode.SEA)
