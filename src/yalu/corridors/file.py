"""File: one corridor file as it was read, able to say where in it something is wrong."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yalu.corridors.locate import KeyPath, lines_of, nearest
from yalu.vocabulary import CorridorError

_SYNTAX = re.compile(r"(.*) \(at line (\d+), column \d+\)|(.*) \(at end of document\)", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class CorridorFile:
    """The text of a file and its tables. A file without an `id` only adds words."""

    path: Path
    text: str
    tables: dict[str, Any]

    @property
    def id(self) -> str | None:
        """The corridor's identifier; None for a file of countries and sources alone."""
        return self.tables.get("id")

    def rows(self, table: str) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
        """Every `[[table]]` with its path in the file."""
        for index, row in enumerate(self.tables.get(table, ())):
            yield (table, index), row

    def fault(self, where: KeyPath, why: str) -> CorridorError:
        """The error to raise for what stands at `where`."""
        return CorridorError(self.path, nearest(lines_of(self.text), where), why)


def read_file(path: Path) -> CorridorFile:
    """The file at `path`. Raises CorridorError if it cannot be read, or is no UTF-8 or TOML."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorridorError(path, None, error.strerror or "cannot be read") from None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorridorError(path, line, "is not UTF-8 text") from None
    try:
        return CorridorFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        match = _SYNTAX.fullmatch(str(error))
        line = int(match[2]) if match and match[2] else text.count("\n") + 1
        why = (match[1] or match[3]) if match else str(error)
        raise CorridorError(path, line, f"is not TOML: {why}") from None
    except RecursionError:
        raise CorridorError(path, None, "is not TOML: nested too deeply") from None
