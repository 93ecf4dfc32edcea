"""Faults: what pydantic finds wrong in a scenario, as one line with file, line and dotted key."""

from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from yalu.corridors.atlas import suggestion
from yalu.corridors.layers import Layers
from yalu.corridors.locate import KeyPath, lines_of, nearest
from yalu.simulate.schema import Model
from yalu.vocabulary import FileFault

_FORMS = {
    "string_type": "must be a text",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a day such as 2022-09-26",
    "date_from_datetime_inexact": "must be a day such as 2022-09-26",
    "string_pattern_mismatch": "is no name (small letters, digits, hyphens)",
}


def dotted(path: KeyPath) -> str:
    """`step.quarantine.rest`; items of a list are counted from 1: `policy[2].set`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def fault(layers: Layers, where: KeyPath, why: str) -> FileFault:
    """The error to raise for what stands at `where`, named as its own file names it."""
    file, path = layers.home(where)
    return file.fault(path, f"{dotted(path or where)}: {why}" if where else why)


def first_fault(layers: Layers, error: ValidationError) -> FileFault:
    """The first fault of the file, of several that pydantic found."""
    details = error.errors(include_url=False)
    # A key that is wrong is worth more than what its absence leaves missing.
    first = min(details, key=lambda one: (one["type"] == "missing", _place(layers, one)))
    return fault(layers, _path(layers, first), _why(layers, first))


def _place(layers: Layers, error: ErrorDetails) -> tuple[bool, int]:
    file, path = layers.home(_path(layers, error))
    return file is not layers.file, nearest(lines_of(file.text), path)


def _path(layers: Layers, error: ErrorDetails) -> KeyPath:
    """Where in the tables the error is: pydantic adds the names of the forms it tried."""
    path: list[str | int] = []
    inner: Any = layers.tables
    for part in error["loc"]:
        known: Any = inner if isinstance(inner, dict) else ()
        if isinstance(inner, list) and isinstance(part, int):
            known = range(len(inner))
        if part in known:
            inner = inner[part]
        elif isinstance(inner, dict) and error["type"] == "missing":
            path.append(part)
            break
        else:
            break
        path.append(part)
    return tuple(path)


def _why(layers: Layers, error: ErrorDetails) -> str:
    kind, given = error["type"], error["input"]
    context = error.get("ctx", {})
    path = _path(layers, error)
    if kind == "extra_forbidden":
        return f"unknown key{suggestion(str(path[-1]), _known(path[:-1]))}"
    if kind == "missing":
        return "is missing"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if error["loc"][-1:] == ("[key]",):
        return _FORMS["string_pattern_mismatch"]
    if kind == "literal_error":
        expected = _words(context["expected"])
        near = suggestion(given, expected) if isinstance(given, str) else ""
        return f"must be {' or '.join(expected)}, not {given!r:.60}{near}"
    if kind == "greater_than_equal" and context["ge"] == 0:
        return f"must not be negative, not {given!r:.60}"
    if kind in ("greater_than", "greater_than_equal", "less_than_equal"):
        ((word, limit),) = ((word, context[word]) for word in ("gt", "ge", "le") if word in context)
        words = {"gt": "more than", "ge": "at least", "le": "at most"}
        return f"must be {words[word]} {limit:g}, not {given!r:.60}"
    if kind == "too_short":
        return "is empty"
    shown = f", not {given!r:.60}" if isinstance(given, str | int | float | bool) else ""
    return f"{_FORMS.get(kind, error['msg'])}{shown}"


def _words(expected: str) -> list[str]:
    """`'a', 'b' or 'c'` as pydantic writes it, in pieces."""
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _known(path: KeyPath) -> list[str]:
    """The keys that the table at `path` may have."""
    owner: Any = Model
    for part in path:
        if isinstance(owner, type) and issubclass(owner, BaseModel):
            owner = _field(owner, str(part))
        else:
            owner = get_args(owner)[-1]
        owner = _table(owner)
    if isinstance(owner, type) and issubclass(owner, BaseModel):
        known = [field.alias or name for name, field in owner.model_fields.items()]
        return [*known, "base", "set"] if owner is Model else known
    return []


def _field(owner: type[BaseModel], key: str) -> Any:
    for name, field in owner.model_fields.items():
        if key == (field.alias or name):
            return field.annotation
    return None


def _table(annotation: Any) -> Any:
    """The table or the container among the choices of an annotation."""
    if get_origin(annotation) in (Union, UnionType):
        return next((one for one in get_args(annotation) if one is not type(None)), None)
    if get_origin(annotation) is not None and hasattr(annotation, "__metadata__"):
        return _table(get_args(annotation)[0])
    return annotation
