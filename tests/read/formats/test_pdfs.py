"""PDF files: the text of their pages, never their properties' dates."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from yalu.read.formats import documents, limits
from yalu.vocabulary import DocumentError


def pdf(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(72, 750 - 14 * number, line)
        canvas.rect(72, 72, 100, 100)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pages_become_one_text():
    (document,) = documents(pdf("Ten wagons crossed.", "None came back."), "a.pdf")
    assert document.text == "Ten wagons crossed.\n\nNone came back."


def test_the_day_the_file_was_made_is_not_the_day_of_the_report():
    data = pdf("Ten wagons crossed.")
    assert "/CreationDate" in (PdfReader(io.BytesIO(data)).metadata or {})
    (document,) = documents(data, "a.pdf")
    assert (document.published, document.basis) == (None, None)


def test_the_text_may_date_itself():
    (document,) = documents(pdf("Bulletin 3\nPublished: 17 January 2022\nTen wagons."), "a.pdf")
    assert (document.published, document.basis) == ("2022-01-17", "published-line")
    (document,) = documents(pdf("Published: 17 January 2022"), "a.pdf", published="2022-02")
    assert (document.published, document.basis) == ("2022-02", "caller")


def test_a_scan_says_what_to_do():
    with pytest.raises(DocumentError, match="a PDF with no text: scanned pages need OCR first"):
        documents(pdf("", ""), "a.pdf")


def test_an_encrypted_file_is_set_aside():
    writer = PdfWriter(clone_from=io.BytesIO(pdf("Ten wagons crossed.")))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(DocumentError, match="an encrypted PDF"):
        documents(out.getvalue(), "a.pdf")


def test_a_torn_file_is_read_or_set_aside_in_one_line():
    whole = pdf("Ten wagons crossed.")
    for length in range(8, len(whole), 97):
        try:
            documents(whole[:length], "a.pdf")
        except DocumentError as error:
            assert "\n" not in str(error)


def test_limits_of_pages_and_drawing_hold(monkeypatch):
    monkeypatch.setattr("yalu.read.formats.pdf.MAX_PAGES", 2)
    with pytest.raises(DocumentError, match="a PDF of 3 pages; the limit is 2"):
        documents(pdf("a", "b", "c"), "a.pdf")
    heavy = "\n".join("x" * 90 for _ in range(limits.MAX_PAGE_BYTES // 90))
    with pytest.raises(DocumentError, match=r"page 2 has .* bytes of drawing .* limit is 500,000"):
        documents(pdf("a", heavy), "a.pdf")


@pytest.mark.parametrize("times", [1, 200])
def test_a_small_file_that_draws_without_end_is_stopped(times, monkeypatch):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.beginForm("wagons")
    for line in range(40):
        canvas.drawString(72, 750 - 14 * line, "Ten wagons crossed.")
    canvas.endForm()
    for _ in range(times):
        canvas.doForm("wagons")
    canvas.save()
    (document,) = documents(out.getvalue(), "a.pdf")
    assert document.text.count("wagons") == 40 * times
    monkeypatch.setattr("yalu.read.formats.pdf.MAX_OPERATIONS", 100)
    with pytest.raises(DocumentError, match=r"drawing operations; the limit is 100$"):
        documents(out.getvalue(), "a.pdf")


@pytest.mark.parametrize(("piece", "what"), [(b"1 0 obj\n", "objects"), (b"<</A ", "dictionaries")])
def test_a_broken_file_of_too_many_parts_is_not_mended(piece, what):
    with pytest.raises(DocumentError, match=f"a PDF of 60,000 {what}; the limit is 50,000"):
        documents(b"%PDF-1.7\n" + piece * 60_000, "a.pdf")
