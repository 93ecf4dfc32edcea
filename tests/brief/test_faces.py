"""The brief as text and as a page: order, ranges, one file, nothing fetched."""

import html
import itertools
import re
from html.parser import HTMLParser

import pytest

from brief.conftest import change, service
from yalu.brief import chart, page, text
from yalu.brief.text import Role
from yalu.vocabulary import Document, Quote, State

HEADINGS = [
    "Since when",
    "What it rests on",
    "Frequency",
    "Volume and cargo",
    "Quarantine steps",
    "Who contradicts whom",
    "Forecasts and how they fared",
    "What is not known",
]
WORD = re.compile(
    r"\b(almost no chance|remote|(?:very |highly )?(?:un)?likely|(?:im)?probabl[ey]|"
    r"roughly even|almost certain(?:ly)?|nearly certain)\b",
    re.IGNORECASE,
)
RANGE = re.compile(r"[^.;]{0,60}?\(\d+–\d+ %\)")


class Page(HTMLParser):
    """What a page holds: tags with attributes, headings, text outside styles."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags, self.headings, self.words, self._open = [], [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1] in ("style", "q", "desc"):
            return
        if self._open and self._open[-1] == "h2":
            self.headings.append(data)
        self.words.append(data)


@pytest.fixture(scope="session")
def pages(autumn, late):
    return {"autumn": page.render([autumn]), "late": page.render([late])}


def told_by_others(brief):
    """Words that are not ours: quotes, gists, and what forecasts and holds are told to be."""
    facts = [
        *brief.rates, *brief.volumes, *brief.cargo, *brief.trade, *brief.holds,
        *brief.unconfirmed, *(one.fact for one in brief.forecasts),
        *(row.fact for row in brief.evidence), *(brief.onset.facts if brief.onset else ()),
        *itertools.chain.from_iterable((*one.told, *one.against) for one in brief.disputes),
    ]  # fmt: skip
    for fact in facts:
        yield fact.told
        yield from (str(each) for each in fact.claim.value.values() if " " in str(each))


def bare_words(whole, brief):
    """Words of probability of ours that no range follows in the same sentence."""
    for phrase in sorted(filter(None, told_by_others(brief)), key=len, reverse=True):
        whole = whole.replace(phrase, "…")
    return [
        whole[found.start() : found.end() + 60]
        for found in WORD.finditer(whole)
        if not RANGE.match(whole, found.end())
    ]


@pytest.mark.parametrize("when", ["autumn", "late"])
def test_every_word_of_probability_in_the_text_has_its_range(request, when):
    brief = request.getfixturevalue(when)
    assert bare_words(text.render(brief, 10_000), brief) == []


@pytest.mark.parametrize("when", ["autumn", "late"])
def test_every_word_of_probability_on_the_page_has_its_range(request, pages, when):
    brief = request.getfixturevalue(when)
    words = " ".join("".join(Page(pages[when]).words).split())
    assert bare_words(words, brief) == []


def test_the_scan_finds_a_bare_word(autumn):
    assert bare_words("It will likely run. (80–95 %)", autumn) != []
    assert bare_words("It is likely running (55–80 %).", autumn) == []


def test_the_text_begins_with_the_answer_and_keeps_the_order(autumn):
    lines = list(text.lines(autumn, 10_000))
    assert lines[0].text == autumn.answer.sentence
    assert [line.text for line in lines if line.role is Role.HEADING] == HEADINGS


def test_the_page_keeps_the_same_order_under_the_chart(pages, autumn):
    headings = [heading for heading in Page(pages["autumn"]).headings if heading.strip()]
    assert headings == ["Evidence", *HEADINGS]
    whole = pages["autumn"]
    assert whole.index("<h1>") < whole.index('aria-labelledby="chart0') < whole.index("<h2")


@pytest.mark.parametrize("width", [30, 60, 100, 200])
def test_the_text_fits_its_width(autumn, width):
    longest = max(len(line.text) for line in text.lines(autumn, width))
    assert longest <= width


def test_the_page_fetches_nothing_and_runs_nothing(pages):
    for whole in pages.values():
        tags = Page(whole).tags
        assert not {tag for tag, _ in tags} & {
            "script", "link", "iframe", "img", "image", "object", "embed", "video", "audio",
        }  # fmt: skip
        for tag, attributes in tags:
            assert not any(name.startswith("on") for name in attributes)
            assert "src" not in attributes
            if tag != "a":
                assert "href" not in attributes
                assert "xlink:href" not in attributes
        styles = "".join(re.findall(r"<style>(.*?)</style>", whole, re.DOTALL))
        assert "@import" not in styles
        assert not re.search(r"url\((?!#)", whole)


def test_the_page_is_light_and_dark_and_prints(pages):
    whole = pages["autumn"]
    for part in ("color-scheme: light dark", "prefers-color-scheme: dark", "@media print"):
        assert part in whole


def test_the_chart_has_a_title_a_description_and_a_table(pages, autumn):
    whole = pages["autumn"]
    assert f"{html.escape(chart.title(autumn))}</title>" in whole
    assert "<desc" in whole
    rows = whole.partition("The chart as a table")[2].partition("</table>")[0]
    assert rows.count("<tr>") == len(autumn.stretches) + 1


def test_colour_never_stands_alone(pages):
    drawing = pages["autumn"].partition("<figure>")[2].partition("</figure>")[0]
    for state in State:
        assert f"url(#{state.value})" in drawing
        assert f'<pattern id="{state.value}"' in pages["autumn"]
        assert f">{state.value}<" in drawing


def test_identifiers_are_unique_with_several_briefs_on_a_page(autumn, late):
    found = re.findall(r'\bid="([^"]+)"', page.render([autumn, late]))
    names = [name for name in found if not name.startswith("dandong-sinuiju")]
    assert len(names) == len(set(names))


def test_every_fact_on_the_page_says_who_and_when(pages, autumn):
    words = " ".join("".join(Page(pages["autumn"]).words).split())
    for fact in (*autumn.rates, *autumn.volumes, *autumn.cargo, *autumn.holds):
        assert fact.vouched in words


def test_words_of_a_document_are_never_markup(brief_of):
    words = "<script>alert(1)</script> & trains </svg>"
    claim = change(
        "2022-09-26", State.RUNNING, who="<b>who</b>", quote=Quote(words, 0, len(words)),
        document="<i>paper</i>",
    )  # fmt: skip
    documents = {
        "<i>paper</i>": Document("<i>paper</i>", outlet="<u>o</u>", url="javascript:alert(1)")
    }
    whole = page.render([brief_of([claim], "2022-09-28", documents=documents)])
    assert html.escape(words) in whole
    assert not {tag for tag, _ in Page(whole).tags} & {"script", "b", "i", "u"}
    assert "javascript:" not in whole


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a", True),
        ("http://example.org/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, followed):
    assert bool(page.address(url)) is followed


def test_a_page_of_few_words_is_a_page(brief_of):
    whole = page.render([brief_of([service("2022-09-01/2022-09-20", State.RUNNING)], "2022-09-20")])
    assert [h for h in Page(whole).headings if h.strip()] == ["Evidence", *HEADINGS]


def test_silence_in_the_chart_is_where_no_word_speaks(late):
    first, last = late.course[0].day, late.course[-1].day
    quiet = list(chart.silences(late.marks, first, last))
    assert quiet
    for start, end in quiet:
        assert (end - start).days >= chart.QUIET
        assert not any(mark.first < end and mark.last > start for mark in late.marks)
    assert quiet[-1][1] == last


def test_the_course_keeps_every_move_of_the_odds(autumn):
    days = [point.day for point in autumn.course]
    assert days == sorted(set(days))
    for point in autumn.course:
        assert sum(point.odds) == pytest.approx(1)
    assert days[-1] == autumn.on
