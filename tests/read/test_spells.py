"""The stop that a claim's own words count back over."""

import datetime as dt

import pytest

from yalu.read.spells import spells
from yalu.vocabulary import Claim, Kind, Mode, SourceClass, Stance, State, When

END = dt.date(2022, 1, 16)


def claim(gist: str, kind: Kind = Kind.CHANGE, **fields: object) -> Claim:
    return Claim(
        document="d",
        kind=kind,
        gate="g",
        mode=Mode.RAIL,
        who="w",
        class_=SourceClass.AGENCY,
        origin="w",
        state=State.RUNNING if kind is Kind.CHANGE else None,
        when=When.on(END),
        known=END,
        gist=gist,
    ).replace(**fields)


@pytest.mark.parametrize(
    ("gist", "begun"),
    [
        ("Trains run again after a 17-month halt", "2020-08-16"),
        ("The first train in two years crossed", "2020-01-16"),
        ("Freight is back, the first since August 2020", "2020-08-10"),
        ("Reopened after three years ten months", "2018-03-16"),
        ("Reopened after two years and three months", "2019-10-16"),
        ("Ended a 5-month closure", "2021-08-16"),
        ("For the first time in over a year goods passed", "2020-11-30"),
    ],
)
def test_the_beginning_of_the_stop_lies_in_the_window(gist: str, begun: str) -> None:
    (found,) = spells(claim(gist))
    assert found.end == END
    assert found.start.earliest is not None
    assert found.start.latest is not None
    assert found.start.earliest <= dt.date.fromisoformat(begun) <= found.start.latest


@pytest.mark.parametrize(
    "gist",
    [
        "Trains run again",
        "Trains will run for two years",
        "The service, first opened in 1937, is back",
        "Cargo waits three days at the station",
        "The first train arrived on Monday",
        "Trains ran two days after the talks",
    ],
)
def test_words_that_count_nothing_back_give_nothing(gist: str) -> None:
    assert list(spells(claim(gist))) == []


def test_a_train_that_passed_ends_a_stop_and_one_that_did_not_ends_none() -> None:
    seen = claim("First train in two years", Kind.CROSSING, value={"trains": 1})
    assert len(list(spells(seen))) == 1
    assert list(spells(seen.replace(value={"trains": 0}))) == []


def test_a_suspension_lasted_so_long() -> None:
    shut = claim("Shut for over a year", Kind.SERVICE, state=State.SUSPENDED)
    (found,) = spells(shut)
    assert found.words == "for over a year"
    assert list(spells(shut.replace(stance=Stance.DENIES))) == []


def test_a_stop_after_a_while_counts_over_what_ran() -> None:
    assert list(spells(claim("Stopped after one week", state=State.SUSPENDED))) == []


def test_an_end_that_is_a_year_counts_back_to_nothing() -> None:
    rough = When(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert list(spells(claim("The first train in two years", when=rough))) == []


def test_a_language_without_rules_counts_nothing() -> None:
    assert list(spells(claim("The first train in two years crossed"), "ko")) == []
