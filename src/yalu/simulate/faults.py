"""Faults: what pydantic finds wrong in a scenario, as one line with file, line and dotted key."""

from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from yalu.corridors.atlas import suggestion
from yalu.corridors.layers import Layers
from yalu.corridors.locate import KeyPath, lines_of, nearest
from yalu.simulate.schema import Model
from yalu.simulate.wording import why
from yalu.vocabulary import FileFault


def dotted(path: KeyPath) -> str:
    """`step.quarantine.rest`; items of a list are counted from 1: `policy[2].set`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def fault(layers: Layers, where: KeyPath, what: str) -> FileFault:
    """The error to raise for what stands at `where`, named as its own file names it."""
    file, path = layers.home(where)
    return file.fault(path, f"{dotted(path or where)}: {what}" if where else what)


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
    if error["type"] == "extra_forbidden":
        path = _path(layers, error)
        return f"unknown key{suggestion(str(path[-1]), _known(path[:-1]))}"
    return "is missing" if error["type"] == "missing" else why(error)


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
