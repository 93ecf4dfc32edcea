"""File: one TOML file as it was read, able to say where in it something is wrong."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yalu.corridors.locate import KeyPath, lines_of, nearest
from yalu.vocabulary import CorridorError, FileFault

_SYNTAX = re.compile(r"(.*) \(at line (\d+), column \d+\)|(.*) \(at end of document\)", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class TablesFile:
    """The text of a file and its tables; `error` is what its faults are raised as."""

    path: Path
    text: str
    tables: dict[str, Any]
    error: type[FileFault] = field(default=FileFault, kw_only=True)

    def fault(self, where: KeyPath, why: str) -> FileFault:
        """The error to raise for what stands at `where`."""
        return self.error(self.path, nearest(lines_of(self.text), where), why)


@dataclass(frozen=True, slots=True, eq=False)
class CorridorFile(TablesFile):
    """A corridor file. One without an `id` only adds words."""

    error: type[FileFault] = field(default=CorridorError, kw_only=True)

    @property
    def id(self) -> str | None:
        """The corridor's identifier; None for a file of countries and sources alone."""
        return self.tables.get("id")

    def rows(self, table: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """Every `[[table]]` with its path in the file."""
        for index, row in enumerate(self.tables.get(table, ())):
            yield (table, index), row


def read_file(path: Path) -> CorridorFile:
    """The file at `path`. Raises CorridorError if it cannot be read, or is no UTF-8 or TOML."""
    return CorridorFile(path, *read_tables(path, CorridorError))


def read_tables(path: Path, error: type[FileFault]) -> tuple[str, dict[str, Any]]:
    """The text and the tables of the file at `path`; raises `error` where that fails."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as fault:
        raise error(path, None, getattr(fault, "strerror", None) or "cannot be read") from None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise error(path, line, "is not UTF-8 text") from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        match = _SYNTAX.fullmatch(str(fault))
        line = int(match[2]) if match and match[2] else text.count("\n") + 1
        why = (match[1] or match[3]) if match else str(fault)
        raise error(path, line, f"is not TOML: {why}") from None
    except RecursionError:
        raise error(path, None, "is not TOML: nested too deeply") from None
