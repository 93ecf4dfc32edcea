"""Schema: the keys of a corridor file and their forms, checked with pydantic."""

import zoneinfo
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from yalu.corridors.atlas import suggestion
from yalu.corridors.file import CorridorFile
from yalu.corridors.locate import KeyPath, lines_of, nearest
from yalu.vocabulary import Mode, SourceClass


def _time_zone(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = suggestion(name, zoneinfo.available_timezones())
        raise ValueError(f"unknown time zone {name!r}{near}") from None
    return name


def _on_earth(pair: list[float]) -> list[float]:
    latitude, longitude = pair
    if not -90 <= latitude <= 90:
        raise ValueError(f"latitude {latitude} is not between -90 and 90 degrees")
    if not -180 <= longitude <= 180:
        raise ValueError(f"longitude {longitude} is not between -180 and 180 degrees")
    return pair


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Name = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Named = dict[Language, Annotated[list[Name], Field(min_length=1)]]
Coordinates = Annotated[list[float], Field(min_length=2, max_length=2), AfterValidator(_on_earth)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CountryTable(_Table):
    code: Code
    names: Named
    ambiguous: list[Name] = []


class SideTable(_Table):
    id: Id
    country: Code
    time_zone: TimeZone
    names: Named = {}


class _Place(_Table):
    id: Id
    names: Named = {}
    ambiguous: list[Name] = []
    note: str | None = None


class GateTable(_Place):
    modes: Annotated[list[Annotated[Mode, Field(strict=False)]], Field(min_length=1)]
    sides: Annotated[list[Id], Field(min_length=1)]
    coordinates: Coordinates | None = None
    own_names_only: bool = False
    passengers: bool = False


class GroupTable(_Place):
    members: Annotated[list[Id], Field(min_length=1)]
    sides: list[Id] = []
    countries: list[Code] = []
    stands_for_pair: bool = False


class SourceTable(_Table):
    id: Id
    class_: Annotated[SourceClass, Field(alias="class", strict=False)]
    names: Named
    ambiguous: list[Name] = []


class StepTable(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)
    id: Id


class FileTable(_Table):
    format: Annotated[Literal[1], Field(alias="schema")] = 1
    id: Id | None = None
    title: Name | None = None
    home: Id | None = None
    country: list[CountryTable] = []
    side: list[SideTable] = []
    gate: list[GateTable] = []
    group: list[GroupTable] = []
    source: list[SourceTable] = []
    step: list[StepTable] = []


_TABLES: dict[str, type[BaseModel]] = {
    "country": CountryTable,
    "side": SideTable,
    "gate": GateTable,
    "group": GroupTable,
    "source": SourceTable,
    "step": StepTable,
}


def validate(file: CorridorFile) -> None:
    """Raise CorridorError for the first line of the file that breaks the schema."""
    try:
        FileTable.model_validate(file.tables)
    except ValidationError as error:
        _raise_first(file, error.errors(include_url=False))
    if file.id is None:
        for key in ("title", "home", "side", "gate", "group", "step"):
            if key in file.tables:
                raise file.fault((), f"a file with '{key}' needs an 'id'")
    elif not file.tables.get("gate"):
        raise file.fault((), f"corridor {file.id!r} has no [[gate]]")


def _raise_first(file: CorridorFile, errors: list[ErrorDetails]) -> NoReturn:
    lines = lines_of(file.text)
    first = min(errors, key=lambda error: nearest(lines, _path(error)))
    raise file.fault(_path(first), _why(file, first))


def _path(error: ErrorDetails) -> KeyPath:
    return tuple(part for part in error["loc"] if part != "[key]")


def _why(file: CorridorFile, error: ErrorDetails) -> str:
    path, kind, given = _path(error), error["type"], error["input"]
    table, key = _owner(file, path), path[-1] if path else ""
    if kind == "extra_forbidden":
        model = _TABLES.get(str(path[0]), FileTable) if len(path) > 1 else FileTable
        known = [field.alias or name for name, field in model.model_fields.items()]
        return f"{table}unknown key {key!r}{suggestion(str(key), known)}"
    if kind == "missing":
        return f"{table}'{key}' is missing"
    if kind == "enum":
        word, words = ("mode", Mode) if "modes" in path else ("class", SourceClass)
        values = [item.value for item in words]
        near = suggestion(str(given), values) or f"; use one of {', '.join(values)}"
        return f"{table}unknown {word} {given!r}{near}"
    if kind == "value_error":
        return f"{table}{error['msg'].removeprefix('Value error, ')}"
    if kind in ("too_short", "too_long") and key == "coordinates":
        return f"{table}'{key}' must be [latitude, longitude]"
    if kind == "too_short" and isinstance(given, list):
        return f"{table}'{key}' is empty"
    named = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    shown = f", not {given!r:.60}" if isinstance(given, str | int | float | bool) else ""
    return f"{table}'{named}': {_FORMS.get(kind, error['msg'])}{_form(named, kind)}{shown}"


_FORMS = {
    "string_type": "must be a text",
    "list_type": "must be a list",
    "dict_type": "must be a table of languages",
    "model_type": "must be a table",
    "float_type": "must be a number",
    "string_pattern_mismatch": "has another form",
    "string_too_short": "is empty",
}
_PATTERNS = {
    "id": " (small letters, digits, hyphens)",
    "home": " (small letters, digits, hyphens)",
    "sides": " (small letters, digits, hyphens)",
    "members": " (small letters, digits, hyphens)",
    "code": " (ISO 3166-1: two capitals)",
    "country": " (ISO 3166-1: two capitals)",
    "countries": " (ISO 3166-1: two capitals)",
    "names": " (languages are codes such as en; names do not begin or end with a space)",
}


def _form(named: str, kind: str) -> str:
    return _PATTERNS.get(named, "") if kind == "string_pattern_mismatch" else ""


def _owner(file: CorridorFile, path: KeyPath) -> str:
    """`gate 'x': ` for a fault inside that table."""
    if len(path) < 3 or not isinstance(path[1], int):
        return ""
    row: Any = file.tables[str(path[0])][path[1]]
    name = row.get("id", row.get("code")) if isinstance(row, dict) else None
    return f"{path[0]} {name!r}: " if isinstance(name, str) else f"{path[0]}: "
