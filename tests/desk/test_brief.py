"""`yalu brief`: text to the terminal, a page to a file."""

import datetime as dt
import stat

SERVICE = "dandong-sinuiju/rail"


def test_the_text_begins_with_the_answer(yalu, book):
    told = yalu("brief", SERVICE, "--known-by", "2022-09-28", "--casebook", book)
    assert told.status == 0
    assert told.out.startswith("Freight rail at Dandong")
    assert "last sighting" in told.out.split("\n\n")[0]
    assert "\x1b" not in told.out


def test_at_a_terminal_it_is_styled(yalu, book):
    told = yalu("brief", SERVICE, "--casebook", book, terminal=True)
    assert "\x1b[" in told.out


def test_a_page_is_one_file_with_the_usual_rights(yalu, book, tmp_path):
    told = yalu(
        "brief", SERVICE, "--known-by", "2022-09-28", "-o", "brief.html", "--casebook", book
    )
    assert told.status == 0
    assert told.out == "written to brief.html\n"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.html"]
    page = tmp_path / "brief.html"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    (tmp_path / "other").touch()
    assert stat.S_IMODE(page.stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


def test_a_page_takes_the_place_of_an_older_one(yalu, book, tmp_path):
    (tmp_path / "brief.html").write_text("an older page")
    yalu("brief", SERVICE, "-o", "brief.html", "--casebook", book)
    assert "an older page" not in (tmp_path / "brief.html").read_text("utf-8")


def test_the_same_question_gives_the_same_page(yalu, book, tmp_path):
    for name in ("one.html", "two.html"):
        yalu("brief", SERVICE, "--known-by", "2022-09-28", "-o", name, "--casebook", book)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_without_claims_it_says_so_and_ends_with_status_one(yalu, book):
    told = yalu("brief", "nampo/sea", "--known-by", "2010-01-01", "--casebook", book)
    assert told.status == 1
    assert told.out == ""
    assert told.err == "yalu: nothing is known of nampo/sea by 2010-01-01\n"


def test_a_service_with_few_claims_has_a_brief_too(yalu, book):
    told = yalu("brief", "tumangang-khasan/rail", "--casebook", book)
    assert told.status == 0
    assert told.out.startswith(("Freight rail at", "On "))


def test_without_a_service_every_one_has_its_part(yalu, report):
    yalu("add", report, "--casebook", "x.db")
    told = yalu("brief", "--casebook", "x.db", today=dt.date(2022, 9, 28))
    assert told.out.count("What is not known") == 1


def test_what_a_document_says_does_not_steer_the_terminal(yalu, tmp_path):
    (tmp_path / "sly.txt").write_text(
        "outlet: Sly\npublished: 2022-09-26\n\nRail freight between Dandong and Sinuiju "
        "resumed on Monday, \x1b]0;owned\x07the foreign ministry said.\n"
    )
    yalu("add", "sly.txt", "--casebook", "x.db")
    for args in (["brief", SERVICE], ["why", SERVICE, "--on", "2022-09-26"], ["read", "sly.txt"]):
        at = [] if args[0] == "read" else ["--casebook", "x.db"]
        told = yalu(*args, *at, terminal=True, NO_COLOR="1")
        assert told.status == 0
        assert "\x07" not in told.out
        assert "\x1b]" not in told.out
