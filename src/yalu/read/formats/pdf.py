"""PDF files: the text of their pages.

The dates in a PDF's properties say when the file was made, often years after the
report in it was published; they are not read.
"""

import io
from collections.abc import Iterator
from itertools import chain, count

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NullObject, StreamObject

from yalu.read.formats import dates
from yalu.read.formats.limits import MAX_OBJECTS, MAX_OPERATIONS, MAX_PAGE_BYTES, MAX_PAGES
from yalu.vocabulary import Document, DocumentError


def document(data: bytes, name: str, published: str | None) -> Document:
    """The document of a PDF. Pages are parted by a blank line.

    Raises DocumentError for a PDF that is encrypted, broken, too long or without text.
    """
    try:
        text = _text(data, name)
    except PyPdfError as error:
        reason = " ".join(str(error).split())[:100]
        raise DocumentError(name, f"a broken PDF: {reason}") from None
    if not text.strip():
        raise DocumentError(name, "a PDF with no text: scanned pages need OCR first")
    stated, basis = dates.published(text, (published, "caller"))
    return Document(name=name, text=text, published=stated, basis=basis)


def _text(data: bytes, name: str) -> str:
    for mark, what in ((b" obj", "objects"), (b"<<", "dictionaries")):
        _within(data.count(mark), MAX_OBJECTS, f"a PDF of {{:,}} {what}", name)
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise DocumentError(name, "an encrypted PDF; save it without a password first")
    _within(len(reader.pages), MAX_PAGES, "a PDF of {:,} pages", name)
    operations = count(1)

    def drawn(*_: object) -> None:
        _within(next(operations), MAX_OPERATIONS, "a PDF of {:,} drawing operations", name)

    pages = []
    seen: set[int] = set()
    for number, page in enumerate(reader.pages, 1):
        contents = page.get_contents()
        for stream in chain([] if contents is None else [contents], _forms(page, seen)):
            where = f"page {number} has {{:,}} bytes of drawing instructions"
            _within(len(stream.get_data()), MAX_PAGE_BYTES, where, name)
        pages.append(page.extract_text(visitor_operand_before=drawn).rstrip())
        # Once more, because pypdf swallows what is raised inside a form.
        drawn()
    return _printable("\n\n".join(page for page in pages if page))


def _forms(holder: DictionaryObject, seen: set[int]) -> Iterator[StreamObject]:
    """The forms that a page or a form may draw, each once; `seen` holds object numbers."""
    resources = holder.get("/Resources", NullObject()).get_object()
    named = resources.get("/XObject") if isinstance(resources, DictionaryObject) else None
    forms = named.get_object() if named is not None else None
    if not isinstance(forms, DictionaryObject):
        return
    for reference in forms.values():
        form = reference.get_object()
        number = getattr(form.indirect_reference, "idnum", -1) if form is not None else -1
        if number in seen or not isinstance(form, StreamObject):
            continue
        seen.add(number)
        if form.get("/Subtype") == "/Form":
            yield form
            yield from _forms(form, seen)


def _within(number: int, limit: int, what: str, name: str) -> None:
    if number > limit:
        raise DocumentError(name, f"{what.format(number)}; the limit is {limit:,}")


def _printable(text: str) -> str:
    """The text without code points that no file in UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
