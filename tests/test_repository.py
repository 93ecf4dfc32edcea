"""What is true of the repository as a whole: its words, its licences, the size of its files."""

import importlib.metadata
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LONGEST_FILE = 399
"""Lines. A ratchet: it may go down."""

# Each pattern is written so that it does not match itself.
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"/(?:work|root|home)[/](?!\\)\w"),
    "an instruction to an installer": re.compile(r"(?:extra-)?index[-]url|PIP_[A-Z]"),
    "a conversation": re.compile(
        r"\b(?:this|last|next|previous|earlier) sessio[n]\b|\byou (?:asked|told|wanted) [mu]",
        re.I,
    ),
    "somebody who is no part of the project": re.compile(
        r"\b(?:the|our|my) (?:boss|lead|manager|assistant|chatbot) (?:says|said|asked|wants)\b"
        r"|\bCo-authored-b[y]:|\bGenerated wit[h]\b",
        re.I,
    ),
    "a number that only a tracker knows": re.compile(r"\b[Ii]ssue[ ]#?\d|\bPR[ ]#\d"),
    "work that is left": re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b"),
}
# What other people wrote about the world is data, and may use any word.
DATA = ("tests/corpus/", "src/yalu/casebook/reference/")

COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.I)


@cache
def text_files() -> dict[str, str]:
    """Every text file that belongs to the repository, by its path from the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        names = [
            str(path.relative_to(ROOT))
            for folder in ("src", "tests", "docs", "bench", ".ci")
            for path in (ROOT / folder).rglob("*")
            if "__pycache__" not in path.parts
        ]
    found = {}
    for name in names:
        try:
            found[name] = (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
    assert "src/yalu/__init__.py" in found
    return found


def mentions(pattern: re.Pattern[str], text: str) -> list[int]:
    """Lines of `text` with a match."""
    return [text.count("\n", 0, found.start()) + 1 for found in pattern.finditer(text)]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_project_speaks_of_the_project_alone(what: str) -> None:
    found = [
        f"{name}:{line}: {what}"
        for name, text in text_files().items()
        if not name.startswith(DATA)
        for line in mentions(FORBIDDEN[what], text)
    ]
    assert not found


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of somebody's machine", "see /" + "work/main/notes"),
        ("a path of somebody's machine", "see /" + "home/anna/yalu"),
        ("an instruction to an installer", "pip install --index" + "-url=https://example.org"),
        ("a conversation", "from an earlier sess" + "ion"),
        ("a conversation", "as you asked " + "me to"),
        ("somebody who is no part of the project", "which the boss " + "wants"),
        ("somebody who is no part of the project", "Generated " + "with: a tool"),
        ("a number that only a tracker knows", "closes issue" + " #12"),
        ("work that is left", "# TO" + "DO: later"),
    ],
)
def test_a_forbidden_word_is_found(what: str, line: str) -> None:
    assert mentions(FORBIDDEN[what], f"first\n{line}\n") == [2]


@pytest.mark.parametrize(
    "line",
    ["a SQLAlchemy session", "the issue of 12 permits", "work/day", "index_url", "the language"],
)
def test_an_innocent_line_is_left_alone(line: str) -> None:
    assert not any(mentions(pattern, line) for pattern in FORBIDDEN.values())


def test_no_source_file_is_too_long_to_read() -> None:
    lengths = {
        name: len(text.splitlines())
        for name, text in text_files().items()
        if name.startswith("src/") and name.endswith(".py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def declared() -> dict[str, set[str]]:
    """Names of the declared dependencies by group: `""` for the package, else the extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    return {group: {plain(name) for name in names} - {"yalu"} for group, names in groups.items()}


def plain(requirement: str) -> str:
    """The normalised name (PEP 503) in a requirement."""
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def documented() -> dict[str, str]:
    """The licence that docs/dependencies.md gives, by name."""
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|[^|]*\|\s*([^|]+?)\s*\|", text, re.M)
    assert len(rows) == len(dict(rows)), "a dependency is listed twice"
    return dict(rows)


def licence(name: str) -> str:
    """All that the metadata of an installed distribution says about its licence."""
    metadata = importlib.metadata.metadata(name)
    said = [metadata.get("License-Expression") or "", (metadata.get("License") or "")[:200]]
    return " ".join(
        said + [line for line in metadata.get_all("Classifier") or [] if line.startswith("License")]
    )


def everything_installed_for(names: set[str]) -> set[str]:
    """The distributions `names` need to run, themselves included, extras left out."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            requirements = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            assert name not in names, f"{name} is declared and not installed"
            continue  # for another platform
        found.add(name)
        waiting |= {plain(line) for line in requirements if "extra ==" not in line}
    return found


def binds(said: str) -> bool:
    """Whether GPL or AGPL is the only choice a licence leaves; LGPL is another licence."""
    choices = re.split(r"\bOR\b", said)
    return all(COPYLEFT.search(choice) for choice in choices)


def test_every_dependency_has_its_reason_on_the_page_and_none_other_has() -> None:
    assert set(documented()) == set().union(*declared().values())


def test_nothing_that_runs_is_under_gpl_or_agpl() -> None:
    groups = declared()
    groups.pop("bench")  # installed by the benchmark alone, and imported by no room
    names = everything_installed_for(set().union(*groups.values()))
    assert "numpy" in names and "llvmlite" in names
    assert {name: said for name in names if binds(said := licence(name))} == {}


def test_lgpl_stays_in_the_optional_driver_of_postgresql() -> None:
    package = everything_installed_for(declared()[""])
    weak = {name for name in package if "LGPL" in (said := licence(name)) and " OR " not in said}
    assert weak == set()
    assert {name for name, said in documented().items() if "LGPL" in said} == {"psycopg"}


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("GPL-3.0-only", True),
        ("GPLv2+ License :: OSI Approved :: GNU General Public License v2", True),
        ("AGPL-3.0-or-later", True),
        ("LGPL-3.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("MIT", False),
    ],
)
def test_a_licence_binds_where_it_leaves_no_other_choice(said: str, bound: bool) -> None:
    assert binds(said) is bound
