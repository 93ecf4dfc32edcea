"""A casebook whose writer is killed loses nothing it acknowledged and keeps nothing by halves."""

import itertools
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented import pair

import yalu.casebook
from yalu.casebook import Casebook


class Writer:
    """Another process that adds documents, one range at a time; see invented.py."""

    def __init__(self) -> None:
        command = [sys.executable, "-W", "error", str(Path(__file__).with_name("invented.py"))]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        self.status: int | None = None

    def begin(self, where: str | Path, first: int, last: int) -> int:
        """Let it add a range; the number of the process that does."""
        assert self.process.stdin and self.process.stdout
        self.status = None
        self.process.stdin.write(f"{where} {first} {last}\n")
        self.process.stdin.flush()
        word, number = self.process.stdout.readline().split()
        assert word == "pid"
        return int(number)

    def digests(self) -> Iterator[str]:
        """What it acknowledges, until it has ended; then `status` is there."""
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith("ended"):
                self.status = int(line.split()[1])
                return
            yield line.strip()

    def end(self) -> str:
        """What it had to complain of."""
        return self.process.communicate()[1]


@pytest.fixture(scope="module")
def writers() -> Iterator[list[Writer]]:
    """Four writers; none may have complained at the end."""
    all_writers = [Writer() for _ in range(4)]
    yield all_writers
    assert [writer.end() for writer in all_writers] == [""] * 4


def _killed(writer: Writer, path: Path, last: int, after: int, delay: float) -> list[str]:
    """Digests acknowledged by a writer that is killed soon after some of them."""
    number = writer.begin(path, 0, last)
    digests = writer.digests()
    said = list(itertools.islice(digests, after))
    time.sleep(delay)
    os.kill(number, signal.SIGKILL)
    said += digests
    assert writer.status == -signal.SIGKILL, "the writer had ended before it was killed"
    return said


def _check(path: Path, acknowledged: set[str], expected: dict[str, list[str]]) -> None:
    """The file is sound, has all that was acknowledged, and each document in it is whole."""
    with yalu.casebook.open(path, create=False) as book:
        found: dict[str, list[str]] = {document.digest: [] for document in book.documents()}
        names = {document.name: document.digest for document in book.documents()}
        for claim in book.claims():
            found[names[claim.document]].append(claim.id)
    assert acknowledged <= found.keys()
    assert found == {digest: expected[digest] for digest in found}
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def _kill_often(writer: Writer, path: Path, kills: int, most: int, documents: int) -> None:
    chance = random.Random(kills)
    uninterrupted = Path(shutil.copy(path, path.with_name("uninterrupted.db")))
    pairs = [pair(number) for number in range(documents)]
    expected = {
        document.digest: [claim.replace(known=document.known).id for claim in claims]
        for document, claims in pairs
    }
    acknowledged: set[str] = set()
    for _ in range(kills):
        acknowledged.update(
            _killed(writer, path, documents, chance.randint(1, most), chance.random() * 0.01)
        )
        _check(path, acknowledged, expected)
    writer.begin(path, 0, documents)
    acknowledged.update(writer.digests())
    assert writer.status == 0
    with yalu.casebook.open(path) as book, yalu.casebook.open(uninterrupted) as other:
        for document, claims in pairs:
            other.add(document, claims)
        assert book.digest() == other.digest()


@pytest.fixture
def path(empty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_file, tmp_path / "yalu.db"))


def test_fifteen_kills_lose_nothing(path: Path, writers: list[Writer]) -> None:
    _kill_often(writers[0], path, kills=15, most=6, documents=260)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(path: Path, writers: list[Writer]) -> None:
    _kill_often(writers[0], path, kills=200, most=3, documents=2000)


def test_a_kill_while_a_casebook_is_made_leaves_one_that_can_be_made(
    tmp_path: Path, writers: list[Writer]
) -> None:
    """The writer is killed when the file appears, and a little later each time."""
    for step in range(12):
        path = tmp_path / f"{step}.db"
        number = writers[0].begin(path, 0, 1000)
        while not path.exists():
            time.sleep(0.0005)
        time.sleep(step * 0.01)
        os.kill(number, signal.SIGKILL)
        acknowledged = set(writers[0].digests())
        with yalu.casebook.open(path) as book:
            assert acknowledged <= {document.digest for document in book.documents()}
            assert book.add(*pair(1001)) is True


def test_four_writers_at_once_never_meet_a_locked_casebook(
    path: Path, writers: list[Writer], fresh: Callable[[], Casebook]
) -> None:
    ranges = [(0, 80), (40, 120), (80, 160), (0, 160)]
    for writer, (first, last) in zip(writers, ranges, strict=True):
        writer.begin(path, first, last)
    for writer in writers:
        list(writer.digests())
    assert [writer.status for writer in writers] == [0] * 4
    with yalu.casebook.open(path) as book, fresh() as other:
        for number in range(160):
            other.add(*pair(number))
        assert book.digest() == other.digest()


def test_writers_on_one_server_make_the_same_casebook(
    postgres: Callable[[], str], writers: list[Writer], fresh: Callable[[], Casebook]
) -> None:
    url = postgres()
    for writer in writers:
        writer.begin(url, 0, 25)
    for writer in writers:
        list(writer.digests())
    assert [writer.status for writer in writers] == [0] * 4
    with yalu.casebook.open(url) as book, fresh() as other:
        for number in range(25):
            other.add(*pair(number))
        assert book.digest() == other.digest()
