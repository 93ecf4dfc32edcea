"""A casebook opens fast; what is no casebook is refused in one line and left as it was."""

import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from invented import pair

import yalu.casebook
from yalu.casebook import Casebook
from yalu.casebook.connecting import reading
from yalu.casebook.tables import VERSION_TABLE, metadata
from yalu.vocabulary import CasebookError, Claim

PAIRS = [
    (document, tuple(claim.replace(known=document.known) for claim in claims))
    for document, claims in map(pair, range(40))
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed casebook with some documents, to copy."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    with yalu.casebook.open(path) as book:
        for document, claims in PAIRS:
            book.add(document, claims)
    return path


@pytest.fixture
def book_file(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "yalu.db"))


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _refused(path: Path, why: str, **how: object) -> None:
    """Opening is refused with one line that says `why`, and the file stays as it was."""
    before = _sum(path) if path.is_file() else None
    with pytest.raises(CasebookError, match=why) as caught:
        yalu.casebook.open(path, **how)
    assert "\n" not in str(caught.value)
    assert (_sum(path) if path.is_file() else None) == before


def test_a_new_casebook_is_made_and_found_again(tmp_path: Path) -> None:
    yalu.casebook.open(tmp_path / "a ?#%20.db").close()
    with yalu.casebook.open(tmp_path / "a ?#%20.db", create=False) as book:
        assert book.counts()["documents"] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a ?#%20.db"]


def test_commits_are_durable_and_keys_are_checked(book_file: Path) -> None:
    with yalu.casebook.open(book_file) as book, reading(book._engine, "") as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


def test_the_migrations_make_the_tables_that_the_code_expects(where: str) -> None:
    with yalu.casebook.open(where) as book, reading(book._engine, "") as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_importing_and_opening_leave_heavy_packages_alone(book_file: Path) -> None:
    program = f"""
    import sys
    import yalu.casebook
    assert not {{"sqlalchemy", "alembic", "sqlite3"}} & sys.modules.keys(), "import"
    with yalu.casebook.open({str(book_file)!r}) as book:
        assert book.counts()["documents"] == 40
    assert "sqlalchemy" in sys.modules
    assert "alembic" not in sys.modules, "open"
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True)


def test_opening_an_up_to_date_casebook_is_quick(book_file: Path) -> None:
    yalu.casebook.open(book_file).close()
    begun = time.perf_counter()
    for _ in range(10):
        yalu.casebook.open(book_file).close()
    assert (time.perf_counter() - begun) / 10 < 0.1


def test_many_processes_may_make_one_casebook_at_once(tmp_path: Path) -> None:
    program = "import sys, yalu.casebook; yalu.casebook.open(sys.argv[1]).close()"
    command = [sys.executable, "-W", "error", "-c", program, str(tmp_path / "yalu.db")]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    said = [process.communicate() for process in processes]
    assert said == [(b"", b"")] * 4
    assert [process.returncode for process in processes] == [0] * 4


def test_fifty_openings_leave_no_files_open(book_file: Path) -> None:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("no /proc to count open files in")
    yalu.casebook.open(book_file).close()
    before = len(list(folder.iterdir()))
    for _ in range(50):
        with yalu.casebook.open(book_file) as book:
            book.counts()
    assert len(list(folder.iterdir())) == before


def test_a_missing_casebook_is_not_made_where_none_is_wanted(tmp_path: Path) -> None:
    _refused(tmp_path / "no.db", "is not there; add a document", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path / "no" / "yalu.db", "no is not there; make that folder first")


def test_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    _refused(tmp_path, "is a folder; name a file in it")
    _refused(Path("/dev/null"), "is not a file")


def test_text_and_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "yalu.db"
    path.write_text("Freight went over the bridge.\n" * 100)
    _refused(path, "is not a casebook; name another file")


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    _refused(path, "holds something else; name another file")


def test_a_casebook_of_a_newer_yalu_is_refused(book_file: Path) -> None:
    connection = sqlite3.connect(book_file)
    connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0999'")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    _refused(book_file, "made by a newer Yalu .casebook version 0999.*upgrade Yalu")


@pytest.mark.parametrize("checked", [0, 2**25])
@pytest.mark.parametrize("part", [0.99999, 0.7, 0.5, 0.2, 0.05, 0.01, 0.001, 0.00005])
def test_a_truncated_casebook_is_noticed_and_left_alone(
    book_file: Path, part: float, checked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also a file too large to be checked in full at every opening."""
    monkeypatch.setattr("yalu.casebook.opening._CHECKED", checked)
    whole = book_file.read_bytes()
    book_file.write_bytes(whole[: int(len(whole) * part)])
    _refused(book_file, "is damaged.*put a copy of it back|is not a casebook")


def test_an_empty_file_is_a_new_casebook_only_where_one_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "yalu.db"
    path.touch()
    _refused(path, "is empty", create=False)
    yalu.casebook.open(path).close()
    yalu.casebook.open(path, create=False).close()


def test_a_log_without_its_file_is_not_thrown_away(tmp_path: Path) -> None:
    log = tmp_path / "yalu.db-wal"
    log.write_bytes(b"the last commits")
    _refused(tmp_path / "yalu.db", r"is lost, yalu\.db-wal is there")
    assert log.read_bytes() == b"the last commits"


def _said(claim: Claim) -> str:
    """The claim but for the name of its document and the steps that read it."""
    return claim.replace(document="", because=()).id


def _answers(path: Path) -> tuple[set[str], set[str]]:
    with yalu.casebook.open(path, create=False) as book:
        claims = {_said(claim) for claim in book.claims()}
        return claims, {document.digest for document in book.documents()}


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_byte_never_gives_a_wrong_claim_or_text(book_file: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(book_file.read_bytes())
    for _ in range(1 + seed % 3):
        content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    book_file.write_bytes(content)
    expected = {_said(c) for _, claims in PAIRS for c in claims}, {d.digest for d, _ in PAIRS}
    try:
        found = _answers(book_file)
    except CasebookError as error:
        assert "\n" not in str(error)
        return
    assert found == expected


def test_a_changed_letter_in_a_text_is_noticed_when_it_is_read(book_file: Path) -> None:
    content = book_file.read_bytes()
    book_file.write_bytes(content.replace(b"report 7: trains", b"report 7: brains", 1))
    with yalu.casebook.open(book_file) as book, pytest.raises(CasebookError, match="is damaged"):
        list(book.documents())


def test_a_change_that_was_cut_short_is_rolled_back(book_file: Path) -> None:
    """A journal is left where a killed process was not yet writing ahead."""
    program = """
    import os, sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE documents SET text = text || text")
    os._exit(0)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program), str(book_file)], check=True)
    assert book_file.with_name("yalu.db-journal").stat().st_size > 0
    with yalu.casebook.open(book_file) as book:
        assert {document.digest for document in book.documents()} == {d.digest for d, _ in PAIRS}


def test_a_casebook_locked_for_too_long_says_so_and_recovers(book_file: Path) -> None:
    holder = sqlite3.connect(book_file, isolation_level=None)
    with yalu.casebook.open(book_file, timeout=0.2) as book:
        holder.execute("BEGIN IMMEDIATE")
        assert book.counts()["documents"] == 40  # readers do not wait
        with pytest.raises(CasebookError, match="is locked by another program"):
            book.add(*pair(50))
        holder.execute("ROLLBACK")
        assert book.add(*pair(50)) is True
    holder.close()


def test_a_casebook_locked_altogether_is_refused_at_opening(book_file: Path) -> None:
    holder = sqlite3.connect(book_file, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CasebookError, match="is locked by another program"):
        yalu.casebook.open(book_file, timeout=0.2)
    holder.close()


@pytest.mark.parametrize("what", ["folder", "file"])
def test_rights_that_are_missing_are_named(book_file: Path, what: str) -> None:
    """Root may write anything, so as root this is asked as another user, who may not."""
    folder = book_file.parent
    why = f"{folder} cannot be written" if what == "folder" else f"{book_file} cannot be"
    program = f"""
    import os, yalu.casebook, yalu.casebook.opening
    from yalu.vocabulary import CasebookError, Claim
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(65534)
    try:
        yalu.casebook.open({str(book_file)!r})
    except CasebookError as error:
        print(error)
    """
    closed = [part for part in folder.parents if not part.stat().st_mode & 0o001]
    opened = {part: part.stat().st_mode for part in closed if part.owner() == folder.owner()}
    try:
        for part in opened:
            part.chmod(0o755)
        folder.chmod(0o555 if what == "folder" else 0o777)
        book_file.chmod(0o666 if what == "folder" else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True
        )
    finally:
        folder.chmod(0o755)
        for part, mode in opened.items():
            part.chmod(mode & 0o7777)
    assert done.stderr == ""
    assert done.stdout.startswith(why)


@pytest.mark.parametrize("url", ["mysql://u@h/d", "http://example.org/x", "://"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(CasebookError, match="not a casebook address"):
        yalu.casebook.open(url)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(CasebookError) as caught:
        yalu.casebook.open(f"postgresql://me:secret@/book?host={tmp_path}", timeout=1)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "postgresql://me:***@/book" in str(caught.value)


def test_a_postgresql_database_of_something_else_is_refused(postgres: Callable[[], str]) -> None:
    import psycopg

    url = postgres()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE claims (insurance text)")
    with pytest.raises(CasebookError, match="holds tables of something else"):
        yalu.casebook.open(url)


def test_an_empty_postgresql_database_is_not_filled_where_none_is_wanted(
    postgres: Callable[[], str],
) -> None:
    with pytest.raises(CasebookError, match="holds no casebook yet"):
        yalu.casebook.open(postgres(), create=False)


def test_the_class_is_there_for_annotations() -> None:
    assert Casebook.__module__ == "yalu.casebook.casebook"
    with pytest.raises(AttributeError, match="Bookcase"):
        _ = yalu.casebook.Bookcase  # type: ignore[attr-defined]
