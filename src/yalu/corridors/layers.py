"""Layers: a file laid over the files it is based on, and where each key came from.

Tables are merged key by key and lists are replaced, but for those in `appended`. `[set]` holds
dotted keys that are laid over what its own file and the bases below it say.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yalu.corridors.atlas import suggestion
from yalu.corridors.file import TablesFile, read_tables
from yalu.corridors.locate import KeyPath
from yalu.vocabulary import FileFault

FilePath = str | Path
Homes = dict[KeyPath, tuple[TablesFile, KeyPath]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files that come with the package, by their stems in order of name."""

    noun: str
    files: Mapping[str, Path]
    error: type[FileFault]

    def find(self, name: FilePath) -> Path:
        """The file of this name, or at this path. Raises the shelf's error for neither."""
        if str(name) in self.files:
            return self.files[str(name)]
        path = Path(name)
        if path.suffix or len(path.parts) > 1 or _is_file(path):
            return path
        near = suggestion(str(name), self.files)
        raise self.error(path, None, f"there is no such {self.noun}, shipped or as a file{near}")


def shelf(noun: str, folder: FilePath, error: type[FileFault]) -> Shelf:
    """The TOML files of `folder`."""
    return Shelf(noun, {path.stem: path for path in sorted(Path(folder).glob("*.toml"))}, error)


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """The tables of a file with its bases under it; `homes` says where each key was written."""

    file: TablesFile
    tables: dict[str, Any]
    homes: Homes

    def home(self, where: KeyPath) -> tuple[TablesFile, KeyPath]:
        """The file and the place in it of a key, or of the nearest table that holds it."""
        for size in range(len(where), 0, -1):
            if where[:size] in self.homes:
                file, path = self.homes[where[:size]]
                return file, (*path, *where[size:])
        return self.file, where

    def changed(self, values: Mapping[str, Any], file: TablesFile, at: KeyPath) -> "Layers":
        """These layers with dotted keys laid over them, which stand at `at` in `file`.

        Raises the file's fault for a key that leads into nothing.
        """
        laid = Layers(self.file, deepcopy(self.tables), dict(self.homes))
        for key, value in values.items():
            laid._set(key, value, file, (*at, key))
        return laid

    def _set(self, key: str, value: Any, file: TablesFile, at: KeyPath) -> None:
        parts = tuple(key.split("."))
        table: Any = self.tables
        for depth, part in enumerate(parts[:-1]):
            known = table.get(part)
            if known is None and depth >= 2:
                known = table[part] = {}
            if not isinstance(known, dict):
                options = [name for name, inner in table.items() if isinstance(inner, dict)]
                path = ".".join(parts[: depth + 1])
                raise file.fault(
                    at, f"{key}: there is no table {path!r}{suggestion(part, options)}"
                )
            table = known
        table[parts[-1]] = value
        _forget(parts, self.homes)
        _settle(value, parts, file, at, self.homes)


def read_layers(name: FilePath, shelf: Shelf, *, appended: tuple[str, ...] = ()) -> Layers:
    """The file of this name or path over its `base`, a name on the shelf or a path beside the file.

    `base` and `set` are gone from the tables; lists of the names in `appended` are put together,
    the base's first. Raises the shelf's error for what cannot be read, and for bases in a circle.
    """
    chain = _chain(shelf.find(name), shelf)
    layers = Layers(chain[0], {}, {})
    for file in chain:
        try:
            layers = _over(layers, file, appended)
        except RecursionError:
            raise file.fault((), "is nested too deeply") from None
    return layers


def _over(below: Layers, file: TablesFile, appended: tuple[str, ...]) -> Layers:
    """The file laid over what is below it."""
    tables, homes = deepcopy(below.tables), dict(below.homes)
    given = {key: value for key, value in file.tables.items() if key not in ("base", "set")}
    for name in appended:
        _append(name, given, tables, file, homes)
    _lay(given, tables, (), file, homes)
    return Layers(file, tables, homes).changed(_values(file), file, ("set",))


def _chain(path: Path, shelf: Shelf) -> list[TablesFile]:
    """The file and its bases, the lowest first."""
    chain: list[TablesFile] = []
    seen: set[Path] = set()
    while True:
        file = TablesFile(path, *read_tables(path, shelf.error), error=shelf.error)
        chain.insert(0, file)
        seen.add(path.resolve())
        base = file.tables.get("base")
        if base is None:
            return chain
        if not isinstance(base, str) or not base:
            raise file.fault(("base",), "base: must be the name of a shipped file, or a path")
        path = shelf.files.get(base) or file.path.parent / base
        if base not in shelf.files and not _is_file(path):
            near = suggestion(base, shelf.files)
            raise file.fault(("base",), f"base: there is no {base!r}, shipped or as a file{near}")
        if path.resolve() in seen:
            raise file.fault(("base",), f"base: {base!r} is based on this file in its turn")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _values(file: TablesFile) -> dict[str, Any]:
    values = file.tables.get("set", {})
    if not isinstance(values, dict):
        raise file.fault(("set",), "set: must be a table of dotted keys")
    for key in values:
        if "." not in key:
            raise file.fault(
                ("set", key), f'set: {key!r} is no dotted key; write "resource.bays.capacity" = 80'
            )
    return values


def _append(
    name: str, given: dict[str, Any], under: dict[str, Any], file: TablesFile, homes: Homes
) -> None:
    """Move the items of a list in `given` to the end of the list in `under`."""
    items = given.get(name)
    if not isinstance(items, list) or not isinstance(under.get(name, []), list):
        return
    del given[name]
    held = under.setdefault(name, [])
    for index, item in enumerate(items):
        _settle(item, (name, len(held)), file, (name, index), homes)
        held.append(deepcopy(item))


def _lay(
    over: dict[str, Any], under: dict[str, Any], at: KeyPath, file: TablesFile, homes: Homes
) -> None:
    for key, value in over.items():
        path = (*at, key)
        if isinstance(value, dict) and isinstance(under.get(key), dict):
            homes[path] = (file, path)
            _lay(value, under[key], path, file, homes)
        else:
            under[key] = deepcopy(value)
            _forget(path, homes)
            _settle(value, path, file, path, homes)


def _settle(value: Any, path: KeyPath, file: TablesFile, at: KeyPath, homes: Homes) -> None:
    """Note where a value and all inside it was written."""
    homes[path] = (file, at)
    if isinstance(value, dict):
        for key, inner in value.items():
            _settle(inner, (*path, key), file, (*at, key), homes)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _settle(inner, (*path, index), file, (*at, index), homes)


def _forget(path: KeyPath, homes: Homes) -> None:
    for known in [known for known in homes if known[: len(path)] == path]:
        del homes[known]
