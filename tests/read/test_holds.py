"""Steps that goods must pass, and what stops them."""

import pytest

from yalu.vocabulary import Kind, Stance


@pytest.fixture
def holds(reading):
    return lambda text: [claim for claim in reading(text) if claim.kind is Kind.HOLD]


def test_quarantine_has_its_days_and_those_before_a_change(holds):
    (found,) = holds("Quarantine of cargo at Orrel went from 7-20 to 3-4 days.")
    assert (found.number, found.unit) == (3, "days")
    days = {"days_min": 3, "days_max": 4, "days_min_before": 7, "days_max_before": 20}
    assert days.items() <= dict(found.value).items()


def test_how_long_a_step_takes_is_not_when_it_was_taken(holds):
    (found,) = holds("Loaders at Orrel had to spend 14 days in quarantine.")
    assert (found.number, found.when.edtf()) == (14, "2024-03-14")


def test_disinfection_before_and_after_loading_are_two(holds):
    found = holds(
        "Goods at Orrel are disinfected before they are loaded. After loading the cargo is "
        "disinfected again."
    )
    assert [c.value["order"] for c in found] == ["before loading", "after loading"]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("An embargo for Orrel takes effect at once.", "embargo"),
        ("Grain trains for Orrel are sitting idle at origin.", "staging"),
        ("Trucks were sent back from Orrel to park near the town.", "staging"),
        ("Sudria wants a visa from whoever drives a truck to Orrel.", "documents"),
        ("Every truck at Orrel goes through an inspection.", "inspection"),
        ("Goods change trucks on the line at Orrel.", "transshipment"),
        ("Sudria adopted a law that obliges imports at Orrel to be disinfected.", "disinfection"),
    ],
)
def test_the_step_is_named(holds, text, step):
    assert [c.value["step"] for c in holds(text)] == [step]


def test_a_step_holds_at_each_gate_last_spoken_of(holds):
    found = holds(
        "Orrel and Dorvik port were closed on Monday. Trains are held where they originate."
    )
    assert {c.gate for c in found} == {"orrel-kessim", "dorvik"}


def test_nobody_knows_who_clears(holds):
    (found,) = holds("Traders at Orrel had no idea who clears the cargo.")
    assert found.stance is Stance.UNCONFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "The railway lifted its embargo on Orrel.",
        "The school of Orrel was disinfected.",
        "The city of Orrel went into quarantine.",
        "Cargo at Orrel is not inspected.",
        "A train with quarantine supplies left Orrel.",
        "The railway embargoed 60 trains for Orrel.",
    ],
)
def test_no_hold(holds, text):
    assert holds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sudria dropped the testing of drivers at Orrel.",
        "Trucks at Orrel need no visas.",
        "The inspection of trucks at Orrel has been put off until June.",
    ],
)
def test_a_step_that_is_no_longer_or_not_yet_taken_is_none(reading, text):
    assert [claim for claim in reading(text) if claim.kind is Kind.HOLD] == []
