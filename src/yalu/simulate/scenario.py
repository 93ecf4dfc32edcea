"""Scenario: a model file over its bases, checked, as a Model.

A file is TOML with the tables of `schema.Model` and two keys more: `base`, a shipped scenario by
name or a file by its path beside this one, whose tables lie under this file's; and `[set]`,
dotted keys laid over both. docs/simulating-files.md is the reference.
"""

import datetime as dt
import functools
from typing import Any

from pydantic import ValidationError

from yalu.corridors.layers import FilePath, Layers, Shelf, read_layers, shelf
from yalu.simulate.check import findings, notes
from yalu.simulate.faults import fault, first_fault
from yalu.simulate.policies import may_change
from yalu.simulate.schema import Model
from yalu.vocabulary import ScenarioError


def load(name_or_path: FilePath) -> Model:
    """The model of a shipped scenario by name, or of the file at a path.

    Raises ScenarioError with file, line and key for the first thing wrong in it.
    """
    return _model(_layers(name_or_path))


def noted(name_or_path: FilePath) -> tuple[str, ...]:
    """What is worth knowing of a sound file, a line each, as errors name it: a policy after the
    last day, a resource that nothing uses. What stands in its bases is left out.

    Raises ScenarioError as `load` does.
    """
    layers = _layers(name_or_path)
    return tuple(
        str(fault(layers, where, why))
        for where, why in notes(_model(layers))
        if layers.home(where)[0] is layers.file
    )


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with Yalu."""
    return tuple(_shelf().files)


@functools.cache
def _shelf() -> Shelf:
    folder = __file__.rpartition("scenario.py")[0] + "scenarios"
    return shelf("scenario", folder, ScenarioError)


def _layers(name_or_path: FilePath) -> Layers:
    return _named(_ordered(read_layers(name_or_path, _shelf(), appended=("policy",))))


def _model(layers: Layers) -> Model:
    try:
        model = Model.model_validate(layers.tables, strict=True)
    except ValidationError as error:
        raise first_fault(layers, error) from None
    for where, why in findings(model):
        raise fault(layers, where, why)
    return model


def _named(layers: Layers) -> Layers:
    """With the name of the file itself: what its base says of itself is not this file's."""
    own = layers.file.tables
    tables = {key: value for key, value in layers.tables.items() if key not in _PERSONAL}
    tables |= {key: own[key] for key in _PERSONAL if key in own}
    tables.setdefault("name", layers.file.path.stem)
    homes = {path: home for path, home in layers.homes.items() if path[0] in tables}
    if "name" not in own:
        homes[("name",)] = (layers.file, ())
    return Layers(layers.file, tables, homes)


_PERSONAL = ("name", "title", "note", "source", "assumed")


def _ordered(layers: Layers) -> Layers:
    """With policies in order of date, each key of theirs dotted however it was written."""
    rows = layers.tables.get("policy")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return layers
    order = list(range(len(rows)))
    if all(type(row.get("since")) is dt.date for row in rows):
        order.sort(key=lambda index: rows[index]["since"])
    tables, homes = dict(layers.tables), dict(layers.homes)
    tables["policy"] = [_dotted(rows[index]) for index in order]
    for path, home in layers.homes.items():
        if path[0] == "policy" and len(path) > 1:
            homes[("policy", order.index(int(path[1])), *path[2:])] = home
    return Layers(layers.file, tables, homes)


def _dotted(row: dict[str, Any]) -> dict[str, Any]:
    values = row.get("set")
    return row | {"set": dict(_flat(values))} if isinstance(values, dict) else row


def _flat(values: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """`{step = {wash = {work = "2 h"}}}`, which TOML makes of an unquoted key, as a dotted key."""
    found: list[tuple[str, Any]] = []
    for name, value in values.items():
        key = f"{above}{name}"
        if isinstance(value, dict) and value and not may_change(key):
            found += _flat(value, f"{key}.")
        else:
            found.append((key, value))
    return found
