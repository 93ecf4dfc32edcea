"""Figures: by hand on small outcomes, and on runs of every shipped model."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.handmade import model, outcome
from yalu.simulate.compile import compiled
from yalu.simulate.figures import BrokenIdentity, check, course, figures, window
from yalu.simulate.named import Name
from yalu.simulate.passing import Window, class_of, flow, times, tonnage
from yalu.simulate.run import run
from yalu.simulate.scenario import load, shipped
from yalu.simulate.trains import together
from yalu.simulate.waiting import held

DAY = 1440
WHOLE = Window(0, 28 * DAY)


def trains():
    """Three cars in a train that was split, two in one that was not, and one that did not cross."""
    return outcome(
        n=6,
        consist=[[0], [0], [0], [1], [1], [-1]],
        laden=[True, True, False, False, False, True],
        cargo=[0, 0, 0, 1, 1, 1],
        begun={"cross": [900, 900, 900, 2000, -1, -1]},
        ended={"cross": [960, 960, 960, 2060, -1, -1]},
    )


def test_trains_and_cars_a_week_laden_and_empty_apart():
    found = flow(together(trains()), WHOLE)
    assert found[Name("trains", "cross", "laden", "a week")] == 1 / 4
    assert found[Name("trains", "cross", "empty", "a week")] == 1 / 4
    assert found[Name("cars", "cross", "laden", "a week")] == 2 / 4
    assert found[Name("cars", "cross", "empty", "a week")] == 3 / 4


def test_cars_of_a_train_that_is_not_split_yet_have_the_stamps_of_their_leader():
    made = together(trains())
    assert made.begun[:, 2].tolist() == [900, 900, 900, 2000, 2000, -1]
    assert made.ended[:, 2].tolist() == [960, 960, 960, 2060, 2060, -1]


def test_what_crosses_in_the_warm_up_is_left_out():
    found = flow(together(trains()), Window(DAY, 28 * DAY))
    assert found[Name("trains", "cross", "laden", "a week")] == 0
    assert found[Name("cars", "cross", "empty", "a week")] == pytest.approx(2 * 7 / 27)


def test_tonnes_are_those_of_the_laden():
    made = dataclasses.replace(together(trains()), delivered=np.array([DAY, -1, DAY, -1, -1, -1]))
    found = tonnage(made, WHOLE)
    assert found[Name("crossed", "sugar", "", "t")] == 120
    assert found[Name("crossed", "oil", "", "t")] == 0
    assert found[Name("crossed", "all", "", "t")] == 120
    assert found[Name("delivered", "all", "", "t")] == 60


def test_time_in_a_step_is_that_of_those_who_came_in_the_window_and_were_done():
    made = outcome(
        n=4,
        entered={"load": [0, 60, 120, 2000]},
        begun={"load": [30, 60, -1, 2000]},
        ended={"load": [90, 300, -1, 2120]},
    )
    found = times(made, WHOLE)
    assert found[Name("time", "load", "p50", "h")] == pytest.approx(2.0)
    assert found[Name("wait", "load", "mean", "h")] == pytest.approx(0.5 / 3)
    late = times(made, Window(DAY, 28 * DAY))
    assert late[Name("time", "load", "p90", "h")] == pytest.approx(2.0)
    assert np.isnan(late[Name("time", "cross", "p50", "h")])


def test_door_to_door_by_cargo_and_class():
    made = outcome(
        n=3,
        address=[[0, 0], [1, 0], [1, 1]],
        cargo=[0, 1, 1],
        arrived=[0, 0, DAY],
        left=[5 * DAY, 2 * DAY, 5 * DAY],
        delivered=[6 * DAY, 3 * DAY, 6 * DAY],
    )
    made.inside[:] = inside(made)
    found = figures(made)
    assert found[Name("door to door", "sugar", "p50", "days")] == 6
    assert found[Name("door to door", "class 1", "p50", "days")] == 4
    assert found[Name("door to door", "no class", "p50", "days")] == 6
    assert np.isnan(found[Name("door to door", "class 2", "p50", "days")])


@pytest.mark.parametrize(
    ("cargo", "consignee", "is_"),
    [("oil", None, "class 1"), ("oil", "town", "class 1"), ("sugar", "town", "class 2"), ("sugar", None, "no class")],
)  # fmt: skip
def test_the_class_is_that_of_the_first_priority_that_fits(cargo, consignee, is_):
    assert class_of(model(), cargo, consignee) == is_


def inside(made):
    """Minute by minute what the kernel should have counted."""
    minutes = np.zeros(28 * DAY, np.int64)
    for arrived, left in zip(made.arrived, made.left, strict=True):
        minutes[arrived : left if left >= 0 else None] += 1
    return minutes.reshape(28, DAY).sum(axis=1)


stays = st.lists(st.tuples(st.integers(0, 28 * DAY - 1), st.integers(-1, 20 * DAY)), max_size=12)


@given(stays, st.integers(0, 27), st.integers(-3, 3))
def test_littles_law_holds_to_the_minute_or_the_run_is_refused(spans, day, off):
    arrived = np.array([first for first, _ in spans], np.int32)
    left = np.array([-1 if m < 0 else min(a + m, 28 * DAY - 1) for a, m in spans], np.int32)
    made = outcome(n=len(spans), arrived=arrived, left=left)
    made.inside[:] = inside(made)
    made.inside[day] += off
    if off == 0:
        check(made)
    else:
        with pytest.raises(BrokenIdentity, match=f"day {day} of replication 0"):
            check(made)


def test_a_run_from_a_state_counts_from_its_own_day():
    made = outcome(n=1, since=3 * DAY, arrived=[-100], left=[5 * DAY])
    made.inside[3:5] = DAY
    check(made)
    assert window(made) == Window(3 * DAY, 28 * DAY)


def test_the_warm_up_is_left_out_of_all():
    assert window(outcome(model(warm_up=7))) == Window(7 * DAY, 28 * DAY)
    assert window(outcome(model(warm_up=99))) == Window(27 * DAY, 28 * DAY)


@pytest.mark.parametrize("name", shipped())
def test_the_figures_of_a_shipped_model_are_whole(name):
    table = compiled(load(name))
    first, second = (figures(run(table, 3, number)) for number in (0, 1))
    assert list(first) == list(second), "names depend on the model alone"
    for figure, value in first.items():
        assert figure.unit, figure
        assert np.isnan(value) or np.isfinite(value)
        if figure.unit in ("share", "chance") and figure.what != "use":
            assert 0 <= value <= 1 + 1e-9, figure
    assert len({str(figure) for figure in first}) == len(first)
    shares = [value for figure, value in first.items() if figure.what == "bottleneck"]
    assert sum(shares) in (0, 1)


def test_tonnes_and_cars_agree_in_a_run():
    made = run(compiled(model()), 1, 0)
    found = figures(made)
    cars = int((together(made).begun[:, 2] >= 0).sum())
    assert found[Name("cars", "cross", "laden", "a week")] == cars / 4 > 0
    crossed = [found[Name("crossed", cargo, "", "t")] for cargo in ("sugar", "oil")]
    assert crossed[0] / 60 + crossed[1] / 50 == pytest.approx(cars)
    assert found[Name("crossed", "all", "", "t")] == sum(crossed)


def test_the_course_of_a_run_adds_up_to_its_figures():
    made = run(compiled(model()), 1, 0)
    found, way = figures(made), course(made)
    assert (way.every, way.values.shape[1]) == (1, 28)
    row = way.values[way.names.index(Name("cars", "cross", "laden", "a day"))]
    assert row.sum() / 4 == found[Name("cars", "cross", "laden", "a week")]
    used = way.values[way.names.index(Name("in use", "crew", "", "units"))]
    assert used.mean() == pytest.approx(found[Name("in use", "crew", "mean", "units")], rel=1e-5)


def test_a_long_course_is_told_by_several_days():
    way = course(run(compiled(model(days=1000)), 1, 0))
    assert way.every == 3
    assert way.values.shape[1] == 334


def test_a_run_that_never_ends_says_which_step_holds_how_many():
    stuck = run(compiled(model(resource__crew__capacity=0)), 0, 0)
    found = figures(stuck)
    number = len(stuck.arrived)
    assert held(stuck, 28 * DAY) == {
        "load": number, "train": 0, "cross": 0, "unload": 0, "quarantine": 0, "release": 0,
    }  # fmt: skip
    assert found[Name("backlog", "load", "", "consignments")] == number > 0
    assert found[Name("delivered", "all", "", "t")] == 0
