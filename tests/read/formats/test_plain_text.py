"""Plain text: the header, and the text that spans index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.read.formats import body_start, documents
from yalu.vocabulary import DateError, DocumentError

HEADER = (
    "url: https://example.org/a\noutlet: The Gate Post\npublished: 2022-01-17\n"
    "lang: en\ntext_form: reworded\n\n"
)
BODY = "A train left Kessim on Monday. It carried cement.\n"


def read(text: str, **how: str):
    (document,) = documents(text.encode(), "a.txt", **how)
    return document


def test_a_header_gives_the_particulars_and_stays_in_the_text():
    document = read(HEADER + BODY)
    assert document.text == HEADER + BODY
    assert document.text[body_start(document.text) :] == BODY
    assert (document.published, document.basis) == ("2022-01-17", "header")
    assert document.outlet == "The Gate Post"
    assert document.url == "https://example.org/a"
    assert document.note is None


def test_a_month_is_a_date_and_an_inferred_date_is_noted():
    document = read("published: 2022-01\npublished_inferred: true\n\n" + BODY)
    assert document.published == "2022-01"
    assert document.note == "publication date inferred"
    assert document.anchor is None


def test_the_language_is_the_primary_one_of_its_tag():
    assert read("lang: pt-BR\n\n" + BODY).lang == "pt"
    assert read("lang: klingon and more\n\n" + BODY).lang == "en"


def test_unknown_keys_beside_a_known_one_are_ignored():
    text = "editor: somebody\nlang: ru\n\n" + BODY
    assert body_start(text) == len(text) - len(BODY)
    assert read(text).lang == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "Seoul: no train was seen.\n\nNothing moved.",
        "note: this is prose.\n\nNothing moved.",
        "Published: 17 January 2022\n\nNothing moved.",
        "lang: ru\nand a line of prose\n\nNothing moved.",
        "lang: ru",
        "\nlang: ru\n\nNothing moved.",
        "",
    ],
)
def test_prose_with_a_colon_is_no_header(text):
    assert body_start(text) == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept_and_still_end_a_header(newline):
    text = (HEADER + BODY).replace("\n", newline)
    document = read(text)
    assert document.text == text
    assert text[body_start(text) :].startswith("A train")
    assert document.outlet == "The Gate Post"


def test_the_caller_knows_better_than_the_header():
    document = read(HEADER + BODY, published="2022-01-20")
    assert (document.published, document.basis) == ("2022-01-20", "caller")


@pytest.mark.parametrize("wrong", ["2022-02-30", "yesterday", "17.01.2022", "2022-13", ""])
def test_a_date_of_the_caller_that_is_none_is_refused(wrong):
    with pytest.raises(DateError):
        read(BODY, published=wrong)


def test_a_date_of_the_header_that_is_none_names_the_file():
    with pytest.raises(DocumentError, match=r"^a\.txt: its header says published: 2022-02-30"):
        read("published: 2022-02-30\n\n" + BODY)


def test_a_header_alone_is_no_document():
    with pytest.raises(DocumentError, match="a header without a text"):
        read(HEADER + " \n")


def test_every_report_of_the_corpus_has_a_header(request):
    reports = sorted((request.config.rootpath / "tests/corpus/documents").rglob("*.txt"))
    assert reports
    for path in reports:
        data = path.read_bytes()
        (document,) = documents(data, str(path))
        assert document.text.encode() == data
        assert document.basis == "header" and document.url and document.outlet
        assert document.text[: body_start(document.text)].endswith("text_form: reworded\n\n")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1))
def test_a_text_without_header_is_kept_letter_for_letter(text):
    try:
        (document,) = documents(text.encode(), "a.txt", content_type="text/plain")
    except DocumentError as error:
        refused = not text.strip() or text.lstrip().startswith(("%PDF-", "<", "%!PS", "{\\rtf"))
        assert refused or error.why == "a header without a text"
    else:
        assert document.text == text
        assert 0 <= body_start(text) <= len(text)
