"""Files over files: what is merged, what is replaced, and which faults stop it."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulate.example import EXAMPLE
from yalu.simulate.scenario import load, noted, shipped
from yalu.simulate.spread import Law
from yalu.vocabulary import ScenarioError, YaluError

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "more.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    write(EXAMPLE, "tarn.toml")
    return write


def test_a_file_is_a_model(write: Write) -> None:
    model = load(write(EXAMPLE, "tarn.toml"))
    assert model.name == "tarn"
    assert (model.start, model.days) == (dt.date(2025, 3, 1), 60)
    assert model.step["wash"].rest is not None
    assert model.step["wash"].rest.law is Law.UNIFORM
    assert model.calendar["daytime"].windows == [(480, 960)]


def test_tables_of_a_scenario_are_merged_and_its_lists_replace(write: Write) -> None:
    path = write(
        'base = "tarn.toml"\nresource.bays.capacity = 80\n'
        '[calendar.daytime]\nwindows = ["06:00-22:00"]\n'
    )
    model = load(path)
    assert model.resource["bays"].capacity == 80
    assert model.resource["crew"].calendar == "daytime"
    assert model.calendar["daytime"].windows == [(360, 1320)]
    assert model.calendar["daytime"].weekdays == ["mon", "tue", "wed", "thu", "fri"]


def test_set_is_laid_over_the_tables_of_its_own_file_and_under_those_above(write: Write) -> None:
    write('base = "tarn.toml"\nresource.crew.capacity = 5\n[set]\n"resource.crew.capacity" = 7\n')
    assert load(write('base = "more.toml"\n', "top.toml")).resource["crew"].capacity == 7
    top = write('base = "more.toml"\nresource.crew.capacity = 9\n', "top.toml")
    assert load(top).resource["crew"].capacity == 9


def test_set_may_give_a_key_that_the_base_left_out(write: Write) -> None:
    path = write(
        'base = "tarn.toml"\n[set]\n"step.release.work" = "1 h"\n'
        '"step.release.fail.chance" = 0.1\n"step.release.fail.to" = "release"\n'
        '"step.wash.use.crew" = 2\n'
    )
    step = load(path).step
    assert step["release"].work is not None and step["release"].work.mean == 60
    assert step["release"].fail is not None and step["release"].fail.chance == 0.1
    assert step["wash"].use == {"crew": 2}


def test_policies_are_put_together_in_order_of_date_the_base_first(write: Write) -> None:
    policy = '[[policy]]\nsince = {}\nset = {{ "resource.crew.capacity" = {} }}\n'
    text = 'base = "tarn.toml"\n' + policy.format("2025-04-20", 2) + policy.format("2025-04-01", 3)
    model = load(write(text + policy.format("2025-03-10", 1)))
    assert [
        (policy.since.isoformat(), next(iter(policy.set.values()))) for policy in model.policy
    ] == [
        ("2025-03-10", 1),
        ("2025-04-01", "3-4 days"),
        ("2025-04-01", 3),
        ("2025-04-20", 2),
    ]


def test_a_policy_may_leave_the_quotes_out(write: Write) -> None:
    text = EXAMPLE.replace(
        '"step.wash.rest" = "3-4 days"', "step.wash.rest = { exponential = '2 days' }"
    )
    assert load(write(text)).policy[0].set == {"step.wash.rest": {"exponential": "2 days"}}


def test_a_fault_in_a_policy_of_a_scenario_is_found_in_its_file(write: Write) -> None:
    text = 'base = "tarn.toml"\n[[policy]]\nsince = 2025-03-10\nset = { "step.wash.rest" = "-1 day" }\n'
    with pytest.raises(ScenarioError) as error:
        load(write(text))
    assert (Path(error.value.path).name, error.value.line) == ("more.toml", 4)
    assert error.value.why.startswith("policy[1].set.step.wash.rest: '-1 day' is negative")


def test_a_fault_of_the_base_is_found_in_the_base(write: Write) -> None:
    write(EXAMPLE.replace('"2-4 h"', '"2-4 hrs"'), "tarn.toml")
    with pytest.raises(ScenarioError) as error:
        load(write('base = "tarn.toml"\n'))
    assert Path(error.value.path).name == "tarn.toml"
    assert "unknown unit 'hrs'" in error.value.why


def test_a_base_may_be_shipped_or_lie_in_another_folder(write: Write) -> None:
    assert load(write('base = "reference"\ndays = 30\n')).days == 30
    inner = write('base = "../tarn.toml"\n', "inner/more.toml")
    assert load(inner).resource["crew"].capacity == 4


def test_what_a_file_says_of_itself_is_not_taken_from_its_base(write: Write) -> None:
    model = load(write('base = "tarn.toml"\n'))
    assert (model.name, model.title, model.assumed) == ("more", None, None)
    assert load(write('base = "tarn.toml"\nname = "other"\ntitle = "T"\n')).name == "other"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('base = "more.toml"\n', 1, "base: 'more.toml' is based on this file in its turn"),
        ('base = "two.toml"\n', 1, "base: 'more.toml' is based on this file in its turn"),
        ('title = "x"\nbase = "referense"\n', 2, "there is no 'referense', shipped or as a file; did you mean reference?"),
        ("base = 3\n", 1, "base: must be the name of a shipped file, or a path"),
        ('base = ""\n', 1, "base: must be the name of a shipped file, or a path"),
        ('base = "\\u0000"\n', 1, "shipped or as a file"),
        ('base = "."\n', 1, "shipped or as a file"),
        ('base = "tarn.toml"\nset = 3\n', 2, "set: must be a table of dotted keys"),
        ('base = "tarn.toml"\n[set]\nresource.crew.capacity = 3\n', 3, "'resource' is no dotted key"),
        ('base = "tarn.toml"\n[set]\n"resource.crw.capacity" = 3\n', 3, "there is no table 'resource.crw'; did you mean crew?"),
        ('base = "tarn.toml"\n[set]\n"priority.rank" = 3\n', 3, "there is no table 'priority'"),
        ('base = "tarn.toml"\n[set]\n"days.x" = 3\n', 3, "there is no table 'days'"),
        ('base = "tarn.toml"\n[set]\n"resource.crew.capasity" = 3\n', 3, "set.resource.crew.capasity: unknown key; did you mean capacity?"),
        ('base = "tarn.toml"\n[set]\n"resource.crew.capacity" = -3\n', 3, "set.resource.crew.capacity: must not be negative, not -3"),
    ],
)  # fmt: skip
def test_what_cannot_be_laid_over_is_refused(text: str, line: int, why: str, write: Write) -> None:
    write('base = "more.toml"\n', "two.toml")
    path = write(text)
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert error.value.line == line
    assert why in error.value.why


def test_a_name_that_is_neither_shipped_nor_a_file_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"no such scenario.*did you mean spring-2022\?"):
        load("spring-2023")
    with pytest.raises(ScenarioError, match="No such file"):
        load("nowhere/none.toml")


@pytest.mark.parametrize(
    "content",
    [
        b"start = [\n",
        b"\xff",
        b"[step" + b".a" * 3000 + b"]\n",
        b"x = " + b"[" * 900 + b"]" * 900 + b"\n",
        b"[[policy]]\nset" + b".a" * 3000 + b" = 1\n",
        b"",
        b"policy = 3\n",
        b"policy = [3]\n",
        b"step = 3\n",
        b"side = { a = { shut = 3 } }\n",
    ],
)
def test_a_file_that_is_no_model_is_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(str(path))


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError):
        load(tmp_path)


def test_a_file_by_the_name_of_a_shipped_one_is_meant_by_its_path(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(EXAMPLE, "reference.toml").parent)
    assert "washers" in load("reference").resource
    assert "crew" in load("reference.toml").resource
    assert "crew" in load(Path("reference.toml")).resource


def test_a_file_whose_name_is_no_name_must_give_one(write: Write) -> None:
    with pytest.raises(ScenarioError, match=r"name: is no name .* not 'My File'"):
        load(write(EXAMPLE, "My File.toml"))
    assert load(write(f'name = "mine"\n{EXAMPLE}', "My File.toml")).name == "mine"


def test_notes_tell_what_is_sound_and_without_effect_in_the_file_itself(write: Write) -> None:
    late = '[[policy]]\nsince = 2026-01-01\nset = { "resource.crew.capacity" = 2 }\n'
    text = f'base = "tarn.toml"\nresource.cranes.capacity = 3\nresource.bays.capacity = 0\n{late}'
    path = write(text)
    assert noted(path) == (
        f"{path}:5: policy[1].since: 2026-01-01 is after the last day, 2025-04-29",
        f"{path}:3: resource.bays.capacity: is 0 for all days: what needs it waits for ever",
        f"{path}:2: resource.cranes: is never used",
    )
    assert noted(write('base = "more.toml"\n', "top.toml")) == ()


def test_faults_are_errors_of_the_house() -> None:
    assert issubclass(ScenarioError, YaluError)


def test_loading_does_not_import_the_compiler() -> None:
    program = (
        "import sys; from yalu.simulate.scenario import load; load('reference');"
        "print([name for name in ('numba', 'numpy', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_shipped_names_are_these() -> None:
    assert shipped() == (
        "dandong-sinuiju",
        "new-outbreak",
        "reference",
        "restart-2022-fast",
        "restart-2022-slow",
        "spring-2022",
        "trucks-reopened",
        "two-week-closure",
        "us-mexico-rail",
    )
