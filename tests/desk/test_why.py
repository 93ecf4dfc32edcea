"""`yalu why`: origins first, then what else explains the day, for people and for scripts."""

import time
from pathlib import Path
from typing import Any

import pytest

from desk.conftest import Ran, Run
from yalu.vocabulary import Claim

SERVICE = "dandong-sinuiju/rail"
KINDS = [
    "origin",
    "state",
    "prior",
    "flip",
    "word",
    "contradiction",
    "lone",
    "exception",
    "duration",
]


@pytest.fixture
def november(yalu: Run, book: Path) -> Ran:
    """The week of November 2021 that one origin alone tells of, for scripts."""
    return yalu("why", SERVICE, "--on", "2021-11-04", "--json", "--casebook", book)


def of(ran: Ran, what: str) -> list[dict[str, Any]]:
    return [line for line in ran.lines if line["what"] == what]


def test_the_largest_effect_comes_first(november: Ran) -> None:
    effects = [abs(line["log_odds"]) for line in of(november, "origin")]
    assert effects == sorted(effects, reverse=True)
    assert november.lines[0]["origin"] == "rfa"
    assert november.lines[0]["log_odds"] < 0


def test_lines_are_typed_and_stand_in_their_order(november: Ran) -> None:
    kinds = list(dict.fromkeys(line["what"] for line in november.lines))
    assert kinds == KINDS
    assert {(line["gate"], line["mode"], line["on"]) for line in november.lines} == {
        ("dandong-sinuiju", "rail", "2021-11-04")
    }


def test_a_line_of_an_origin_keeps_its_keys(november: Ran) -> None:
    for line in of(november, "origin"):
        assert {"gate", "mode", "on", "origin", "class", "log_odds"} <= line.keys()
        assert {"known", "relays", "claims", "accurate", "record", "documents"} <= line.keys()
        assert 0 <= line["record"]["low"] <= line["record"]["mean"] <= line["record"]["high"] <= 1
        assert line["documents"] <= len(line["claims"])
        for claim in line["claims"]:
            assert Claim.from_json(claim).origin == line["origin"]


def test_the_claims_of_a_set_stand_in_its_readings(november: Ran) -> None:
    found = of(november, "contradiction")
    assert found
    for line in found:
        named = {claim["id"] for reading in line["readings"] for claim in reading["claims"]}
        assert line["sets"]
        assert {claim for pair in line["sets"] for claim in pair} <= named
    week = next(line for line in found if line["days"]["earliest"] == "2021-11-01")
    assert week["preferred"] == "shut"
    assert week["odds"] > 10


def test_what_flips_the_answer_and_what_a_denial_would_do(yalu: Run, book: Path) -> None:
    asked = ("--on", "2022-09-27", "--known-by", "2022-09-28")
    ran = yalu("why", SERVICE, *asked, "--json", "--casebook", book)
    (flip,) = of(ran, "flip")
    assert flip["becomes"] == "suspended"
    assert set(flip["origins"]) <= {line["origin"] for line in of(ran, "origin")}
    confirmed, denied = of(ran, "word")
    (state,) = of(ran, "state")
    assert denied["claim"]["stance"] == "denies"
    assert denied["probability"] < state["probability"]["running"] < confirmed["probability"]


def test_most_limits_the_origins_alone(yalu: Run, book: Path, november: Ran) -> None:
    asked = ("--on", "2021-11-04", "--most", "2", "--json")
    few = yalu("why", SERVICE, *asked, "--casebook", book)
    assert of(few, "origin") == of(november, "origin")[:2]
    assert few.lines[2:] == [line for line in november.lines if line["what"] != "origin"]


def test_in_words_it_names_the_source_and_what_it_tells(yalu: Run, book: Path) -> None:
    told = yalu("why", SERVICE, "--on", "2021-11-04", "--casebook", book)
    assert told.status == 0
    assert "Radio Free Asia" in told.out
    assert "against" in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_a_day_nobody_speaks_of_is_answered_with_status_one(yalu: Run, book: Path) -> None:
    ran = yalu("why", SERVICE, "--on", "1990-01-01", "--casebook", book)
    assert ran.status == 1
    assert ran.out == ""


def test_it_takes_less_than_a_second_once_loaded(yalu: Run, book: Path) -> None:
    asked = ("why", SERVICE, "--on", "2022-09-27", "--casebook", book)
    yalu(*asked)
    begun = time.process_time()
    assert yalu(*asked).status == 0
    spent = time.process_time() - begun
    print(f"yalu why, loaded: {spent:.2f} s")
    assert spent < 1
