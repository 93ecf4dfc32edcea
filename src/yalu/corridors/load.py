"""Load: corridor files, shipped and given, into one atlas."""

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from yalu.corridors.atlas import Atlas
from yalu.corridors.build import corridor_of, countries_of, sources_of
from yalu.corridors.check import (
    check_ids,
    check_names,
    check_pairs,
    check_references,
    check_vague,
)
from yalu.corridors.file import CorridorFile, read_file
from yalu.vocabulary import CorridorError


def load(paths: Iterable[str | Path] = ()) -> Atlas:
    """The atlas of the shipped corridors and those in `paths` (files, or folders of *.toml).

    A given corridor replaces the shipped one of the same id. Raises CorridorError,
    with file and line, for the first thing wrong in a given file.
    """
    given = [read_file(path) for path in _given(paths)]
    return _with(given) if given else _shipped_atlas()


def shipped() -> tuple[Path, ...]:
    """The paths of the corridor files that come with Yalu."""
    return tuple(sorted(Path(__file__).parent.glob("*.toml")))


@functools.cache
def _shipped_atlas() -> Atlas:
    # The shipped files are checked by the tests: here only the reading is paid for.
    return _atlas(_shipped_files())


@functools.cache
def _shipped_files() -> tuple[CorridorFile, ...]:
    return tuple(read_file(path) for path in shipped())


def _with(given: Sequence[CorridorFile]) -> Atlas:
    from yalu.corridors.schema import validate

    for file in given:
        validate(file)
    replaced = {file.id for file in given if file.id is not None}
    files = [file for file in _shipped_files() if file.id not in replaced] + list(given)
    return checked(files, given)


def checked(files: Sequence[CorridorFile], given: Iterable[CorridorFile]) -> Atlas:
    """The atlas of `files`; raises CorridorError where references or names of `given` fail."""
    check_ids(files)
    given = list(given)
    countries = countries_of(files)
    for file in given:
        check_references(file, countries)
        check_vague(file)
    atlas = _atlas(files)
    for file in given:
        check_pairs(file, atlas)
    check_names(files, atlas)
    return atlas


def _atlas(files: Sequence[CorridorFile]) -> Atlas:
    countries = countries_of(files)
    corridors = {file.id: corridor_of(file, countries) for file in files if file.id is not None}
    gates = {id: gate for one in corridors.values() for id, gate in one.gates.items()}
    pairs: dict[frozenset[str], str] = {}
    vague: dict[str, frozenset[str]] = {}
    for file in files:
        for _, row in file.rows("group"):
            if row.get("stands_for_pair"):
                pairs.setdefault(frozenset(gates[row["id"]].countries), row["id"])
        for table, name in (("country", "code"), ("source", "id")):
            for _, row in file.rows(table):
                if names := row.get("ambiguous"):
                    vague[row[name]] = vague.get(row[name], frozenset()) | frozenset(names)
    return Atlas(
        corridors=corridors,
        gates=gates,
        sides={id: side for one in corridors.values() for id, side in one.sides.items()},
        countries=countries,
        sources={id: source for file in files for id, source in sources_of(file).items()},
        homes={
            file.id: file.tables.get("home") or next(iter(corridors[file.id].gates))
            for file in files
            if file.id is not None
        },
        pairs=pairs,
        vague=vague,
        own_names_only=frozenset(
            row["id"] for file in files for _, row in file.rows("gate") if row.get("own_names_only")
        ),
    )


def _given(paths: Iterable[str | Path]) -> list[Path]:
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(path.glob("*.toml"))
            if not inside:
                raise CorridorError(path, None, "has no *.toml files")
            found.extend(inside)
        else:
            found.append(path)
    return list(dict.fromkeys(found))
