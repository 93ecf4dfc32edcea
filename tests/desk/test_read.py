"""`yalu read`: what was found, and with `--explain` from which words."""

import re

import pytest

REPORT = (
    "outlet: The Bridge Post\npublished: 2022-09-26\nlang: {lang}\n\n"
    "Rail freight between Dandong and Sinuiju resumed on Monday,\nthe foreign ministry said.\n"
)
STYLED = re.compile(r"\x1b\[([\d;]+)m([^\x1b]*)\x1b\[0m")


@pytest.fixture
def told(tmp_path):
    """A report with one claim in it."""
    (tmp_path / "told.txt").write_text(REPORT.format(lang="en"))
    return "told.txt"


@pytest.fixture
def korean(tmp_path):
    """A report in a language that the reader has no rules for."""
    (tmp_path / "korean.txt").write_text(REPORT.format(lang="ko"))
    return "korean.txt"


def test_in_a_pipe_the_words_that_filled_slots_stand_in_brackets(yalu, told):
    ran = yalu("read", told, "--explain")
    assert ran.status == 0
    assert "[state:resumed]" in ran.out
    assert re.search(r"\[when:[^\]]*Monday\]", ran.out)
    assert "\x1b" not in ran.out
    unmarked = re.sub(r"\[[a-z+]+:([^\]]*)\]", r"\1", ran.out)
    assert REPORT.split("\n\n")[1] in unmarked


def test_each_claim_is_told_slot_by_slot(yalu, told):
    lines = yalu("read", told, "--explain").out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("1. change "))
    assert lines[start].startswith("1. change dandong-sinuiju/rail running 2022-09-26")
    assert lines[start + 1].split() == ["slot", "holds", "rule", "words"]
    slots = {line.split()[0]: line.split() for line in lines[start + 2 :] if line}
    assert slots["state"] == ["state", "running", "open.resume", "resumed"]
    assert slots["gate"][1] == "dandong-sinuiju"


def test_at_a_terminal_the_words_are_coloured_and_a_legend_names_the_colours(yalu, told):
    ran = yalu("read", told, "--explain", terminal=True)
    styled = STYLED.findall(ran.out)
    styles = {words: style for style, words in styled}
    assert styles["resumed"] == styles["state"] != styles["gate"]
    assert "[state:" not in ran.out


def test_without_colours_a_terminal_gets_brackets(yalu, told):
    ran = yalu("read", told, "--explain", terminal=True, NO_COLOR="1")
    assert "[state:resumed]" in ran.out


def test_a_text_cannot_steer_the_terminal(yalu, tmp_path):
    text = REPORT.format(lang="en").replace("resumed", "\x1b[2Jresumed\x9b")
    (tmp_path / "told.txt").write_text(text)
    for terminal in (True, False):
        out = yalu("read", "told.txt", "--explain", terminal=terminal).out
        assert "\x1b[2J" not in out
        assert "\x9b" not in out


def test_several_documents_are_explained_one_after_the_other(yalu, told, tmp_path):
    (tmp_path / "second.txt").write_text("Nothing of note was seen.\n")
    ran = yalu("read", told, "second.txt", "--explain")
    assert ran.status == 0
    assert ran.out.index("told.txt") < ran.out.index("1. change") < ran.out.index("second.txt")
    assert ran.out.rstrip().endswith("Nothing of note was seen.")


def test_lines_of_json_hold_the_steps_and_take_no_explain(yalu, told):
    ran = yalu("read", told, "--explain", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "--explain" in ran.err
    rules = {
        step["slot"]: step["rule"] for step in yalu("read", told, "--json").lines[0]["because"]
    }
    assert rules["state"] == "open.resume"


@pytest.mark.parametrize("how", [[], ["--json"], ["--explain"]], ids=str)
def test_a_language_without_rules_is_told_and_is_no_failure(yalu, korean, how):
    ran = yalu("read", korean, *how)
    assert ran.status == 0
    assert ran.err == "yalu: no rules for the language 'ko' yet: korean.txt\n"


def test_beside_a_language_without_rules_silence_is_still_told(yalu, korean, tmp_path):
    (tmp_path / "second.txt").write_text("Nothing of note was seen.\n")
    ran = yalu("read", korean, "second.txt")
    assert ran.status == 1
    assert ran.err.splitlines()[-1] == "yalu: no claims found"


def test_claims_beside_a_language_without_rules_are_printed(yalu, korean, told):
    ran = yalu("read", korean, told)
    assert ran.status == 0
    assert "dandong-sinuiju/rail" in ran.out
    assert "korean.txt" in ran.err
