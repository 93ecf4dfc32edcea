"""Timelines of what was true: read as they are meant, or refused with the place."""

import copy
from typing import Any

import pytest

from yalu.believe.gold import GoldError, truths
from yalu.believe.scoring import UNKNOWN
from yalu.vocabulary import Mode, Service, day

GOLD: dict[str, Any] = {
    "window": ["2022-01-05", "2022-01-20"],
    "gates": {
        "orrel-kessim": {
            "mode": "rail",
            "note": "for people",
            "intervals": [
                {
                    "from": "2022-01-01",
                    "to": "2022-01-07",
                    "state": "running",
                    "confidence": "high",
                },
                {"from": "2022-01-08", "to": "2022-01-09", "state": "limited", "confidence": "low"},
                {
                    "from": "2022-01-10",
                    "to": "2022-01-11",
                    "state": "suspended",
                    "confidence": "medium",
                },
                {"from": "2022-01-12", "to": None, "state": "running", "confidence": "high"},
            ],
        },
        "elsewhere": {"mode": "road", "intervals": []},
    },
    "episode": "invented",
}


def test_settled_days_are_those_of_the_window_that_somebody_is_sure_of() -> None:
    (truth,) = truths(GOLD)
    assert truth.service == Service("orrel-kessim", Mode.RAIL)
    assert truth.first == day("2022-01-05")
    assert truth.states.tolist() == [2, 2, 2, UNKNOWN, UNKNOWN, 0, 0]


def changed(*path: Any, to: Any) -> dict[str, Any]:
    gold = copy.deepcopy(GOLD)
    inside = gold
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = to
    return gold


INTERVAL = ("gates", "orrel-kessim", "intervals", 0)


@pytest.mark.parametrize(
    ("gold", "why"),
    [
        ([], "not a timeline: "),
        ({}, "window: "),
        (changed("window", to=["2022-01-05"]), "window"),
        (changed("window", 0, to="2022-02-30"), "window.0: not a day: '2022-02-30'"),
        (changed("window", 0, to=20220105), "window.0: not a day: 20220105"),
        (changed("window", to=["0001-01-01", "9999-12-31"]), "is not within 1800 to 2200"),
        (changed("gates", "orrel-kessim", "mode", to="canal"), "gates.orrel-kessim.mode: "),
        (changed(*INTERVAL, "from", to="soon"), "intervals.0.from: not a day: 'soon'"),
        (changed(*INTERVAL, "state", to="open"), "orrel-kessim: no state 'open'; there are "),
        (changed(*INTERVAL, "from", to="2022-01-09"), "ends before it begins"),
        (changed(*INTERVAL, "to", to="2022-01-10"), "orrel-kessim: two states on 2022-01-10"),
    ],
)
def test_a_timeline_that_cannot_be_used_is_refused_with_the_place(gold: Any, why: str) -> None:
    with pytest.raises(GoldError) as refused:
        truths(gold)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
