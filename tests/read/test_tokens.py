"""Tokens stand where they say, and a part of a text has the tokens of the part."""

from hypothesis import given
from hypothesis import strategies as st

from yalu.read.tokens import tokenize

WORDS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(["Orrel's", "1,400", "U.S.", "o'clock", "'s", "1990's", "x's's", "İ's"]),
    ),
    max_size=12,
)
SPACES = st.text(alphabet=" \t\u00a0\u2009\x1f", min_size=1, max_size=3)


@given(WORDS, SPACES)
def test_a_token_is_the_lower_cased_words_at_its_place(words: list[str], space: str) -> None:
    text = space.join(words)
    tokens = tokenize(text, 0, len(text))
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert [text[first:last].lower() for first, last in spans] == tokens.words
    assert all(first < last for first, last in spans)
    between = "".join(
        text[last:first]
        for (_, last), (first, _) in zip(
            [(0, 0), *spans], [*spans, (len(text), len(text))], strict=True
        )
    )
    assert not between.strip()


@given(WORDS, WORDS, SPACES)
def test_a_part_between_spaces_has_the_tokens_of_its_own(
    before: list[str], behind: list[str], space: str
) -> None:
    text = space.join([*before, *behind])
    cut = len(space.join(before))
    whole = tokenize(text, 0, len(text))
    assert whole.part(0, cut) == tokenize(text, 0, cut)
    assert whole.part(cut, len(text)) == tokenize(text, cut, len(text))


def test_a_possessive_ending_is_a_token_of_its_own() -> None:
    text = "Norland's gate, the carriers' post, 1990's rules"
    tokens = tokenize(text, 0, len(text))
    assert tokens.words[:3] == ["norland", "'s", "gate"]
    assert tokens.words[5:8] == ["carriers", "'", "post"]
    assert tokens.words[9:12] == ["1990", "'", "s"]
    assert [text[tokens.starts[1] : tokens.ends[1]]] == ["'s"]
