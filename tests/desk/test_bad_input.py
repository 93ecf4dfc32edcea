"""Bad input: one clear line, exit status 2, nothing lost, never a traceback."""

import shutil

import pytest
from reportlab.pdfgen import canvas

from desk.conftest import process

LARGE = 50_000_000


def empty(path):
    path.write_bytes(b"")


def binary(path):
    path.write_bytes(bytes(range(256)) * 64)


def wrong_encoding(path):
    path.write_bytes("Поезда".encode("utf-16-le")[1:] * 50 + b"\xff\xfe\x00\xd8")


def fifty_megabytes(path):
    path.write_bytes(b"A freight train crossed from Dandong to Sinuiju. " * (LARGE // 49))


def nested(path):
    path.write_text("<html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000)


def pdf_without_text(path):
    drawing = canvas.Canvas(str(path))
    drawing.rect(100, 100, 200, 200)
    drawing.save()


def missing(path):
    pass


def impossible_date(path):
    path.write_text("published: 2022-02-30\n\nA freight train crossed from Dandong to Sinuiju.\n")


BAD = {
    empty: "txt",
    binary: "bin",
    wrong_encoding: "txt",
    fifty_megabytes: "txt",
    nested: "html",
    pdf_without_text: "pdf",
    missing: "txt",
    impossible_date: "txt",
}


@pytest.fixture(params=BAD, ids=lambda make: make.__name__)
def bad(request, tmp_path):
    path = tmp_path / f"bad.{BAD[request.param]}"
    request.param(path)
    return path


def test_a_bad_document_is_one_line_and_status_two(yalu, bad):
    told = yalu("read", bad)
    assert told.status == 2
    assert told.out == ""
    assert told.err.startswith("yalu: ")
    assert told.err.count("\n") == 1
    assert str(bad) in told.err or "2022-02-30" in told.err
    assert "Traceback" not in told.err


def test_a_bad_document_among_good_ones_is_set_aside(yalu, bad, report):
    told = yalu("add", bad, report, "--casebook", "x.db")
    assert told.status == 2
    assert told.out.startswith("1 document added")
    assert "1 document set aside" in told.err
    assert yalu("status", "dandong-sinuiju/rail", "--casebook", "x.db").status == 0


def test_all_that_is_set_aside_is_told(yalu, tmp_path, report):
    told = yalu("read", "a.txt", "b.txt", report)
    assert told.status == 2
    assert "a.txt" in told.err
    assert "b.txt" in told.err
    assert told.err.splitlines()[-1] == "yalu: 2 documents set aside"
    assert "crossing" in told.out


@pytest.mark.parametrize(
    "args",
    [
        ["status", "dandong-sinuiju/rail", "--on", "2022-02-30"],
        ["status", "dandong-sinuju/rail"],
        ["status", "dandong-sinuiju/tram"],
        ["status", "--casebook", "nowhere.db"],
        ["status", "--casebook", "mysql://here/there"],
        ["status", "--corridors", "nowhere.toml"],
        ["timeline", "--from", "yesterday"],
        ["timeline", "dandong-sinuiju/rail", "--to", "9999-12-31"],
        ["why", "dandong-sinuiju/rail"],
        ["why", "dandong-sinuiju/rail", "--on", "2022-09-27", "--most", "0"],
        ["brief", "dandong-sinuiju/rail", "-o", "no/such/folder/brief.html"],
        ["read"],
        ["read", "--published", "2022-13", "x.txt"],
        ["read", "--no-such-option"],
        ["march"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_and_status_two(yalu, book, args):
    at = [] if "--casebook" in args or args[0] in ("read", "march") else ["--casebook", book]
    told = yalu(*args, *at)
    assert told.status == 2
    assert told.out == ""
    assert told.err.startswith("yalu: ")
    assert told.err.count("\n") == 1


def test_an_unknown_gate_is_told_with_the_nearest_name(yalu, book):
    told = yalu("status", "dandong-sinuju/rail", "--casebook", book)
    assert "did you mean dandong-sinuiju" in told.err


def test_a_truncated_casebook_is_one_line_and_stays_as_it_is(yalu, book, tmp_path):
    cut = tmp_path / "cut.db"
    whole = book.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    told = yalu("status", "--casebook", cut)
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert str(cut) in told.err
    assert cut.read_bytes() == whole[: len(whole) // 2]


def test_a_file_that_is_no_casebook_is_one_line(yalu, report):
    told = yalu("status", "--casebook", report)
    assert told.status == 2
    assert told.err.count("\n") == 1


def test_a_bad_line_of_a_casebook_folder_is_told_with_its_place(yalu, tmp_path, report):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "documents.jsonl").write_text('{"id": "a"}\n{"id": ')
    (folder / "claims.jsonl").write_text("")
    told = yalu("add", folder, report, "--casebook", "x.db")
    assert told.status == 2
    assert "documents.jsonl:2" in told.err
    assert told.out.startswith("1 document added")


def test_a_folder_without_documents_is_told(yalu, tmp_path):
    (tmp_path / "none").mkdir()
    assert yalu("read", "none").err == "yalu: none: a folder without documents\n"


def test_a_page_that_cannot_be_written_leaves_the_old_one(yalu, book, tmp_path):
    folder = tmp_path / "brief.html"
    folder.mkdir()
    told = yalu("brief", "dandong-sinuiju/rail", "-o", folder, "--casebook", book)
    assert told.status == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.html"]


def test_an_unreadable_file_in_a_process_of_its_own(tmp_path, report):
    shutil.copy(report, tmp_path / "good.txt")
    (tmp_path / "bad.txt").write_bytes(b"")
    done = process("add", "bad.txt", "good.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.startswith(b"1 document added")
    assert done.stderr == b"yalu: bad.txt: empty\nyalu: 1 document set aside\n"
