"""What is to come: announced, expected, hoped, threatened, denied, unknown, and what is none."""

import pytest

from yalu.vocabulary import Kind

SHUT = "The Orrel crossing was closed to trucks on Monday."
OPEN = "The Orrel crossing is open to trucks."


@pytest.fixture
def foreseen(reading):
    """The forecasts of the last paragraph as words, on Thursday 14 March 2024."""

    def run(text, before=""):
        claims = reading(f"{before}\n\n{text}" if before else text)
        return [
            " ".join(
                part
                for part in (
                    claim.state.value,
                    claim.stance.value,
                    claim.when.edtf() if claim.when else "",
                )
                if part
            )
            for claim in claims
            if claim.kind is Kind.FORECAST and claim.quote.exact in text
        ]

    return run


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crossing will reopen on 20 March.", "running asserts 2024-03-20"),
        ("The gate is due to reopen on Friday.", "running asserts 2024-03-15"),
        ("Traffic resumes on 20 March.", "running asserts 2024-03-20"),
        ("Work resumes on 20 March.", "running asserts 2024-03-20"),
        ("The closure ends on Saturday.", "running asserts 2024-03-16"),
        ("The ban expires on 31 March.", "running asserts 2024-03-31"),
        ("The two sides agreed to reopen the crossing.", "running asserts"),
        ("Trucks will be able to cross from Friday.", "running asserts 2024-03-15"),
        ("Trucks may use the crossing from Friday.", "running asserts 2024-03-15"),
        ("The first train is due on Saturday.", "running asserts 2024-03-16"),
        ("Norland said it would reopen the crossing on Monday.", "running asserts 2024-03-18"),
        ("It will be months before trucks can cross again.", "running asserts"),
        (
            "The reopening of the crossing has been postponed until 20 March.",
            "running asserts 2024-03-20",
        ),
        ("The crossing will partially reopen on Friday.", "limited asserts 2024-03-15"),
        ("From Friday 50 trucks a day will be admitted.", "limited asserts 2024-03-15"),
    ],
)
def test_what_is_announced_for_a_closed_gate(foreseen, text, wanted):
    assert foreseen(text, SHUT) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is expected to reopen on Friday.", "running speculates 2024-03-15"),
        ("It could reopen as early as Saturday.", "running speculates 2024-03-16"),
        ("The ministry hopes to reopen the crossing on Friday.", "running speculates 2024-03-15"),
        ("Traders hope for Friday.", "running speculates 2024-03-15"),
        ("The target is 20 March.", "running speculates 2024-03-20"),
        ("The crossing will reopen once repairs are finished.", "running speculates"),
        ("The crossing will reopen if security improves.", "running speculates"),
        ("The closure is temporary, the ministry said.", "running speculates"),
        ("The measure may be extended.", "suspended speculates"),
        (
            "The government will decide on Friday whether to extend the closure.",
            "suspended speculates 2024-03-15",
        ),
    ],
)
def test_what_is_hoped_or_expected(foreseen, text, wanted):
    assert foreseen(text, SHUT) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "No date has been set for the reopening.",
        "A date for the reopening has not been set.",
        "It is not known when the crossing will reopen.",
        "It was not immediately clear when traffic would resume.",
        "He did not say when the crossing would reopen.",
        "When the crossing will open depends on the weather.",
        "Nobody knows when the crossing will open.",
        "The ministry gave no timeline.",
        "How long the closure will last is unclear.",
    ],
)
def test_nobody_says_when(foreseen, text):
    assert foreseen(text, SHUT) == ["running unconfirmed"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crossing will not reopen before April.", "running denies 2024-04"),
        ("The crossing won't open before Monday.", "running denies 2024-03-18"),
        ("Traders do not expect any movement before 20 March.", "running denies 2024-03-20"),
        ("There are no plans to reopen the crossing.", "running denies"),
        ("The talks ended without an agreement.", "running denies"),
        ("The crossing will not open unless the fence is removed.", "suspended asserts"),
    ],
)
def test_what_is_not_to_come(foreseen, text, wanted):
    assert foreseen(text, SHUT) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crossing closes at noon on Saturday.", "suspended asserts 2024-03-16"),
        ("Farmers will block the crossing from Friday.", "suspended asserts 2024-03-15"),
        ("The protest will return on 20 March.", "suspended asserts 2024-03-20"),
        ("Norland threatened to close the crossing.", "suspended speculates"),
        ("The minister did not rule out closing the crossing.", "suspended speculates"),
        ("Norland is considering closing the crossing.", "suspended speculates"),
        ("The minister warned that the crossing could be closed again.", "suspended speculates"),
        ("We are not closing the border, the governor said.", "suspended denies"),
        ("The railway does not expect the crossing to close.", "suspended denies"),
        (
            "Rumours that the crossing would close could not be confirmed.",
            "suspended unconfirmed",
        ),
    ],
)
def test_what_threatens_an_open_gate(foreseen, text, wanted):
    assert foreseen(text, OPEN) == [wanted]


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Norland to reopen Orrel crossing on Friday", "running asserts 2024-03-15"),
        ("Orrel to stay closed until 20 March", "suspended asserts 2024-03-20"),
    ],
)
def test_an_infinitive_in_a_headline_is_to_come(foreseen, headline, wanted):
    assert foreseen(headline) == [wanted]


def test_a_closure_with_an_end_is_a_state_now_and_a_forecast(reading):
    found = reading("The Orrel crossing is closed until 20 March.")
    assert {(claim.kind, claim.when.edtf()) for claim in found} == {
        (Kind.SERVICE, "2024-03-14"),
        (Kind.FORECAST, "2024-03-20"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The talks will resume on Friday.",
        "Prices will rise if the crossing stays closed.",
        "If the closure continues, losses will reach 3 million dollars.",
        "Trucks would normally cross in two hours.",
        "Some drivers plan to leave their trucks.",
        "Drivers must wait until their papers are checked.",
        "The ban on smoking expires on 1 April.",
        "The governor hopes for rain.",
        "The minister's visit is planned for Friday.",
        "Exports are expected to fall by a third this year.",
    ],
)
def test_other_things_to_come_are_no_forecast_of_the_gate(foreseen, text):
    assert foreseen(text, SHUT) == []
