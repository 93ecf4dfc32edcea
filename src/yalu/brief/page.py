"""The brief as one HTML file that fetches nothing: chart, evidence, sections, print."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from yalu.brief import amounts, chart, phrases, text
from yalu.brief.assessment import Brief
from yalu.brief.drawing import templates
from yalu.brief.fact import relays
from yalu.brief.origins import side

_RANGE = re.compile(r"\(\d+–\d+ %\)")


def render(briefs: Sequence[Brief]) -> str:
    """The page of one or more briefs. Raises ValueError for none."""
    if not briefs:
        raise ValueError("a page needs a brief")
    environment = templates()
    environment.globals.update(
        amounts=amounts,
        phrases=phrases,
        text=text,
        relays=relays,
        side=side,
        recent=text.RECENT,
    )
    environment.filters.update(address=address, ranges=ranges)
    charts = [chart.svg(brief, f"chart{number}") for number, brief in enumerate(briefs)]
    template = environment.get_template("brief.html.j2")
    return template.render(parts=list(zip(briefs, charts, strict=True)))


def ranges(sentence: str) -> Markup:
    """The sentence with each range of per cent kept on one line."""
    return Markup(_RANGE.sub(r'<span class="range">\g<0></span>', str(escape(sentence))))


def address(url: str | None) -> str:
    """The address if a reader can follow it: http or https, and nothing else."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
