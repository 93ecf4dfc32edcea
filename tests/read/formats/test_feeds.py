"""RSS and Atom: one document an entry."""

import pytest

from yalu.read.formats import documents
from yalu.vocabulary import DocumentError

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Gate Post</title><language>en-gb</language><pubDate>Fri, 21 Jan 2022 00:00:00 GMT</pubDate>
<item><title>Train crosses</title><link>https://example.org/train</link>
<pubDate>Mon, 17 Jan 2022 02:42:00 +0900</pubDate><description>A train crossed.</description>
<content:encoded><![CDATA[<p>Ten wagons &amp; an engine<br>crossed.</p><script>x()</script>]]></content:encoded></item>
<item><title>Yard &amp; gate &nbsp;shut</title><link>https://example.org/yard</link>
<description>Rails &lt;b&gt;rust&lt;/b&gt; & wait.</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">
<title>The Gate Post</title><updated>2022-01-21T00:00:00Z</updated>
<entry><title>One</title><link href="https://example.org/1"/><updated>2022-01-19T00:10:00Z</updated>
<published>2022-01-17T23:30:00+09:00</published><content type="html">&lt;p&gt;Ten wagons.&lt;/p&gt;</content></entry>
<entry><title>Two</title><link href="https://example.org/2"/><updated>2022-01-19T00:10:00Z</updated>
<summary>None.</summary></entry></feed>"""


def test_rss_entries_are_documents():
    first, second = documents(RSS.encode(), "news.xml")
    assert first.name == "news.xml#1" and second.name == "news.xml#2"
    assert first.text == "Train crosses\n\nTen wagons & an engine\ncrossed."
    assert first.url == "https://example.org/train"
    assert (first.outlet, first.title, first.lang) == ("The Gate Post", "Train crosses", "en")


def test_an_entry_has_the_day_of_its_own_clock_and_not_that_of_the_feed():
    first, second = documents(RSS.encode(), "news.xml")
    assert (first.published, first.basis) == ("2022-01-17", "feed")
    assert (second.published, second.basis) == (None, None)


def test_stray_ampersands_and_entities_of_html_are_mended():
    second = documents(RSS.encode(), "news.xml")[1]
    assert second.title == "Yard & gate shut"
    assert second.text == "Yard & gate shut\n\nRails rust & wait."


def test_atom_entries_are_documents_dated_by_published_then_updated():
    first, second = documents(ATOM.encode(), "news")
    assert first.text == "One\n\nTen wagons."
    assert (first.published, second.published) == ("2022-01-17", "2022-01-19")
    assert first.basis == second.basis == "feed"
    assert (first.url, first.lang) == ("https://example.org/1", "ko")


def test_an_entry_dates_itself_where_the_feed_does_not():
    feed = "<rss version='2.0'><channel><item><title>KESSIM, Jan. 17, 2022 (Wire) -- Ten</title>"
    (entry,) = documents(f"{feed}</item></channel></rss>".encode(), "f")
    assert (entry.published, entry.basis) == ("2022-01-17", "dateline")


def test_the_caller_dates_every_entry():
    found = documents(RSS.encode(), "news.xml", published="2022-01-20")
    assert {(each.published, each.basis) for each in found} == {("2022-01-20", "caller")}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_feed_is_read_in_its_encoding(encoding):
    assert len(documents(RSS.encode(encoding), "news.xml")) == 2


def test_a_declared_legacy_encoding_is_followed():
    feed = "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel><item><title>"
    (entry,) = documents(f"{feed}Поезд</title></item></channel></rss>".encode("cp1251"), "f")
    assert entry.text == "Поезд"


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "without an entry"),
        ("<rss version='2.0'><channel><item></item></channel></rss>", "without an entry"),
        ("<rss version='2.0'><channel><item><title>x</item></rss>", "not well-formed XML"),
        ("<?xml version='1.0'?><invoice>12</invoice>", "neither an RSS nor an Atom feed"),
    ],
)
def test_what_is_no_feed_with_entries_is_set_aside(feed, why):
    with pytest.raises(DocumentError, match=why):
        documents(feed.encode(), "news.xml")
