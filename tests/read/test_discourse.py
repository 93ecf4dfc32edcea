"""Whose gate, which day and whose word a fact has, where another sentence, a heading or a list says so.

The batches of `unseen/discourse` were written one after the other, each before the reader saw it and
rules after it; `kept` is for scoring alone. `-s` prints what is read of each.
"""

import pytest
from told import UNSEEN, classed, reading, states, told_right

from yalu.corridors import Atlas, load
from yalu.read.sentences import paragraphs
from yalu.vocabulary import SourceClass

DAY = "2023-05-10"


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "discourse" / "corridors"])


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated", "of_class"),
    [
        ("sentences", 85, 0.97, 81, 14),
        ("first", 46, 0.87, 34, 23),
        ("second", 44, 0.71, 19, 10),
        ("third", 41, 0.73, 23, 10),
        ("fourth", 40, 0.87, 29, 3),
        ("fifth", 24, 0.77, 13, 0),
        ("kept", 36, 0.74, 19, 10),
    ],
)
def test_what_one_sentence_says_of_another_is_read(name, facts, f1, dated, of_class, borders):
    total, pairs = told_right(f"discourse/{name}", borders)
    right, known = classed(pairs)
    print(f"{name}: class {right} of {known}")
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.when >= dated
    assert right >= of_class


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gate | Status | Remarks\nGarrow | Closed | -\nKell Bridge | Open | queue",
            ["garrow-hale suspended 2023-05-10", "kell-bridge running 2023-05-10"],
        ),
        (
            "Garrow             closed\nKell Bridge        open",
            ["garrow-hale suspended 2023-05-10", "kell-bridge running 2023-05-10"],
        ),
        ("Situation on 8 May\n\nGarrow is closed.", ["garrow-hale suspended 2023-05-08"]),
        ("Kell Bridge\n\nOpen.", ["kell-bridge running 2023-05-10"]),
        (
            "Drivers said that Garrow was closed on Monday. The interior ministry denied this.",
            [
                "garrow-hale suspended 2023-05-08 asserts",
                "garrow-hale suspended 2023-05-08 denies",
            ],
        ),
        (
            "Drivers said that Garrow was closed on Monday. The interior ministry denied them help.",
            ["garrow-hale suspended 2023-05-08 asserts"],
        ),
        (
            "Garrow was to reopen on Monday. That did not happen.",
            ["garrow-hale suspended 2023-05-08"],
        ),
        (
            "Garrow was closed on Monday. So was Kell Bridge.",
            ["garrow-hale suspended 2023-05-08", "kell-bridge suspended 2023-05-08"],
        ),
        (
            "Garrow was closed on Monday. So was the school at Kell Bridge.",
            ["garrow-hale suspended 2023-05-08"],
        ),
        (
            "Kell Bridge spans the Sarn. Garrow is open. The Sarn crossing is closed.",
            ["garrow-hale running 2023-05-10", "kell-bridge suspended 2023-05-10"],
        ),
        (
            "Garrow, Kell Bridge and Loom Pass are crossings. Loom Pass is closed. "
            "The other two are open.",
            [
                "loom-pass suspended 2023-05-10",
                "garrow-hale running 2023-05-10",
                "kell-bridge running 2023-05-10",
            ],
        ),
        ("Garrow and Kell Bridge are crossings. The other two schools are closed.", []),
    ],
)
def test_what_stands_elsewhere_says_whose_state_it_is(text, told, borders):
    found = states(reading(text, borders, DAY))
    assert len(found) == len(told)
    assert all(state.startswith(one) for state, one in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("NOTICE OF THE TALVIAN CUSTOMS SERVICE\n\nGarrow is closed.", SourceClass.OFFICIAL),
        ("Garrow is closed.\n\nTalvian Customs Service, press office", SourceClass.OFFICIAL),
        ("Talvian Customs Service under fire\n\nGarrow is closed.", SourceClass.OWN),
    ],
)
def test_a_notice_is_the_word_of_who_issued_it(text, class_, borders):
    (claim,) = reading(text, borders, DAY)
    assert claim.class_ is class_


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Orrel - open\nKessim - closed", 2),
        ("Orrel | open\nKessim | closed\nVold | open", 3),
        ("1) Orrel (road), which is the largest\n2) Kessim (rail) and its yard", 2),
        ("The gate at Orrel was closed on Tuesday and the\nNorlandish side said nothing of it", 1),
        ("Orrel was closed\non Tuesday", 1),
    ],
)
def test_the_rows_of_a_list_are_apart_and_lines_of_print_are_not(text, count):
    assert len(paragraphs(text)) == count
