"""What is passed over for speed holds nothing: words that tell no time, patterns that cannot match."""

import re
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from yalu.read.time import find, telling
from yalu.read.time.join import _JOINS
from yalu.read.time.scan import _RULES
from yalu.read.time.tags import TAGS, Patterns, pattern
from yalu.read.tokens import tokenize

TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
TEXTS = [row if isinstance(row, str) else row[0] for name, rows in TABLE.items() for row in rows]
PATTERNS = [rule.pattern for rule in _RULES] + [text for text, _ in _JOINS]
FOUND = Patterns.of(PATTERNS)


def samples(text: str) -> st.SearchStrategy[str]:
    """Strings that a pattern matches, what must follow or may not follow left aside."""
    return st.from_regex(re.sub(r"\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)", "", pattern(text)))


@given(st.data())
def test_a_pattern_that_matches_is_never_passed_over(data):
    order = data.draw(st.sampled_from(range(len(PATTERNS))))
    filler = st.text(st.sampled_from(sorted(TAGS.values())), max_size=3)
    tags = data.draw(filler) + data.draw(samples(PATTERNS[order])) + data.draw(filler)
    able = FOUND.able(tags)
    for place, regex in enumerate(FOUND.regexes):
        assert place in able or not regex.search(tags)


def test_a_sentence_with_a_time_has_a_word_that_tells_one():
    tells = telling("en")
    told = [text for text in TEXTS if find(text)]
    assert len(told) > 200
    for text in told:
        assert any(map(tells, tokenize(text, 0, len(text)).words)), text


def test_a_plain_word_tells_no_time():
    assert not any(
        map(telling("en"), ("the", "trucks", "crossed", "said", ",", "'s", "świnoujście"))
    )


def test_letters_that_hide_a_time_are_looked_at():
    for text in ("Closed Monday.Tuesday open", "from o'clock", "9am", "the MONDAY'S"):
        assert any(map(telling("en"), tokenize(text, 0, len(text)).words))
