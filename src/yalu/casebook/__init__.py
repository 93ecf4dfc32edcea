"""The casebook: keeps documents and claims, with two clocks.

`open` gives a `Casebook` on a SQLite file or a PostgreSQL database; `folder`
reads a casebook folder (`documents.jsonl`, `claims.jsonl`); `reference` is the
folder that ships with Yalu.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from yalu.casebook.folder import folder, reference

if TYPE_CHECKING:
    from yalu.casebook.casebook import Casebook

__all__ = ["Casebook", "folder", "open", "reference"]


def open(where: str | Path, *, create: bool = True, timeout: float = 30.0) -> "Casebook":
    """The casebook at `where`: a path, or a `postgresql://` URL.

    A casebook that is not there is made, unless `create` is false; an older one
    is brought up to date. A writer waits `timeout` seconds for its turn.

    Raises CasebookError where it cannot be opened; a damaged file is not touched.
    """
    from yalu.casebook.opening import open_casebook

    return open_casebook(where, create=create, timeout=timeout)


def __getattr__(name: str) -> Any:
    if name == "Casebook":
        from yalu.casebook.casebook import Casebook

        return Casebook
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
