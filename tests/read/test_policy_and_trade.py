"""Rules of the state, the value of trade, and shares of it."""

import pytest

from yalu.vocabulary import Kind


@pytest.fixture
def of_kind(reading):
    return lambda kind, text: [claim for claim in reading(text) if claim.kind is kind]


@pytest.mark.parametrize(
    ("text", "sort", "by"),
    [
        ("In March Sudria adopted a law on imports through Kessim.", "law", "Sudria"),
        (
            "Norland and Sudria agreed to run freight trains through Orrel.",
            "agreement",
            "Norland and Sudria",
        ),
        ("Trucks with fruit are given priority at Orrel.", "priority", None),
        ("Exporters of coal need permits at Orrel for their trucks.", "permit", None),
        ("Orrel will not open unless Sudria halts its works.", "condition", None),
    ],
)
def test_the_sort_of_a_rule_and_who_made_it(of_kind, text, sort, by):
    (found,) = of_kind(Kind.POLICY, text)
    assert (found.gate, found.value["sort"], found.value.get("by")) == ("orrel-kessim", sort, by)


def test_a_rule_about_no_goods_is_none(of_kind):
    assert of_kind(Kind.POLICY, "Orrel passed a law on dogs.") == []
    assert of_kind(Kind.POLICY, "The teams of Orrel and Kessim agreed on a match.") == []


@pytest.mark.parametrize(
    ("text", "growth", "against"),
    [
        ("In May 2022 trade at Orrel reached $20 million, up 14.3% from a year earlier.", 14.3, "2021-05"),
        ("Trade at Orrel rose by 94.3% year-on-year to $113 million in February 2022.", 94.3, "2021-02"),
        ("Trade at Orrel fell 19.4% from the previous month to $18.9 million in January 2020.", -19.4, "2019-12"),
        ("In 2023 trade at Orrel was worth $12 million, down 40 percent on the year before.", -40, "2022"),
    ],
)  # fmt: skip
def test_a_growth_is_read_with_what_it_is_reckoned_from(of_kind, text, growth, against):
    (found,) = of_kind(Kind.TRADE, text)
    assert (found.value["growth"], found.value["against"]) == (growth, against)


@pytest.mark.parametrize(
    "text",
    [
        "In May 2022 trade at Orrel reached $20 million, 14.3% of the total.",
        "In May 2022 trade at Orrel reached $20 million, up 14.3% so far.",
        "In May 2022 trade at Orrel rose 3% from a year earlier to $20 million, imports 5% to $9 million.",
        "Trade at Orrel reached $20 million, up 14.3% from a year earlier.",
    ],
)
def test_what_is_no_growth_of_one_dated_value_is_none(of_kind, text):
    assert all("growth" not in claim.value for claim in of_kind(Kind.TRADE, text))


@pytest.mark.parametrize(
    ("words", "number", "currency"),
    [
        ("$12 million", 12e6, "USD"),
        ("USD12 million", 12e6, "USD"),
        ("$33.95 billion", 33.95e9, "USD"),
        ("Rs150 million", 150e6, "PKR"),
        ("€25 billion", 25e9, "EUR"),
        ("25 billion euros", 25e9, "EUR"),
        ("3,000,000 yuan", 3e6, "CNY"),
    ],
)
def test_money_is_read_as_it_is_written(of_kind, words, number, currency):
    (found,) = of_kind(Kind.TRADE, f"In 2023 trade at Orrel was worth {words}.")
    assert (found.number, found.unit) == (number, currency)
    assert (found.when.edtf(), found.value["flow"]) == ("2023", "total")


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Sudria's exports to Norland through Orrel reached $12 million in February.", "XS>XN"),
        ("Exports to Sudria through Orrel reached $12 million in February.", "XN>XS"),
        ("Norland's imports through Orrel reached $12 million in February.", "XS>XN"),
        ("Goods worth $12 million passed Orrel in February.", "total"),
    ],
)
def test_who_sells_to_whom(of_kind, text, flow):
    (found,) = of_kind(Kind.TRADE, text)
    assert found.value["flow"] == flow
    assert found.direction == (flow if ">" in flow else None)


@pytest.mark.parametrize(
    "text",
    [
        "The closure of Orrel costs traders $3 million a day.",
        "Trucks at Orrel pay a fee of $100.",
        "The new school of Orrel is worth $3 million.",
    ],
)
def test_a_loss_a_fee_or_a_price_is_no_trade(of_kind, text):
    assert of_kind(Kind.TRADE, text) == []


@pytest.mark.parametrize(
    ("words", "percent", "qualifier"),
    [
        ("Over 70% of", 70, "over"),
        ("Some 35.8 percent of", 35.8, "about"),
        ("A quarter of", 25, None),
        ("More than a third of", 33.3, "over"),
        ("Nine tenths of", 90, None),
    ],
)
def test_a_share_says_of_what(of_kind, words, percent, qualifier):
    (found,) = of_kind(Kind.SHARE, f"{words} official trade goes by Orrel.")
    assert (found.value["percent"], found.value.get("qualifier")) == (percent, qualifier)
    assert found.value["of"] == "official trade"


def test_a_share_of_something_else_is_none(of_kind):
    assert of_kind(Kind.SHARE, "Some 90% of voters in Orrel want a school.") == []
