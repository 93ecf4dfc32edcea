"""`yalu status`, `timeline` and `why` on the reference casebook."""

import itertools
import json
import re

import pytest

from yalu import casebook

SERVICE = "dandong-sinuiju/rail"
KEYS = {
    "gate", "mode", "on", "known_by", "state", "probability",
    "since", "origins", "claims", "last_sighting", "silent_days", "switch", "engine", "digest",
}  # fmt: skip


def test_a_status_line_has_the_promised_keys(yalu, book):
    told = yalu(
        "status", SERVICE, "--on", "2022-09-27", "--known-by", "2022-09-28", "--json",
        "--casebook", book,
    )  # fmt: skip
    (line,) = told.lines
    assert told.status == 0
    assert set(line) == KEYS
    assert set(line["since"]) == {"best", "earliest", "latest"}
    assert (line["gate"], line["mode"]) == ("dandong-sinuiju", "rail")
    assert (line["on"], line["known_by"]) == ("2022-09-27", "2022-09-28")
    assert line["state"] == max(line["probability"], key=line["probability"].get) == "running"
    assert sum(line["probability"].values()) == pytest.approx(1)
    assert line["origins"] <= line["claims"]
    assert [one["within"] for one in line["switch"]] == [7, 30, 90]
    for one in line["switch"]:
        assert 0 < one["low"] <= one["probability"] <= one["high"] < 1


def test_without_a_service_every_service_with_claims_is_answered(yalu, book):
    told = yalu("status", "--json", "--casebook", book)
    with casebook.open(book) as opened:
        expected = {(claim.gate, claim.mode.value) for claim in opened.claims()}
    assert {(line["gate"], line["mode"]) for line in told.lines} == expected


def test_what_was_not_known_yet_is_left_out(yalu, book):
    before = yalu("status", SERVICE, "--known-by", "2022-09-22", "--json", "--casebook", book)
    after = yalu("status", SERVICE, "--known-by", "2022-09-28", "--json", "--casebook", book)
    assert before.lines[0]["state"] == "suspended"
    assert after.lines[0]["state"] == "running"
    assert before.lines[0]["claims"] < after.lines[0]["claims"]


def test_today_counts_the_days_on_which_nobody_looked(yalu, book):
    told = yalu("status", SERVICE, "--json", "--casebook", book)
    (line,) = told.lines
    assert line["on"] == line["known_by"] == "2024-12-31"
    assert line["silent_days"] > 90


@pytest.mark.parametrize(("key", "status"), [("passengers = true", 0), ("", 1)])
def test_the_corridor_file_says_where_passengers_count(yalu, tmp_path, key, status):
    (tmp_path / "orrel.toml").write_text(
        f"""
        id = "orrel"
        side = [{{ id = "kessim", country = "PL", time_zone = "Europe/Warsaw" }}]
        [[gate]]
        id = "orrel-express"
        modes = ["rail"]
        sides = ["kessim"]
        {key}
        """
    )
    claim = {
        "document": "a", "kind": "service", "gate": "orrel-express", "mode": "rail",
        "state": "running", "scope": "passengers", "who": "the ministry", "class": "official",
        "origin": "ministry", "gist": "runs", "when": {"earliest": "2024-05-04", "grain": "day"},
    }  # fmt: skip
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim))
    (tmp_path / "documents.jsonl").write_text(json.dumps({"id": "a", "published": "2024-05-05"}))
    assert yalu("add", tmp_path).status == 0
    told = yalu("status", "orrel-express", "--corridors", tmp_path / "orrel.toml")
    assert told.status == status


def test_silence_is_answered_with_status_one(yalu, book):
    told = yalu("status", "nampo/sea", "--known-by", "2010-01-01", "--casebook", book)
    assert told.status == 1
    assert told.out == ""
    assert told.err == "yalu: nothing is known of nampo/sea by 2010-01-01\n"


def test_a_timeline_has_a_line_a_day_summing_to_one(yalu, book):
    told = yalu(
        "timeline", SERVICE, "--from", "2022-09-20", "--to", "2022-10-05", "--json",
        "--casebook", book,
    )  # fmt: skip
    days = [line["day"] for line in told.lines]
    assert days == [f"2022-09-{d}" for d in range(20, 31)] + [f"2022-10-0{d}" for d in range(1, 6)]
    for line in told.lines:
        assert set(line) == {"gate", "mode", "day", "suspended", "limited", "running"}
        assert line["suspended"] + line["limited"] + line["running"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [("1999-12-31", "2000-01-02", 3), ("2030-01-01", "2030-01-01", 1)],
)
def test_days_before_and_after_all_evidence_can_be_asked(yalu, book, first, last, days):
    told = yalu("timeline", SERVICE, "--from", first, "--to", last, "--json", "--casebook", book)
    assert len(told.lines) == days


def test_the_readable_timeline_is_stretches_of_one_state(yalu, book):
    told = yalu("timeline", SERVICE, "--known-by", "2022-12-31", "--casebook", book)
    rows = [line.split() for line in told.out.splitlines() if line.startswith("20")]
    assert all(row[1] < following[0] for row, following in itertools.pairwise(rows))
    assert ["2022-01-16", "running"] in [[row[0], row[2]] for row in rows]
    assert "█ running" in told.out


def test_a_timeline_that_ends_before_it_begins_is_refused(yalu, book):
    told = yalu(
        "timeline", SERVICE, "--from", "2022-02-01", "--to", "2022-01-01", "--casebook", book
    )
    assert told.status == 2
    assert told.err.count("\n") == 1


def test_a_terminal_gets_colour_and_a_pipe_does_not(yalu, book):
    piped = yalu("status", SERVICE, "--casebook", book)
    shown = yalu("status", SERVICE, "--casebook", book, terminal=True)
    plain = yalu("status", SERVICE, "--casebook", book, terminal=True, NO_COLOR="1")
    assert "\x1b" not in piped.out
    assert "\x1b[" in shown.out
    assert "\x1b[3" not in plain.out


def test_the_variable_names_the_casebook(yalu, book, monkeypatch):
    monkeypatch.setenv("YALU_CASEBOOK", str(book))
    assert yalu("status", SERVICE).status == 0


def test_json_lines_are_the_same_at_a_terminal(yalu, book):
    piped = yalu("status", SERVICE, "--json", "--casebook", book)
    shown = yalu("status", SERVICE, "--json", "--casebook", book, terminal=True)
    assert shown.out == piped.out
    json.loads(shown.out)


def test_a_narrow_window_keeps_every_word(yalu, book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    told = yalu("status", SERVICE, "--casebook", book, terminal=True, NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", told.out)
    assert max(map(len, plain.splitlines())) <= 40
    assert f"service: {SERVICE}" in plain


def test_progress_is_drawn_for_who_watches_and_for_nobody_else(yalu, book):
    watched = yalu("status", "--json", "--casebook", book, watched=True)
    alone = yalu("status", "--json", "--casebook", book)
    assert "weighing" in watched.err
    assert alone.err == ""
    assert watched.out == alone.out
