"""The day a text says it was published."""

import pytest

from yalu.read.formats import documents
from yalu.read.formats.dates import full_date


def found(text: str) -> tuple[str | None, str | None]:
    (document,) = documents(text.encode(), "a.txt")
    return document.published, document.basis


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published : Jan. 17, 2022 - 15:42", "2022-01-17"),
        ("Published on 17 January 2022", "2022-01-17"),
        ("PUBLISHED Monday, January 17th, 2022 at 9:05 a.m. EST", "2022-01-17"),
        ("By A. Writer | Posted 17 Jan 2022 | Updated 18 Jan 2022", "2022-01-17"),
        ("First published: 2022-01-17T23:10:00+09:00", "2022-01-17"),
        ("입력 2022.01.17 15:42 수정 2022.01.18 09:00", "2022-01-17"),
        ("发布时间：2022年1月17日", "2022-01-17"),
        ("Опубликовано: 17 января 2022, 10:15", "2022-01-17"),
        ("Publicado el 17 de enero de 2022", "2022-01-17"),
        ("Last updated: 2022-01-19 10:00 KST", "2022-01-19"),
    ],
)
def test_a_published_line_gives_the_day(line, day):
    assert found(f"A headline\n\n{line}\n\nTen wagons crossed.") == (day, "published-line")


@pytest.mark.parametrize(
    "line",
    [
        "KESSIM, Jan. 17, 2022 (Wire) -- Ten wagons crossed.",
        "KESSIM, Orrelia, 17 January 2022 — Ten wagons crossed.",
        "Kessim, January 17, 2022 (Wire) - Ten wagons crossed.",
        "PORT KESSIM. Jan 17, 2022 (Wire). Ten wagons crossed.",
    ],
)
def test_a_dateline_with_a_year_gives_the_day(line):
    assert found(f"A headline\n\n{line}") == ("2022-01-17", "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "KESSIM, Jan. 17 (Wire) -- Ten wagons crossed.",
        "The gate closed on Jan. 17, 2022.",
        "In Kessim, January 17, 2022 - the day the gate closed - is remembered.",
        "Published on 17 January 2022, the decree closed the gate.",
        "Published: 01/02/2022",
        "Published: 30 February 2022",
        "Published: January 2022",
        "Ten wagons crossed.\n" + "No more is known. " * 300 + "\nPublished: 17 January 2022",
    ],
)
def test_a_date_that_may_be_of_something_else_is_not_taken(text):
    assert found(text) == (None, None)


def test_published_comes_before_dateline_and_dateline_before_updated():
    dateline, updated = "KESSIM, Jan. 17, 2022 (Wire) -- Ten.", "Updated: 19 Jan 2022"
    assert found(f"{updated}\n{dateline}") == ("2022-01-17", "dateline")
    assert found(f"{updated}\n{dateline}\nPublished: 18 Jan 2022") == (
        "2022-01-18",
        "published-line",
    )


@pytest.mark.parametrize("written", ["2022-01-17", "2022/1/17", "2022. 1. 17.", "20220117"])
def test_a_numeric_date_begins_with_its_year(written):
    assert full_date(written) == "2022-01-17"
