"""Layers: where each key of merged files was written."""

from pathlib import Path

import pytest

from yalu.corridors.layers import Layers, read_layers, shelf
from yalu.vocabulary import CorridorError


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    (tmp_path / "low.toml").write_text(
        '[crew]\nsize = 4\nhours = [8, 16]\n[[change]]\nday = 2\n[set]\n"crew.pay" = 10\n', "utf-8"
    )
    (tmp_path / "high.toml").write_text(
        'base = "low.toml"\n\n[crew]\nhours = [9]\n\n[[change]]\nday = 1\n[set]\n"crew.size" = 5\n',
        "utf-8",
    )
    return read_layers(
        tmp_path / "high.toml", shelf("file", tmp_path, CorridorError), appended=("change",)
    )


def test_tables_are_merged_lists_replaced_and_the_named_ones_put_together(layers: Layers) -> None:
    assert layers.tables == {
        "crew": {"size": 5, "hours": [9], "pay": 10},
        "change": [{"day": 2}, {"day": 1}],
    }


@pytest.mark.parametrize(
    ("where", "file", "path"),
    [
        (("crew", "size"), "high.toml", ("set", "crew.size")),
        (("crew", "pay"), "low.toml", ("set", "crew.pay")),
        (("crew", "hours", 0), "high.toml", ("crew", "hours", 0)),
        (("crew", "hours", 1), "high.toml", ("crew", "hours", 1)),
        (("crew", "boss"), "high.toml", ("crew", "boss")),
        (("change", 0, "day"), "low.toml", ("change", 0, "day")),
        (("change", 1, "day"), "high.toml", ("change", 0, "day")),
        (("boat",), "high.toml", ("boat",)),
    ],
)
def test_every_key_knows_its_file_and_place(
    where: tuple[str | int, ...], file: str, path: tuple[str | int, ...], layers: Layers
) -> None:
    found, place = layers.home(where)
    assert (found.path.name, place) == (file, path)


def test_a_fault_carries_the_line_of_the_key_in_its_own_file(layers: Layers) -> None:
    found, place = layers.home(("crew", "size"))
    error = found.fault(place, "is too few")
    assert isinstance(error, CorridorError)
    assert (Path(error.path).name, error.line) == ("high.toml", 9)


def test_values_laid_over_leave_the_layers_below_as_they_were(layers: Layers) -> None:
    more = layers.changed({"crew.hours": [1, 2, 3]}, layers.file, ("set",))
    assert more.tables["crew"]["hours"] == [1, 2, 3]
    assert layers.tables["crew"]["hours"] == [9]
    assert more.home(("crew", "hours", 2)) == (layers.file, ("set", "crew.hours", 2))
