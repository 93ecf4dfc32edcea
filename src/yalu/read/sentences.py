"""Sentences and quotations of a view.

A paragraph break always ends a sentence; a closing quotation mark belongs to
the sentence it closes. A quotation left open runs to the end of its paragraph,
as news print has it.
"""

import re

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
_OPENER = re.compile(r"\s+(?:The|No|Not|It|A|An|In|On|At|But|They|All|This|Since|After)\b")
"""Words that open a sentence even behind "8 p.m."."""
_END = re.compile(rf"[.!?][.!?]*[\"')\]]*(?=\s+[\"'(\[]?(?:{_CAPITAL}|\d)|\s*\Z)")


def paragraphs(view: str, start: int = 0) -> list[Span]:
    """The stretches between blank lines and the items of lists, trimmed of white space."""
    found = []
    for match in _PARAGRAPH.finditer(view, start):
        first, last = match.span()
        while first < last and view[first].isspace():
            first += 1
        while last > first and view[last - 1].isspace():
            last -= 1
        if first < last:
            found.append(Span(first, last))
    return found


def sentences(view: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph."""
    found = []
    first = paragraph.start
    for match in _END.finditer(view, paragraph.start, paragraph.end):
        last = match.end()
        if match.start() < first:
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
