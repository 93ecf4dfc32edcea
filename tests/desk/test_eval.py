"""`yalu eval`: the reader beside labels that people gave."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
SLACK = {"day": 0, "week": 3, "interval": 3, "month": 16, "year": 183}
POOLED = ("change", "service")
LABEL = {
    "kind": "change",
    "gate": "dandong-sinuiju",
    "mode": "rail",
    "state": "running",
    "when": {"earliest": "2022-09-26", "latest": "2022-09-26", "grain": "day"},
    "who": "Foreign Ministry",
    "class": "official",
    "stance": "asserts",
    "quote": "Rail freight between Dandong and Sinuiju resumed on Monday",
}
TEXT = (
    "outlet: The Bridge Post\npublished: 2022-09-26\nlang: {lang}\n\n"
    "Rail freight between Dandong and Sinuiju resumed on Monday, the foreign ministry said.\n"
)


# ── an oracle of its own: figures counted from the lines of JSON alone ──


def near(gold: dict[str, Any], got: dict[str, Any]) -> bool:
    wanted, found = gold.get("when"), got.get("when")
    if not (wanted and found):
        return not wanted and not found
    return all(
        wanted.get(end) is None
        or (
            found.get(end) is not None
            and abs(date.fromisoformat(wanted[end]) - date.fromisoformat(found[end])).days
            <= SLACK[wanted["grain"]]
        )
        for end in ("earliest", "latest")
    )


def fits(gold: dict[str, Any], got: dict[str, Any]) -> bool:
    if gold["gate"] != got["gate"] or gold.get("state") not in (None, got.get("state")):
        return False
    if gold["kind"] in ("count", "crossing", "hold") and gold.get("number") is not None:
        return gold["number"] == got.get("number")
    return True


def agreement(gold: dict[str, Any], got: dict[str, Any]) -> list[bool]:
    return [near(gold, got), gold["stance"] == got["stance"], gold["class"] == got["class"]]


def paired(gold: list[Any], got: list[Any]) -> list[list[bool]]:
    """Which of window, stance and class agree in each pair, the best pair taken first."""
    left, right, found = dict(enumerate(gold)), dict(enumerate(got)), []
    while True:
        best = min(
            (
                (-2 * agreed[0] - agreed[1] - agreed[2] - (a["kind"] == b["kind"]), i, j, agreed)
                for i, a in left.items()
                for j, b in right.items()
                if fits(a, b)
                for agreed in [agreement(a, b)]
            ),
            default=None,
        )
        if best is None:
            return found
        _, i, j, agreed = best
        del left[i], right[j]
        found.append(agreed)


def figures(gold: dict[str, list[Any]], got: dict[str, list[Any]], kinds: tuple[str, ...]):
    pairs, labels, claims = [], 0, 0
    for name, lines in gold.items():
        wanted = [line for line in lines if line["kind"] in kinds]
        read = [line for line in got[name] if line["kind"] in kinds]
        labels, claims = labels + len(wanted), claims + len(read)
        pairs += paired(wanted, read)

    def f1(hits: int) -> float:
        return 2 * hits / (labels + claims) if labels + claims else 0.0

    n = len(pairs)
    return {
        "gold": labels,
        "read": claims,
        "found": n,
        "precision": n / claims if claims else 0.0,
        "recall": n / labels if labels else 0.0,
        "f1": f1(n),
        "dated_f1": f1(sum(pair[0] for pair in pairs)),
        "full_f1": f1(sum(all(pair) for pair in pairs)),
        **{
            slot: sum(pair[at] for pair in pairs) / n if n else 0.0
            for at, slot in enumerate(("when", "stance", "class"))
        },
    }


@pytest.fixture
def counted(yalu) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Labels and claims of the English reports, by episode and name."""
    gold, got = {}, defaultdict(list)
    for path in sorted((CORPUS / "claims").glob("*/*.jsonl")):
        text = CORPUS / "documents" / path.parent.name / f"{path.stem}.txt"
        if "lang: en" in text.read_text("utf-8").split("\n\n")[0].splitlines():
            lines = path.read_text("utf-8").splitlines()
            gold[f"{path.parent.name}/{path.stem}"] = [json.loads(line) for line in lines]
    for line in yalu("read", CORPUS / "documents", "--json").lines:
        path = Path(line["document"])
        got[f"{path.parent.name}/{path.stem}"].append(line)
    return gold, got


def test_the_figures_of_the_corpus_are_those_counted_by_hand(yalu, counted):
    ran = yalu("eval", CORPUS / "claims", CORPUS / "documents", "--lang", "en", "--json")
    assert ran.status == 0
    names = [line["kind"] for line in ran.lines]
    assert names[0] == "state facts"
    assert {"change", "service", "forecast", "crossing", "count", "hold"} <= set(names)
    for line in ran.lines:
        name = line.pop("kind")
        wanted = figures(*counted, POOLED if name == "state facts" else (name,))
        assert line == pytest.approx(wanted), name


def test_the_table_rounds_the_figures_of_the_lines(yalu):
    asked = ("eval", CORPUS / "claims", CORPUS / "documents", "--lang", "en")
    lines = yalu(*asked, "--json").lines
    head, columns, *rows = yalu(*asked).out.splitlines()
    assert head == "131 documents"
    assert columns.split()[:5] == ["kind", "gold", "read", "P", "R"]
    for line, row in zip(lines, rows, strict=True):
        shown = [f"{line[name]:.2f}" for name in ("precision", "recall")]
        shown += [f"{line[name]:.3f}" for name in ("f1", "dated_f1", "full_f1")]
        shown += [f"{line[name]:.2f}" for name in ("when", "stance", "class")]
        assert row.split() == [*line["kind"].split(), str(line["gold"]), str(line["read"]), *shown]


def test_the_rows_of_the_episodes_add_up(yalu):
    asked = ("eval", CORPUS / "claims", CORPUS / "documents", "--kinds", "change,service")
    lines = yalu(*asked, "--by", "episode", "--json").lines
    pooled = [line for line in lines if line["kind"] == "state facts"]
    assert [line["episode"] for line in pooled][-1] == "all"
    assert len(pooled) == 6
    for name in ("gold", "read", "found"):
        assert sum(line[name] for line in pooled[:-1]) == pooled[-1][name]


# ── small folders ──


@pytest.fixture
def folders(tmp_path):
    """One report with one label that fits it."""
    (tmp_path / "labels" / "autumn").mkdir(parents=True)
    (tmp_path / "reports" / "autumn").mkdir(parents=True)
    (tmp_path / "reports" / "autumn" / "one.txt").write_text(TEXT.format(lang="en"))
    (tmp_path / "labels" / "autumn" / "one.jsonl").write_text(json.dumps(LABEL) + "\n")
    return tmp_path


def test_what_is_read_as_labelled_scores_one(yalu, folders):
    told = yalu("eval", "labels", "reports", "--json")
    assert told.status == 0
    assert told.lines[0]["full_f1"] == 1.0
    assert [line["kind"] for line in told.lines] == ["state facts", "change"]


def test_the_figures_begin_with_how_many_documents(yalu, folders):
    assert yalu("eval", "labels", "reports").out.splitlines()[0] == "1 document"


def test_folders_without_episodes_are_read_too(yalu, folders):
    (folders / "reports" / "autumn" / "one.txt").rename(folders / "reports" / "one.txt")
    assert yalu("eval", "labels", "reports", "--json").lines[0]["found"] == 1
    (folders / "labels" / "autumn" / "one.jsonl").rename(folders / "labels" / "one.jsonl")
    assert yalu("eval", "labels", "reports", "--json").lines[0]["found"] == 1


def test_a_page_may_stand_for_a_text(yalu, folders):
    text = folders / "reports" / "autumn" / "one.txt"
    body = text.read_text().split("\n\n")[1]
    text.unlink()
    page = (
        "<html lang=en><head><title>News</title><meta property='article:published_time' "
        f"content='2022-09-26'></head><body><article><p>{body}</p></article></body></html>"
    )
    (folders / "reports" / "autumn" / "one.html").write_text(page)
    told = yalu("eval", "labels", "reports", "--json")
    assert told.status == 0, told.err
    assert told.lines[0]["found"] == 1


def test_claims_that_read_has_written_serve_as_labels(yalu, folders):
    read = yalu("read", "reports/autumn/one.txt", "--json").out
    (folders / "labels" / "autumn" / "one.jsonl").write_text(read)
    assert yalu("eval", "labels", "reports", "--json").lines[0]["full_f1"] == 1.0


def test_misses_extras_and_wrong_ones_are_shown(yalu, folders):
    path = folders / "labels" / "autumn" / "one.jsonl"
    path.write_text(json.dumps(LABEL | {"state": "suspended"}))
    missed = yalu("eval", "labels", "reports", "--show", "misses")
    assert "gold  change dandong-sinuiju/rail suspended" in missed.out
    extra = yalu("eval", "labels", "reports", "--show", "extras", "--json").lines[0]
    assert extra["show"] == "extras"
    assert extra["read"]["state"] == "running"
    assert "gold" not in extra
    path.write_text(json.dumps(LABEL | {"class": "expert"}))
    wrong = yalu("eval", "labels", "reports", "--show", "wrong", "--json").lines[0]
    assert (wrong["gold"]["class"], wrong["read"]["class"]) == ("expert", "official")
    assert yalu("eval", "labels", "reports", "--show", "misses").out.splitlines()[0] == "1 document"


def test_only_documents_of_the_language_count(yalu, folders):
    (folders / "labels" / "autumn" / "two.jsonl").write_text(json.dumps(LABEL))
    (folders / "reports" / "autumn" / "two.txt").write_text(TEXT.format(lang="ko"))
    assert yalu("eval", "labels", "reports", "--json").lines[0]["gold"] == 2
    assert yalu("eval", "labels", "reports", "--lang", "en", "--json").lines[0]["gold"] == 1
    none = yalu("eval", "labels", "reports", "--lang", "ja")
    assert (none.status, none.out) == (1, "")
    assert none.err == "yalu: labels: no labelled documents in 'ja'\n"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not a line of JSON"),
        ("[]", "not a JSON object"),
        ("{}", "a label needs 'kind'"),
        (json.dumps(LABEL | {"kind": "closure"}), "'closure' is not a valid Kind"),
        (json.dumps(LABEL | {"class": "rumour"}), "'rumour' is not a valid SourceClass"),
        (json.dumps(LABEL | {"gate": "dandong"}), "no corridor has a gate 'dandong'"),
        (json.dumps(LABEL | {"quote": "Nobody wrote this"}), "the quote is not in"),
        (json.dumps(LABEL | {"number": "two"}), "not a number: 'two'"),
        (json.dumps(LABEL | {"when": {"earliest": "2022-02-30"}}), "not a day: '2022-02-30'"),
        (json.dumps(LABEL | {"when": "2022"}), "a field that is not what a claim line holds"),
        (json.dumps({k: v for k, v in LABEL.items() if k != "quote"}), "a label needs 'quote'"),
    ],
    ids=lambda text: text[:30],
)
def test_a_bad_label_is_told_with_its_line(yalu, folders, line, complaint):
    path = folders / "labels" / "autumn" / "one.jsonl"
    path.write_text(f"{json.dumps(LABEL)}\n\n{line}\n")
    told = yalu("eval", "labels", "reports")
    assert told.status == 2
    assert told.out == ""
    assert told.err.startswith(f"yalu: {path}:3: {complaint}")
    assert told.err.count("\n") == 1


def test_labels_without_their_document_are_told(yalu, folders):
    (folders / "reports" / "autumn" / "one.txt").rename(folders / "reports" / "other.txt")
    told = yalu("eval", "labels", "reports")
    assert told.status == 2
    assert "one.jsonl: no document" in told.err


def test_two_documents_of_one_name_are_told_unless_one_is_a_text(yalu, folders):
    text = folders / "reports" / "autumn" / "one.txt"
    (text.parent / "one.html").write_text("<p>Another.</p>")
    assert yalu("eval", "labels", "reports", "--json").lines[0]["found"] == 1
    text.rename(text.with_suffix(".md"))
    told = yalu("eval", "labels", "reports")
    assert told.status == 2
    assert "one.html, one.md" in told.err


@pytest.mark.parametrize(
    "args",
    [
        ["nowhere", "reports"],
        ["labels", "nowhere"],
        ["labels"],
        ["labels", "reports", "--kinds", "closure"],
        ["labels", "reports", "--show", "all"],
        ["labels", "reports", "--by", "month"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line(yalu, folders, args):
    told = yalu("eval", *args)
    assert told.status == 2
    assert told.out == ""
    assert told.err.startswith("yalu: ")
    assert told.err.count("\n") == 1


def test_a_bar_is_drawn_where_somebody_watches_and_nowhere_else(yalu, folders):
    assert yalu("eval", "labels", "reports").err == ""
    watched = yalu("eval", "labels", "reports", watched=True)
    assert "reading" in watched.err
    assert watched.out == yalu("eval", "labels", "reports").out
