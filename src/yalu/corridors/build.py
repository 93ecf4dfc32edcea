"""Build: the tables of a corridor file as the shared types."""

from collections.abc import Iterable, Mapping
from typing import Any

from yalu.corridors.file import CorridorFile
from yalu.vocabulary import Corridor, Country, Gate, Mode, Names, Side, Source, SourceClass

_ORDER = tuple(Mode)


def countries_of(files: Iterable[CorridorFile]) -> dict[str, Country]:
    """All countries; the names that several files give one country are put together."""
    found: dict[str, Country] = {}
    for file in files:
        for _, row in file.rows("country"):
            names, code = _names(row), row["code"]
            found[code] = Country(
                code, _joined(found[code].names, names) if code in found else names
            )
    return found


def sources_of(file: CorridorFile) -> dict[str, Source]:
    """The sources of one file, by id."""
    return {
        row["id"]: Source(row["id"], SourceClass(row["class"]), _names(row))
        for _, row in file.rows("source")
    }


def corridor_of(file: CorridorFile, countries: Mapping[str, Country]) -> Corridor:
    """The corridor of a file whose references hold."""
    sides = {
        row["id"]: Side(row["id"], row["country"], row["time_zone"], _names(row))
        for _, row in file.rows("side")
    }
    gates = {row["id"]: _gate(row, sides) for _, row in file.rows("gate")}
    groups = {row["id"]: row for _, row in file.rows("group")}
    for row in groups.values():
        gates[row["id"]] = _group(row, gates, groups, sides)
    codes = dict.fromkeys(code for gate in gates.values() for code in gate.countries)
    id = file.tables["id"]
    return Corridor(
        id=id,
        title=file.tables.get("title", id),
        countries={code: countries[code] for code in codes},
        sides=sides,
        gates=gates,
        sources=sources_of(file),
        steps=tuple(file.tables.get("step", ())),
        path=str(file.path),
    )


def _gate(row: Mapping[str, Any], sides: Mapping[str, Side]) -> Gate:
    place = row.get("coordinates")
    return Gate(
        id=row["id"],
        modes=tuple(Mode(mode) for mode in row["modes"]),
        names=_names(row),
        countries=tuple(dict.fromkeys(sides[id].country for id in row["sides"])),
        sides=tuple(row["sides"]),
        coordinates=(float(place[0]), float(place[1])) if place else None,
        ambiguous=frozenset(row.get("ambiguous", ())),
        passengers=row.get("passengers", False),
        note=row.get("note"),
    )


def _group(
    row: Mapping[str, Any],
    gates: Mapping[str, Gate],
    groups: Mapping[str, Mapping[str, Any]],
    sides: Mapping[str, Side],
) -> Gate:
    """A group: its modes and, unless said, its countries are those of the gates below it."""
    below: dict[str, Gate] = {}
    waiting = list(row["members"])
    while waiting:
        id = waiting.pop(0)
        if id in groups:
            waiting.extend(groups[id]["members"])
        else:
            below[id] = gates[id]
    own = [sides[id].country for id in row.get("sides", ())]
    inherited = [code for gate in below.values() for code in gate.countries]
    modes = {mode for gate in below.values() for mode in gate.modes}
    return Gate(
        id=row["id"],
        modes=tuple(mode for mode in _ORDER if mode in modes),
        names=_names(row),
        countries=tuple(dict.fromkeys(row.get("countries") or own or inherited)),
        sides=tuple(row.get("sides", ())),
        members=tuple(row["members"]),
        ambiguous=frozenset(row.get("ambiguous", ())),
        note=row.get("note"),
    )


def _names(row: Mapping[str, Any]) -> Names:
    return {lang: tuple(names) for lang, names in row.get("names", {}).items()}


def _joined(one: Names, two: Names) -> Names:
    return {
        lang: tuple(dict.fromkeys((*one.get(lang, ()), *two.get(lang, ()))))
        for lang in dict.fromkeys((*one, *two))
    }
