"""Opening a casebook: look before touching it, then bring it up to date."""

import os
import sqlite3
import stat
import time
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from yalu.casebook.casebook import Casebook
from yalu.casebook.connecting import postgres_engine, reading, sqlite_engine, writing
from yalu.casebook.faults import clearly, damaged
from yalu.casebook.tables import VERSION, VERSION_TABLE, metadata
from yalu.vocabulary import CasebookError

_CHECKED = 32 * 2**20  # bytes; larger files are checked as they are read, to open fast
_LARGEST_PAGE = 65536  # bytes; the header of such a file says 1


def open_casebook(where: str | Path, *, create: bool, timeout: float) -> Casebook:
    """See `yalu.casebook.open`."""
    if isinstance(where, str) and "://" in where:
        return _open_postgres(where, create, timeout)
    path = Path(where).absolute()
    version = _look(path, create, timeout)
    engine = sqlite_engine(path, timeout)
    return _brought_up_to_date(engine, str(where), version, timeout)


def _open_postgres(where: str, create: bool, timeout: float) -> Casebook:
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise CasebookError("not a casebook address; write postgresql://user@host/name") from None
    if url.drivername not in ("postgresql", "postgresql+psycopg"):
        raise CasebookError(
            f"{url.drivername}: not a casebook address; write postgresql:// or a path"
        )
    title = url.render_as_string(hide_password=True)
    try:
        engine = postgres_engine(url.set(drivername="postgresql+psycopg"), timeout)
    except ModuleNotFoundError:
        raise CasebookError(f"{title} needs psycopg: pip install 'yalu[postgres]'") from None
    try:
        version = _look_at_server(engine, title, create)
    except BaseException:
        engine.dispose()
        raise
    return _brought_up_to_date(engine, title, version, timeout)


def _look_at_server(engine: Engine, where: str, create: bool) -> str | None:
    """The version stored in the database, None for one without a casebook."""
    with reading(engine, where) as connection:
        tables = set(inspect(connection).get_table_names())
        if VERSION_TABLE in tables:
            return _version(connection)
    if tables & set(metadata.tables):
        raise CasebookError(f"{where} holds tables of something else; name an empty database")
    if not create:
        raise CasebookError(f"{where} holds no casebook yet; add a document to it first")
    return None


def _brought_up_to_date(
    engine: Engine, where: str, version: str | None, timeout: float
) -> Casebook:
    try:
        _check_version(where, version)
        if engine.dialect.name == "sqlite":
            _keep_a_log(engine, where, timeout)
        if version != VERSION:
            with writing(engine, where) as connection:
                _migrate(connection, where)
    except BaseException:
        engine.dispose()
        raise
    return Casebook(engine, where)


def _look(path: Path, create: bool, timeout: float) -> str | None:
    """The version stored in the file, None for a file that is new or empty.

    Through a read-only connection, so that a damaged or foreign file stays as it is.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        found = None
    except OSError as error:
        raise CasebookError(f"{path} cannot be opened: {error.strerror}") from None
    if found and stat.S_ISDIR(found.st_mode):
        raise CasebookError(f"{path} is a folder; name a file in it")
    if found and not stat.S_ISREG(found.st_mode):
        raise CasebookError(f"{path} is not a file; name another")
    _check_rights(path, found is not None)
    if not found or not found.st_size:
        _check_new(path, create, found is not None)
        return None
    _check_size(path)
    return _stored(path, create, timeout, check=found.st_size <= _CHECKED)


def _check_size(path: Path) -> None:
    """SQLite takes the missing end of a last page for zeros; so count pages first.

    While a log or a journal waits beside it the file may be anything: they put it right.
    """
    if _size(_beside(path, "-wal")) or _size(_beside(path, "-journal")):
        return
    with path.open("rb") as file:
        head = file.read(18)
    if not head.startswith(b"SQLite format 3\0"):
        raise CasebookError(f"{path} is not a casebook; name another file")
    page = int.from_bytes(head[16:18])
    if path.stat().st_size % (_LARGEST_PAGE if page <= 1 else page):
        raise damaged(str(path), "it was cut off")


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _check_rights(path: Path, exists: bool) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise CasebookError(f"{folder} is not there; make that folder first")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CasebookError(f"{folder} cannot be written; a casebook needs a folder you may write")
    if exists and not os.access(path, os.R_OK | os.W_OK):
        raise CasebookError(f"{path} cannot be read and written; see that you may do both")


def _check_new(path: Path, create: bool, exists: bool) -> None:
    if not create:
        state = "is empty" if exists else "is not there"
        raise CasebookError(f"{path} {state}; add a document to make a casebook")
    # SQLite would throw such a log away. Another process that makes the same
    # casebook writes the file before the log, so look at the file once more.
    log = _beside(path, "-wal")
    if _size(log) and not _size(path):
        raise CasebookError(f"{path} is lost, {log.name} is there; put a copy of both back")


def _stored(path: Path, create: bool, timeout: float, *, check: bool) -> str | None:
    with clearly(str(path)):
        connection = _looker(path, timeout)
        try:
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
            tables = {name for (name,) in connection.execute(query)}
            if VERSION_TABLE not in tables:
                if tables:
                    raise CasebookError(f"{path} holds something else; name another file")
                if not create:
                    raise CasebookError(f"{path} is empty; add a document to make a casebook")
                return None
            if check and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise damaged(str(path), "its pages contradict each other")
            row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
            return str(row[0]) if row else None
        finally:
            connection.close()


def _looker(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection that cannot write, but where a killed process left a journal to roll back."""

    def connect(mode: str) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=timeout)

    connection = connect("ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        return connect("rw")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_version(where: str, version: str | None) -> None:
    if version is not None and version > VERSION:
        raise CasebookError(
            f"{where} was made by a newer Yalu (casebook version {version[:20]}, this one knows "
            f"{VERSION}); upgrade Yalu"
        )


def _keep_a_log(engine: Engine, where: str, timeout: float) -> None:
    """Switch to write-ahead logging, where the file is not there yet.

    SQLite does not wait for its turn here, hence the patience of our own.
    """
    deadline = time.monotonic() + timeout
    with clearly(where):
        raw = engine.raw_connection()
        try:
            while raw.cursor().execute("PRAGMA journal_mode").fetchone() != ("wal",):
                try:
                    raw.cursor().execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError as error:
                    busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                    if not busy or time.monotonic() > deadline:
                        raise
                    time.sleep(0.01)
        finally:
            raw.close()


def _version(connection: Connection) -> str | None:
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return found


def _migrate(connection: Connection, where: str) -> None:
    if inspect(connection).has_table(VERSION_TABLE):
        version = _version(connection)
        _check_version(where, version)
        if version == VERSION:
            return  # another process was faster
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "yalu.casebook:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
