"""`yalu score`: the belief on days of which the truth is known."""

import datetime as dt
import json
import math
from pathlib import Path
from typing import Any

import pytest

from yalu.corridors import load

CORPUS = Path(__file__).parents[1] / "corpus" / "timelines"
GOLD = CORPUS / "north-korea-rail.json"
STATES = ("suspended", "limited", "running")
WAYS = ["belief", "last report", "majority", "hidden Markov", "climatology"]
KNOWN = "2024-02-20"


@pytest.fixture
def two_months(tmp_path: Path) -> Path:
    """A timeline of one service around a reopening."""
    path = tmp_path / "gold.json"
    intervals = [
        {"from": "2022-08-20", "to": "2022-09-25", "state": "suspended", "confidence": "high"},
        {"from": "2022-09-26", "to": "2022-10-20", "state": "running", "confidence": "medium"},
    ]
    gold = {
        "window": ["2022-08-20", "2022-10-20"],
        "gates": {"dandong-sinuiju": {"mode": "rail", "intervals": intervals}},
    }
    path.write_text(json.dumps(gold))
    return path


# ── an oracle of its own: days counted from the lines of JSON alone ──


def settled(gold: dict[str, Any]):
    first, final = map(dt.date.fromisoformat, gold["window"])
    for gate, entry in gold["gates"].items():
        for span in entry["intervals"]:
            if span["confidence"] not in ("high", "medium") or not (span["from"] and span["to"]):
                continue
            day = max(first, dt.date.fromisoformat(span["from"]))
            while day <= min(final, dt.date.fromisoformat(span["to"])):
                yield gate, entry["mode"], day.isoformat(), span["state"]
                day += dt.timedelta(1)


def counted(days: list[Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    told = {(line["gate"], line["mode"], line["day"]): line for line in lines}
    right = silent = 0
    brier = log = 0.0
    for gate, mode, day, state in days:
        line = told.get((gate, mode, day))
        odds = [line[name] for name in STATES] if line else [1 / 3] * 3
        true = STATES.index(state)
        silent += line is None
        right += max(odds) > 1 / 3 + 1e-9 and odds.index(max(odds)) == true
        brier += sum((p - (k == true)) ** 2 for k, p in enumerate(odds))
        log -= math.log(max(odds[true], 1e-3))
    n = len(days)
    figures = {"accuracy": right / n, "brier": brier / n, "log": log / n}
    return {"days": n, "silent": silent} | {k: pytest.approx(v) for k, v in figures.items()}


def line_of(lines: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    (found,) = [line for line in lines if all(line[key] == wanted[key] for key in wanted)]
    return found


def test_looking_back_the_scores_are_those_of_the_lines_of_yalu_timeline(yalu, book) -> None:
    known = ("--casebook", book, "--known-by", KNOWN)
    days = list(settled(json.loads(GOLD.read_text())))
    services = sorted({f"{gate}/{mode}" for gate, mode, _, _ in days})
    lines = [line for one in services for line in yalu("timeline", one, "--json", *known).lines]
    found = yalu("score", GOLD, "--json", "--hindsight", "--by", "gate", *known)
    assert found.status == 0
    for gate in {day[0] for day in days}:
        wanted = counted([day for day in days if day[0] == gate], lines)
        got = line_of(found.lines, gate=gate, way="belief")
        assert {key: got[key] for key in wanted} == wanted
    wanted = counted(days, lines)
    got = line_of(found.lines, gate=None, way="belief")
    assert {key: got[key] for key in wanted} == wanted


def test_as_of_the_day_the_scores_are_those_of_what_yalu_status_said_then(
    yalu, book, two_months
) -> None:
    found = yalu("score", two_months, "--json", "--casebook", book, "--lag", 3, "--every", 20)
    days = list(settled(json.loads(two_months.read_text())))[::20]
    lines = []
    for gate, mode, day, _ in days:
        known = dt.date.fromisoformat(day) + dt.timedelta(3)
        about = ("--on", day, "--known-by", known, "--json", "--casebook", book)
        (line,) = yalu("status", f"{gate}/{mode}", *about).lines
        lines.append({"gate": gate, "mode": mode, "day": day} | line["probability"])
    wanted = counted(days, lines)
    got = line_of(found.lines, lag=3, way="belief")
    assert {key: got[key] for key in wanted} == wanted


def test_the_belief_is_shown_beside_every_other_way(yalu, book, two_months) -> None:
    found = yalu("score", two_months, "--json", "--casebook", book, "--lag", 0, "--every", 5)
    assert [(line["lag"], line["way"]) for line in found.lines] == [
        (lag, way) for lag in (None, 0) for way in WAYS
    ]
    for line in found.lines:
        inside = sum(one["count"] for one in line["calibration"])
        assert inside == 3 * line["days"]
    belief, naive = (line_of(found.lines, lag=None, way=way) for way in WAYS[:2])
    assert naive["belief_less"]["mean"] == pytest.approx(belief["brier"] - naive["brier"])
    assert naive["belief_less"]["blocks"] == 2
    assert "belief_less" not in belief
    soon = line_of(found.lines, lag=0, way="belief")["detection"]
    assert soon["changes"] == 1
    assert 0 <= soon["median"] <= 10
    since = line_of(found.lines, lag=None, way="belief")["since"]
    assert since == {"runs": 1, "median_error": 0.0, "coverage": 1.0, "unseen": 0}


def test_the_belief_may_be_made_by_the_sampler(yalu, report, two_months) -> None:
    about = ("score", two_months, "--documents", report, "--hindsight", "--json", "--engine")
    smoothed, drawn = (yalu(*about, engine).lines for engine in ("em", "gibbs"))
    assert smoothed[0]["brier"] != drawn[0]["brier"]
    assert smoothed[1]["brier"] == drawn[1]["brier"]
    assert yalu(*about, "guess").status == 2


def test_for_people_there_are_tables(yalu, book, two_months) -> None:
    found = yalu("score", two_months, "--casebook", book, "--every", 10)
    assert found.status == 0
    assert found.out.startswith("62 settled days of 1 service, looking back from 20")
    for words in ("in hindsight", "on the day", "7 days later", "median lag", "came true"):
        assert words in found.out
    assert "Beginnings of 1 run, looking back: median error 0 d" in found.out


def test_figures_of_each_service_come_before_those_of_all(yalu, book) -> None:
    found = yalu("score", GOLD, "--casebook", book, "--hindsight", "--by", "gate", "--json")
    gates = list(dict.fromkeys(line["gate"] for line in found.lines))
    assert gates[-1] is None
    assert set(gates[:-1]) == set(json.loads(GOLD.read_text())["gates"])


def test_claims_of_documents_may_be_scored_instead_of_a_casebook(yalu, report, two_months) -> None:
    found = yalu("score", two_months, "--documents", report, "--hindsight", "--json")
    assert found.status == 0
    belief = line_of(found.lines, way="belief")
    assert belief["silent"] == 37  # the days before the report speaks of any
    assert belief["accuracy"] == pytest.approx(25 / 62)


def test_what_became_known_later_is_not_used(yalu, report, two_months) -> None:
    known = ("--known-by", "2022-09-25")
    found = yalu("score", two_months, "--documents", report, "--hindsight", *known)
    assert found.status == 1
    assert found.err == "yalu: no claim is about dandong-sinuiju/rail\n"


def test_days_whose_lag_is_not_over_by_the_known_day_are_left_out(yalu, book, two_months) -> None:
    options = ("--lag", 30, "--every", 1, "--known-by", "2022-09-30", "--json")
    found = yalu("score", two_months, "--casebook", book, *options)
    assert line_of(found.lines, lag=30, way="belief")["days"] == 12  # 20 to 31 August


@pytest.mark.parametrize("ending", ["svg", "html", "png"])
def test_the_calibration_is_drawn(yalu, book, two_months, tmp_path, ending) -> None:
    name = f"curve.{ending}"
    found = yalu("score", two_months, "--casebook", book, "--hindsight", "-o", name)
    assert f"written to {name}" in found.out
    drawn = (tmp_path / name).read_bytes()
    if ending == "png":
        assert drawn.startswith(b"\x89PNG")
    else:
        text = drawn.decode()
        assert "<svg" in text and "in hindsight: " in text
        assert "src=" not in text and "<script" not in text
    assert [path.name for path in tmp_path.glob(".curve*")] == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("not json", "not a file of JSON"),
        ("[]", "not a timeline"),
        ('{"window": ["2022-01-01", "2022-02-30"], "gates": {}}', "window.1: not a day"),
        (
            '{"window": ["2022-01-01", "2022-03-01"], "gates": {"dandong-sinuju": {"mode": "rail",'
            ' "intervals": [{"from": "2022-01-01", "to": "2022-01-02", "state": "running",'
            ' "confidence": "high"}]}}}',
            "unknown gate 'dandong-sinuju'; did you mean dandong-sinuiju?",
        ),
    ],
)
def test_gold_that_cannot_be_used_is_told_in_one_line(yalu, book, tmp_path, content, why) -> None:
    (tmp_path / "bad.json").write_text(content)
    found = yalu("score", "bad.json", "--casebook", book)
    assert found.status == 2
    assert found.out == ""
    assert found.err.startswith("yalu: bad.json: ")
    assert why in found.err
    assert found.err.count("\n") == 1


def test_a_file_that_is_not_there_is_told(yalu, book) -> None:
    found = yalu("score", "none.json", "--casebook", book)
    assert found.status == 2
    assert found.err.endswith("none.json: No such file or directory\n")


def test_documents_that_are_not_there_are_told(yalu, two_months) -> None:
    found = yalu("score", two_months, "--documents", "none.txt")
    assert found.status == 2
    assert "none.txt: No such file or directory" in found.err


def test_a_chart_is_written_by_its_ending(yalu, book, two_months) -> None:
    found = yalu("score", two_months, "--casebook", book, "-o", "curve.pdf")
    assert found.status == 2
    assert "a chart is written as .html, .svg, .png, not 'curve.pdf'" in found.err


def test_no_settled_day_is_nothing_to_score(yalu, book, tmp_path) -> None:
    (tmp_path / "empty.json").write_text('{"window": ["2022-01-01", "2022-02-01"], "gates": {}}')
    found = yalu("score", "empty.json", "--casebook", book)
    assert (found.status, found.out) == (1, "")
    assert found.err == "yalu: no settled day in empty.json\n"


def test_a_service_that_nobody_speaks_of_is_told_and_silent(yalu, book, two_months) -> None:
    gold = json.loads(two_months.read_text())
    gold["gates"]["torkham"] = gold["gates"]["dandong-sinuiju"] | {"mode": "road"}
    two_months.write_text(json.dumps(gold))
    found = yalu("score", two_months, "--casebook", book, "--hindsight", "--json", "--by", "gate")
    assert found.status == 0
    assert found.err == "yalu: no claim is about torkham/road: silent on every day\n"
    silent = line_of(found.lines, gate="torkham", way="belief")
    assert (silent["silent"], silent["days"], silent["accuracy"]) == (62, 62, 0)


def test_the_gates_of_the_corpus_are_known() -> None:
    atlas = load()
    for path in CORPUS.glob("*.json"):
        for gate, entry in json.loads(path.read_text())["gates"].items():
            assert atlas.service(f"{gate}/{entry['mode']}").gate == gate


@pytest.mark.slow
def test_from_documents_as_read_no_fewer_days_are_right_than_by_the_last_report(yalu) -> None:
    corpus = Path(__file__).parents[1] / "corpus"
    timelines = sorted((corpus / "timelines").glob("*.json"))
    found = yalu(
        "score", *timelines, "--documents", corpus / "documents", "--hindsight", "--json"
    )  # fmt: skip
    belief, naive = (line_of(found.lines, gate=None, way=way) for way in ("belief", "last report"))
    print(belief, naive)
    assert belief["accuracy"] >= max(naive["accuracy"], 0.905)
    assert belief["brier"] <= 0.171
    assert belief["sure_wrong"] * belief["sure"] < 0.005
