"""Sentences and quotations of a view.

A paragraph break always ends a sentence; a closing quotation mark belongs to
the sentence it closes. A quotation left open runs to the end of its paragraph,
as news print has it.
"""

import re
from itertools import pairwise

from yalu.vocabulary import Span

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_PARAGRAPH = re.compile(
    r"[^\n]+(?:\n(?!(?<=[.;:!?]\n)[ \t]*[-*•] |[ \t]*[*•] |"
    rf"{_CAPITAL}[^\n:.,]{{1,40}}: \w)[^\n]+)*"
)
"""Lines up to a blank one, to an item of a list, or to one with a label: "Orrel: open"."""
_ABBREVIATION = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Prof|St|Rep"
    r"|Sen|Gov|No|Nos|Inc|Ltd|Co|Corp|Va|Fla|Calif|[ap]\.m|U\.S|U\.N|E\.U|[A-Z])\.$"
)
_NUMBERED = re.compile(r"\W?(?:no|art|vol)\.\s+\d")
"""A point before a number: "report no. 14"."""
_OPENER = re.compile(r"\s+(?:The|No|Not|It|A|An|In|On|At|But|They|All|This|Since|After)\b")
"""Words that open a sentence even behind "8 p.m."."""
_END = re.compile(rf"[.!?][.!?]*[\"')\]]*(?=\s+[\"'(\[]?(?:{_CAPITAL}|\d)|\s*\Z)")


LABEL = re.compile(r" [-:] |: |\S {3,}\S")
"""What stands behind the label of a row."""
_ITEM = re.compile(r"(?:\d{1,2}|[a-z])[.)] |[-*•] ")
"""What opens a numbered item."""
_ROW = 100
"""Characters that a row of a list or table may have."""
_NARROW = 30
"""Characters to which no text is set."""
_BARE_ROW = 45
"""Characters of a row without a mark behind its first words: print is set wider."""


def paragraphs(view: str, start: int = 0) -> list[Span]:
    """The stretches between blank lines, the items of lists and the rows of tables, trimmed
    of white space."""
    found = []
    for match in _PARAGRAPH.finditer(view, start):
        for first, last in _rows(view, *match.span()):
            while first < last and view[first].isspace():
                first += 1
            while last > first and view[last - 1].isspace():
                last -= 1
            if first < last:
                found.append(Span(first, last))
    return found


def _rows(view: str, first: int, last: int) -> list[tuple[int, int]]:
    """The lines of a stretch where each is a row of its own, else the stretch.

    No row begins with a small letter, and each is short or most have a mark behind their
    first words: "Orrel - open", "Orrel | open".
    """
    lines = view[first:last].split("\n")
    texts = [line.strip() for line in lines]
    if len(lines) < 2 or not all(text and not text[0].islower() for text in texts):
        return [(first, last)]
    marked = sum(bool(LABEL.search(text) or _ITEM.match(text)) for text in texts)
    longest = max(map(len, texts))
    table = marked > 1 and 2 * marked >= len(texts) and longest <= _ROW
    items = all(_ITEM.match(text) for text in texts)
    prose = (not table and longest > _BARE_ROW) or _wrapped(texts, longest)
    if prose and not items:
        return [(first, last)]
    found = []
    for line in lines:
        found.append((first, first + len(line)))
        first += len(line) + 1
    return found


def _wrapped(texts: list[str], width: int) -> bool:
    """Whether lines are print set to a width: the first word of each had no room above."""
    return width > _NARROW and all(
        len(line) + 1 + len(below.split(maxsplit=1)[0]) > width for line, below in pairwise(texts)
    )


def sentences(view: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph."""
    found = []
    first = paragraph.start
    for match in _END.finditer(view, paragraph.start, paragraph.end):
        last = match.end()
        if match.start() < first:
            continue
        if match.group() == "." and _NUMBERED.match(view, max(first, last - 4), paragraph.end):
            continue
        if match.group() == "." and _ABBREVIATION.search(view[max(first, last - 8) : last]):
            hour = view[max(first, last - 2) : last] == "m."
            if not (hour and _OPENER.match(view, last, paragraph.end)):
                continue
        found.append(Span(first, last))
        first = last
        while first < paragraph.end and view[first].isspace():
            first += 1
    if first < paragraph.end:
        found.append(Span(first, paragraph.end))
    return found


def quotations(view: str, paragraph: Span) -> list[Span]:
    """The stretches inside double quotation marks, marks included."""
    found, opened = [], None
    place = view.find('"', paragraph.start, paragraph.end)
    while place >= 0:
        if opened is None:
            opened = place
        else:
            found.append(Span(opened, place + 1))
            opened = None
        place = view.find('"', place + 1, paragraph.end)
    if opened is not None:
        found.append(Span(opened, paragraph.end))
    return found
