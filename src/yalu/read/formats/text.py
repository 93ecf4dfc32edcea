"""Plain text, with or without header lines."""

import re

from yalu.read.formats import dates
from yalu.vocabulary import DateError, Document, DocumentError, partial_day

KEYS = frozenset(("url", "outlet", "published", "published_inferred", "lang", "text_form", "title"))
"""Header keys with a meaning. A block without one of them is prose, not a header."""

_HEADER = re.compile(
    r"(?:[a-z][a-z0-9_-]*+:(?:[ \t][^\r\n]*+)?(?:\r\n|[\r\n]))++[ \t]*+(?:\r\n|[\r\n])"
)
_LINE = re.compile(r"([a-z][a-z0-9_-]*+):[ \t]*([^\r\n]*)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


def body_start(text: str) -> int:
    """Offset of the first character after the header's blank line; 0 without a header.

    A header is a block of `key: value` lines at the very beginning, keys in small
    letters and at least one of them known, ended by a blank line.
    """
    match = _HEADER.match(text)
    if match and any(line[1] in KEYS for line in _LINE.finditer(match[0])):
        return match.end()
    return 0


def document(text: str, name: str, published: str | None) -> Document:
    """The document of a text. `text` stays whole, header and all: spans index the file.

    Raises DocumentError for a header with a date that does not exist, and for a
    header without a text.
    """
    start = body_start(text)
    if not text[start:].strip():
        raise DocumentError(name, "a header without a text")
    header = {line[1]: line[2].strip() for line in _LINE.finditer(text[:start])}
    told = None
    if published is None and header.get("published"):
        told = _header_date(header["published"], name)
    stated, basis = dates.published(text[start:], (published, "caller"), (told, "header"))
    inferred = basis == "header" and header.get("published_inferred", "").lower() == "true"
    return Document(
        name=name,
        text=text,
        published=stated,
        basis=basis,
        outlet=header.get("outlet") or None,
        url=header.get("url") or None,
        lang=language(header.get("lang")),
        title=header.get("title") or None,
        note="publication date inferred" if inferred else None,
    )


def language(tag: str | None) -> str:
    """The primary language of a BCP 47 tag, `en` where there is none."""
    match = _LANGUAGE.match((tag or "").strip())
    return match[0].lower() if match else "en"


def _header_date(written: str, name: str) -> str:
    try:
        partial_day(written)
    except DateError as error:
        raise DocumentError(name, f"its header says published: {written[:40]}; {error}") from None
    return written
