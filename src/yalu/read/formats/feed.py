"""RSS and Atom feeds: one document an entry."""

import datetime as dt
import email.utils
import io
import re
from html.entities import html5
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

import feedparser

from yalu.read.formats import dates, html
from yalu.read.formats.limits import MAX_ATTRIBUTES, MAX_REFERENCES, check_shape
from yalu.read.formats.text import language
from yalu.vocabulary import Document, DocumentError

_STRAY = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(?:(\w{2,31});)?")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def documents(source: str, name: str, published: str | None) -> tuple[Document, ...]:
    """The documents of a feed, in its order; entries without words are left out.

    The headline of an entry is the first line of its text, where it does not begin
    so anyway: a summary alone often tells too little.

    Raises DocumentError for a feed that defines entities, is too large or has no entry
    with words.
    """
    if (references := source.count("&")) > MAX_REFERENCES:
        raise DocumentError(
            name, f"a feed of {references:,} ampersands; the limit is {MAX_REFERENCES:,}"
        )
    data = _STRAY.sub(_mended, _UNPRINTABLE.sub("", source)).encode("utf-8")
    _check(data, name)
    # A stream, because feedparser takes a string for a path or an address.
    parsed = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    feed = dict(parsed.feed)
    found = (
        _document(dict(entry), feed, f"{name}#{number}", published)
        for number, entry in enumerate(parsed.entries, 1)
    )
    kept = tuple(each for each in found if each.text)
    if not kept:
        raise DocumentError(name, "a feed without an entry that has words")
    return kept


def _mended(stray: re.Match[str]) -> str:
    """An entity of HTML as its character, a lone ampersand as what it was meant to be.

    Feeds are full of both; neither is XML.
    """
    character = html5.get(f"{stray[1]};") if stray[1] else None
    return escape(character or stray[0])


def _check(data: bytes, name: str) -> None:
    """Raises DocumentError for a feed that no parser should meet.

    Only well-formed XML goes on: for the rest feedparser has a second parser, which
    takes 10 s for a megabyte of `<`.
    """
    tags = depth = 0

    def opened(_: str, attributes: dict[str, str]) -> None:
        nonlocal tags, depth
        tags, depth = tags + 1, depth + 1
        check_shape(tags, depth, name)
        if len(attributes) > MAX_ATTRIBUTES:
            raise DocumentError(
                name, f"an element of more than {MAX_ATTRIBUTES} attributes; that is the limit"
            )

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    def defined(*_: object) -> None:
        raise DocumentError(name, "a feed that defines entities of its own: not read")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.EntityDeclHandler = defined
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DocumentError(name, f"a feed that is not well-formed XML: {error}") from None


def _document(
    entry: dict[str, Any], feed: dict[str, Any], name: str, published: str | None
) -> Document:
    body, tongue = _content(entry)
    title = html.plain(entry.get("title") or "", name)
    text = html.plain(body, name)
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}".rstrip()
    stated, basis = dates.published(text, (published, "caller"), (_published(entry), "feed"))
    return Document(
        name=name,
        text=text,
        published=stated,
        basis=basis,
        outlet=html.plain(feed.get("title") or "", name) or None,
        url=entry.get("link") or None,
        lang=language(tongue or feed.get("language")),
        title=title or None,
    )


def _content(entry: dict[str, Any]) -> tuple[str, str | None]:
    """The longest text an entry brings, and its language."""
    brought = [dict(each) for each in entry.get("content") or ()]
    if entry.get("summary"):
        brought.append({"value": entry["summary"], **dict(entry.get("summary_detail") or {})})
    best = max(brought, key=lambda each: len(each.get("value") or ""), default={})
    return best.get("value") or "", best.get("language")


def _published(entry: dict[str, Any]) -> str | None:
    """The entry's day as it is written, in the time zone of the outlet.

    `updated` stands in for `published`, which Atom leaves optional (RFC 4287, 4.2.9).
    """
    for key in ("published", "updated"):
        written = entry.get(key) or ""
        if found := dates.full_date(written) or _internet_date(written):
            return found
    return None


def _internet_date(written: str) -> str | None:
    """The day of an RFC 5322 date such as `Mon, 17 Jan 2022 15:42:00 +0900`."""
    try:
        stamp: dt.datetime = email.utils.parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return stamp.date().isoformat()
