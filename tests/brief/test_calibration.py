"""The calibration chart: every point in words too, and nothing to fetch."""

import re
import xml.etree.ElementTree as ElementTree

from yalu.believe.scoring import Bin
from yalu.brief.calibration import description, drawn, specification

CURVES = {
    "in hindsight": (Bin(0.0, 0.1, 120, 0.02, 0.01), Bin(0.9, 1.0, 60, 0.97, 0.95)),
    "on the day": (Bin(0.5, 0.6, 30, 0.55, 0.4),),
}


def test_the_chart_has_a_point_for_each_bin_and_the_line_of_the_ideal() -> None:
    chart = specification(CURVES).to_dict(validate=False)
    ideal, line, points = chart["layer"]
    assert ideal["data"]["values"] == [{"said": 0, "true": 0}, {"said": 1, "true": 1}]
    assert line["data"] == points["data"]
    assert [row["count"] for row in points["data"]["values"]] == [120, 60, 30]


def test_the_chart_is_told_in_words_as_well() -> None:
    text = drawn(CURVES, "svg").decode()
    root = ElementTree.fromstring(text)
    assert root.attrib["role"] == "img"
    names = {child.attrib.get("id"): child.text for child in root}
    assert names["desc"] == description(CURVES)
    assert "0.97 came true 0.95 of 60 times" in names["desc"]
    assert set(root.attrib["aria-labelledby"].split()) <= set(names)


def test_the_page_has_the_figures_and_fetches_nothing() -> None:
    page = drawn(CURVES, "html").decode()
    assert page.startswith("<!doctype html>")
    assert re.findall(r"<td>(\d\.\d to \d\.\d)</td>", page) == [
        "0.0 to 0.1",
        "0.9 to 1.0",
        "0.5 to 0.6",
    ]
    assert not re.search(r"<(?:script|link|img|iframe)\b|\bsrc=|url\(http", page)


def test_a_picture_is_of_the_kind_asked_for() -> None:
    assert drawn(CURVES, "png").startswith(b"\x89PNG\r\n")
