"""`yalu volume` and `yalu trade` on the reference casebook."""

import io
import json
import re
from pathlib import Path

import pytest

from yalu import casebook
from yalu.desk.cli import Environment, main

RAIL = "dandong-sinuiju/rail"
VOLUME_KEYS = {
    "gate", "mode", "unit", "direction", "period", "from", "to", "days", "running_days",
    "mean", "low", "high", "per_week", "loaded", "empty", "origins", "counted",
}  # fmt: skip
TRADE_KEYS = {
    "gate", "flow", "currency", "month", "value", "reckoned", "origins", "documents",
    "others", "fit", "verdict",
}  # fmt: skip
SLIP_KEYS = {"slip", "text", "preferred", "why", "claims"}


@pytest.fixture(scope="module")
def rail(book):
    """The lines of the railway, by month."""
    out = io.StringIO()
    env = Environment(io.BytesIO(), out, io.StringIO(), Path(), {})
    args = ["volume", RAIL, "--known-by", "2024-12-31", "--json", "--casebook", str(book)]
    assert main(args, env) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_volume_line_has_the_promised_keys(rail):
    lines = [line for line in rail if line["period"]]
    assert lines
    for line in lines:
        assert set(line) == VOLUME_KEYS
        assert 0 <= line["low"] <= line["high"]
        assert 0 <= line["running_days"] <= line["days"]
    asides = [line for line in rail if not line["period"]]
    assert {line["aside"] for line in asides} == {"too few", "believed suspended"}


def test_spring_2022_had_about_a_train_a_day(rail):
    (march,) = [
        line
        for line in rail
        if (line["period"], line["unit"], line["direction"]) == ("2022-03", "trains", "CN>KP")
    ]
    assert march["per_week"]["low"] < 7 < march["per_week"]["high"]
    assert march["per_week"]["high"] < 21
    assert march["origins"] == ["yonhap"]
    assert march["loaded"]["mean"] > march["empty"]["mean"]


def test_may_2022_carried_nothing_but_the_two_trains_that_are_named(rail):
    (may,) = [
        line
        for line in rail
        if (line["period"], line["unit"], line["direction"]) == ("2022-05", "trains", "CN>KP")
    ]
    assert may["high"] < 1
    named = [line["counted"][0] for line in rail if line.get("aside") == "believed suspended"]
    assert any(count["from"] == "2022-05-26" and count["low"] == 60 for count in named)


def test_relays_stand_with_the_count_that_they_relay(rail):
    counts = [count for line in rail for count in line["counted"]]
    assert any(count["claims"] > 1 for count in counts)
    assert all(count["claims"] == len(count["documents"]) for count in counts)


def test_the_table_is_for_people_and_says_what_is_left_out(yalu, book):
    told = yalu("volume", RAIL, "--casebook", book)
    assert told.status == 0
    assert "trains, CN>KP" in told.out
    assert "freight cars per train" in told.out
    assert "more without a figure of their own" in told.out
    assert "believed suspended" in told.out
    assert re.search(r"2022-03\s+\d[\d.]* \([\d.]+–[\d.]+\)", told.out)


@pytest.mark.parametrize(
    ("by", "first"), [("week", "2022-W02"), ("month", "2022-01"), ("quarter", "2022-Q1"), ("year", "2022")]
)  # fmt: skip
def test_periods_and_days_are_those_asked_for(yalu, book, by, first):
    told = yalu(
        "volume", RAIL, "--by", by, "--from", "2022-01-16", "--to", "2022-02-20", "--json",
        "--casebook", book,
    )  # fmt: skip
    periods = sorted({line["period"] for line in told.lines if line["period"]})
    assert periods[0] == first
    assert len(periods) == {"week": 6, "month": 2, "quarter": 1, "year": 1}[by]


def test_volume_is_as_known_on_the_day(yalu, book):
    args = ("volume", RAIL, "--json", "--casebook", book)
    early = yalu(*args, "--known-by", "2022-01-31").lines
    documents = {name for line in early for count in line["counted"] for name in count["documents"]}
    with casebook.open(book) as opened:
        late = {d.name for d in opened.documents() if str(d.published or "") > "2022-01-31"}
    assert documents
    assert not documents & late


@pytest.mark.parametrize("command", ["volume", "trade"])
def test_nothing_known_is_said_in_one_line(yalu, book, command):
    told = yalu(command, RAIL, "--known-by", "2010-01-01", "--casebook", book)
    assert (told.status, told.out) == (1, "")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("command", ["volume", "trade"])
@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--from", "2022-02-01", "--to", "2022-01-01"), "--from is later than --to"),
        (("--from", "2022-02-30"), "not a day"),
        (("-o", "chart.pdf"), "a chart is written as .html, .svg, .png"),
        (("-o", "chart"), "a chart is written as"),
        (("-o", "chart.svg", "--json"), "ask for one of them"),
        (("-o", "missing/chart.svg"), "No such file"),
    ],
)
def test_bad_usage_is_one_line_and_status_two(yalu, book, command, args, says):
    told = yalu(command, RAIL, *args, "--casebook", book)
    assert (told.status, told.out) == (2, "")
    assert says in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("command", ["volume", "trade"])
@pytest.mark.parametrize("ending", ["html", "svg", "png"])
def test_a_chart_is_written_that_fetches_nothing(yalu, book, tmp_path, command, ending):
    told = yalu(
        command, RAIL, "--from", "2022-01-01", "--to", "2022-06-30",
        "-o", f"chart.{ending}", "--casebook", book,
    )  # fmt: skip
    assert (told.status, told.err) == (0, "")
    whole = (tmp_path / f"chart.{ending}").read_bytes()
    if ending == "png":
        assert whole.startswith(b"\x89PNG")
        return
    text = whole.decode()
    assert "<title" in text and "<desc" in text
    assert "prefers-color-scheme: dark" in text
    assert "var(--running)" in text
    assert not re.search(r"(?:href|src)=|@import|<script", text)


def test_a_trade_line_has_the_promised_keys(yalu, book):
    told = yalu("trade", RAIL, "--json", "--casebook", book)
    months = [line for line in told.lines if "month" in line]
    slips = [line for line in told.lines if "slip" in line]
    assert len(months) + len(slips) == len(told.lines)
    assert all(set(line) == TRADE_KEYS for line in months)
    assert all(set(line) == SLIP_KEYS for line in slips)
    assert len(slips) == 4
    fit = next(line["fit"] for line in months if line["month"] == "2020-10")
    assert set(fit) == {"expected", "low", "high", "running", "tail", "side", "unlikely"}
    assert (fit["side"], fit["unlikely"]) == ("low", True)


def test_trade_says_unlikely_months_and_slips_in_a_sentence(yalu, book):
    told = yalu("trade", RAIL, "--from", "2020-01-01", "--to", "2020-12-31", "--casebook", book)
    assert told.status == 0
    assert "2020-10: 1.66 million USD (total) is less than the state believed" in told.out
    assert "thousandfold: 0.018 million USD total in 2020-03" in told.out
    assert "2021-" not in told.out.partition("Figures that cannot")[0]


def test_a_growth_that_a_report_reckons_wrongly_is_told_with_the_report_it_contradicts(
    yalu, tmp_path
):
    for name, published, words in (
        (
            "2020",
            "2020-04-20",
            "In March 2020 trade between China and North Korea was worth $18.6 million.",
        ),
        (
            "2022",
            "2022-04-18",
            "In March 2022 trade between China and North Korea reached $60.6 million, "
            "up 5 percent from a year earlier.",
        ),
        (
            "2021",
            "2021-04-20",
            "In March 2021 trade between China and North Korea was worth $14.3 million.",
        ),
    ):
        header = f"outlet: Paper {name}\npublished: {published}\nlang: en\n\n"
        (tmp_path / f"{name}.txt").write_text(f"{header}{words}\n")
        assert yalu("add", f"{name}.txt").status == 0
    told = yalu("trade", "--json", "--known-by", "2022-12-31")
    (slip,) = [line for line in told.lines if "slip" in line]
    assert slip["slip"] == "growth contradicts its values"
    assert "+323.8 %" in slip["text"]
    assert [claim["document"] for claim in slip["claims"]] == ["2022.txt", "2021.txt"]


def test_trade_without_a_gate_tells_every_gate_that_has_figures(yalu, book):
    told = yalu("trade", "--json", "--casebook", book)
    with casebook.open(book) as opened:
        gates = {
            c.gate
            for c in opened.claims()
            if c.kind.value == "trade" and c.when and c.when.grain.value == "month"
        }
    assert {line["gate"] for line in told.lines if "month" in line} == gates


@pytest.mark.parametrize("command", ["volume", "trade"])
def test_a_narrow_terminal_is_written_for(yalu, book, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    told = yalu(command, RAIL, "--casebook", book, terminal=True)
    assert told.status == 0
    assert "2022-03" in told.out
