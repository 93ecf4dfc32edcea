"""Which format some bytes are in."""

import codecs
import re
from enum import StrEnum

from yalu.vocabulary import DocumentError


class Format(StrEnum):
    """A kind of file Yalu reads. The values end the sentence "a ... that cannot be read"."""

    TEXT = "text"
    HTML = "page"
    PDF = "PDF"
    FEED = "feed"


_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%!PS", "a PostScript file"),
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_HEAD = 4_096
"""Bytes that are enough to see how a file begins."""

_PROLOG = re.compile(r"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+")
_FEED = re.compile(
    r"(?:<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)?<(?:\w+:)?(rss|feed|RDF)\b", re.IGNORECASE
)
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)\b", re.IGNORECASE)
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_FEED_ENDINGS = (".rss", ".atom")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_TEXT_ENDINGS = (".txt", ".text", ".md")


def sniffed(data: bytes, name: str, content_type: str | None = None) -> Format:
    """The format of the bytes.

    Raises DocumentError for what is none of text, HTML, PDF or feed.
    """
    media = (content_type or "").partition(";")[0].strip().lower()
    ending = name.lower().partition("?")[0].partition("#")[0]
    head = data[:_HEAD]
    claimed_pdf = media == "application/pdf" or ending.endswith(".pdf")
    if head.lstrip().startswith(b"%PDF-") or (claimed_pdf and b"%PDF-" in head[:1024]):
        return Format.PDF
    wide = head.startswith(_WIDE)
    if not wide:
        _refuse_binary(data, name)
    start = head.decode("utf-16" if wide else "latin-1", "replace").lstrip("\ufeff")
    start = start.removeprefix("\u00ef\u00bb\u00bf")
    after = _PROLOG.match(start)
    rest = start[after.end() :] if after else start
    if _FEED.match(rest):
        return Format.FEED
    if _PAGE.match(rest):
        return Format.HTML
    return _hinted(start, rest, name, media, ending)


def _hinted(start: str, rest: str, name: str, media: str, ending: str) -> Format:
    """The format where the first words do not tell it."""
    if media in ("text/html", "application/xhtml+xml") or ending.endswith(_HTML_ENDINGS):
        return Format.HTML if "<" in start else Format.TEXT
    if media in _FEED_TYPES or ending.endswith(_FEED_ENDINGS):
        return Format.FEED
    if media == "text/plain" or ending.endswith(_TEXT_ENDINGS):
        return Format.TEXT
    if start.lstrip().startswith("<?xml") or media.endswith("/xml") or ending.endswith(".xml"):
        raise DocumentError(name, "XML that is neither an RSS nor an Atom feed")
    return Format.TEXT


def _refuse_binary(data: bytes, name: str) -> None:
    kind = next((kind for magic, kind in _FOREIGN if data.startswith(magic)), None)
    if kind == "a ZIP archive" and b"[Content_Types].xml" in data[:_HEAD]:
        kind = "an Office document"
    if kind is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "a WebP image"
    if kind is None and b"\x00" in data:
        kind = "binary data"
    if kind:
        raise DocumentError(name, f"looks like {kind}, not a text, HTML, PDF or feed")
