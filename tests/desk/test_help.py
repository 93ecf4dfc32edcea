"""`yalu --help` is quick and says what there is."""

import subprocess
import sys

import pytest

import yalu as package
from heavy import HEAVY
from yalu.desk.cli.main import COMMANDS, commands


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["status", "--help"], []])
def test_help_imports_nothing_heavy(args):
    script = (
        "import sys\n"
        "from yalu.desk.cli import main\n"
        f"status = main({args!r})\n"
        f"print(sorted({set(HEAVY - {'click'})!r} & set(sys.modules)), file=sys.stderr)\n"
        "raise SystemExit(status)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert found.returncode == 0
    assert found.stderr.strip() == "[]"


def test_help_names_every_command(yalu):
    told = yalu("--help")
    assert told.status == 0
    for name, summary in COMMANDS.items():
        assert f"{name} " in told.out
        assert summary in told.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_shows_examples_of_itself(yalu, name):
    told = yalu(name, "--help")
    assert told.status == 0
    assert f"$ yalu {name}" in told.out.partition("Examples:")[2]
    assert "--corridors" in told.out
    assert "--casebook" in told.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_belongs_to_a_command_of_that_name(name):
    command = commands.get_command(None, name)
    assert command is not None
    assert command.name == name


def test_version(yalu):
    assert yalu("--version").out == f"yalu {package.__version__}\n"


def test_no_arguments_show_the_help(yalu):
    assert yalu().out == yalu("--help").out
