"""Drawing: what the charts of the brief share, and what they are written as."""

import re
from importlib import resources
from typing import Any

import jinja2

ENDINGS = ("html", "svg", "png")
"""What a chart can be written as."""
_INK = re.compile(r"(--[a-z]+):\s*(#[0-9a-f]+)")
_NAMED = re.compile(r"var\((--[a-z]+)\)")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
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
        chart.configure(
            background="transparent",
            font="system-ui, sans-serif",
            # Words that end at the right may be wider where they are read than where they are drawn.
            padding={"left": 5, "top": 5, "right": 24, "bottom": 5},
        )
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


def written(svg: str, title: str, note: str, ending: str) -> bytes:
    """A drawing as a file of one of `ENDINGS`: a page with a note, a drawing, a picture."""
    if ending == "html":
        page = templates().get_template("series.html.j2")
        return page.render(title=title, note=note, drawing=svg).encode()
    if ending == "png":
        return picture(svg)
    style = f"<style>{palette()} svg {{ background: var(--paper) }}</style>"
    return svg.replace("<title", f"{style}<title", 1).encode()


def picture(svg: str) -> bytes:
    """The drawing as PNG in the light colours, at twice the size."""
    import vl_convert

    size = _SIZE.search(svg)
    assert size is not None, "the drawing begins with its size"
    paper = f'<rect width="{size[1]}" height="{size[2]}" fill="var(--paper)"/>'
    plain = in_light(svg.replace("<title", f"{paper}<title", 1))
    return bytes(vl_convert.svg_to_png(plain, scale=2))
