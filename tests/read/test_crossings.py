"""Single trains and vehicles that passed."""

import pytest

from yalu.vocabulary import Kind, Stance


@pytest.fixture
def crossings(reading):
    return lambda text: [claim for claim in reading(text) if claim.kind is Kind.CROSSING]


def test_a_train_has_its_day_hour_direction_and_parts(crossings):
    (train,) = crossings(
        "A train with one locomotive and 18 wagons arrived in Kessim from Orrel at 9 a.m. on Sunday."
    )
    assert (train.gate, train.mode, train.direction) == ("orrel-kessim", "rail", "XN>XS")
    assert train.when.edtf() == "2024-03-10"
    assert (train.number, train.unit) == (18, "wagons")
    assert train.value["time"] == "09:00"
    assert (train.value["trains"], train.value["locomotives"], train.value["freight_cars"]) == (
        1,
        1,
        18,
    )


def test_what_a_train_is_made_of_may_follow_in_the_next_sentence(crossings):
    (train,) = crossings(
        "On Sunday a goods train went from Orrel to Kessim. It was made up of three wagons with 30 "
        "horses."
    )
    assert (train.number, train.unit) == (30, "horses")
    assert (train.when.edtf(), train.direction) == ("2024-03-10", "XN>XS")
    assert train.value["freight_cars"] == 3


def test_two_verbs_have_each_their_own_amount(crossings):
    out, back = crossings("On Monday 272 trucks left Norland over Mill Bridge and 154 came in.")
    assert (out.number, out.direction) == (272, "XN>XS")
    assert back.number == 154


def test_a_rate_over_hours_keeps_its_span(crossings):
    (shift,) = crossings("Trucks wait at Orrel. The last twelve-hour shift let 300 out to Sudria.")
    assert (shift.number, shift.value["hours"], shift.direction) == (300, 12, "XN>XS")


@pytest.mark.parametrize(
    ("words", "laden"),
    [("17 empty wagons", "empty"), ("17 wagons of cement", "loaded"), ("17 wagons", None)],
)
def test_laden_is_told_or_left_open(crossings, words, laden):
    (train,) = crossings(f"A train of {words} crossed Mill Bridge on Sunday.")
    assert train.value.get("laden") == laden


def test_a_load_that_nobody_could_see_is_unconfirmed(crossings):
    train, load = crossings(
        "A goods train arrived in Kessim on Sunday. Were the wagons full or empty? That could not "
        "be established."
    )
    assert train.stance is Stance.ASSERTS
    assert (load.stance, load.value["laden"]) == (Stance.UNCONFIRMED, "unknown")
    assert load.when == train.when


def test_begun_to_pass_is_done(crossings):
    (claim,) = crossings("On Tuesday cargo vehicles had begun to pass at Orrel.")
    assert claim.when.edtf() == "2024-03-12"


@pytest.mark.parametrize(
    "text",
    [
        "No train crossed Mill Bridge on Sunday.",
        "A goods train will arrive in Kessim from Orrel on Sunday.",
        "A passenger train arrived in Kessim from Orrel on Sunday.",
        "Traders hope that a goods train arrives in Kessim.",
        "The football team of Orrel crossed Mill Bridge on Sunday.",
        "Some 10,700 people left Norland by way of Orrel on Friday.",
        "Some 300 trucks cross at Orrel every day.",
    ],
)
def test_no_crossing(crossings, text):
    assert crossings(text) == []


def test_the_verb_goes_on_for_a_second_gate(reading):
    text = "Yesterday 604 trucks entered Sudria through Orrel and 388 through Dorvik port."
    found = {c.gate: c.number for c in reading(text) if c.kind is Kind.CROSSING}
    assert found == {"orrel-kessim": 604, "dorvik": 388}
