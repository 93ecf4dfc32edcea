"""What was told is kept once, with the moment of the first telling, whatever the database."""

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import pair
from sqlalchemy import insert, make_url, text

import yalu.casebook
from yalu.casebook import Casebook, tables
from yalu.casebook.connecting import postgres_engine, reading, writing
from yalu.casebook.tables import VERSION, VERSION_TABLE
from yalu.vocabulary import CasebookError, Mode, Published, Service

OLD = Path(__file__).with_name("version_0001.sql")
OLD_DIGEST = "59397ea65c6245f762a0ad65f088d6be6ad4dd87c46f6456ae527343da3d8905"
"""What the casebook of that version said of itself when it was written."""
MOMENT = dt.datetime(2022, 9, 28, 7, 30, tzinfo=dt.UTC)


def answer(number: int = 0, **fields: object) -> Published:
    plain = {
        "service": Service(("north-gate", "south-gate")[number % 2], Mode.RAIL),
        "on": dt.date(2022, 9, 1) + dt.timedelta(number),
        "known_by": dt.date(2022, 9, 28),
        "suspended": 0.1 + number / 100,
        "limited": 0.2,
        "running": 0.7 - number / 100,
        "engine": "em",
        "model": "1",
        "digest": f"{number:064x}",
        "published": MOMENT + dt.timedelta(minutes=number),
    }
    return Published(**(plain | fields))  # type: ignore[arg-type]


def test_what_was_told_comes_back_as_it_was(where: str) -> None:
    told = [answer(number) for number in range(5)]
    with yalu.casebook.open(where) as book:
        assert book.publish(told[::-1]) == 5
        assert book.published() == told
        assert book.published(Service("south-gate", Mode.RAIL)) == [told[1], told[3]]
        assert book.published(Service("south-gate", Mode.ROAD)) == []
    with yalu.casebook.open(where) as again:
        assert again.published() == told


def test_telling_again_changes_nothing(where: str) -> None:
    later = MOMENT + dt.timedelta(days=9)
    with yalu.casebook.open(where) as book:
        assert book.publish([answer()]) == 1
        assert book.publish([answer(published=later), answer(1)]) == 1
        assert book.published() == [answer(), answer(1)]
        other = answer(digest="f" * 64, published=later)  # another belief: another answer
        assert book.publish([other, other]) == 1
        assert book.published() == [answer(), answer(1), other]


def test_nothing_told_is_nothing_kept(where: str) -> None:
    with yalu.casebook.open(where) as book:
        assert book.publish([]) == 0
        assert book.published() == []


@given(st.lists(st.integers(0, 6), max_size=12), st.data())
@settings(max_examples=15)
def test_the_order_and_number_of_tellings_is_no_matter(
    fresh: Callable[[], Casebook], numbers: list[int], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(numbers)))
    with fresh() as book:
        book.publish(map(answer, numbers[:cut]))
        book.publish(map(answer, numbers[cut:]))
        assert book.published() == [answer(number) for number in sorted(set(numbers))]


def test_what_was_told_is_no_part_of_what_the_casebook_holds(where: str) -> None:
    with yalu.casebook.open(where) as book:
        book.add(*pair(3))
        before = book.digest(), book.counts()
        book.publish([answer()])
        assert (book.digest(), book.counts()) == before


def test_all_or_nothing_is_kept(where: str) -> None:
    with yalu.casebook.open(where) as book:
        with pytest.raises(CasebookError) as caught:
            book.publish([answer(), answer(1, engine=None)])
        assert "\n" not in str(caught.value)
        assert book.published() == []


def test_odds_that_are_none_are_noticed(tmp_path: Path) -> None:
    with yalu.casebook.open(tmp_path / "yalu.db") as book:
        book.publish([answer()])
    connection = sqlite3.connect(tmp_path / "yalu.db")
    connection.execute("UPDATE published SET running = 7")
    connection.commit()
    connection.close()
    with (
        yalu.casebook.open(tmp_path / "yalu.db") as book,
        pytest.raises(CasebookError, match="is damaged"),
    ):
        book.published()


def test_it_waits_no_longer_than_its_patience(tmp_path: Path) -> None:
    with yalu.casebook.open(tmp_path / "yalu.db") as book:
        holder = sqlite3.connect(tmp_path / "yalu.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(CasebookError, match="is locked by another program"):
            book.publish([answer()], patience=0.1)
        holder.execute("ROLLBACK")
        holder.close()
        assert book.publish([answer()], patience=0.1) == 1
        with reading(book._engine, "") as connection:  # the next one is patient again
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


def test_a_server_is_waited_for_no_longer_than_its_patience(postgres: Callable[[], str]) -> None:
    url = postgres()
    with (
        yalu.casebook.open(url) as book,
        yalu.casebook.open(url) as other,
        writing(other._engine, url),
        pytest.raises(CasebookError, match=r"the database says: .*lock timeout"),
    ):
        book.publish([answer()], patience=0.1)
    with yalu.casebook.open(url) as book:
        assert book.publish([answer()], patience=0.1) == 1


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A casebook as version 0001 wrote it, read from its dump."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(OLD.read_text("utf-8"))
    connection.close()
    return path


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    found = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for name in ("documents", "names", "claims")
    }
    connection.close()
    return found


def test_a_casebook_of_version_0001_is_brought_up_to_date_without_loss(old: Path) -> None:
    before = contents(old)
    with yalu.casebook.open(old, create=False) as book:
        assert book.digest() == OLD_DIGEST
        assert len(book.claims()) == 12
        assert len(list(book.documents())) == 4
        assert book.published() == []
        assert book.publish([answer()]) == 1
        assert book.add(*pair(9)) is True
        assert book.add(*pair(1, 3), reader="yalu 0.1") is False
    assert len(before["documents"]) == 4
    after = contents(old)
    for name, rows in before.items():
        assert set(rows) <= set(after[name])
    connection = sqlite3.connect(old)
    assert connection.execute(f"SELECT * FROM {VERSION_TABLE}").fetchall() == [(VERSION,)]
    connection.close()


def test_a_casebook_of_version_0001_that_may_not_be_written_stays_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    holder = sqlite3.connect(old, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(CasebookError, match="is locked by another program"):
        yalu.casebook.open(old, create=False, timeout=0.1)
    holder.execute("ROLLBACK")
    holder.close()
    assert contents(old)["claims"]
    assert old.read_bytes() == before
    yalu.casebook.open(old, create=False).close()


def test_an_upgrade_that_was_cut_short_is_as_if_it_had_not_begun(old: Path) -> None:
    """Killed between the new table and the new version, the old casebook is there."""
    program = f"""
import os, alembic.runtime.migration as migration
import yalu.casebook
migration.HeadMaintainer.update_to_step = lambda *_: os._exit(9)
yalu.casebook.open({str(old)!r})
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    connection = sqlite3.connect(old)
    assert connection.execute(f"SELECT * FROM {VERSION_TABLE}").fetchall() == [("0001",)]
    connection.close()
    with yalu.casebook.open(old) as book:
        assert book.digest() == OLD_DIGEST
        assert book.publish([answer()]) == 1


def _old_server(url: str, old: Path) -> None:
    """Put the casebook of version 0001 into an empty database."""
    source = sqlite3.connect(old)
    source.row_factory = sqlite3.Row
    engine = postgres_engine(make_url(url).set(drivername="postgresql+psycopg"), 30)
    with writing(engine, url) as connection:
        config = Config()
        config.set_main_option("script_location", "yalu.casebook:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table in (tables.documents, tables.names, tables.claims):
            rows = [dict(row) for row in source.execute(f"SELECT * FROM {table.name}")]
            connection.execute(insert(table), [_typed(row) for row in rows])
    engine.dispose()
    source.close()


def _typed(row: dict[str, object]) -> dict[str, object]:
    for key in ("known", "earliest", "latest"):
        if row.get(key):
            row[key] = dt.date.fromisoformat(str(row[key]))
    if "recorded" in row:
        row["recorded"] = dt.datetime.fromisoformat(str(row["recorded"])).replace(tzinfo=dt.UTC)
    return row


def test_a_server_of_version_0001_is_brought_up_to_date_without_loss(
    postgres: Callable[[], str], old: Path
) -> None:
    url = postgres()
    _old_server(url, old)
    with yalu.casebook.open(url, create=False) as book:
        assert book.digest() == OLD_DIGEST
        assert book.publish([answer()]) == 1
        with reading(book._engine, "") as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
            assert context.get_current_revision() == VERSION


def test_a_reader_of_a_server_may_ask_and_not_publish(
    postgres: Callable[[], str], old: Path
) -> None:
    """It can neither bring an older casebook up to date nor damage it."""
    url = postgres()
    reader = url.replace("yalu@", "looker@")
    _old_server(url, old)
    _run(url, "DROP ROLE IF EXISTS looker")
    _run(url, "CREATE ROLE looker LOGIN")
    _run(url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    with pytest.raises(CasebookError, match="permission denied"):
        yalu.casebook.open(reader, create=False)
    with yalu.casebook.open(url) as book:
        assert book.digest() == OLD_DIGEST
        book.publish([answer()])
    _run(url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    with yalu.casebook.open(reader, create=False) as book:
        assert book.digest() == OLD_DIGEST
        assert book.published() == [answer()]
        with pytest.raises(CasebookError, match="permission denied"):
            book.publish([answer(1)])
        assert book.published() == [answer()]
    _run(url, "DROP OWNED BY looker")
    _run(url, "DROP ROLE looker")


def _run(url: str, statement: str) -> None:
    engine = postgres_engine(make_url(url).set(drivername="postgresql+psycopg"), 30)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_many_may_tell_the_same_at_once(where: str) -> None:
    with yalu.casebook.open(where) as book, ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _: book.publish([answer(), answer(1)]), range(12)))
        assert sum(found) == 2
        assert book.published() == [answer(), answer(1)]


def test_a_copy_of_the_file_has_it_too(tmp_path: Path) -> None:
    with yalu.casebook.open(tmp_path / "yalu.db") as book:
        book.publish([answer()])
    shutil.copy(tmp_path / "yalu.db", tmp_path / "copy.db")
    with yalu.casebook.open(tmp_path / "copy.db") as book:
        assert book.published() == [answer()]
