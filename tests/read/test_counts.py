"""Figures about a gate: stranded, waiting, held, a day, capacity."""

import pytest

from yalu.vocabulary import Kind


@pytest.fixture
def counts(reading):
    return lambda text: [claim for claim in reading(text) if claim.kind is Kind.COUNT]


@pytest.mark.parametrize(
    ("text", "number", "unit", "of"),
    [
        ("More than 1,200 trucks are stuck at Orrel.", 1200, "trucks", "stranded"),
        ("Some 1,400 trucks were yet to cross at Orrel.", 1400, "trucks", "stranded"),
        ("About 500 lorries are in the queue at Orrel.", 500, "lorries", "queued"),
        ("Close to 10,000 wagons were being held at Orrel.", 10000, "wagons", "held"),
        ("The railway embargoed 60 trains for Orrel.", 60, "trains", "embargoed"),
        ("Orrel can handle 90 trucks a day.", 90, "trucks/day", "capacity"),
        ("Orrel takes 24 freight trains a day.", 24, "freight trains/day", "traffic"),
        ("The number of trucks stuck at Orrel rose to 243.", 243, "trucks", "stranded"),
        ("Orrel dropped from 900 trucks a day to 80.", 80, "trucks/day", "traffic"),
    ],
)
def test_number_unit_and_what_was_counted(counts, text, number, unit, of):
    (found,) = counts(text)
    assert (found.gate, found.number, found.unit) == ("orrel-kessim", number, unit)
    assert found.value["of"] == of


def test_a_range_keeps_its_upper_end(counts):
    (found,) = counts("Some 4000 to 5000 loaded vehicles are waiting at Orrel.")
    assert (found.number, found.value["max"], found.value["qualifier"]) == (4000, 5000, "about")
    assert found.value["laden"] == "loaded"


def test_each_amount_goes_to_its_own_gate(counts):
    found = counts("On Wednesday 107 trucks stood at Orrel and 357 containers at Dorvik port.")
    assert [(c.gate, c.number) for c in found] == [("orrel-kessim", 107), ("dorvik", 357)]
    assert {c.when.edtf() for c in found} == {"2024-03-13"}


def test_one_amount_of_two_gates_is_a_claim_for_each(counts):
    found = counts("Nearly 3,000 containers are stuck at Orrel and Dorvik port.")
    assert {(c.gate, c.number) for c in found} == {("orrel-kessim", 3000), ("dorvik", 3000)}


def test_a_rate_of_now_and_a_queue_have_the_day_of_writing_and_others_none(counts):
    assert counts("Orrel takes 24 freight trains a day.")[0].when.edtf() == "2024-03-14"
    for other in (
        "Orrel used to take 24 freight trains a day.",
        "Orrel can take 24 freight trains a day.",
        "On a normal day Orrel takes 24 freight trains.",
    ):
        assert counts(other)[0].when is None
    assert counts("At Orrel 500 trucks are stuck.")[0].when.edtf() == "2024-03-14"


def test_the_date_of_a_comparison_is_not_that_of_the_figure(counts):
    (found,) = counts("Orrel now clears 300 trucks a day, up from 80 in May.")
    assert (found.number, found.when.edtf()) == (300, "2024-03-14")


def test_the_same_figure_in_headline_and_body_is_one_claim(counts):
    found = counts("500 trucks stuck at Orrel\n\nAt Orrel 500 trucks are stuck, officials said.")
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two hikers were stuck near Orrel.",
        "Some 1,200 tourists are stuck at Orrel.",
        "Trucks stuck at Orrel lose $200 million a day.",
        "The Orrel team of 25 players waited for the train.",
        "At Orrel 300 passenger trains stand idle.",
        "Bridge 1 trucks wait at Orrel.",
    ],
)
def test_no_count(counts, text):
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Trucks have to wait 60 hours at Orrel.", 60, "hours wait"),
        ("Drivers at Orrel wait up to three days.", 3, "days wait"),
    ],
)
def test_how_long_vehicles_wait_is_a_figure(counts, text, number, unit):
    (found,) = counts(text)
    assert (found.number, found.unit, found.value["of"]) == (number, unit, "wait")


def test_the_time_to_work_off_a_queue_is_no_rate(counts):
    (found,) = counts("It will take a week to work off the queue at Orrel, now 1,000 trucks.")
    assert (found.number, found.unit) == (1000, "trucks")
