"""`yalu simulate`, `yalu compare` and `yalu promise` on a small corridor in a file."""

import json
import re

import pytest

from simulate.handmade import SMALL
from yalu.desk.cli.modelled import _compiled
from yalu.simulate.scenario import shipped

FIGURE_KEYS = {
    "scenario", "seed", "figure", "of", "part", "unit", "mean", "low", "high", "p10", "p50", "p90",
    "sd", "replications",
}  # fmt: skip
COURSE_KEYS = {
    "scenario", "seed", "course", "of", "part", "unit", "from", "every", "p10", "p50", "p90",
}  # fmt: skip
CHANGE_KEYS = {
    "before", "after", "figure", "of", "part", "unit", "from", "to", "difference", "standardised",
    "correlation", "certain",
}  # fmt: skip
HAZARD = """
[side.near.hazard]
open = "30 days"
shut = "30 days"
now = 1.0
belief = "dandong-sinuiju/rail"
"""


@pytest.fixture(autouse=True)
def corridor(tmp_path):
    """The small corridor, and the same with many bays."""
    (tmp_path / "small.toml").write_text(SMALL)
    (tmp_path / "wide.toml").write_text(
        'base = "small.toml"\n[set]\n"resource.bays.capacity" = 60\n'
    )
    (tmp_path / "shut.toml").write_text(
        'base = "small.toml"\n[side.near]\nwindows = ["08:00-16:00"]\nshut = [{ since = 2022-01-01 }]\n'
    )
    (tmp_path / "drawn.toml").write_text('base = "small.toml"\n' + HAZARD)
    return tmp_path


def test_the_shipped_scenarios_are_listed(yalu):
    told = yalu("simulate", "--list", "--json")
    assert told.status == 0
    assert [line["scenario"] for line in told.lines] == list(shipped())
    assert {"scenario", "title", "start", "days"} == set(told.lines[0])
    assert all(name in yalu("simulate", "--list").out for name in shipped())


def test_lines_have_the_promised_keys(yalu):
    told = yalu("simulate", "small.toml", "--replications", "3", "--json")
    assert (told.status, told.err) == (0, "")
    figures = [line for line in told.lines if "figure" in line]
    courses = [line for line in told.lines if "course" in line]
    assert len(figures) + len(courses) == len(told.lines)
    assert all(set(line) == FIGURE_KEYS for line in figures)
    assert all(set(line) == COURSE_KEYS for line in courses)
    kinds = {line["figure"] for line in figures}
    assert kinds >= {
        "trains", "cars", "crossed", "delivered", "door to door", "time", "wait", "waiting",
        "bottleneck", "use", "in use", "queue", "open", "inside", "backlog", "cover", "shortfall",
        "days short", "unmet",
    }  # fmt: skip
    assert all(len(line["p50"]) == 28 for line in courses)


def test_people_read_tables_and_the_bottleneck(yalu):
    told = yalu("simulate", "small.toml", "--replications", "3")
    assert told.status == 0
    for words in (
        "A small corridor", "3 replications of 28 days, from 2022-01-01, seed 0",
        "What crosses and arrives", "Time in each step", "From door to door", "Resources",
        "Destinations", "Bottleneck: ", "At the horizon ",
    ):  # fmt: skip
        assert words in told.out


def test_the_same_command_says_the_same_and_another_seed_another(yalu):
    first, again, other = (
        yalu("simulate", "small.toml", "--replications", "3", "--seed", seed, "--json").out
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_shards_merge_to_the_whole(yalu):
    for shard in ("0:2", "2:5"):
        assert yalu("simulate", "small.toml", "--shard", shard, "-o", "parts").status == 0
    files = ["parts/replications-0-2.npz", "parts/replications-2-5.npz"]
    merges = [word for name in files for word in ("--merge", name)]
    whole = yalu("simulate", "small.toml", "--replications", "5", "--json")
    assert yalu("simulate", "small.toml", *merges, "--json").out == whole.out


def test_a_folder_has_figures_charts_a_page_and_what_was_asked_for(yalu, tmp_path):
    told = yalu(
        "simulate", "small.toml", "--replications", "3", "-o", "out", "--log", "1", "--epcis",
        "--stringline", "1", "--stress",
    )  # fmt: skip
    assert told.status == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {
        "figures.json", "flow.svg", "index.html", "log-1.jsonld", "log-1.parquet",
        "replications-0-3.npz", "shares.svg", "stress.html", "stress.md", "stringline.svg",
        "supply.svg", "times.svg", "use.svg",
    }  # fmt: skip
    assert all(name in told.out for name in names)
    page = (tmp_path / "out" / "index.html").read_text()
    assert "Simulated: no event told here has happened." in page
    assert not re.search(r"(?:href|src)=|@import|<script", page)
    assert page.count("<svg") >= 6
    whole = json.loads((tmp_path / "out" / "figures.json").read_text())
    assert whole["replications"] == [0, 1, 2]
    entries = json.loads((tmp_path / "out" / "log-1.jsonld").read_text())["epcisBody"]["eventList"]
    assert len(entries) > 100


def test_a_run_goes_on_from_a_saved_state(yalu):
    saved = yalu(
        "simulate", "small.toml", "--replications", "1", "--days", "10", "--save-state", "now.state"
    )
    assert saved.status == 0
    told = yalu("simulate", "small.toml", "--replications", "3", "--state", "now.state")
    assert "3 replications of 18 days from a saved state, from 2022-01-11, seed 0" in told.out
    longer = yalu(
        "simulate", "small.toml", "--replications", "2", "--state", "now.state", "--days", "40"
    )
    assert "2 replications of 40 days from a saved state, from 2022-01-11" in longer.out
    promised = yalu(
        "promise", "small.toml", "oil", "--state", "now.state", "--futures", "20", "--json"
    )
    assert promised.lines[0]["on"] == "2022-01-11"


def test_a_state_at_the_end_is_gone_on_from_for_as_long_again(yalu):
    yalu("simulate", "small.toml", "--replications", "1", "--save-state", "end.state")
    told = yalu("simulate", "small.toml", "--replications", "2", "--state", "end.state")
    assert "2 replications of 28 days from a saved state, from 2022-01-29" in told.out


def test_a_border_that_never_opens_ends_and_says_who_holds_what(yalu):
    told = yalu("simulate", "shut.toml", "--replications", "2")
    assert told.status == 0
    assert "Bottleneck: cross, waiting for the border to be open (100% of replications)" in told.out
    assert re.search(r"At the horizon \d+ consignments are inside: .*\d at cross", told.out)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("simulate",), "Missing argument 'SCENARIO'; --list names those"),
        (("simulate", "nowhere"), "nowhere"),
        (("simulate", "small.toml", "--shard", "5:2"), "'5:2' is no range of replications"),
        (("simulate", "small.toml", "--log", "1"), "name a folder with -o"),
        (("simulate", "small.toml", "-o", "x", "--epcis"), "name it with --log"),
        (("simulate", "small.toml", "--replications", "0"), "0 is not in the range"),
        (
            ("simulate", "small.toml", "--merge", "small.toml"),
            "small.toml: not a file of replications",
        ),
        (("simulate", "small.toml", "--merge", "gone.npz"), "gone.npz: No such file"),
        (("simulate", "small.toml", "--merge", "a", "--shard", "0:2"), "ask for one of them"),
        (("simulate", "small.toml", "--state", "small.toml"), "small.toml"),
        (("compare", "small.toml"), "takes 2"),
        (("compare", "small.toml", "spring-2022"), "must cover the same days"),
        (("compare", "small.toml", "wide.toml", "--replications", "1"), "at least 2 replications"),
        (("promise", "small.toml", "suger"), "no cargo 'suger'; did you mean sugar?"),
        (("promise", "small.toml", "sugar@tow"), "no destination 'tow'; did you mean town?"),
        (("promise", "small.toml", "sugar", "-o", "x.pdf"), "a chart is written as"),
        (("promise", "small.toml", "sugar,2022-02-30"), "not a day"),
    ],
)
def test_bad_usage_is_one_line_and_status_two(yalu, args, says):
    told = yalu(*args)
    assert (told.status, told.out) == (2, "")
    assert says in told.err
    assert told.err.count("\n") == 1


def test_replications_of_another_model_are_not_merged(yalu):
    yalu("simulate", "wide.toml", "--shard", "0:2", "-o", "wide")
    told = yalu("simulate", "small.toml", "--merge", "wide/replications-0-2.npz")
    assert told.status == 2
    assert "the replications are not of small as it is asked for here" in told.err


def test_a_comparison_says_what_changed_and_where_the_bottleneck_moved(yalu, tmp_path):
    told = yalu("compare", "small.toml", "wide.toml", "--replications", "12", "-o", "both")
    assert told.status == 0
    assert "From small to wide (12 paired replications), " in told.out
    assert "The bottleneck moves from unload, waiting for bays" in told.out
    assert {path.name for path in (tmp_path / "both").iterdir()} == {
        "comparison.json", "forest.svg", "index.html",
    }  # fmt: skip


def test_lines_of_a_comparison_have_the_promised_keys(yalu):
    told = yalu("compare", "small.toml", "wide.toml", "--replications", "4", "--variance", "--json")
    assert told.status == 0
    assert all(set(line) == CHANGE_KEYS | {"variance_ratio"} for line in told.lines)
    assert any(line["certain"] for line in told.lines)


def test_a_scenario_beside_itself_is_no_change_and_status_one(yalu):
    told = yalu("compare", "small.toml", "small.toml", "--replications", "3")
    assert told.status == 1
    assert "nothing of note changed for certain" in told.out


def test_a_promise_has_dates_and_the_promised_keys(yalu, tmp_path):
    told = yalu("promise", "small.toml", "sugar@town,2022-01-03", "--futures", "50", "--json")
    (line,) = told.lines
    assert set(line) == {
        "scenario", "cargo", "destination", "on", "route", "futures", "seed", "horizon",
        "released", "delivered", "never",
    }  # fmt: skip
    dates = [line["delivered"][key]["date"] for key in ("p10", "p50", "p90")]
    assert dates == sorted(dates)
    assert line["delivered"]["p50"]["days"] >= line["released"]["p50"]["days"] + 1
    people = yalu(
        "promise", "small.toml", "sugar@town,2022-01-03", "--futures", "50", "-o", "p.svg"
    )
    assert dates[1] in people.out
    assert "var(--running)" in (tmp_path / "p.svg").read_text()


def test_what_arrives_in_no_future_is_status_one(yalu):
    told = yalu("promise", "shut.toml", "oil", "--futures", "20")
    assert told.status == 1
    assert "In 100.0% of the futures it has not arrived by 2022-01-29." in told.out


def test_a_named_casebook_says_whether_the_border_is_open(yalu, book):
    args = ("promise", "drawn.toml", "oil", "--futures", "200", "--days", "28", "--json")
    plain = yalu(*args).lines[0]
    shut = yalu(*args, "--casebook", book, "--known-by", "2022-08-20").lines[0]
    opened = yalu(*args, "--casebook", book, "--known-by", "2022-11-20").lines[0]
    assert plain["never"] < 0.3
    assert shut["never"] > 0.6 > opened["never"]
    people = yalu(*args[:-1], "--casebook", book, "--known-by", "2022-08-20")
    assert "near: open with probability 0.0" in people.out
    assert "as known on 2022-08-20" in people.out


def test_a_casebook_needs_a_side_that_it_says_something_of(yalu, book):
    told = yalu("simulate", "small.toml", "--replications", "2", "--casebook", book)
    assert told.status == 2
    assert "no side has a hazard with 'belief'" in told.err


def test_progress_is_shown_to_who_watches(yalu):
    told = yalu("simulate", "small.toml", "--replications", "3", "--json", watched=True)
    assert "running" in told.err
    assert told.lines


def test_a_kernel_that_is_not_compiled_yet_is_known(tmp_path):
    assert not _compiled(str(tmp_path))
    (tmp_path / "kernel.advance-1.py311.nbi").touch()
    assert _compiled(str(tmp_path))
