"""The table of invented sentences, more than a third of them traps."""

import datetime as dt
import tomllib
from pathlib import Path

from yalu.read.time import find

TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
POSITIVE = [row for name, rows in TABLE.items() if name != "negative" for row in rows]
ROLES = ("at", "since", "until", "by", "for", "before", "after", "change")


def agrees(got: tuple[str, str, str], wanted: str) -> bool:
    role, _, value = wanted.partition(":")
    if role in ROLES:
        return got[1] == role and got[2] == value
    return got[2] == wanted


def test_the_table_is_large_and_has_traps():
    traps = len(TABLE["traps"]) + len(TABLE["negative"])
    assert len(POSITIVE) >= 200
    assert len(TABLE["negative"]) >= 100
    assert traps >= 0.35 * (len(POSITIVE) + len(TABLE["negative"]))


def test_at_least_98_of_100_sentences_are_read_right(times):
    wrong = []
    for text, day, wanted in POSITIVE:
        found = times(text, day)
        if len(found) != len(wanted) or not all(map(agrees, found, wanted)):
            wrong.append((text, wanted, found))
    assert len(wrong) <= 0.02 * len(POSITIVE), wrong


def test_no_date_is_read_where_there_is_none():
    false = {
        text: [text[expr.start : expr.end] for expr in find(text) if expr.dated]
        for text in TABLE["negative"]
    }
    assert {text: found for text, found in false.items() if found} == {}


def test_a_span_lies_in_its_text_and_begins_and_ends_with_a_word():
    for text, _day, _wanted in POSITIVE:
        end = 0
        for expr in find(text):
            words = text[expr.start : expr.end]
            assert end <= expr.role_start <= expr.start < expr.end
            assert words == words.strip(" ,;")
            end = expr.end


def test_every_day_of_a_year_is_found_however_it_is_written():
    for count in range(365):
        day = dt.date(2023, 1, 1) + dt.timedelta(count)
        name = f"{day:%B}"
        for text in (
            f"closed on {name} {day.day}, 2023",
            f"closed on {day.day} {name} 2023",
            f"closed on {day:%A}, {name} {day.day}, 2023,",
            f"closed on {day.isoformat()}",
        ):
            (expr,) = find(text)
            assert (expr.value.year, expr.value.month, expr.value.day) == (2023, day.month, day.day)
