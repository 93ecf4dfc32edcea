"""What databases complain of, as one clear line that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from yalu.vocabulary import CasebookError

_ADVICE = {
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when that has ended",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when that has ended",
    sqlite3.SQLITE_CORRUPT: "is damaged; it was left as it is: put a copy of it back in place",
    sqlite3.SQLITE_NOTADB: "is not a casebook; name another file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; see that you may read and write it and its folder",
    sqlite3.SQLITE_READONLY: "cannot be written; see that you may write it and its folder",
    sqlite3.SQLITE_PERM: "cannot be opened; see that you may read and write it and its folder",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full; make room and add again",
    sqlite3.SQLITE_IOERR: "cannot be read or written, the disk reports a fault",
}
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte.


@contextmanager
def clearly(where: str) -> Iterator[None]:
    """Turn what a database raises into a CasebookError about `where`."""
    try:
        yield
    except sqlite3.Error as error:
        raise CasebookError(_line(where, error)) from error
    except DBAPIError as error:
        cause = error.orig if isinstance(error.orig, Exception) else error
        raise CasebookError(_line(where, cause)) from error
    except SQLAlchemyError as error:
        raise CasebookError(f"{where}: {_first(error)}") from error


def damaged(where: str, what: str) -> CasebookError:
    """The error for content that contradicts its own digest."""
    return CasebookError(f"{where} is damaged ({what}); put a copy of it back in place")


def _line(where: str, error: BaseException) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and (advice := _ADVICE.get(code & _PRIMARY)):
        return f"{where} {advice}"
    return f"{where}: the database says: {_first(error)}"


def _first(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
