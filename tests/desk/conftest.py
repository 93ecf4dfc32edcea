"""A desk for tests: the command line with streams, folder and day of its own."""

import datetime as dt
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from yalu import casebook
from yalu.desk.cli import Environment, main
from yalu.vocabulary import Published

TODAY = dt.date(2024, 12, 31)
PROGRAM = [sys.executable, "-m", "yalu"]


@dataclass
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as lines of JSON: every line, or the test fails."""
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal(io.StringIO):
    """A stream that says a person sits before it."""

    def isatty(self) -> bool:
        return True


Run = Callable[..., Ran]


@pytest.fixture
def yalu(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in an empty folder, on the last day of 2024."""

    def run(
        *args: object,
        stdin: bytes = b"",
        terminal: bool = False,
        watched: bool = False,
        today: dt.date = TODAY,
        **variables: str,
    ) -> Ran:
        out = Terminal() if terminal else io.StringIO()
        err = Terminal() if watched else io.StringIO()
        env = Environment(io.BytesIO(stdin), out, err, tmp_path, variables, today)
        status = main([str(arg) for arg in args], env)
        printed = capsys.readouterr()
        return Ran(status, printed.out + out.getvalue(), printed.err + err.getvalue())

    return run


@pytest.fixture(scope="session")
def book(pairs: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference casebook in a file, for asking only."""
    path = tmp_path_factory.mktemp("casebook") / "reference.db"
    with casebook.open(path) as opened:
        for document, claims in pairs:
            opened.add(document, claims)
    return path


@pytest.fixture
def own(book: Path, tmp_path: Path) -> Path:
    """The reference casebook in a file of one's own, with nothing published."""
    path = tmp_path / "own.db"
    with sqlite3.connect(book) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
        copy.execute("DELETE FROM published")
    source.close()
    copy.close()
    return path


def published(path: Path) -> list[Published]:
    """What was told from a casebook."""
    with casebook.open(path) as opened:
        return opened.published()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report with one crossing in it."""
    path = tmp_path / "report.txt"
    path.write_text(
        "outlet: The Bridge Post\npublished: 2022-09-26\nlang: en\n\n"
        "A freight train crossed from Dandong to Sinuiju on Monday, the foreign ministry said. "
        "Rail freight between Dandong and Sinuiju resumed on Monday.\n"
    )
    return path


def process(*args: object, cwd: Path, **settings: Any) -> "subprocess.CompletedProcess[bytes]":
    """The program in a process of its own."""
    return subprocess.run(
        [*PROGRAM, *map(str, args)],
        cwd=cwd,
        capture_output=True,
        env=os.environ | {"NO_COLOR": "1"},
        timeout=120,
        check=False,
        **settings,
    )
