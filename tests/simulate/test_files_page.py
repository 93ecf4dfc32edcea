"""docs/simulating-files.md names every key that a file may have."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from yalu.simulate import schema
from yalu.simulate.policies import CHANGEABLE
from yalu.simulate.scenario import shipped
from yalu.simulate.spread import _WORDS

PAGE = (Path(__file__).parents[2] / "docs" / "simulating-files.md").read_text("utf-8")
TABLES = [
    one
    for one in vars(schema).values()
    if isinstance(one, type) and issubclass(one, schema.Table) and one is not schema.Table
]


def keys(table: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in table.model_fields.items()]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_of_every_table_is_named(table: type[BaseModel]) -> None:
    assert [key for key in keys(table) if not re.search(rf"[`.\[{{ ]{key}\b", PAGE)] == []


def test_every_key_that_may_change_by_date_is_named() -> None:
    rows = " ".join(re.findall(r"^\| (`.*?) \|", PAGE.split("### `[[policy]]`")[1], re.M))
    for key in CHANGEABLE:
        table, _, last = key.split(".", 2)
        assert re.search(
            rf"{table}\.NAME.*?\.{re.escape(last.split('.')[-1].replace('*', 'CARGO'))}`", rows
        ), key


@pytest.mark.parametrize("word", [*_WORDS, "quantiles"])
def test_every_law_is_named(word: str) -> None:
    assert f"{{ {word} = " in PAGE


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_file_is_named(name: str) -> None:
    assert f"| `{name}` |" in PAGE
