"""A claim as a JSON line, and what makes two claims the same."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.vocabulary import (
    Claim,
    Grain,
    Kind,
    Mode,
    Quote,
    SourceClass,
    Stance,
    State,
    Step,
    When,
)

words = st.text(max_size=30)
days = st.dates(min_value=dt.date(1000, 1, 1))
numbers = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
windows = st.tuples(days, days).map(lambda ends: When(*sorted(ends), Grain.INTERVAL))
steps = st.builds(
    Step,
    words,
    words,
    start=st.none() | st.integers(0, 9999),
    end=st.none() | st.integers(0, 9999),
)

claims = st.builds(
    Claim,
    document=words,
    kind=st.sampled_from(Kind),
    gate=words,
    mode=st.sampled_from(Mode),
    who=words,
    class_=st.sampled_from(SourceClass),
    origin=words,
    stance=st.sampled_from(Stance),
    state=st.none() | st.sampled_from(State),
    when=st.none() | windows,
    known=st.none() | days,
    direction=st.none() | words,
    scope=st.none() | words,
    number=st.none() | numbers,
    unit=st.none() | words,
    value=st.dictionaries(words, json_values, max_size=3),
    quote=st.none() | st.builds(Quote, words, st.integers(0, 9999), st.integers(0, 9999)),
    gist=st.none() | words,
    note=st.none() | words,
    derived=st.booleans(),
    outlet_error=st.booleans(),
    because=st.lists(steps, max_size=3).map(tuple),
)

REOPENED = Claim(
    document="report.txt",
    kind=Kind.CHANGE,
    gate="dandong-sinuiju",
    mode=Mode.RAIL,
    who="railway official",
    class_=SourceClass.OFFICIAL,
    origin="railway official",
    state=State.RUNNING,
    when=When.on(dt.date(2022, 9, 26)),
    known=dt.date(2022, 9, 27),
    value={"goods": "cement", "hs": "2523"},
    because=(Step("state", "resumed", 3, 10), Step("when", "monday", 14, 20)),
)


@given(claims)
def test_a_json_line_gives_the_claim_back(claim: Claim) -> None:
    line = json.dumps(claim.to_json(), ensure_ascii=True)
    again = Claim.from_json(json.loads(line))
    assert again == claim
    assert again.id == claim.id


def test_fields_that_are_not_there_are_left_out_of_the_line() -> None:
    found = REOPENED.to_json()
    assert found["class"] == "official"
    assert not {"scope", "direction", "number", "quote", "derived"} & set(found)


def test_the_steps_that_read_a_claim_are_no_part_of_what_it_says() -> None:
    first, second = REOPENED.because
    assert REOPENED.replace(because=(second, first)).id == REOPENED.id
    assert REOPENED.replace(because=()).id == REOPENED.id


def test_the_order_of_further_fields_is_no_part_of_what_it_says() -> None:
    assert REOPENED.replace(value={"hs": "2523", "goods": "cement"}).id == REOPENED.id


def test_a_whole_number_is_the_same_number_with_and_without_its_point() -> None:
    assert REOPENED.replace(number=10).id == REOPENED.replace(number=10.0).id


@pytest.mark.parametrize(
    "fields",
    [
        {"document": "other.txt"},
        {"gate": "namyang-tumen"},
        {"mode": Mode.ROAD},
        {"state": State.SUSPENDED},
        {"stance": Stance.DENIES},
        {"when": When.on(dt.date(2022, 9, 27))},
        {"known": dt.date(2022, 9, 28)},
        {"who": "trader"},
        {"origin": "trader"},
        {"scope": "empty containers"},
        {"number": 10},
    ],
)
def test_a_claim_that_says_something_else_is_another_claim(fields: dict[str, object]) -> None:
    assert REOPENED.replace(**fields).id != REOPENED.id


@pytest.mark.parametrize("field", ["document", "kind", "gate", "mode", "who", "class", "origin"])
def test_a_line_without_a_common_field_is_refused(field: str) -> None:
    found = REOPENED.to_json()
    del found[field]
    with pytest.raises(KeyError, match=field):
        Claim.from_json(found)


@pytest.mark.parametrize("field", ["kind", "mode", "class", "stance", "state"])
def test_a_word_outside_the_closed_lists_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="perhaps"):
        Claim.from_json(REOPENED.to_json() | {field: "perhaps"})


@pytest.mark.parametrize(
    ("told", "passed"),
    [
        ({"value": {"trains": 1}}, True),
        ({"value": {"trains": 0}}, False),
        ({"number": 0, "unit": "trucks"}, False),
        ({"value": {"passenger_cars": 3}}, None),
        ({"value": {"locomotives": 1}}, None),
        ({"value": {"locomotives": 1, "trucks": 2}}, True),
        ({"number": 30, "unit": "people"}, None),
        ({}, True),
    ],
)
def test_whether_freight_passed(told, passed):
    crossing = Claim(
        "report", Kind.CROSSING, "bridge", Mode.RAIL, "crew", SourceClass.OWN, "crew", **told
    )
    assert crossing.freight_passed is passed


@pytest.mark.parametrize(
    ("kind", "on", "known", "foretells"),
    [
        (Kind.FORECAST, "2022-09-26", "2022-09-20", True),
        (Kind.FORECAST, None, "2022-09-20", True),
        (Kind.CHANGE, "2022-09-26", "2022-09-20", True),
        (Kind.CHANGE, "2022-09-26", "2022-09-26", False),
        (Kind.CHANGE, "2022-09-26", None, False),
        (Kind.CHANGE, None, "2022-09-20", False),
        (Kind.SERVICE, "2022-09-26", "2022-09-20", False),
    ],
)
def test_a_change_dated_after_it_was_told_foretells(
    kind: Kind, on: str | None, known: str | None, foretells: bool
) -> None:
    when = When.on(dt.date.fromisoformat(on)) if on else None
    claim = Claim(
        "a", kind, "orrel", Mode.RAIL, "ministry", SourceClass.OFFICIAL, "ministry",
        when=when, known=dt.date.fromisoformat(known) if known else None,
    )  # fmt: skip
    assert claim.foretells is foretells
