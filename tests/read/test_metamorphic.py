"""What must not matter to the reader, and what must move with the date alone."""

import datetime as dt
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.corridors import load
from yalu.read import read
from yalu.read.formats import documents
from yalu.read.sentences import paragraphs, quotations, sentences
from yalu.read.view import view
from yalu.vocabulary import Claim, Document, Span

ATLAS = load()
CORPUS = Path(__file__).parents[1] / "corpus" / "documents"
DOCUMENTS = [
    document
    for path in sorted(CORPUS.glob("*/*.txt"))
    for document in documents(path.read_bytes(), path.stem)
    if document.lang == "en"
]
STORY = """Rail freight between Dandong and Sinuiju was suspended on Tuesday, officials said.

It had been running since last Monday. Yesterday two trains crossed the bridge into North Korea,
according to Yonhap. "The line may reopen next week," a source in Dandong told the agency."""


def slots(claims: Sequence[Claim]) -> list[str]:
    """What the claims say, without where in the text they say it."""
    lines = []
    for claim in claims:
        said = claim.to_json()
        said.pop("because", None)
        said["quote"] = " ".join(said["quote"]["exact"].split())
        said["quote"] = said["quote"].translate(str.maketrans("“”‘’", "\"\"''"))
        lines.append(json.dumps(said, sort_keys=True))
    return lines


def story(text: str = STORY, published: str = "2022-09-28") -> Document:
    return Document("story", text, published=published, outlet="Yonhap")


def test_the_story_is_read_at_all():
    assert len(read(story(), ATLAS)) >= 3


@given(st.integers(-40, 40))
def test_the_day_of_publication_moves_relative_dates_and_nothing_else(weeks: int):
    step = dt.timedelta(weeks=weeks)
    day = dt.date(2022, 9, 28) + step
    here = read(story(), ATLAS)
    there = read(story(published=day.isoformat()), ATLAS)
    moved = [
        claim.replace(
            when=claim.when.shifted(step.days) if claim.when else None,
            known=claim.known + step if claim.known else None,
        )
        for claim in here
    ]
    assert slots(moved) == slots(there)


@pytest.mark.parametrize("document", DOCUMENTS[::6], ids=lambda d: d.name)
def test_curly_quotes_read_like_straight_ones(document: Document):
    curly = document.text.replace("'", "’")
    opened = False
    text = ""
    for char in curly:
        if char == '"':
            opened = not opened
            char = "“" if opened else "”"
        text += char
    other = Document(document.name, text, document.published, outlet=document.outlet)
    assert slots(read(other, ATLAS)) == slots(read(document, ATLAS))


@pytest.mark.parametrize("document", DOCUMENTS[::6], ids=lambda d: d.name)
def test_reflowed_lines_give_the_same_claims(document: Document):
    head, body = document.text.split("\n\n", 1)
    wrapped = "\n\n".join(
        "\n".join(wrap(paragraph, 40)) for paragraph in body.split("\n\n") if paragraph.strip()
    )
    other = Document(
        document.name, f"{head}\n\n{wrapped}", document.published, outlet=document.outlet
    )
    assert slots(read(other, ATLAS)) == slots(read(document, ATLAS))


def wrap(paragraph: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


@pytest.mark.parametrize("document", DOCUMENTS[::6], ids=lambda d: d.name)
def test_page_furniture_at_the_end_adds_nothing(document: Document):
    text = document.text.rstrip() + (
        "\n\nLeave a Comment\n\nSubscribe to our newsletter and get the news first.\n\n"
        "Copyright. All rights reserved.\n"
    )
    other = Document(document.name, text, document.published, outlet=document.outlet)
    assert slots(read(other, ATLAS)) == slots(read(document, ATLAS))


def test_without_a_date_nothing_relative_is_guessed():
    undated = Document("story", STORY, outlet="Yonhap")
    for claim in read(undated, ATLAS):
        assert claim.known is None
        assert claim.when is None or claim.when.earliest is None


@given(st.text(max_size=400), st.integers(0, 3))
def test_any_edit_leaves_quotes_exact(extra: str, place: int):
    parts = STORY.split(". ")
    text = ". ".join([*parts[:place], extra, *parts[place:]])
    document = story(text)
    for claim in read(document, ATLAS):
        assert claim.quote is not None
        assert text[claim.quote.start : claim.quote.end] == claim.quote.exact


@given(st.text())
def test_the_view_keeps_every_offset(text: str):
    assert len(view(text)) == len(text)


@given(st.text(alphabet=st.sampled_from(list('ab. \n"!?A1'))))
def test_sentences_lie_in_their_paragraph_in_order(text: str):
    for paragraph in paragraphs(text):
        spans: list[Span] = sentences(text, paragraph)
        assert all(paragraph.start <= s.start < s.end <= paragraph.end for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(
            paragraph.start <= q.start < q.end <= paragraph.end for q in quotations(text, paragraph)
        )


def test_every_claim_says_why():
    for claim in read(story(), ATLAS):
        filled = {step.slot for step in claim.because}
        assert {"gate", "kind", "who"} <= filled
        assert claim.state is None or "state" in filled
