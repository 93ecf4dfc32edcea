"""Everything Yalu says no with.

YaluError                 one clear line, exit status 2 at the command line
├── DocumentError         a document that cannot be read: empty, binary, too large …
├── FileFault             something wrong in a file of the house's forms; carries file and line
│   ├── CorridorError     a corridor file that breaks its rules
│   └── ScenarioError     a corridor model or scenario that breaks its rules
├── StateError            a saved state of a simulation that cannot be read or does not fit
├── UnknownGate           a gate or service that no loaded corridor has
├── CasebookError         a casebook that cannot be opened, is truncated or too new
└── DateError             a day that does not exist or cannot be understood
"""

from pathlib import Path


class YaluError(Exception):
    """Bad input. `str(error)` is one line, meant for the person who gave the input."""


class DocumentError(YaluError):
    """A document that is set aside. `name` is the path or address as given."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


class FileFault(YaluError):
    """Something wrong in a file. `line` counts from 1, or is None."""

    def __init__(self, path: str | Path, line: int | None, why: str) -> None:
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {why}")
        self.path = str(path)
        self.line = line
        self.why = why


class CorridorError(FileFault):
    """A corridor file that breaks its rules."""


class ScenarioError(FileFault):
    """A corridor model or one of its scenarios that breaks the rules."""


class UnknownGate(YaluError):
    """A gate or service that no loaded corridor has."""


class CasebookError(YaluError):
    """A casebook that cannot be opened or written."""


class DateError(YaluError):
    """A day that does not exist or cannot be understood."""


class StateError(YaluError):
    """A saved state of a simulation that cannot be read, or that does not fit the scenario."""
