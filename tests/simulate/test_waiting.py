"""Waiting: for what, by hand; the rule of the bottleneck; days of cover and what is short."""

import datetime as dt

import numpy as np
import pytest

from simulate.handmade import model, outcome
from yalu.simulate.compile import compiled
from yalu.simulate.named import Name
from yalu.simulate.passing import Window
from yalu.simulate.run import run
from yalu.simulate.supply import need, supply
from yalu.simulate.trains import together
from yalu.simulate.waiting import Cause, bottleneck, caused, held, use, waiting

DAY = 1440
WHOLE = Window(0, 28 * DAY)
CREW, TRACK = 0, 1


def test_waiting_for_a_resource_is_the_time_from_entering_to_beginning():
    made = outcome(
        n=2, entered={"load": [0, 10]}, begun={"load": [0, 110]}, ended={"load": [100, 200]}
    )
    made.waiting[0, CREW] = 100
    made.offered[:, CREW] = 2 * DAY
    found = caused(made, WHOLE)
    assert found[Cause("load", "crew")] == 100
    assert sum(found.values()) == 100


def test_the_members_of_a_train_gather_until_the_last_came():
    made = outcome(
        n=3,
        consist=[[0], [0], [-1]],
        entered={"train": [0, 60, 28 * DAY - 100]},
        begun={"train": [60, 60, -1]},
        ended={"train": [60, 60, -1]},
    )
    found = caused(made, WHOLE)
    assert found[Cause("train", "gathering")] == 60 + 100


def test_a_train_that_waits_counts_all_its_cars_and_stands_in_line_once():
    cross = {"entered": [0, 0, 0], "begun": [600, 600, 600], "ended": [660, 660, 660]}
    made = outcome(
        n=3, consist=[[0], [0], [0]], **{key: {"cross": value} for key, value in cross.items()}
    )
    made.waiting[0, TRACK] = 600
    found = caused(made, WHOLE)
    assert found[Cause("cross", "track")] == pytest.approx(3 * 600)
    assert found[Cause("cross", "opening")] == 0


def test_a_line_before_what_is_held_at_a_shut_border_is_waiting_for_the_border():
    made = outcome(
        n=2,
        entered={"cross": [0, 0]}, begun={"cross": [540, 600]}, ended={"cross": [600, 660]},
    )  # fmt: skip
    made.waiting[0, TRACK] = 600
    found = caused(made, WHOLE)
    idle = 540 / (540 + 120)
    assert found[Cause("cross", "track")] == pytest.approx(600 * (1 - idle))
    assert found[Cause("cross", "opening")] == pytest.approx(540 + 600 * idle)


def test_who_is_sent_back_before_the_work_waits_only_until_the_next_step():
    made = outcome(
        n=1, entered={"load": [100], "cross": [0]}, begun={"load": [100]}, ended={"load": [200]}
    )
    assert caused(made, WHOLE)[Cause("cross", "opening")] == 100


def test_a_resource_that_is_hardly_used_is_no_bottleneck():
    made = outcome(
        n=2,
        entered={"load": [0, 0], "cross": [0, 0]},
        begun={"load": [900, 900], "cross": [100, 100]},
        ended={"load": [901, 901], "cross": [101, 101]},
    )
    made.waiting[0, CREW], made.offered[:, CREW] = 1800, 2 * DAY
    made.waiting[0, TRACK], made.offered[:, TRACK] = 200, DAY
    made.busy[:, TRACK] = DAY * 0.9
    assert bottleneck(made, WHOLE) == Cause("cross", "track")
    made.busy[:, CREW] = 2 * DAY * 0.6
    assert bottleneck(made, WHOLE) == Cause("load", "crew")


def test_nobody_waits_where_there_is_no_bottleneck():
    assert bottleneck(outcome(), WHOLE) is None
    made = waiting(outcome(), WHOLE)
    assert {value for name, value in made.items() if name.what == "bottleneck"} == {0.0}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        (
            {
                "resource__crew__capacity": 1,
                "resource__bays__capacity": 99,
                "arrival__sugar__rate": "12 / day",
            },
            ("load", "crew"),
        ),
        ({"resource__bays__capacity": 3, "resource__crew__capacity": 9}, ("unload", "bays")),
        ({"side__near": {"shut": [{"since": dt.date(2022, 1, 2)}]}}, ("cross", "opening")),
    ],
)
def test_the_bottleneck_of_a_run_is_where_it_was_put(changes, where):
    made = together(run(compiled(model(**changes)), 1, 0))
    assert bottleneck(made, WHOLE) == Cause(*where)


def test_lines_before_a_resource_are_all_that_was_waited_at_its_step():
    made = together(run(compiled(model(resource__crew__capacity=1)), 1, 0))
    line = int(made.waiting[:, CREW].sum())
    assert caused(made, WHOLE)[Cause("load", "crew")] == line > 0


def test_use_is_what_was_held_of_what_was_offered():
    made = outcome()
    made.busy[:, CREW], made.offered[:, CREW] = DAY, 2 * DAY
    made.waiting[3, CREW] = 5 * DAY
    found = use(made, WHOLE)
    assert found[Name("use", "crew", "", "share")] == 0.5
    assert found[Name("in use", "crew", "mean", "units")] == 1
    assert found[Name("queue", "crew", "most", "consignments")] == 5
    assert np.isnan(found[Name("use", "track", "", "share")])


def test_who_stands_at_two_steps_of_one_minute_is_at_the_one_not_ended():
    made = outcome(
        n=2,
        entered={"load": [5, 5], "train": [5, 5]},
        ended={"load": [5, 5], "train": [-1, 9]},
        left=[-1, 9],
    )
    assert held(made, 28 * DAY)["train"] == 1


def policy():
    return model(
        policy=[
            {"since": dt.date(2022, 1, 8), "set": {"destination.town.use.sugar": "300 t / day"}}
        ]
    )


def test_the_need_follows_the_policies():
    found = need(compiled(policy()))
    assert found.shape == (28, 2, 2)
    assert found[6, 0, 0] == pytest.approx(200)
    assert found[7, 0, 0] == pytest.approx(300)
    assert found[7, 1].tolist() == pytest.approx([20, 0])


def test_cover_and_shortfall_by_hand():
    made = outcome(policy())
    made.stock[:, 0, 0] = 600
    made.shortfall[2, 0, 0] = 50
    made.shortfall[3, 0, 1] = 7
    found = supply(made, WHOLE)
    assert found[Name("cover", "town: sugar", "end", "days")] == pytest.approx(2)
    assert found[Name("cover", "town: sugar", "mean", "days")] == pytest.approx(
        (7 * 3 + 21 * 2) / 28
    )
    assert found[Name("shortfall", "town: sugar", "", "t")] == 50
    assert found[Name("days short", "town: oil", "", "days")] == 1
    assert found[Name("unmet", "town: oil", "", "share")] == pytest.approx(7 / (28 * 40))
    assert found[Name("shortfall", "class 1", "", "t")] == 7
    assert found[Name("shortfall", "class 2", "", "t")] == 50
    assert found[Name("shortfall", "no class", "", "t")] == 0
    assert found[Name("shortfall", "all", "", "t")] == 57
    assert not [name for name in found if name.of == "village: oil"]


def test_what_a_town_lacks_and_has_used_is_what_it_wanted():
    made = run(compiled(model()), 2, 0)
    used = made.table.model.destination["town"]
    wanted = need(made.table)[:, 0, 0].sum()
    short = made.shortfall[:, 0, 0].sum()
    came = 60 * ((made.consignee == 0) & (made.cargo == 0) & (made.delivered >= 0)).sum()
    assert used.stock["sugar"] + came - made.stock[-1, 0, 0] == pytest.approx(wanted - short)
