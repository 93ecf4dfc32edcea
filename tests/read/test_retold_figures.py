"""Crossings, counts and holds in the words of second writers, on borders that no rule was written on.

The sentences of both tables are labelled before the reader sees them; `-s` prints the scores.
"""

import pytest
from test_fields_figures import borders, scores  # noqa: F401

from yalu.vocabulary import Kind


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("retold/figures", {Kind.CROSSING: (34, 1), Kind.COUNT: (31, 1), Kind.HOLD: (23, 1)}),
        (
            "retold/figures-second",
            {Kind.CROSSING: (10, 0.88), Kind.COUNT: (8, 1), Kind.HOLD: (7, 0.92)},
        ),
    ],
)
def test_figures_are_found_in_the_words_of_second_writers(name, floors, borders):  # noqa: F811
    for kind, total in scores(name, borders).items():
        facts, floor = floors[kind]
        assert (total.gold, total.f1 >= floor) == (facts, True), kind
