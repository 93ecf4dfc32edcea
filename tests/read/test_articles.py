"""Whole newspaper articles, where a folder of them lies near the project.

The articles are not ours to ship. `YALU_ARTICLES` names the folder; else it is any in a folder
beside the project that has them all.
"""

import datetime as dt
import os
from pathlib import Path

import pytest

from yalu.corridors import load
from yalu.read import read
from yalu.vocabulary import Claim, Document, Kind, SourceClass, Stance, State

PUBLISHED = {
    "000": ("2022-01-17", "The Korea Herald"),
    "001": ("2022-09-26", "AP"),
    "002": ("2022-09-27", "Radio Free Asia"),
    "003": ("2021-05-18", "Daily NK"),
    "004": ("2022-01-16", "Daily NK"),
}
GATE = "dandong-sinuiju"


def articles() -> dict[str, Path]:
    """The articles by number; none where no folder has them all."""
    named = os.environ.get("YALU_ARTICLES")
    for folder in [Path(named)] if named else sorted(Path(__file__).parents[3].glob("*/*/")):
        found = {path.name[:3]: path for path in folder.glob("[0-9][0-9][0-9]_*.txt")}
        if found.keys() >= PUBLISHED.keys():
            return found
    return {}


ARTICLES = articles()
pytestmark = pytest.mark.skipif(not ARTICLES, reason="the folder of whole articles is not here")


def claims(number: str) -> list[Claim]:
    path = ARTICLES[number]
    published, outlet = PUBLISHED[number]
    document = Document(path.name, path.read_text("utf-8"), published=published, outlet=outlet)
    found = read(document, load())
    for claim in found:
        assert claim.quote is not None
        assert document.text[claim.quote.start : claim.quote.end] == claim.quote.exact
    return list(found)


def stated(found: list[Claim], state: State, first: str, last: str) -> list[Claim]:
    """Asserted changes and services at the gate that lie within two days."""
    low, high = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [
        claim
        for claim in found
        if claim.kind in (Kind.CHANGE, Kind.SERVICE)
        and (claim.gate, claim.state, claim.stance) == (GATE, state, Stance.ASSERTS)
        and claim.when
        and claim.when.earliest
        and claim.when.latest
        and low <= claim.when.latest
        and claim.when.earliest <= high
    ]


def crossings(found: list[Claim]) -> list[Claim]:
    return [claim for claim in found if claim.kind is Kind.CROSSING and claim.gate == GATE]


def holds(found: list[Claim], **value: object) -> list[Claim]:
    return [
        claim
        for claim in found
        if claim.kind is Kind.HOLD and value.items() <= dict(claim.value).items()
    ]


def test_the_reopening_of_january_2022():
    assert stated(claims("000"), State.RUNNING, "2022-01-16", "2022-01-17")
    assert any(
        claim.when and claim.when.latest == dt.date(2022, 1, 16) and claim.direction == "KP>CN"
        for claim in crossings(claims("000"))
    )


def test_the_closing_and_the_reopening_of_2022():
    found = claims("001")
    assert stated(found, State.SUSPENDED, "2022-04-01", "2022-04-30")
    reopened = stated(found, State.RUNNING, "2022-09-26", "2022-09-26")
    assert any(claim.class_ is SourceClass.OFFICIAL for claim in reopened)


def test_the_first_crossing_has_its_day_hour_and_direction():
    first = next(claim for claim in crossings(claims("004")) if claim.value.get("time") == "09:00")
    assert first.when and first.when.earliest == dt.date(2022, 1, 16)
    assert first.direction == "KP>CN"


def test_the_train_of_twenty_cars_has_its_parts():
    parts = {"locomotives": 1, "passenger_cars": 1, "freight_cars": 18}
    assert any(parts.items() <= dict(claim.value).items() for claim in crossings(claims("004")))


def test_goods_are_disinfected_before_loading_and_again_after_it():
    found = claims("004")
    assert holds(found, step="disinfection", order="before loading")
    assert holds(found, step="disinfection", order="after loading")


def test_quarantine_was_cut_and_its_hands_were_more_than_doubled():
    found = claims("002")
    cut = {"days_min_before": 7, "days_max_before": 20, "days_min": 3, "days_max": 4}
    assert holds(found, step="quarantine", **cut)
    assert holds(found, workers_before=20, workers=50)


def test_nothing_had_crossed_by_may_2021():
    assert stated(claims("003"), State.SUSPENDED, "2021-01-01", "2021-05-18")
    assert not stated(claims("003"), State.RUNNING, "2021-01-01", "2021-05-18")
