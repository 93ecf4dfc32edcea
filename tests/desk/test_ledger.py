"""`yalu ledger`: the record of sources, and of Yalu itself."""

import datetime as dt
import json
import re

import pytest

SERVICE = "dandong-sinuiju/rail"
TIMELINE = {
    "window": ["2022-01-01", "2023-12-31"],
    "gates": {
        "dandong-sinuiju": {
            "mode": "rail",
            "intervals": [
                {"from": "2022-04-29", "to": "2022-09-25", "state": "suspended",
                 "confidence": "high"},
                {"from": "2022-09-26", "to": "2022-12-31", "state": "running",
                 "confidence": "medium"},
                {"from": "2023-01-01", "to": "2023-12-31", "state": "running",
                 "confidence": "low"},
            ],
        }
    }
}  # fmt: skip


def test_a_reliability_stands_with_its_number_and_interval(yalu, book):
    told = yalu("ledger", "--casebook", book)
    assert told.status == 0
    assert re.search(r"Yonhap +\w+ +0\.\d\d \(0\.\d\d to 0\.\d\d\), n \d+", told.out)
    assert "more; --most" in told.out


def test_a_line_holds_the_whole_account(yalu, book):
    told = yalu("ledger", "--json", "--casebook", book)
    lines = {line["name"]: line for line in told.lines}
    assert len(lines) == len(told.lines) > 30
    reuters = lines["reuters"]
    assert set(reuters) == {
        "name", "title", "classes", "known_by", "services", "reliability", "checked", "lag",
        "news", "first", "news_lag", "relayed", "relays", "relay_lag", "forecasts",
    }  # fmt: skip
    assert set(reuters["reliability"]) == {"mean", "low", "high", "n"}
    assert reuters["title"] == "Reuters"
    assert reuters["forecasts"]["came_true"] == reuters["forecasts"]["judged"] == 1
    assert lines["spn"]["forecasts"]["came_true"] == 0


def test_classes_have_a_ledger_too(yalu, book):
    told = yalu("ledger", "--by", "class", "--json", "--casebook", book)
    lines = {line["name"]: line for line in told.lines}
    assert {"official", "agency", "anonymous"} <= set(lines)
    assert lines["official"]["reliability"]["mean"] > lines["anonymous"]["reliability"]["mean"]
    assert lines["official"]["forecasts"]["came_true"] == 0


@pytest.mark.parametrize("name", ["rfa", "RFA", "radio free asia"])
def test_one_source_has_a_page_with_its_forecasts(yalu, book, name):
    told = yalu("ledger", name, "--casebook", book)
    assert told.status == 0
    assert told.out.startswith("Radio Free Asia (anonymous, agency), as known on 2024-12-31\n")
    assert re.search(
        r"2022-08-09 .* freight trains restart 2022-08-15 +did not come true", told.out
    )


def test_a_class_has_a_page_too(yalu, book):
    told = yalu("ledger", "official", "--casebook", book)
    assert told.out.startswith("official (official)")
    assert "Sinuiju-Dandong trains restart" in told.out


def test_the_forecasts_of_one_source_stand_in_its_line(yalu, book):
    (line,) = yalu("ledger", "spn", "--json", "--casebook", book).lines
    assert len(line["foretold"]) == line["forecasts"]["told"]
    restart = next(one for one in line["foretold"] if one["told"] == "2022-08-01")
    assert (restart["outcome"], restart["slip"], restart["lead"]) == ("did not come true", 43, 13)


def test_what_was_not_known_yet_is_in_no_ledger(yalu, book):
    early = yalu("ledger", "spn", "--known-by", "2022-08-10", "--json", "--casebook", book)
    (line,) = early.lines
    restart = next(one for one in line["foretold"] if one["told"] == "2022-08-01")
    assert restart["outcome"] == "still open"


@pytest.mark.parametrize("args", [["nobody"], ["--known-by", "2010-01-01"]])
def test_an_unknown_source_is_answered_with_status_one(yalu, book, args):
    told = yalu("ledger", *args, "--casebook", book)
    assert told.status == 1
    assert told.out == ""
    assert told.err.startswith("yalu: no word of ")


def test_a_narrow_window_keeps_every_word(yalu, book, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    told = yalu("ledger", "--most", "3", "--casebook", book, terminal=True, NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", told.out)
    assert max(map(len, plain.splitlines())) <= 40
    assert "source: Yonhap" in plain


@pytest.mark.parametrize(
    "args",
    [
        ["--published", "rfa"],
        ["--published", "--by", "class"],
        ["--truth", "gold.json"],
        ["--by", "outlet"],
        ["--most", "0"],
        ["--published", "--truth", "nowhere.json"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_and_status_two(yalu, own, args):
    yalu("status", SERVICE, "--casebook", own)
    told = yalu("ledger", *args, "--casebook", own)
    assert told.status == 2
    assert told.out == ""
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"gates": {"a": 3}}', '{"gates": {"a": {"mode": "x", "intervals": []}}}',
             json.dumps(TIMELINE).replace("2022-04-29", "2022-02-30")],
)  # fmt: skip
def test_a_timeline_that_is_none_is_one_line_with_its_file(yalu, own, tmp_path, text):
    (tmp_path / "gold.json").write_text(text)
    yalu("status", SERVICE, "--casebook", own)
    told = yalu("ledger", "--published", "--truth", "gold.json", "--casebook", own)
    assert told.status == 2
    assert "gold.json: " in told.err
    assert told.err.count("\n") == 1


def test_what_was_never_told_has_no_score(yalu, own):
    told = yalu("ledger", "--published", "--casebook", own)
    assert told.status == 1
    assert told.err.startswith("yalu: nothing was published yet from ")


def test_a_timeline_settles_what_was_told_on_the_days_it_is_sure_of(yalu, own, tmp_path):
    (tmp_path / "gold.json").write_text(json.dumps(TIMELINE))
    for day in ("2022-05-05", "2022-09-28", "2023-06-01"):
        yalu("status", SERVICE, "--known-by", day, "--casebook", own)
    told = yalu("ledger", "--published", "--truth", "gold.json", "--json", "--casebook", own)
    (line,) = told.lines
    assert (line["told"], line["answers"], line["settled"]) == ("looking back", 3, 2)
    assert line["accuracy"] == 1
    assert 0 < line["brier"] < 0.2
    assert sum(round(each["true"] * each["count"]) for each in line["calibration"]) == 2


def test_a_later_belief_settles_what_was_told(yalu, own):
    for day in ("2022-05-05", "2022-09-28"):
        yalu("status", SERVICE, "--known-by", day, "--casebook", own)
    ask = ("ledger", "--published", "--json", "--casebook", own)
    (soon,) = yalu(*ask, "--known-by", "2022-06-01").lines
    assert soon["settled"] == 0
    (later,) = yalu(*ask, "--known-by", "2023-03-01").lines
    assert later["settled"] == 2
    assert later["accuracy"] == 1
    table = yalu("ledger", "--published", "--casebook", own).out
    assert "looking back" in table
    assert "came true" in table


def test_nothing_settled_yet_is_answered_with_status_one(yalu, own):
    today = dt.datetime.now(dt.UTC).date()
    yalu("status", SERVICE, "--casebook", own, today=today)
    told = yalu("ledger", "--published", "--casebook", own, today=today)
    assert told.status == 1
    assert "at the time" in told.out
    assert "Nothing of it is settled yet." in told.out
