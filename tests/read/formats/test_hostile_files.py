"""Files made to hurt, or just not for us: one line each, soon."""

import gzip
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.read.formats import documents
from yalu.vocabulary import Document, DocumentError

STORY = "<p>A goods train with ten wagons of cement crossed the bridge at Kessim on Monday.</p>" * 3


def page(inside: str) -> bytes:
    return f"<!doctype html><html><body>{inside}</body></html>".encode()


def feed(inside: str, prolog: str = "") -> bytes:
    return f"{prolog}<rss version='2.0'><channel>{inside}</channel></rss>".encode()


def zipped(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "x" * 100)
    return out.getvalue()


LAUGHS = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)

SET_ASIDE = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t ", "empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "empty"),
    "50 MB": (b"word " * 10_000_000, "more than 20 MB; that is the limit"),
    "a long text": (b"word " * 500_000, "2,500,000 characters of text; the limit is 2,000,000"),
    "a ZIP": (zipped("a.txt"), "looks like a ZIP archive, not a text, HTML, PDF or feed"),
    "a docx": (zipped("[Content_Types].xml"), "looks like an Office document"),
    "a gzip": (gzip.compress(b"x"), "looks like a gzip archive"),
    "a PNG": (b"\x89PNG\r\n\x1a\n" + bytes(100), "looks like a PNG image"),
    "a WebP": (b"RIFF\x01\x02\x03\x04WEBPVP8", "looks like a WebP image"),
    "a program": (b"MZ\x90\x00\x03", "looks like a Windows program"),
    "a NUL": (b"Ten wagons\x00crossed", "looks like binary data"),
    "NULs in UTF-16": ("Ten\x00wagons".encode("utf-16"), "looks like binary data"),
    "a PDF in name": (b"%PDF-1.7\nnothing", "PDF"),
    "deep": (page("<div>" * 100_000 + STORY), "elements nested deeper than 240"),
    "deep after a comment": (page("<!--><!-- --!>" + "<b>" * 9_000), "nested deeper"),
    "deep after a script": (page("<script/>" + "<b>" * 9_000 + "</script>"), "nested deeper"),
    "deep tables": (page("<table><tr><td>" * 100 + STORY), "nested deeper than 240"),
    "many tags": (page("<b>a</b>" * 50_000), "more than 15,000 tags"),
    "only brackets": (page("<" * 10_000_000), "characters of HTML; the limit is 5,000,000"),
    "open sections": (page("<![" * 500_000), "no article text found"),
    "open comments": (page("<!--" * 500_000), "no article text found"),
    "laughs": (feed("<item><title>&a9;</title></item>", LAUGHS + "]>"), "defines entities"),
    "a stolen file": (
        feed("<item>&x;</item>", "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        "defines entities",
    ),
    "a deep feed": (feed("<item>" + "<a>" * 100_000), "nested deeper than 240"),
    "a deep entry": (feed(f"<item><title>{'&lt;i>' * 50_000}</title></item>"), "nested deeper"),
    "a long feed": (feed("<item/>" * 100_000), "more than 15,000 tags"),
    "many ampersands": (feed(f"<item>{'&' * 1_000_000}</item>"), "1,000,000 ampersands"),
    "many attributes": (
        feed("<item " + " ".join(f"a{n}=''" for n in range(50_000)) + "/>"),
        "more than 100 attributes",
    ),
    "brackets in a feed": (feed("<item>" + "<" * 1_000_000), "not well-formed XML"),
    "open CDATA": (feed("<item><![CDATA[" * 300_000), "not well-formed XML"),
    "open prolog": (b"<?xml " * 500_000, "neither an RSS nor an Atom feed"),
}


@pytest.fixture(scope="module", autouse=True)
def _parsers_are_loaded():
    documents(page(STORY), "a.html")
    documents(feed("<item><title>x</title></item>"), "a.rss")


@pytest.mark.parametrize("what", SET_ASIDE)
def test_it_is_set_aside_with_one_line_and_soon(what):
    data, why = SET_ASIDE[what]
    began = time.process_time()
    with pytest.raises(DocumentError) as raised:
        documents(data, "thing")
    assert time.process_time() - began < 2
    assert why in str(raised.value)
    assert str(raised.value).startswith("thing") and "\n" not in str(raised.value)


READ = {
    "a page at the limits": page(STORY + "<div><a href=x>a b c</a></div>" * 3_700),
    "a deep page that keeps its text": page("<div>" * 235 + STORY + "</div>" * 235),
    "a list of open items": page(STORY + "<ul>" + "<li>wagon" * 5_000 + "</ul>"),
    "tags inside a script": page("<script>" + "'<div>'" * 50_000 + "</script>" + STORY),
    "a deep JSON-LD": page(
        '<script type="application/ld+json">' + "[" * 1_000_000 + f"</script>{STORY}"
    ),
    "a text of lines that look like a header": b"key: value\n" * 150_000 + b"prose",
    "a text of labels": b"Published " * 100_000,
    "a text of places": b"KESSIM, " * 100_000,
    "a text of spaces": b" " * 1_900_000 + b"x",
}


@pytest.mark.parametrize("what", READ)
def test_it_is_read_and_soon(what):
    began = time.process_time()
    (document,) = documents(READ[what], "thing")
    assert time.process_time() - began < 2
    assert document.text


def test_the_text_at_the_deepest_level_allowed_is_not_lost():
    (document,) = documents(READ["a deep page that keeps its text"], "thing")
    assert "ten wagons of cement" in document.text


STARTS = (b"", b"<html>", b"<rss><item>", b"%PDF-1.7\n", b"\xff\xfe", b"<?xml ?>", b"lang: en\n\n")


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(STARTS),
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8")),
    st.sampled_from(["a", "a.html", "a.xml", "a.pdf", "a.txt"]),
    st.none() | st.text(max_size=30),
)
def test_any_bytes_are_documents_or_one_clear_line(start, rest, name, content_type):
    try:
        found = documents(start + rest, name, content_type=content_type)
    except DocumentError as error:
        assert str(error).startswith(name) and "\n" not in str(error)
    else:
        assert found and all(isinstance(each, Document) and each.text for each in found)
        assert all(each.text.encode("utf-8") for each in found)
