"""Words of probability after ICD 203."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.brief.words import SCALE, phrase, word


def test_the_scale_is_that_of_the_directive():
    assert [(each.text, each.low, each.high) for each in SCALE] == [
        ("almost no chance", 1, 5),
        ("very unlikely", 5, 20),
        ("unlikely", 20, 45),
        ("roughly even chance", 45, 55),
        ("likely", 55, 80),
        ("very likely", 80, 95),
        ("almost certain", 95, 99),
    ]


def test_each_word_begins_where_the_one_before_ends():
    assert [each.low for each in SCALE[1:]] == [each.high for each in SCALE[:-1]]


@given(st.floats(0.01, 0.99))
def test_a_probability_lies_in_the_range_of_its_word(probability):
    chosen = word(probability)
    assert chosen.low <= 100 * probability + 1e-9
    assert 100 * probability <= chosen.high + 1e-9


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "almost no chance"),
        (0.05, "very unlikely"),
        (0.5, "roughly even chance"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_a_bound_belongs_to_the_word_above_and_nothing_is_certain(probability, text):
    assert word(probability).text == text


@pytest.mark.parametrize("nonsense", [-0.01, 1.01, math.nan, math.inf])
def test_what_is_no_probability_is_refused(nonsense):
    with pytest.raises(ValueError, match="not a probability"):
        word(nonsense)


def test_a_phrase_always_carries_its_range():
    assert phrase(0.9, "running") == "very likely running (80–95 %)"
    assert phrase(0.99, "suspended") == "almost certainly suspended (95–99 %)"
    assert phrase(0.5, "limited") == "limited with a roughly even chance (45–55 %)"
