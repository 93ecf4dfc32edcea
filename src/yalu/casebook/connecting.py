"""Connections and their transactions, taken over from the drivers.

Python's sqlite3 begins transactions late and on its own account, so that two
writers meet in the middle and one fails. Here a writer takes its turn before it
reads anything (`BEGIN IMMEDIATE`; an advisory lock on PostgreSQL), and a reader
sees one moment of the casebook.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from yalu.casebook.faults import clearly

_WRITES = "yalu_writes"
_PATIENCE = "yalu_patience"
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


def sqlite_engine(path: Path, timeout: float) -> Engine:
    """An engine on a file, whose commits are on disk when they return."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writes, patience = options.get(_WRITES), options.get(_PATIENCE, timeout)
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(patience * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgres_engine(url: URL, timeout: float) -> Engine:
    """An engine on a server; statements that wait for a lock give up after `timeout` seconds."""
    arguments: dict[str, Any] = {"connect_timeout": max(2, round(timeout))}
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        patience = connection.get_execution_options().get(_PATIENCE, timeout)
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(patience * 1000)}")

    return engine


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that sees one moment of the casebook."""
    with clearly(where), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(
    engine: Engine, where: str, what: str = "", patience: float | None = None
) -> Iterator[Connection]:
    """A transaction that no other writer of `what` can come between.

    `what` is a hexadecimal digest, or empty for the casebook as a whole. SQLite
    knows one writer at a time, so there it makes no difference. It waits `patience`
    seconds for its turn where that is given, else as long as the engine does.
    """
    with clearly(where), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        if patience is not None:
            connection.execution_options(**{_PATIENCE: patience})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                key = int.from_bytes(bytes.fromhex(what[:16] or "79616c75"), signed=True)
                connection.execute(_LOCK, {"key": key})
            yield connection
