"""What the commands see of the world: streams, folder, day. Tests hand in their own."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO, TextIO


class ExitStatus(IntEnum):
    """The exit statuses of every command: a promise to scripts."""

    DONE = 0
    NOTHING = 1
    """The answer is no, or nothing was found."""
    BAD = 2
    """Bad usage or bad input; one line on standard error says which."""
    INTERRUPTED = 130


@dataclass(slots=True)
class Environment:
    """Streams, folder, variables and today's date, as the commands use them.

    `folder` is what relative paths are relative to.
    """

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    folder: Path = field(default_factory=Path)
    variables: Mapping[str, str] = field(default_factory=dict)
    today: dt.date = field(default_factory=dt.date.today)

    @classmethod
    def of_process(cls) -> "Environment":
        """The streams and variables of this process. Output is UTF-8 wherever it goes."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:
                reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(sys.stdin.buffer, sys.stdout, sys.stderr, variables=os.environ)

    @property
    def at_terminal(self) -> bool:
        """Whether a person reads standard output as it comes."""
        return self.stdout.isatty()

    @property
    def watched(self) -> bool:
        """Whether a person sees standard error as it comes: then progress is shown."""
        return self.stderr.isatty()

    @property
    def colour(self) -> bool:
        """Whether to colour: at a terminal, unless NO_COLOR is set (no-color.org)."""
        return self.at_terminal and not self.variables.get("NO_COLOR")

    @property
    def width(self) -> int:
        """Columns to write in: those of the terminal, else 100; COLUMNS overrules."""
        return shutil.get_terminal_size((100, 24)).columns if self.at_terminal else 100

    def path(self, name: str) -> Path:
        """The file of a name as it was given."""
        return self.folder / name

    def say(self, line: str = "") -> None:
        """One line on standard output."""
        self.stdout.write(line + "\n")

    def warn(self, line: str) -> None:
        """One line on standard error, whatever the text holds."""
        flat = " ".join(line.split())
        flat = "".join(char if char.isprintable() else "�" for char in flat)
        self.stderr.write(f"yalu: {flat}\n")
