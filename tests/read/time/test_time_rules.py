"""Every rule of time holds on its own examples and counter-examples."""

import pytest

from yalu.read.time import find
from yalu.read.time.scan import rule_ids
from yalu.read.time.words import parse, words
from yalu.vocabulary import YaluError

RULES = words("en").rules


def rows(kind):
    return [(rule["id"], row) for rule in RULES for row in rule.get(kind, ())]


@pytest.mark.parametrize(("rule", "row"), rows("examples"))
def test_a_rule_gives_its_examples_their_values(rule, row, times):
    text, day, value = row
    found = times(text, day)
    assert (rule, value) in [(used, got) for used, _, got in found]


@pytest.mark.parametrize(("rule", "text"), rows("counterexamples"))
def test_a_rule_leaves_its_counterexamples(rule, text):
    assert rule not in [expr.rule for expr in find(text)]


def test_every_rule_of_the_grammar_is_documented_with_both_kinds():
    documented = {rule["id"] for rule in RULES}
    assert rule_ids() <= documented
    silent = {"length.rate"}
    bare = [
        rule["id"]
        for rule in RULES
        if rule["id"] not in silent and not (rule.get("examples") and rule.get("counterexamples"))
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[values.NOSUCH]\nx = 1\n", "unknown class NOSUCH"),
        ("[values.MONTH]\nmay = 5\n[values.MAY]\nmay = 5\n", "'may' stands twice"),
        ("[values.MONTH", "not TOML"),
        ("[values.MONTH]\njuly = 7\n", "lacks"),
    ],
)
def test_a_broken_file_of_words_is_refused_in_one_line(text, complaint):
    with pytest.raises(YaluError, match=complaint) as refusal:
        parse(text, "lang/xx/time.toml")
    assert "\n" not in str(refusal.value)


def test_a_language_without_words_of_time_is_named():
    with pytest.raises(YaluError, match="'xx'"):
        find("on Monday", lang="xx")
