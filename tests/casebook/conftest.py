"""Casebooks to test on: files, and databases of a real PostgreSQL server where one is installed."""

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import yalu.casebook
from yalu.casebook import Casebook

_USER = "nobody"  # PostgreSQL refuses to run as root


def _binary(name: str) -> Path | None:
    places = (Path("/usr/local/bin"), *sorted(Path("/usr/lib/postgresql").glob("*/bin")))
    return next((place / name for place in places if (place / name).exists()), None)


def _require(there: object, what: str) -> None:
    """Skip where `what` is not installed; in CI, where it has to be, fail."""
    if not there:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {what} is installed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Gives URLs of new empty databases. The server listens on a socket in its folder only."""
    initdb, server = _binary("initdb"), _binary("postgres")
    _require(initdb and server, "PostgreSQL server")
    _require(importlib.util.find_spec("psycopg"), "driver of PostgreSQL")
    home = Path(tempfile.mkdtemp(prefix="yalu-pg-", dir="/tmp"))
    user: dict[str, object] = {}
    if os.geteuid() == 0:
        shutil.chown(home, _USER)
        user = {"user": _USER, "extra_groups": []}
    data = home / "data"
    command = [initdb, "-D", data, "-U", "yalu", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(command, check=True, capture_output=True, cwd=home, **user)
    log = (home / "log").open("wb")
    run = [server, "-D", data, "-k", home, "-c", "listen_addresses="]
    process = subprocess.Popen(run, stdout=log, stderr=log, cwd=home, **user)
    try:
        _wait_until_up(home, process)
        numbers = itertools.count()
        yield lambda: _new_database(home, f"book{next(numbers)}")
    finally:
        process.send_signal(signal.SIGINT)  # does not wait for connections
        process.wait(timeout=120)  # it writes all out first; other work may be on the disk
        log.close()
        shutil.rmtree(home)


def _connect(home: Path) -> Any:
    import psycopg

    return psycopg.connect(f"postgresql://yalu@/postgres?host={home}", autocommit=True)


def _wait_until_up(home: Path, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _ in range(200):
        assert process.poll() is None, (home / "log").read_text()
        try:
            _connect(home).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError((home / "log").read_text())


def _new_database(home: Path, name: str) -> str:
    connection = _connect(home)
    try:
        connection.execute(f"CREATE DATABASE {name}")
    finally:
        connection.close()
    return f"postgresql://yalu@/{name}?host={home}"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook without content, to copy."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    yalu.casebook.open(path).close()
    return path


@pytest.fixture(scope="session")
def fresh(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Casebook]:
    """Gives new empty casebooks, fast enough for property tests."""
    folder, numbers = tmp_path_factory.mktemp("fresh"), itertools.count()

    def make() -> Casebook:
        return yalu.casebook.open(shutil.copy(empty_file, folder / f"{next(numbers)}.db"))

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new casebook can be made, on each database in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "yalu.db")
    url: str = request.getfixturevalue("postgres")()
    return url
