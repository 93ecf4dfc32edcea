"""HTML pages: their main text, and what their metadata says of them."""

from typing import Any

import trafilatura

from yalu.read.formats import dates, metadata
from yalu.read.formats.limits import check_markup
from yalu.vocabulary import Document, DocumentError

_PLENTY_OF_TAGS = 8_000
"""Above this, extraction goes without its second and third opinion, which double its cost."""

_BLOCKS = (
    *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td"),
    *("th", "tr", "ul"),
)


def document(markup: str, name: str, published: str | None) -> Document:
    """The document of a page: its main text without menus, related articles and comments.

    Raises DocumentError for a page without an article, or one too large or too deep.
    """
    tags = check_markup(markup, name)
    tree = trafilatura.load_html(markup)
    if tree is None:
        raise DocumentError(name, "no article text found")
    page = metadata.of_page(tree)
    text = _main_text(tree, fast=tags > _PLENTY_OF_TAGS)
    if not text.strip():
        raise DocumentError(name, "no article text found")
    stated, basis = dates.published(text, (published, "caller"), (page.published, "metadata"))
    return Document(
        name=name,
        text=text,
        published=stated,
        basis=basis,
        outlet=page.outlet,
        url=page.url,
        lang=page.lang,
        title=page.title,
    )


def plain(markup: str, name: str) -> str:
    """The text of a piece of HTML, all of it, a block a line."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    check_markup(markup, name)
    tree = trafilatura.load_html(f"<html><body><div>{markup}</div><p></p></body></html>")
    if tree is None:
        return ""
    for element in list(tree.iter("script", "style")):
        element.text = None
    for element in tree.iter(*_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).splitlines())
    return "\n".join(line for line in lines if line)


def _main_text(tree: Any, *, fast: bool) -> str:
    found: Any = trafilatura.bare_extraction(
        tree, fast=fast, include_comments=False, include_tables=True, with_metadata=False
    )
    return found.text or "" if found else ""
