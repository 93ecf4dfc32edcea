"""What a page's metadata says of the page itself.

Pages carry many dates: of related articles, of the last change of a template, of
today. Only JSON-LD `datePublished` of the page's own article, `article:published_time`
and microdata `datePublished` of the article around the headline are dates of
publication. Never `<time>` elements, addresses or guesses from the text.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yalu.read.formats import dates
from yalu.read.formats.text import language

_TIMES = ("article:published_time", "og:article:published_time", "og:published_time")
_ASIDE = frozenset(("aside", "nav", "footer"))


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own particulars; `published` is `YYYY-MM-DD`."""

    published: str | None
    outlet: str | None
    url: str | None
    lang: str
    title: str | None


def of_page(tree: Any) -> Page:
    """The particulars of a parsed page (an lxml element)."""
    metas = _metas(tree)
    articles = list(_articles(tree))
    url = _address(tree, metas)
    title = _first(
        *(_string(each.get("headline")) for each in articles[:1]),
        *metas.get("og:title", ()),
        *(_content(each) for each in tree.iter("title")),
        *(_content(each) for each in tree.iter("h1")),
    )
    return Page(
        published=_published(tree, metas, articles, url),
        outlet=_first(*metas.get("og:site_name", ()), *map(_publisher, articles)),
        url=url,
        lang=language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        title=title,
    )


def _published(
    tree: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]], url: str | None
) -> str | None:
    """The one day the metadata agree on; None where articles on the page disagree."""
    own = [each for each in articles if url and url in _addresses(each)] or articles
    for found in (
        [_string(each.get("datePublished")) for each in own],
        [value for name in _TIMES for value in metas.get(name, ())],
        list(_microdata(tree)),
    ):
        days = {day for value in found if value and (day := dates.full_date(value))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes that describe the page: articles if there are any, else the page.

    Nodes inside other nodes (lists, related articles) describe something else; only
    `@graph` and `mainEntity` lead on.
    """
    pages = []
    is_article = False
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(script.text or ""):
            types = " ".join(map(str, _listed(node.get("@type"))))
            if "Article" in types or "Posting" in types or types.split("/")[-1] == "Report":
                is_article = True
                yield node
            elif "WebPage" in types:
                pages.append(node)
    if not is_article:
        yield from pages


def _nodes(source: str) -> Iterator[dict[str, Any]]:
    try:
        waiting = _listed(json.loads(source, strict=False))
    except (ValueError, RecursionError):
        return
    for node in waiting:
        if isinstance(node, dict):
            yield node
            inner = [*_listed(node.get("@graph")), *_listed(node.get("mainEntity"))]
            yield from (each for each in inner if isinstance(each, dict))


def _microdata(tree: Any) -> Iterator[str]:
    """Values of `<meta itemprop="datePublished">` of the item that holds the headline."""
    for meta in tree.iter("meta"):
        if (meta.get("itemprop") or "").lower() != "datepublished":
            continue
        around = list(meta.iterancestors())
        item = next((each for each in around if each.get("itemscope") is not None), None)
        aside = any(each.tag in _ASIDE for each in around)
        if item is not None and not aside and next(item.iter("h1"), None) is not None:
            yield meta.get("content") or ""


def _metas(tree: Any) -> dict[str, list[str]]:
    """Contents of `meta` elements by their property or name, in the order of the page."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if key and content:
            found.setdefault(key, []).append(content)
    return found


def _address(tree: Any, metas: dict[str, list[str]]) -> str | None:
    canonical = [
        (link.get("href") or "").strip()
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    found = (*canonical, *metas.get("og:url", ()))
    return next((each for each in found if each.startswith(("http://", "https://"))), None)


def _addresses(node: dict[str, Any]) -> set[str]:
    named = (node.get("url"), node.get("@id"), *_listed(node.get("mainEntityOfPage")))
    return {
        value
        for each in named
        if (value := _string(each.get("@id") if isinstance(each, dict) else each))
    }


def _publisher(node: dict[str, Any]) -> str | None:
    named = next(iter(_listed(node.get("publisher"))), None)
    return _string(named.get("name") if isinstance(named, dict) else named)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _content(element: Any) -> str:
    return "".join(element.itertext())


def _first(*values: str | None) -> str | None:
    """The first value that has words, its white space made single."""
    return next((" ".join(each.split()) for each in values if each and each.strip()), None)
