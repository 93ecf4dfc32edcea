"""Which day a state is told for: the date of its own clause, of its saying, or of the news."""

import datetime as dt

import pytest

THURSDAY = dt.date(2024, 3, 14)

DATED = [
    # a conjunct keeps its own date
    ("The gate at Orrel closed on Monday and reopened two days later.", "running", "2024-03-13"),
    ("The gate at Orrel closed on Monday and reopened on Wednesday.", "running", "2024-03-13"),
    ("The gate at Orrel, which opened in 2013, was closed on Monday.", "suspended", "2024-03-11"),
    ("A route through Orrel shut since 2015 reopened on Monday.", "running", "2024-03-11"),
    ("The gate at Orrel was closed on Tuesday after talks on Monday.", "suspended", "2024-03-12"),
    # dates that belong to something else
    (
        "Trucks cross again at Orrel on Monday for the first time since May.",
        "running",
        "2024-03-11",
    ),
    (
        "The gate at Orrel reopened on Monday, the first to do so since May.",
        "running",
        "2024-03-11",
    ),
    # what lasts
    ("Orrel has been shut since last Wednesday.", "suspended", "2024-03-06/2024-03-14"),
    ("Since Monday the gate at Orrel is shut.", "suspended", "2024-03-11/2024-03-14"),
    ("Orrel, closed since 3 March, will reopen soon.", "suspended", "2024-03-03/2024-03-14"),
    (
        "No truck has crossed at Orrel since the fire on Monday.",
        "suspended",
        "2024-03-11/2024-03-14",
    ),
    ("Lorries have been moving at Orrel again since Monday.", "running", "2024-03-11"),
    ("Orrel has been closed for eight days.", "suspended", "2024-03-06/2024-03-14"),
    ("Orrel has been closed for nearly two years.", "suspended", "2024-03-14"),
    ("For the eighth day no truck crossed at Orrel.", "suspended", "2024-03-07/2024-03-14"),
    (
        "A second week has begun in which no truck crosses at Orrel.",
        "suspended",
        "2024-03-04/2024-03-14",
    ),
    # what begins and lasts so long
    ("The gate at Orrel was closed on Monday for three days.", "suspended", "2024-03-11"),
    (
        "The gate at Orrel is suspended for 15 days, customs said.",
        "suspended",
        "2024-03-14/2024-03-28",
    ),
    (
        "The gate at Orrel will be closed for three days from Friday.",
        "suspended",
        "2024-03-15/2024-03-17",
    ),
    (
        "The gate at Orrel will be closed from Friday, 15 March, to Sunday, 17 March.",
        "suspended",
        "2024-03-15/2024-03-17",
    ),
    ("Orrel was closed on 3 March and is still shut.", "suspended", "2024-03-03"),
]

SAID = [
    # a quotation counts from the day on which it was said
    ('"The gate at Orrel will open tomorrow," the mayor told a briefing on Tuesday.', "2024-03-13"),
    (
        "The mayor told a briefing on Tuesday that nothing had changed at Orrel. "
        '"The gate will open tomorrow," he added.',
        "2024-03-13",
    ),
    # outside of one the writer counts
    ("The gate at Orrel will open tomorrow, the mayor told a briefing on Tuesday.", "2024-03-15"),
]


@pytest.mark.parametrize(("text", "state", "days"), DATED)
def test_a_state_has_the_date_of_its_own_words(reading, text: str, state: str, days: str):
    told = {
        (claim.state.value, claim.when.edtf().replace("~", ""))
        for claim in reading(text, THURSDAY)
        if claim.state and claim.when
    }
    assert (state, days) in told


@pytest.mark.parametrize(("text", "day"), SAID)
def test_tomorrow_counts_from_the_saying_only_in_a_quotation(reading, text: str, day: str):
    assert [c.when.edtf() for c in reading(text, THURSDAY) if c.kind == "forecast"] == [day]


def test_the_present_is_the_day_of_saying_and_not_of_the_last_event(reading):
    text = (
        "Norland announced on Wednesday that it would repair the bridge. "
        "A convoy was attacked on 8 March. Trucks cannot cross at Orrel."
    )
    (claim,) = [claim for claim in reading(text, THURSDAY) if claim.state]
    assert claim.when.edtf() == "2024-03-13"


def test_a_date_of_the_background_does_not_move_the_day_of_the_news(reading):
    text = (
        "On Tuesday soldiers sealed the bridge, after ministers had met on 8 March. "
        "The gate at Orrel was closed and trucks turned back."
    )
    (claim,) = [claim for claim in reading(text, THURSDAY) if claim.gate and claim.state]
    assert claim.when.edtf() == "2024-03-12"


def test_a_month_is_no_permission(reading):
    (claim,) = reading("Orrel was closed on 3 May.", THURSDAY)
    assert claim.stance == "asserts"
