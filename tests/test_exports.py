"""The public names: what they are, that they are found, and that naming them costs little."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import yalu
import yalu.vocabulary
from heavy import HEAVY

WORDS = {
    "CasebookError", "Claim", "Corridor", "CorridorError", "DateError", "Document",
    "DocumentError", "Gate", "Grain", "Kind", "Mode", "Quote", "ScenarioError", "Service",
    "Source", "SourceClass", "Span", "Stance", "State", "StateError", "UnknownGate", "When", "YaluError",
}  # fmt: skip
ROOMS = {"believe", "brief", "casebook", "corridors", "read", "simulate"}


def test_the_public_names_are_these() -> None:
    assert set(yalu.__all__) == WORDS | ROOMS | {"__version__"}
    assert set(dir(yalu)) == set(yalu.__all__)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_word_is_the_one_of_the_vocabulary(name: str) -> None:
    assert getattr(yalu, name) is getattr(yalu.vocabulary, name)


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="tramway"):
        yalu.tramway  # noqa: B018


def test_the_version_is_the_one_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == yalu.__version__


@pytest.mark.parametrize(
    "entry",
    [
        "corridors.load",
        "read.read",
        "read.formats.documents",
        "believe.believe",
        "casebook.open",
        "simulate.load",
        "simulate.compiled",
    ],
)
def test_a_room_is_entered_by_its_name(entry: str) -> None:
    """In a fresh interpreter, so that nothing but the name has imported the room."""
    program = f"import yalu; assert callable(yalu.{entry}), 'not callable'"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_importing_yalu_imports_nothing_heavy() -> None:
    program = "import json, sys, yalu; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    loaded = set(json.loads(done.stdout))
    assert "yalu.vocabulary" in loaded
    assert not loaded & HEAVY
    assert not loaded & {f"yalu.{room}" for room in ROOMS}
