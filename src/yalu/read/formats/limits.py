"""What a file may cost, checked before any parser sees it.

Parsers of markup are worse than linear in places, and lose text in others; each
limit stands with the measurement behind it. Larger files are set aside with one
clear line, never cut: half a report can say the opposite of the whole.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from yalu.vocabulary import DateError, DocumentError

MAX_BYTES = 20_000_000
"""A long scanned report is 5 to 15 MB; an article is under 0.1 MB."""

MAX_CHARACTERS = 2_000_000
"""About 1,000 printed pages; the reader takes seconds for as much."""

MAX_MARKUP = 5_000_000
"""Characters of a page, or of the HTML of a feed's entry, scripts and styles apart; extraction
takes up to 0.4 s a million."""

MAX_TAGS = 15_000
"""Opening and closing tags of a page, elements of a feed. Extraction takes about 1 s for as many
and up to 18 s for four times as many."""

MAX_DEPTH = 240
"""Elements inside one another. libxml2 drops, without a word, all that lies deeper than 255."""

MAX_REFERENCES = 200_000
"""Ampersands of a feed, each a step of its parser: 1,000,000 take 2 to 5 s."""

MAX_ATTRIBUTES = 100
"""Attributes of one element of a feed; feedparser takes minutes for 200,000."""

MAX_OBJECTS = 50_000
"""Objects, and dictionaries, of a PDF; mending a broken file takes 1.5 s for as many."""

MAX_PAGES = 1_000
"""Pages of a PDF; 1,000 pages of 60 lines take 6 s."""

MAX_PAGE_BYTES = 500_000
"""Drawing instructions of one PDF page, or of a form drawn on it, inflated."""

MAX_OPERATIONS = 300_000
"""Drawing operations of a PDF, those of a form counted each time it is drawn: 30 us each, so
10 s in all. Long reports need them: nothing else may take as long."""

_SECTIONS = re.compile(r"<!--|<(?:script|style)\b[^>]*+(?<!/)>", re.IGNORECASE)
_ENDS = {
    "<!-": re.compile("--!?>"),
    "<sc": re.compile("</script", re.IGNORECASE),
    "<st": re.compile("</style", re.IGNORECASE),
}
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/><]*+)(?:[^<>]*(/)>)?")
_FLAT = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody"),
        *("tfoot", "option", "optgroup", "colgroup", "html", "head", "body"),
    )
)
_LEVELS = {"table": 4, "ul": 2, "ol": 2, "dl": 2}
"""Levels an element brings: a table comes with tbody, tr and td, which need no closing tag."""


def check_bytes(data: bytes, name: str) -> None:
    """Raises DocumentError for no bytes, and for too many."""
    if not data:
        raise DocumentError(name, "empty")
    if len(data) > MAX_BYTES:
        raise DocumentError(name, f"more than {MAX_BYTES / 1e6:.0f} MB; that is the limit")


def sized(text: str, name: str) -> str:
    """The text. Raises DocumentError where it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(
            name, f"{len(text):,} characters of text; the limit is {MAX_CHARACTERS:,}"
        )
    return text


def check_markup(markup: str, name: str) -> int:
    """How many tags the HTML has, comments, scripts and styles apart.

    Elements whose end may be left out (HTML Standard, 13.1.2.4) count towards the
    depth through the one around them: a long list is not a deep one.

    Raises DocumentError for too many tags, and for elements too deep in one another.
    """
    visible = _without_sections(markup)
    if len(visible) > MAX_MARKUP:
        raise DocumentError(
            name, f"{len(visible):,} characters of HTML; the limit is {MAX_MARKUP:,}"
        )
    tags = depth = 0
    for match in _TAG.finditer(visible):
        tags += 1
        element = match[2].lower()
        if element not in _FLAT and not match[3]:
            levels = _LEVELS.get(element, 1)
            depth = max(0, depth - levels) if match[1] else depth + levels
        check_shape(tags, depth, name)
    return tags


def check_shape(tags: int, depth: int, name: str) -> None:
    """Raises DocumentError for more tags or a greater depth than a parser should meet."""
    if depth > MAX_DEPTH:
        raise DocumentError(name, f"elements nested deeper than {MAX_DEPTH}; that is the limit")
    if tags > MAX_TAGS:
        raise DocumentError(name, f"more than {MAX_TAGS:,} tags; that is the limit")


def _without_sections(markup: str) -> str:
    """The markup without comments, scripts and styles: there a tag is no tag."""
    kept, at = [], 0
    while match := _SECTIONS.search(markup, at):
        kept.append(markup[at : match.start()])
        # An empty comment, "<!-->", ends with its own dashes.
        found = _ENDS[match[0][:3].lower()].search(markup, max(match.end() - 2, at))
        if found is None:
            # Left open: parsers differ on how much is swallowed, so all of it counts.
            at = match.end()
            break
        at = found.end()
    kept.append(markup[at:])
    return "".join(kept)


@contextmanager
def guarded(name: str, format_: str) -> Iterator[None]:
    """Turns whatever a parser raises, warns or logs into silence or one DocumentError."""
    loggers = [logging.getLogger(each) for each in ("trafilatura", "pypdf", "htmldate")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (DocumentError, DateError, ImportError):
        raise
    except RecursionError:
        raise DocumentError(name, f"a {format_} nested too deep to be read") from None
    except MemoryError:
        raise DocumentError(name, f"a {format_} that needs too much memory") from None
    except Exception as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise DocumentError(name, f"a {format_} that cannot be read: {reason}") from None
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
