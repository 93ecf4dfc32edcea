"""Which goods are carried, and what stands where."""

import pytest

from yalu.vocabulary import Kind, Stance


@pytest.fixture
def of_kind(reading):
    return lambda kind, text: [claim for claim in reading(text) if claim.kind is kind]


def test_goods_have_kind_chapter_and_quantity(of_kind):
    (found,) = of_kind(
        Kind.CARGO, "Trucks with 40 tonnes of rice and some fuel entered Sudria at Orrel."
    )
    assert found.value["goods"] == [
        {"kind": "rice", "quantity": 40, "unit": "tonnes", "hs": "10"},
        {"kind": "fuel", "hs": "27"},
    ]
    assert found.gate == "orrel-kessim"


def test_goods_without_a_chapter_have_none(of_kind):
    (found,) = of_kind(Kind.CARGO, "A train carrying building materials crossed Mill Bridge.")
    assert found.value["goods"] == [{"kind": "building materials"}]


def test_goods_that_are_yet_to_come_are_speculation(of_kind):
    (found,) = of_kind(Kind.CARGO, "A train will be loaded with food at Orrel.")
    assert (found.stance, found.when) == (Stance.SPECULATES, None)


@pytest.mark.parametrize(
    "text",
    [
        "A truck with smuggled urea was found at Orrel.",
        "The shop at Orrel is full of toys.",
        "No train with coal crossed Mill Bridge.",
        "Trucks with wheat have not been let into Sudria at Orrel since Tuesday.",
        "The coal price fell at Orrel.",
    ],
)
def test_no_cargo(of_kind, text):
    assert of_kind(Kind.CARGO, text) == []


def test_what_stands_where_since_when(of_kind):
    (found,) = of_kind(Kind.PRESENCE, "A goods train stood at Orrel station on Monday.")
    assert (found.value["what"], found.value["at"]) == ("goods train", "Orrel station")
    assert found.when.edtf() == "2024-03-11"


def test_that_it_has_not_moved(of_kind):
    (found,) = of_kind(
        Kind.PRESENCE, "The wagons in Orrel station have not moved since last month."
    )
    assert found.value["moved"] is False
    assert found.when.edtf() == "2024-02-01/2024-03-14"


def test_a_few_that_stand_are_a_sight_and_many_a_count(of_kind):
    (few,) = of_kind(Kind.PRESENCE, "Three wagons stood at Orrel station on Monday.")
    assert few.number == 3
    assert of_kind(Kind.PRESENCE, "Some 300 wagons stood at Orrel station on Monday.") == []
    assert of_kind(Kind.COUNT, "Some 300 wagons stood at Orrel station on Monday.")
