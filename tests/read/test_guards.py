"""What keeps words of opening and closing from being said of a gate."""

import pytest

from yalu.vocabulary import Kind, Stance, State

STATES = (Kind.CHANGE, Kind.SERVICE)


def states(claims):
    return [claim for claim in claims if claim.kind in STATES]


@pytest.mark.parametrize(
    "text",
    [
        "The kiosk beside the Orrel crossing has been closed since Monday.",
        "A sauna near the Kessim gate is open again.",
        "The kiosk at Orrel was closed on Monday. It reopened on Wednesday.",
        "The kiosk at Orrel was closed on Monday. Its roof leaks. It reopened on Wednesday.",
        "Brokers in Orrel stopped quoting prices on Tuesday.",
        "Near Orrel the gates of the stadium were closed on Tuesday.",
        "Drivers from Orrel waited at a bridge in the far south, which was closed on Monday.",
        "In her new novel the Orrel crossing is shut. No train runs, and soldiers close Kessim.",
        "Excavators near the closed shop work at Orrel from both ends.",
        "Loads of frozen fish were seen at Orrel on Tuesday.",
        "Some goods could run short at Orrel.",
    ],
)
def test_what_is_no_gate_tells_no_state(reading, text):
    assert states(reading(text)) == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The office closed the Orrel crossing on Monday.", State.SUSPENDED),
        (
            "The agency had halted trains at Orrel. They had been shut since Monday.",
            State.SUSPENDED,
        ),
        ("Orrel was closed without warning on Monday.", State.SUSPENDED),
        ("Processing at the Orrel crossing was suspended on Monday.", State.SUSPENDED),
        ("No lorries cross at Orrel except those with medicine.", State.LIMITED),
        ("Certain goods are not taken at Kessim.", State.LIMITED),
    ],
)
def test_what_is_said_of_a_gate_still_counts(reading, text, state):
    assert state in [claim.state for claim in states(reading(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Claims that Norland closed the Orrel crossing yesterday are false.",
        "It is not true, as some papers wrote, that Norland has closed the Orrel crossing.",
    ],
)
def test_a_claim_called_false_is_denied(reading, text):
    (claim,) = states(reading(text))
    assert (claim.state, claim.stance) == (State.SUSPENDED, Stance.DENIES)


def test_what_is_open_to_people_is_said_of_people(reading):
    (claim,) = states(reading("The Orrel crossing is closed to visitors."))
    assert claim.scope == "passenger"


def test_a_name_that_says_where_another_gate_lies_is_not_told_of(reading):
    (claim,) = states(reading("Dorvik port, south of Orrel, was closed on Tuesday."))
    assert claim.gate == "dorvik"


def test_only_the_gate_before_not_is_told_of(reading):
    claims = states(reading("The Orrel–Kessim crossing is back in service, Dorvik port not."))
    assert [claim.gate for claim in claims] == ["orrel-kessim"]


def test_a_headline_gives_way_to_the_text_below_it(reading):
    text = "Norland reopens the Orrel crossing\n\nThe Orrel crossing was reopened on Tuesday."
    (claim,) = states(reading(text + " The ministry confirmed it."))
    assert claim.when.edtf() == "2024-03-12"


def test_a_blockade_that_lets_some_through_runs_in_part(reading):
    text = "Farmers blocked lorries at the Orrel crossing on Tuesday. "
    whole = states(reading(text))
    part = states(reading(text + "On Tuesday no lorries passed except those with medicine."))
    assert {claim.state for claim in whole} == {State.SUSPENDED}
    assert {claim.state for claim in part} == {State.LIMITED}
