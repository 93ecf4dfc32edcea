"""Files into documents: plain text, HTML pages, PDF files, RSS and Atom feeds.

Pure functions of bytes. The libraries that parse are imported when the first
file of their format comes.
"""

from yalu.read.formats.decoding import decoded
from yalu.read.formats.limits import check_bytes, guarded, sized
from yalu.read.formats.sniffing import Format, sniffed
from yalu.read.formats.text import body_start
from yalu.vocabulary import Document, DocumentError, partial_day

__all__ = ["body_start", "documents"]


def documents(
    data: bytes,
    name: str,
    *,
    published: str | None = None,
    content_type: str | None = None,
) -> tuple[Document, ...]:
    """The documents in one file: one, or for a feed one an entry.

    `name` is the path or address as given; entry `n` of a feed is called
    `name#n`. The content decides the format; the ending of `name` and
    `content_type` (RFC 9110, with its charset) decide where it does not.
    `published` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and wins over any date that
    the file tells.

    Raises DocumentError for a file that is set aside, DateError for a `published`
    that is no date.
    """
    if published is not None:
        partial_day(published := published.strip())
    check_bytes(data, name)
    format_ = sniffed(data, name, content_type)
    with guarded(name, format_.value):
        found = _parsed(format_, data, name, published, content_type)
    for document in found:
        sized(document.text, name)
    return found


def _parsed(
    format_: Format, data: bytes, name: str, published: str | None, content_type: str | None
) -> tuple[Document, ...]:
    if format_ is Format.PDF:
        from yalu.read.formats import pdf

        return (pdf.document(data, name, published),)
    text = decoded(data, name, content_type, markup=format_ is not Format.TEXT)
    if not text.strip():
        raise DocumentError(name, "empty")
    if format_ is Format.HTML:
        from yalu.read.formats import html

        return (html.document(text, name, published),)
    if format_ is Format.FEED:
        from yalu.read.formats import feed

        return feed.documents(text, name, published)
    from yalu.read.formats import text as plain

    return (plain.document(sized(text, name), name, published),)
