"""`yalu add` killed in the middle: what it acknowledged is kept, and nothing by halves."""

import json
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from desk.conftest import PROGRAM
from yalu import casebook

REPORTS = 40


def reports(folder: Path) -> Path:
    """Reports that each give at least one claim."""
    folder.mkdir()
    for number in range(REPORTS):
        text = (
            f"outlet: The Orrel Post\npublished: 2022-09-{number % 28 + 1:02d}\nlang: en\n\n"
            f"Freight trains between Dandong and Sinuiju were suspended today, the ministry said "
            f"in notice {number}.\n"
        )
        (folder / f"report-{number:02d}.txt").write_text(text, "utf-8")
    return folder


def add(folder: Path, book: Path, *more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*PROGRAM, "add", str(folder), *more, "--casebook", str(book), "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder.parent,
    )


@pytest.mark.parametrize("acknowledged", [1, 7, 19, 33])
def test_a_kill_loses_no_acknowledged_document(tmp_path: Path, acknowledged: int):
    folder, book = reports(tmp_path / "reports"), tmp_path / "book.db"
    running = add(folder, book, "-")  # waits for its standard input, so cannot end by itself
    assert running.stdout is not None
    kept = [json.loads(running.stdout.readline()) for _ in range(acknowledged)]
    running.send_signal(signal.SIGKILL)
    rest, _ = running.communicate()
    assert running.returncode == -signal.SIGKILL
    kept += [json.loads(line) for line in rest.splitlines()]

    with sqlite3.connect(book) as raw:
        assert raw.execute("pragma integrity_check").fetchone() == ("ok",)
    raw.close()
    with casebook.open(book) as opened:
        for line in kept:
            opened.document(line["document"])
        counts = opened.counts()
        assert len(kept) <= counts["documents"]
        assert counts["claims"] == counts["documents"]

    with add(folder, book) as again:
        again.communicate()
        assert again.returncode == 0
    with add(folder, whole := tmp_path / "whole.db") as once:
        once.communicate()
    with casebook.open(book) as resumed, casebook.open(whole) as uninterrupted:
        assert resumed.digest() == uninterrupted.digest()
        assert resumed.counts()["documents"] == REPORTS
