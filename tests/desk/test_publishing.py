"""What a command told is kept, once; and its record never costs the answer."""

import datetime as dt
import json
import sqlite3
import time

import pytest

from desk.conftest import published

SERVICE = "dandong-sinuiju/rail"


def test_status_keeps_what_it_prints(yalu, own):
    told = yalu("status", SERVICE, "--on", "2022-09-20", "--known-by", "2022-09-22", "--json",
                "--casebook", own)  # fmt: skip
    (line,) = told.lines
    (kept,) = published(own)
    assert dict(zip(("suspended", "limited", "running"), kept.odds, strict=True)) == pytest.approx(
        line["probability"]
    )
    assert (str(kept.service), str(kept.on), str(kept.known_by)) == (
        SERVICE, "2022-09-20", "2022-09-22",
    )  # fmt: skip
    assert len(kept.digest) == 64
    assert abs(dt.datetime.now(dt.UTC) - kept.published) < dt.timedelta(minutes=5)


def test_every_service_that_is_printed_is_kept(yalu, own):
    told = yalu("status", "--json", "--casebook", own)
    assert len(published(own)) == len(told.lines)


def test_asking_again_keeps_nothing_new(yalu, own):
    for _ in range(2):
        yalu("status", SERVICE, "--casebook", own)
    yalu("brief", SERVICE, "--casebook", own)
    assert len(published(own)) == 1
    yalu("status", SERVICE, "--known-by", "2022-09-22", "--casebook", own)
    assert len(published(own)) == 2


def test_the_brief_keeps_its_answer_as_a_page_too(yalu, own):
    yalu("brief", SERVICE, "--known-by", "2022-09-28", "-o", "brief.html", "--casebook", own)
    (kept,) = published(own)
    assert kept.on == kept.known_by == dt.date(2022, 9, 28)
    assert kept.running > 0.9


@pytest.mark.parametrize("command", ["status", "brief"])
def test_nothing_is_kept_where_nobody_wants_it(yalu, own, command):
    assert yalu(command, SERVICE, "--no-record", "--casebook", own).status == 0
    assert published(own) == []


def test_what_has_no_answer_is_not_kept(yalu, own):
    yalu("status", "nampo/sea", "--known-by", "2010-01-01", "--casebook", own)
    assert published(own) == []


@pytest.mark.parametrize("command", [["status", "--json"], ["brief"]], ids=" ".join)
def test_a_casebook_that_is_being_written_costs_one_line_and_no_answer(
    yalu,
    own,
    command,
    monkeypatch,
):
    monkeypatch.setattr("yalu.desk.cli.publishing.PATIENCE", 0.1)
    free = yalu(*command, SERVICE, "--no-record", "--casebook", own)
    holder = sqlite3.connect(own, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    told = yalu(*command, SERVICE, "--casebook", own)
    assert time.monotonic() - begun < 20
    holder.execute("ROLLBACK")
    holder.close()
    assert (told.status, told.out) == (0, free.out)
    assert told.err.startswith("yalu: not kept for scoring: ")
    assert told.err.count("\n") == 1
    assert published(own) == []


def test_a_table_that_is_gone_costs_one_line_and_no_answer(yalu, own):
    connection = sqlite3.connect(own)
    connection.execute("DROP TABLE published")
    connection.commit()
    connection.close()
    told = yalu("status", SERVICE, "--json", "--casebook", own)
    assert told.status == 0
    json.loads(told.out)
    assert told.err.count("\n") == 1
