"""A document: when it was public, and what makes two documents the same."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.vocabulary import DateError, Document, Span

REPORT = Document("report.txt", "Trains crossed on Monday.", published="2022-09-27")


def test_the_digest_is_of_the_content_and_not_of_the_name() -> None:
    assert dataclasses.replace(REPORT, name="copy.txt").digest == REPORT.digest


def test_how_the_date_was_found_is_no_part_of_the_content() -> None:
    assert dataclasses.replace(REPORT, basis="header").digest == REPORT.digest


@pytest.mark.parametrize("field", ["text", "published", "outlet", "url", "lang", "title", "note"])
def test_any_other_field_changes_the_digest(field: str) -> None:
    assert dataclasses.replace(REPORT, **{field: "2021"}).digest != REPORT.digest


def test_particulars_without_a_text_are_told_apart_by_name() -> None:
    one, two = (Document(name, published="2022-09-27") for name in ("one", "two"))
    assert one.digest != two.digest


@given(st.text())
def test_every_text_has_a_digest(text: str) -> None:
    assert len(Document("any", text).digest) == 64


@pytest.mark.parametrize(
    ("published", "precision", "first", "last"),
    [
        ("2022-09-26", None, "2022-09-26", "2022-09-26"),
        ("2022-09", None, "2022-09-01", "2022-09-30"),
        ("2022", None, "2022-01-01", "2022-12-31"),
        ("2022-09-26", "week", "2022-09-23", "2022-09-29"),
        ("2022-09-26", "month", "2022-09-01", "2022-09-30"),
        ("2022-09-26", "year", "2022-01-01", "2022-12-31"),
    ],
)
def test_the_window_of_publication_is_as_wide_as_the_date_is_vague(
    published: str, precision: str | None, first: str, last: str
) -> None:
    document = Document("report.txt", published=published, precision=precision)
    window = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert document.window == window
    assert document.known == window[1]


def test_yesterday_counts_only_from_a_day_that_is_known() -> None:
    assert REPORT.anchor == dt.date(2022, 9, 27)
    assert dataclasses.replace(REPORT, precision="week").anchor is None
    assert dataclasses.replace(REPORT, published="2022-09").anchor is None


def test_without_a_date_nothing_is_guessed() -> None:
    undated = dataclasses.replace(REPORT, published=None)
    assert undated.window is None
    assert undated.known is None
    assert undated.anchor is None


def test_a_publication_date_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(DateError, match="2022-02-30"):
        _ = Document("report.txt", published="2022-02-30").window


def test_its_particulars_leave_the_text_out() -> None:
    found = dataclasses.replace(REPORT, precision="week", outlet="The Gazette").to_json()
    assert found == {
        "id": "report.txt",
        "language": "en",
        "published": "2022-09-27",
        "published_precision": "week",
        "outlet": "The Gazette",
    }


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_span_gives_the_words_between_its_ends(text: str, start: int, end: int) -> None:
    assert Span(start, end).of(text) == text[start:end]
