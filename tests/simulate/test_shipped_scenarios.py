"""The shipped models: each number says where it comes from, and no change of one breaks the loader."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import yalu.corridors
import yalu.simulate
from yalu.simulate.compile import compiled
from yalu.simulate.scenario import load, noted, shipped
from yalu.vocabulary import ScenarioError

SCENARIOS = Path(yalu.simulate.__file__).parent / "scenarios"
REFERENCE = Path(yalu.simulate.__file__).parents[1] / "casebook" / "reference" / "documents.jsonl"
REPORTS = {json.loads(line)["id"] for line in REFERENCE.read_text("utf-8").splitlines()} | {
    path.stem for path in (Path(__file__).parents[1] / "corpus" / "documents").rglob("*.txt")
}
WORDS = {"title", "note", "source", "assumed", "because", "base", "corridor", "place", "unit"}
"""Keys that hold words or names, or say where a number comes from."""
NUMBER = re.compile(r"\d")


def tables_of(name: str) -> dict[str, Any]:
    return tomllib.loads((SCENARIOS / f"{name}.toml").read_text("utf-8"))


def numbers(
    value: Any, path: tuple[str, ...] = (), above: tuple[dict[str, Any], ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
    """Every number, time, rate and day of a file, with the tables that hold it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in WORDS or (key == "place" and not path):
                yield from numbers(inner, (*path, key), (*above, value))
    elif isinstance(value, list):
        for inner in value:
            yield from numbers(inner, path, above)
    elif (
        isinstance(value, dt.date | float)
        or (isinstance(value, int) and value not in (0, 1))
        or (isinstance(value, str) and NUMBER.search(value))
    ):
        yield path, above


def is_vouched_for(path: tuple[str, ...], above: tuple[dict[str, Any], ...]) -> bool:
    """Whether a table that holds the number, the whole file left out, says where it comes from."""
    file, *tables = above
    if path[0] == "set":
        return path[1] in file.get("because", {})
    if len(path) == 1:
        return "source" in file or "assumed" in file or path[0] in file.get("because", {})
    return any("source" in one or "assumed" in one for one in tables) or any(
        key in one.get("because", {}) for key, one in zip(path[1:], tables, strict=True)
    )


@pytest.mark.parametrize("name", shipped())
def test_every_number_has_a_source_or_says_that_it_is_assumed(name: str) -> None:
    unvouched = [
        ".".join(path)
        for path, above in numbers(tables_of(name))
        if not is_vouched_for(path, above)
    ]
    assert unvouched == []


def test_a_number_without_source_is_found() -> None:
    tables = tomllib.loads(
        "assumed = 'x'\ndays = 3\n[step.a]\nwork = '2 h'\n[step.b]\nbecause.work = 'x'\nwork = '2 h'\n"
        "rest = '3 h'\n[set]\n'step.a.rest' = '2 h'\n"
    )
    found = [".".join(path) for path, above in numbers(tables) if not is_vouched_for(path, above)]
    assert found == ["step.a.work", "step.b.rest", "set.step.a.rest"]


def sources(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source":
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from sources(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sources(inner)


def mentioned(value: Any) -> Iterator[str]:
    """Ids of reports that words name in passing: `… (dailynk-20210531-cargo-by-boat)`."""
    if isinstance(value, str):
        yield from re.findall(r"\(([a-z0-9]+(?:-[a-z0-9]+){2,})\)", value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from mentioned(inner)


@pytest.mark.parametrize("name", shipped())
def test_every_source_is_a_report_that_is_at_hand(name: str) -> None:
    tables = tables_of(name)
    assert [id for id in (*sources(tables), *mentioned(tables)) if id not in REPORTS] == []


@pytest.mark.parametrize("name", shipped())
def test_what_is_assumed_or_because_says_why(name: str) -> None:
    words = [text for key, text in pairs(tables_of(name)) if key == "assumed"]
    assert all(len(text.split()) >= 2 for text in words)


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pairs(inner)


@pytest.mark.parametrize("name", shipped())
def test_corridors_and_services_named_are_known(name: str) -> None:
    model, atlas = load(name), yalu.corridors.load()
    assert model.title and (model.corridor in atlas.corridors or name == "reference")
    for side in model.side.values():
        if side.hazard and side.hazard.belief:
            assert atlas.service(side.hazard.belief)


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_has_nothing_of_its_own_that_is_without_effect(name: str) -> None:
    # The base holds the dates of three years, of which its own year is one.
    expected = ["policy.since", "side.dprk.shut"] if name == "dandong-sinuiju" else []
    assert [re.sub(r"\[\d+\]", "", line.split(": ")[1]) for line in noted(name)] == expected


Change = tuple[str, int, int]
CHANGES: st.SearchStrategy[list[Change]] = st.lists(
    st.tuples(
        st.sampled_from(["drop", "rename", "negate", "zero", "huge", "unit", "swap", "copy"]),
        st.integers(0, 10_000),
        st.integers(0, 100),
    ),
    min_size=1,
    max_size=3,
)
FORMS = {
    "rename": (re.compile(r"[a-z-]{3,}"), lambda found: f"{found[0]}x"),
    "negate": (NUMBER, lambda found: f"-{found[0]}"),
    "zero": (re.compile(r"\d+(?:\.\d+)?"), lambda found: "0"),
    "huge": (re.compile(r"\d+(?:\.\d+)?"), lambda found: "9" * 12),
    "unit": (re.compile(r" (?:h|min|days|t|day)\b"), lambda found: ""),
}


def changed(text: str, changes: list[Change]) -> str:
    """The text with lines dropped, copied or put elsewhere, names misspelt, numbers changed."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for kind, which, nth in changes:
        at = which % len(lines)
        if kind in FORMS:
            pattern, other = FORMS[kind]
            found = list(pattern.finditer(lines[at]))
            if found:
                one = found[nth % len(found)]
                lines[at] = lines[at][: one.start()] + other(one) + lines[at][one.end() :]
            continue
        line = lines[at] if kind == "copy" else lines.pop(at)
        if kind != "drop":
            lines.insert((at + nth) % (len(lines) + 1), line)
    return "\n".join(lines)


def assert_model_or_one_line(name: str, changes: list[Change], path: Path) -> None:
    path.write_text(changed((SCENARIOS / f"{name}.toml").read_text("utf-8"), changes), "utf-8")
    try:
        model = load(path)
    except ScenarioError as error:
        assert "\n" not in str(error)
        assert error.path == str(path) or Path(error.path).parent == SCENARIOS
        assert error.line is None or error.line >= 1
    else:
        assert compiled(model).days == model.days


SHARED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(SHARED, max_examples=40)
@given(name=st.sampled_from(shipped()), changes=CHANGES)
def test_a_changed_file_is_a_model_or_one_line(
    name: str, changes: list[Change], tmp_path: Path
) -> None:
    assert_model_or_one_line(name, changes, tmp_path / "changed.toml")


@pytest.mark.slow
@settings(SHARED, max_examples=300)
@given(name=st.sampled_from(shipped()), changes=CHANGES)
def test_many_changed_files_are_models_or_one_line_each(
    name: str, changes: list[Change], tmp_path: Path
) -> None:
    assert_model_or_one_line(name, changes, tmp_path / "changed.toml")
