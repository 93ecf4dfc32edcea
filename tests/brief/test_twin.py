"""Pictures of the simulation: what they show, that they fetch nothing, light and dark."""

import html
import re

import pytest

from simulate.handmade import model
from yalu.brief.twin import courses, spans
from yalu.brief.twin.page import comparison_page, figures_page, stress_page
from yalu.brief.twin.stringline import _path, stringline
from yalu.simulate.compare import compare
from yalu.simulate.compile import compiled
from yalu.simulate.ensemble import ensemble
from yalu.simulate.promise import order, promise
from yalu.simulate.run import run
from yalu.simulate.stress import Experiment, report
from yalu.simulate.trains import together
from yalu.vocabulary import YaluError

INKS = ("var(--running)", "var(--suspended)")


@pytest.fixture(scope="module")
def found():
    return ensemble(model(), range(6), 1)


@pytest.fixture(scope="module")
def comparison(found):
    return compare(found, ensemble(model(resource__bays__capacity=60), range(6), 1))


@pytest.fixture(scope="module")
def pictures(found, comparison):
    wanted = order(model(), "sugar@town,2022-01-02")
    made = [
        spans.times(found), spans.use(found), *courses.pictures(found), spans.forest(comparison),
        spans.arrival(promise(model(), wanted, 40)), stringline(run(compiled(model()), 1, 0)),
    ]  # fmt: skip
    return {picture.name: picture for picture in made}


def test_every_picture_there_is(pictures):
    assert set(pictures) == {
        "times", "shares", "flow", "use", "supply", "forest", "promise", "stringline",
    }  # fmt: skip


def test_every_picture_says_what_it_shows_and_fetches_nothing(pictures):
    for name, picture in pictures.items():
        assert f"{html.escape(picture.title)}</title>" in picture.svg
        assert "<desc" in picture.svg and len(picture.description) > 40
        assert not re.search(r"(?:href|src)=|@import|<script", picture.svg)
        assert any(ink in picture.svg for ink in INKS), name
        colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{3,6})"', picture.svg))
        assert not colours - {"#000", "#ddd", "#888"}, f"{name}: a colour that is not of the page"


def test_a_picture_is_a_page_a_drawing_and_png(pictures):
    picture = pictures["shares"]
    assert picture.file("png").startswith(b"\x89PNG")
    assert b"prefers-color-scheme: dark" in picture.file("svg")
    assert picture.file("html").startswith(b"<!doctype html>")


def test_laden_and_empty_are_told_apart_without_colour():
    both = model(
        step__unload={
            "place": "far", "hold": {"bays": "car"}, "work": "30 min", "split": True,
            "spawn": "back",
        },
        step__home={"place": "far", "open": ["near"], "work": "1 h", "crossing": True},
        route__back={"steps": ["home"], "laden": False},
    )  # fmt: skip
    drawn = courses.flow(ensemble(both, range(2), 1))
    assert "cars at home, empty" in drawn.description
    assert "laden" in drawn.svg and "empty" in drawn.svg
    assert "stroke-dasharray" in stringline(run(compiled(both), 1, 0)).svg


def test_the_times_are_those_of_the_figures(found, pictures):
    assert re.search(r"quarantine 2\.\d+ – 2\.\d+ – 2\.\d+ days", pictures["times"].description)
    assert re.search(r"load 2\.\d+ – [\d.]+ – [\d.]+ h", pictures["times"].description)


def test_a_string_is_where_the_train_was():
    made = together(run(compiled(model()), 1, 0))
    steps = list(made.table.steps)
    who = int((made.left >= 0).argmax())
    points = _path(made, who)
    cross, load = steps.index("cross"), steps.index("load")
    assert points[0] == (made.entered[who, load], 0)
    assert (made.begun[who, cross], 0) in points
    assert (made.ended[who, cross], 10) in points
    assert points[-1] == (made.left[who], 10)
    assert points == sorted(points)


def test_a_string_line_needs_places_with_km():
    nowhere = model(place={"yard": {}, "far": {}})
    with pytest.raises(YaluError, match="two places with 'km'"):
        stringline(run(compiled(nowhere), 1, 0))


def test_a_string_line_of_nothing_is_refused():
    import datetime as dt

    shut = model(side__near={"shut": [{"since": dt.date(2022, 1, 1)}]})
    with pytest.raises(YaluError, match="nothing crosses in replication 0"):
        stringline(run(compiled(shut), 1, 0))


def test_pages_hold_the_answer_the_pictures_and_the_tables(found, pictures, comparison):
    table = ("Steps", ("step", "<b>"), [("load", "1 & 2")])
    page = figures_page(model(), found, list(pictures.values()), [table], "Nobody waits.")
    assert "Nobody waits." in page and "1 &amp; 2" in page and "&lt;b&gt;" in page
    assert page.count("<svg") == len(pictures)
    assert not re.search(r"(?:href|src)=|@import|<script", page)
    both = comparison_page(comparison, [pictures["forest"]])
    assert "From small to small (6 paired replications)" in both
    told = stress_page(model(), report(model(), Experiment(6, 1)))
    assert told.count("<h2>") == 6 and told.count("<h3>") == 24


def test_identifiers_are_unique_with_all_pictures_on_a_page(found, pictures):
    page = figures_page(model(), found, list(pictures.values()), [], "")
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_most_panels_are_those_with_the_longest_lines(found, monkeypatch):
    monkeypatch.setattr(courses, "MOST", 1)
    picture = courses.use(found)
    assert "bays" in picture.svg and "crew" not in picture.svg
    assert "Not drawn: 2 with less." in picture.description
