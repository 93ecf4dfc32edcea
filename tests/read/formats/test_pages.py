"""HTML pages: main text, particulars, and the dates that are not theirs."""

import json

import pytest

from yalu.read.formats import documents
from yalu.vocabulary import DocumentError

STORY = (
    "<p>A goods train with ten wagons of cement crossed the bridge at Kessim on Monday, the first "
    "in two years, a dispatcher said.</p><p>Its wagons were sprayed and wait in the yard for three "
    "days, he added, before anybody may unload them.</p>"
)
RELATED = (
    "<aside><h2>Related</h2><article><a href='/old'>Gate at Orrel closed</a>"
    "<time datetime='2019-05-01'>May 1, 2019</time></article></aside>"
)


def page(head: str = "", story: str = STORY, after: str = RELATED) -> bytes:
    return (
        f"<!doctype html><html lang='en-GB'><head><title>Train crosses</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/news'>News</a></nav><article><h1>Train crosses</h1>"
        f"{story}</article>{after}<footer>All rights reserved</footer></body></html>"
    ).encode()


def ld(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(n)}</script>' for n in nodes)


def read(data: bytes, name: str = "a.html", **how: str):
    (document,) = documents(data, name, **how)
    return document


def dated(data: bytes) -> tuple[str | None, str | None]:
    document = read(data)
    return document.published, document.basis


def test_the_main_text_is_kept_and_the_rest_is_not():
    text = read(page()).text
    assert "ten wagons of cement" in text and "sprayed" in text
    assert "Orrel" not in text and "Home" not in text and "rights" not in text


def test_metadata_give_the_particulars():
    document = read(
        page(
            '<link rel="canonical" href="https://example.org/train">'
            '<meta property="og:site_name" content="The Gate Post">'
            '<meta property="article:published_time" content="2022-01-17T23:30:00+09:00">'
        )
    )
    assert (document.published, document.basis) == ("2022-01-17", "metadata")
    assert document.url == "https://example.org/train"
    assert document.outlet == "The Gate Post"
    assert (document.lang, document.title) == ("en", "Train crosses")


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "A train crosses",
    "datePublished": "2022-01-17",
    "publisher": {"@type": "Organization", "name": "The Gate Post"},
}


@pytest.mark.parametrize(
    "nodes",
    [
        [ARTICLE],
        [[ARTICLE]],
        [{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ARTICLE]}],
        [{"@type": "WebPage", "mainEntity": ARTICLE}],
        [{"@type": "Organization"}, "nonsense", ARTICLE],
        [ARTICLE | {"@type": ["Article", "Thing"], "publisher": "The Gate Post"}],
    ],
)
def test_json_ld_gives_date_headline_and_outlet(nodes):
    document = read(page(ld(*nodes)))
    assert (document.published, document.basis) == ("2022-01-17", "metadata")
    assert (document.title, document.outlet) == ("A train crosses", "The Gate Post")


def test_the_article_of_this_address_is_told_from_others():
    other = ARTICLE | {"datePublished": "2019-05-01", "url": "https://example.org/old"}
    own = ARTICLE | {"mainEntityOfPage": {"@id": "https://example.org/train"}}
    canonical = '<link rel="canonical" href="https://example.org/train">'
    assert dated(page(canonical + ld(other, own))) == ("2022-01-17", "metadata")
    assert dated(page(ld(other, own))) == (None, None)


def test_microdata_count_for_the_item_that_holds_the_headline():
    meta = '<meta itemprop="datePublished" content="2022-01-17">'
    item = f"<div itemscope><h1>Train crosses</h1>{meta}{STORY}</div>"
    assert dated(page(story=item)) == ("2022-01-17", "metadata")
    card = f"<div itemscope><h3>Gate at Orrel closed</h3>{meta}</div>"
    assert dated(page(after=card)) == (None, None)


@pytest.mark.parametrize(
    "trap",
    [
        page(),
        page("<meta name='date' content='2019-05-01'>"),
        page("<meta property='article:modified_time' content='2019-05-01'>"),
        page('<link rel="canonical" href="https://example.org/2019/05/01/train">'),
        page(ld({"@type": "ItemList", "itemListElement": [ARTICLE]})),
        page(ld({"@type": "WebSite", "datePublished": "2019-05-01"})),
        page(ld({"@type": "WebPage", "hasPart": [ARTICLE]})),
        page(ld({"@type": "NewsArticle", "datePublished": 20220117})),
        page('<script type="application/ld+json">{"@type": "NewsArticle", </script>'),
        page(after="<ul><li><time pubdate datetime='2019-05-01'>1 May 2019</time></li></ul>"),
        page(after="<footer>Copyright 2019-05-01</footer>"),
        page("<meta property='article:published_time' content='today'>"),
        page(
            "<meta property='article:published_time' content='2019-05-01'>"
            "<meta property='article:published_time' content='2022-01-17'>"
        ),
    ],
)
def test_a_date_of_something_else_leaves_the_page_undated(trap):
    assert dated(trap) == (None, None)


def test_the_text_dates_itself_where_metadata_do_not():
    story = "<p>Published : Jan. 17, 2022 - 15:42</p>" + STORY
    assert dated(page(story=story)) == ("2022-01-17", "published-line")


def test_the_caller_knows_better_than_the_page():
    document = read(page(ld(ARTICLE)), published="2022-01")
    assert (document.published, document.basis) == ("2022-01", "caller")


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a", None), ("a.txt", None), ("https://example.org/a", "text/html; charset=utf-8")],
)
def test_a_page_is_known_by_its_content(name, content_type):
    assert read(page(), name, content_type=content_type).text.startswith("Train crosses")


@pytest.mark.parametrize("empty", ["<p></p>", "<script>var a = 'a word or two';</script>"])
def test_a_page_without_an_article_is_set_aside(empty):
    with pytest.raises(DocumentError, match=r"^a\.html: no article text found$"):
        read(f"<!doctype html><html><body>{empty}</body></html>".encode())
