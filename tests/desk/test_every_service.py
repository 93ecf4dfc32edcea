"""Every service that reports tell of can be asked everything, whatever they say of it.

The reports are those of the corpus, told first and told again (`tests/retold`).
"""

import datetime as dt
from pathlib import Path

import pytest

from desk.conftest import Run

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]
HALVES = ("corpus/documents", "retold/learned", "retold/kept")
TODAY = dt.date(2026, 1, 1)
DAYS = ("2020-03-01", "2022-02-01", "2023-09-15", "2024-06-01", "2025-10-25")


@pytest.mark.parametrize("half", HALVES)
def test_every_service_is_explained_and_told_of(yalu: Run, tmp_path: Path, half: str) -> None:
    book = tmp_path / "book.db"
    yalu("add", TESTS / half, "--casebook", book)
    told = yalu("status", "--json", "--casebook", book, today=TODAY).lines
    services = [f"{line['gate']}/{line['mode']}" for line in told]
    assert len(services) > 20
    for number, service in enumerate(services):
        for asked in (
            ["why", service, "--on", DAYS[number % len(DAYS)]],
            ["volume", service],
            ["trade", service],
            ["coverage", service],
        ):
            ran = yalu(*asked, "--casebook", book, today=TODAY)
            assert ran.status in (0, 1), f"{asked}: {ran.err}"
