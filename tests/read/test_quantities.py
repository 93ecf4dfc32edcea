"""Numbers in digits and words, ranges and bounds, and what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.corridors import load
from yalu.read.marks import Sentence, mark
from yalu.read.quantities import Unit, numbers, parse, quantities
from yalu.read.tokens import tokenize
from yalu.read.view import view
from yalu.vocabulary import Span

ATLAS = load()


def sentence(text: str) -> Sentence:
    seen = view(text)
    span, tokens = Span(0, len(text)), tokenize(seen, 0, len(text))
    return mark(seen, span, tokens, "body", 0, [], ATLAS, "en")


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("1,400 trucks", 1400, 1400, None),
        ("4000 to 5000 trucks", 4000, 5000, None),
        ("3–4 trains", 3, 4, None),
        ("between 800 and 1,000 containers", 800, 1000, None),
        ("twenty-five wagons", 25, 25, None),
        ("two hundred wagons", 200, 200, None),
        ("hundreds of trucks", 100, 100, "over"),
        ("tens of thousands of trucks", 10000, 10000, "over"),
        ("dozens of lorries", 12, 12, "over"),
        ("trucks in their thousands", 1000, 1000, "over"),
        ("trucks by the dozen", 12, 12, "over"),
        ("more than 10 cars of a train", 10, 10, "over"),
        ("up to 90 trucks", 90, 90, "under"),
        ("nearly 4,500 trucks", 4500, 4500, "under"),
        ("some 2,400 trucks", 2400, 2400, "about"),
        ("1.2 million tonnes", 1200000, 1200000, None),
    ],
)
def test_an_amount_keeps_both_ends_and_its_bound(text, low, high, bound):
    (found,) = quantities(sentence(f"There were {text}."))
    assert (found.number.low, found.number.high, found.number.bound) == (low, high, bound)


def test_adjectives_may_stand_between():
    (found,) = quantities(sentence("They saw 60 Norland-bound cargo trains."))
    assert (found.number.low, found.unit.unit, found.unit.told) == (60, "trains", "cargo trains")


def test_a_verb_or_preposition_may_not():
    assert quantities(sentence("He is 40 and drives trucks.")) == []
    assert quantities(sentence("It took 40 to stop trucks.")) == []


@pytest.mark.parametrize(
    "text", ["Gate No. 4 trucks wait.", "At Bridge 1 trucks wait.", "On 4 May trucks wait."]
)
def test_a_name_or_a_date_is_no_amount(text):
    assert quantities(sentence(text)) == []


def test_cars_are_wagons_only_where_trains_are_spoken_of():
    assert quantities(sentence("Some 300 cars stood there.")) == []
    assert [q.unit.unit for q in quantities(sentence("Some 300 cars stood there."), rail=True)] == [
        "cars"
    ]


def test_of_them_counts_what_was_named_last():
    (here,) = quantities(sentence("Trucks, over 1,100 of them, wait."))
    assert (here.number.low, here.unit.unit) == (1100, "trucks")
    (before,) = quantities(sentence("Around 300 of them are stuck."), Unit("trains", "trains"))
    assert (before.number.low, before.unit.unit) == (300, "trains")


def test_a_number_without_a_noun_takes_the_noun_before_it():
    found = quantities(sentence("On Monday 272 lorries left and 154 came in."))
    assert [(q.number.low, q.unit.unit) for q in found] == [(272, "trucks"), (154, "trucks")]


def test_one_number_may_serve_two_nouns():
    found = quantities(sentence("One locomotive and coach were seen."))
    assert {q.unit.unit for q in found} == {"locomotives", "passenger_cars"}


def test_a_change_is_two_numbers_and_no_range():
    found = numbers(sentence("It rose from 20 to 50 workers."))
    assert [(n.low, n.high) for n in found] == [(20, 20), (50, 50)]


@given(st.integers(0, 10**9))
def test_digits_with_separators_are_read_back(number: int):
    assert parse(f"{number:,}") == number


@given(st.text(max_size=80))
def test_any_text_gives_amounts_that_lie_in_it(text: str):
    read = sentence(text)
    for found in quantities(read):
        assert 0 <= found.first < found.last <= len(read.tokens)
        assert found.number.low <= found.number.high
