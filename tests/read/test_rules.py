"""Every rule of the language files holds on its own examples and counter-examples."""

import ast
import tomllib
from importlib import resources

import pytest

from yalu.corridors import gazetteer, load
from yalu.read import lexicon
from yalu.read.lexicon import LexiconError, Rule, parse

RULES = lexicon.rules("en")
FILLS = (
    *("trigger", "pass", "step", "move", "doubt", "status", "rate", "unit", "stand", "wait"),
    *("carry", "good", "norm", "currency", "percent", "fraction"),
)


def cases(kind: str) -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in RULES for text in getattr(rule, kind)]


@pytest.mark.parametrize(("rule", "text"), cases("examples"), ids=lambda v: getattr(v, "id", None))
def test_a_rule_reads_its_examples(rule, text, reading):
    claims = reading(text)
    assert claims, "no claim at all"
    if rule.category in FILLS:
        used = {step.rule for claim in claims for step in claim.because}
        assert rule.id in used, f"{text!r} was read by {sorted(used)}"
    if rule.category == "person":
        assert rule.at["class"] in {claim.class_ for claim in claims}


@pytest.mark.parametrize(
    ("rule", "text"), cases("counterexamples"), ids=lambda v: getattr(v, "id", None)
)
def test_a_rule_leaves_its_counterexamples(rule, text, reading):
    used = {step.rule for claim in reading(text) for step in claim.because}
    assert rule.id not in used


def test_every_trigger_and_speaker_rule_has_both():
    bare = [
        r.id
        for r in RULES
        if r.category in ("trigger", "person", "report") and not (r.examples and r.counterexamples)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[rule]]\nid = "x"\ncategory = "nonsense"\nforms = ["a"]', "no known category"),
        ('[[rule]]\nid = "x"\ncategory = "cue"\nforms = []', "has no forms"),
        (
            '[[rule]]\nid = "x"\ncategory = "cue"\nforms = ["a"]\ncolour = 1',
            "unknown keys: ['colour']",
        ),
        ("[[rule", "lang/en/x.toml"),
    ],
)
def test_a_broken_rule_file_is_one_clear_error(text, complaint):
    with pytest.raises(LexiconError) as caught:
        parse(text, "lang/en/x.toml")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_rule_names_a_place():
    """Places come from corridor files alone."""
    known = gazetteer(load(), "en")
    named = {
        (rule.id, form, entry.id)
        for rule in RULES
        for form in rule.forms
        for entry in known.find(form)
        if entry.kind in ("gate", "side", "country")
    }
    assert named == set()


def asked_sets() -> tuple[set[str], set[str]]:
    """The names of sets that the grammar asks a sentence for, and all its string constants;
    a name that is put together stands for its beginning."""
    asked, constants = set(), set()
    for path in (resources.files("yalu.read")).iterdir():
        if not path.name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "has":
                name = node.args[0]
                parts = [name.body, name.orelse] if isinstance(name, ast.IfExp) else [name]
                asked |= {part.value for part in parts if isinstance(part, ast.Constant)}
    return asked, constants


def test_the_grammar_asks_for_sets_that_exist_and_no_set_goes_unasked():
    text = (resources.files("yalu.read") / "lang" / "en" / "words.toml").read_text("utf-8")
    sets = set(tomllib.loads(text)["sets"])
    asked, constants = asked_sets()
    needed = {rule.at[key] for rule in RULES for key in ("needs", "bars") if key in rule.at}
    assert asked - sets == set()
    assert needed - sets - constants == set()
    begun = tuple(name for name in constants if name.endswith("_"))
    unasked = sets - asked - needed - constants
    assert {name for name in unasked if not name.startswith(begun)} == set()
