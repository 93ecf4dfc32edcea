"""Crossings, counts and holds in the words of second writers, on borders that no rule was written on.

Sentences and labels are written before the reader sees them; `-s` prints the scores.
"""

from test_fields_figures import borders, scores  # noqa: F401

from yalu.vocabulary import Kind


def test_figures_are_found_in_the_words_of_second_writers(borders):  # noqa: F811
    floors = {Kind.CROSSING: (34, 0.99), Kind.COUNT: (28, 0.99), Kind.HOLD: (20, 0.99)}
    for kind, total in scores("retold/figures", borders).items():
        facts, floor = floors[kind]
        assert (total.gold, total.f1 >= floor) == (facts, True), kind
