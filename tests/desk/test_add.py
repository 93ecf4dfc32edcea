"""`yalu read` and `yalu add`: files, folders, streams and addresses."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from yalu import casebook

KEYS = {"document", "kind", "gate", "mode", "who", "class", "origin", "stance"}


def test_a_claim_line_has_the_promised_keys_and_its_exact_words(yalu, report):
    told = yalu("read", report, "--json")
    assert told.status == 0
    text = report.read_text()
    for claim in told.lines:
        assert set(claim) >= KEYS
        assert claim["document"] == str(report)
        assert claim["quote"]["exact"] in text
        assert claim["when"]["earliest"] == "2022-09-26"


def test_reading_stores_nothing(yalu, report, tmp_path):
    before = sorted(tmp_path.iterdir())
    yalu("read", report)
    assert sorted(tmp_path.iterdir()) == before


def test_a_document_without_claims_is_answered_with_status_one(yalu, tmp_path):
    (tmp_path / "poem.txt").write_text("The moon rose over the orchard, and the dog slept on.\n")
    told = yalu("read", "poem.txt")
    assert (told.status, told.out) == (1, "")
    assert told.err == "yalu: no claims found\n"


def test_a_folder_is_read_with_all_below_it_and_without_what_is_hidden(yalu, tmp_path, report):
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/.hidden").mkdir()
    for place in ("in/one.txt", "in/deep/two.txt", "in/.hidden/three.txt", "in/.four.txt"):
        shutil.copy(report, tmp_path / place)
    told = yalu("read", "in", "--json")
    assert {line["document"] for line in told.lines} == {"in/one.txt", "in/deep/two.txt"}


def test_a_stream_is_a_document(yalu, report):
    told = yalu("read", "-", "--json", stdin=report.read_bytes())
    assert {line["document"] for line in told.lines} == {"-"}


def test_the_day_of_publication_can_be_given(yalu):
    text = b"Rail freight between Dandong and Sinuiju resumed yesterday, the foreign ministry said."
    dated = yalu("read", "-", "--published", "2022-09-27", "--json", stdin=text)
    undated = yalu("read", "-", "--json", stdin=text)
    assert dated.lines[0]["when"]["earliest"] == "2022-09-26"
    assert undated.lines[0].get("when", {}).get("earliest") is None


def test_adding_again_changes_nothing(yalu, report, tmp_path):
    first = yalu("add", report, "--casebook", "x.db")
    with casebook.open(tmp_path / "x.db") as opened:
        before = opened.digest()
    again = yalu("add", report, "--casebook", "x.db")
    with casebook.open(tmp_path / "x.db") as opened:
        assert opened.digest() == before
    assert first.out.startswith("1 document added; ")
    assert again.out.startswith("0 documents added, 1 already there; ")


def test_added_documents_are_told_as_lines(yalu, report):
    told = yalu("add", report, "--json", "--casebook", "x.db")
    (line,) = told.lines
    assert line["added"] is True
    assert line["document"] == str(report)
    assert line["claims"] > 0


def test_a_casebook_folder_is_added_with_its_claims(yalu, tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(casebook.reference(), folder)
    told = yalu("add", "mine", "--casebook", "x.db")
    claims = len((folder / "claims.jsonl").read_text().splitlines())
    assert told.out.startswith(f"204 documents added; {claims} claims")
    read = yalu("read", "mine", "--json")
    assert len(read.lines) == claims


CORRIDOR = """
schema = 1
id = "orrel"
title = "Orrel"
home = "orrel-kessim"

[[country]]
code = "IE"
names.en = ["Ireland"]

[[country]]
code = "GB"
names.en = ["United Kingdom"]

[[side]]
id = "orrel"
country = "IE"
time_zone = "Europe/Dublin"
names.en = ["Orrel"]

[[side]]
id = "kessim"
country = "GB"
time_zone = "Europe/London"
names.en = ["Kessim"]

[[gate]]
id = "orrel-kessim"
modes = ["rail"]
sides = ["orrel", "kessim"]
names.en = ["Orrel-Kessim"]
"""


def test_the_gates_of_a_given_corridor_are_known_to_every_command(yalu, tmp_path):
    (tmp_path / "orrel.toml").write_text(CORRIDOR)
    text = b"Rail freight between Orrel and Kessim resumed on 26 September 2022, the ministry said."
    given = ["--corridors", "orrel.toml", "--casebook", "x.db"]
    told = yalu("add", "-", "--published", "2022-09-27", *given, stdin=text)
    assert told.status == 0
    asked = ["status", "orrel-kessim/rail", "--on", "2022-09-27"]
    assert yalu(*asked, *given).status == 0
    assert yalu(*asked, "--casebook", "x.db").status == 2


class Pages(BaseHTTPRequestHandler):
    """A small site on this machine."""

    def do_GET(self):
        if self.path == "/story.txt":
            self.answer(200, self.server.story)
        elif self.path == "/moved":
            self.answer(302, b"", location="/story.txt")
        elif self.path == "/round":
            self.answer(302, b"", location="/round")
        elif self.path == "/file":
            self.answer(302, b"", location="file:///etc/hostname")
        elif self.path == "/large":
            self.answer(200, b"x" * 21_000_000)
        else:
            self.answer(404, b"nothing here")

    def answer(self, status, body, **headers):
        self.send_response(status)
        self.send_header("content-type", "text/plain; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site(report):
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.story = report.read_bytes()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("page", ["/story.txt", "/moved"])
def test_an_address_is_fetched_and_kept_under_its_name(yalu, site, page):
    told = yalu("add", site + page, "--json", "--casebook", "x.db")
    assert told.status == 0
    assert told.lines[0]["document"] == site + page


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("/gone", "the server answers 404"),
        ("/round", "more than 5 redirects"),
        ("/file", "only http and https"),
        ("/large", "larger than 20 MB"),
    ],
)
def test_an_address_that_cannot_be_fetched_is_set_aside(yalu, site, page, why, report):
    told = yalu("add", site + page, report, "--casebook", "x.db")
    assert told.status == 2
    assert why in told.err
    assert told.out.startswith("1 document added")


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/x", "http://", "http://127.0.0.1:1/x"])
def test_addresses_that_are_none_and_servers_that_are_not_there(yalu, address):
    told = yalu("add", address, "--casebook", "x.db")
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert address in told.err


def test_reading_does_not_fetch(yalu, site):
    told = yalu("read", f"{site}/story.txt")
    assert told.status == 2
    assert "No such file" in told.err
