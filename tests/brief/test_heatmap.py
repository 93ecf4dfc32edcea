"""The chart of coverage: a month a cell, in words too, and the same in light and dark."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from yalu.believe import Month
from yalu.brief import drawing, heatmap
from yalu.vocabulary import Mode, Service

SPACE = "{http://www.w3.org/2000/svg}"


def month(number, share=1.0, origins=0, seen=0, gate="dandong-sinuiju"):
    first = dt.date(2020 + number // 12, 1 + number % 12, 1)
    return Month(Service(gate, Mode.RAIL), first, origins, seen, None, share)


MONTHS = [month(0, 0.02, 3, 1), month(1, 0.6, 2, 0), month(2), month(1, 0.3, 1, 1, gate="nampo")]


def rows(chart):
    found = chart.to_dict(validate=False)
    return found, found["data"]["values"]


def test_a_cell_is_as_full_as_its_answer_rests_on_words():
    _, found = rows(heatmap.specification(MONTHS))
    assert [row["rests"] for row in found] == [1.0, 0.5, 0.0, 0.75]
    assert [row["told"] for row in found] == [True, True, False, True]
    assert [row["seen"] for row in found] == [True, False, False, True]
    assert (found[0]["from"], found[0]["to"]) == ("2020-01-01", "2020-02-01")


def test_services_keep_their_order_and_the_drawing_its_bounds():
    chart, _ = rows(heatmap.specification(MONTHS))
    assert chart["height"] == 2 * heatmap.CELL
    assert chart["width"] == heatmap.LEAST
    long, _ = rows(heatmap.specification([month(number) for number in range(240)]))
    assert long["width"] == heatmap.MOST


def test_the_drawing_is_one_valid_file_that_fetches_nothing():
    drawn = heatmap.svg(MONTHS)
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SPACE}svg"
    assert "prefers-color-scheme: dark" in drawn
    assert not re.search(r"""(?:href|src)\s*=|@import|url\((?!#)""", drawn)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for name in re.findall(r"url\(#([^)]+)\)", drawn):
        assert name in ids
    named = set(re.findall(r"var\((--[a-z]+)\)", drawn))
    assert named <= set(re.findall(r"(--[a-z]+):", drawn))


def test_the_drawing_is_told_in_words_too():
    root = ElementTree.fromstring(heatmap.svg(MONTHS))
    assert root.find(f"{SPACE}title").text == "Where somebody looked, from 2020-01 to 2020-03"
    words = root.find(f"{SPACE}desc").text
    assert "dandong-sinuiju/rail: of 3 months 2 are spoken of, 1 at the time" in words
    assert "nampo/rail: of 1 month 1 are spoken of, 1 at the time; mean prior share 0.30" in words


def test_the_page_holds_the_drawing_and_a_row_for_each_service():
    page = heatmap.drawn(MONTHS, "html").decode()
    assert page.startswith("<!doctype html>")
    assert page.count("<tr>") == 3
    assert re.search(r"<td>nampo/rail</td><td[^>]*>1</td>", page)
    assert not re.search(r"""(?:href|src)\s*=|@import|url\((?!#)""", page)


def test_a_picture_knows_no_variables():
    assert "var(" not in drawing.in_light(heatmap.svg(MONTHS))
    assert heatmap.drawn(MONTHS, "png").startswith(b"\x89PNG")


def test_a_hostile_name_is_only_a_name():
    drawn = heatmap.svg([month(0, gate="</desc><script>")])
    assert "<script>" not in drawn
    ElementTree.fromstring(drawn)


def test_nothing_is_no_chart():
    with pytest.raises(ValueError, match="needs a month"):
        heatmap.specification([])
