"""Drawing: what the charts of the brief share, and what they are written as."""

import re
from importlib import resources
from typing import Any

import jinja2

ENDINGS = ("html", "svg", "png")
"""What a chart can be written as."""
_INK = re.compile(r"(--[a-z]+):\s*(#[0-9a-f]+)")
_NAMED = re.compile(r"var\((--[a-z]+)\)")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def ending(name: str) -> str:
    """The ending of a file's name, in small letters, without the dot."""
    return name.rpartition(".")[2].lower()


def templates() -> jinja2.Environment:
    """The templates of the pages. What is put into them is escaped; what they lack is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("yalu.brief"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def configured(chart: Any) -> Any:
    """The chart with the type and the lines of the page, whose colours are CSS variables."""
    return (
        chart.configure(background="transparent", font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="var(--soft)",
            titleColor="var(--soft)",
            domainColor="var(--hair)",
            tickColor="var(--hair)",
            gridColor="var(--hair)",
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
    )


def palette() -> str:
    """The colours of the pages as CSS variables, light and dark."""
    return resources.files(__package__).joinpath("templates", "palette.css").read_text("utf-8")


def in_light(svg: str) -> str:
    """The drawing with the colours of light paper put in, for what knows no variables."""
    inks: dict[str, str] = {}
    for name, ink in _INK.findall(palette()):
        inks.setdefault(name, ink)  # those of light paper come first
    return _NAMED.sub(lambda found: inks[found[1]], _STYLE.sub("", svg))
