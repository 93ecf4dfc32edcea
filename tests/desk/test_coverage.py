"""`yalu coverage`: where nobody looks."""

import re

import pytest

SERVICE = "dandong-sinuiju/rail"


def test_a_line_is_a_month_of_a_service(yalu, book):
    told = yalu(
        "coverage", SERVICE, "--from", "2021-12-15", "--to", "2022-02-01", "--json",
        "--casebook", book,
    )  # fmt: skip
    assert [line["month"] for line in told.lines] == ["2021-12", "2022-01", "2022-02"]
    january = told.lines[1]
    assert set(january) == {
        "gate", "mode", "month", "origins", "at_the_time", "last_sighting", "prior_share",
    }  # fmt: skip
    assert january["origins"] >= january["at_the_time"] > 10
    assert january["last_sighting"] == "2022-01-31"
    assert january["prior_share"] < 0.05


def test_where_nobody_looks_all_is_prior(yalu, book):
    told = yalu("coverage", SERVICE, "--from", "2026-01-01", "--json", "--known-by", "2026-03-31",
                "--casebook", book)  # fmt: skip
    assert [line["prior_share"] for line in told.lines] == [1.0] * 3
    assert {line["origins"] for line in told.lines} == {0}
    assert {line["last_sighting"] for line in told.lines} == {"2024-09-04"}


def test_without_a_service_each_is_one_row(yalu, book):
    told = yalu("coverage", "--casebook", book)
    rows = told.out.splitlines()
    assert rows[0].split()[0] == "service"
    assert sum(row.startswith(SERVICE) for row in rows) == 1
    assert re.search(rf"{SERVICE} .*\d+ months +0\.\d\d$", told.out, re.M)


def test_a_service_has_a_row_a_month(yalu, book):
    told = yalu("coverage", SERVICE, "--to", "2021-12-31", "--casebook", book)
    months = [row.split()[0] for row in told.out.splitlines()[1:]]
    assert months == sorted(months)
    assert months[-1] == "2021-12"


def test_a_chart_is_written_whole(yalu, book, tmp_path):
    told = yalu("coverage", SERVICE, "-o", "coverage.svg", "--casebook", book)
    assert told.out == "written to coverage.svg\n"
    assert [path.name for path in tmp_path.iterdir()] == ["coverage.svg"]
    drawn = (tmp_path / "coverage.svg").read_text("utf-8")
    assert drawn.startswith("<svg ")
    assert SERVICE in drawn


@pytest.mark.parametrize(
    "args",
    [["nampo/sea", "--known-by", "2010-01-01"], [SERVICE, "--to", "1990-01-01"]],
    ids=" ".join,
)
def test_months_nobody_speaks_of_are_answered_with_status_one(yalu, book, args):
    told = yalu("coverage", *args, "--casebook", book)
    assert told.status == 1
    assert told.out == ""
    assert told.err.startswith("yalu: nobody speaks of ")


@pytest.mark.parametrize(
    "args",
    [
        ["--from", "2022-02-01", "--to", "2022-01-01"],
        ["--json", "-o", "x.svg"],
        [SERVICE, "-o", "no/such/folder/x.svg"],
        ["nowhere/rail"],
        ["--from", "2022-02-30"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_and_status_two(yalu, book, args):
    told = yalu("coverage", *args, "--casebook", book)
    assert told.status == 2
    assert told.out == ""
    assert told.err.count("\n") == 1


def test_a_narrow_window_keeps_every_word(yalu, book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    told = yalu("coverage", SERVICE, "--from", "2022-01-01", "--to", "2022-02-28",
                "--casebook", book, terminal=True, NO_COLOR="1")  # fmt: skip
    plain = re.sub(r"\x1b\[[0-9;]*m", "", told.out)
    assert max(map(len, plain.splitlines())) <= 40
    assert "prior share: " in plain
