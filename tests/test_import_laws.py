"""The laws of the house: who may import whom, and who may touch disks and sockets.

docs/design.md gives the reasons. Imports are read from the syntax tree, so one inside a
function or under TYPE_CHECKING counts like any other.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "yalu"

EVERYONE = frozenset(
    {
        "vocabulary", "corridors", "read", "believe", "simulate", "operate", "casebook", "brief",
        "desk", "yalu",
    }
)  # fmt: skip
"""The rooms; `yalu` is the package itself, which names them all."""

MAY_IMPORT = {
    "vocabulary": frozenset[str](),
    "corridors": frozenset({"vocabulary"}),
    "read": frozenset({"vocabulary", "corridors"}),
    "believe": frozenset({"vocabulary", "corridors"}),
    "simulate": frozenset({"vocabulary", "corridors"}),
    "operate": frozenset({"vocabulary", "corridors"}),
    "casebook": frozenset({"vocabulary"}),
    "brief": EVERYONE,
    "desk": EVERYONE,
    "yalu": EVERYONE - {"desk"},
}

PURE = frozenset({"read", "believe", "simulate", "operate"})
"""Rooms of plain values: they never touch disks and sockets."""

OUTSIDE_MODULES = {
    "aiohttp", "asyncio", "ftplib", "glob", "http", "httpx", "os", "pathlib", "requests", "shutil",
    "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "tempfile", "urllib",
    "urllib3",
}  # fmt: skip
OUTSIDE_CALLS = {
    "fetch_url", "open", "read_bytes", "read_text", "urlopen", "urlretrieve", "write_bytes",
    "write_text",
}  # fmt: skip
INSIDE_MODULES = frozenset({"urllib.parse"})
"""Modules of an outside package that only handle strings."""


def modules_named(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Line and absolute name of every module that `tree`, in `package`, imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = module or ""
                if level:
                    parts = package.split(".")
                    above = parts[: len(parts) - level + 1]
                    base = ".".join(above + ([module] if module else []))
                for alias in names:
                    # `from yalu import read` names the room in the second half.
                    yield node.lineno, f"{base}.{alias.name}"
            case ast.Call(args=[ast.Constant(value=str(name)), *_], func=function) if called(
                function
            ) in ("import_module", "__import__"):
                yield node.lineno, name


def called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def room_of(path: Path, source: Path) -> str:
    inside = path.relative_to(source)
    if inside.parts == ("__main__.py",):  # `python -m yalu` is the desk's front door
        return "desk"
    return inside.parts[0] if len(inside.parts) > 1 else "yalu"


def foreign_rooms(source: Path) -> Iterator[str]:
    """Every import of a room that the importing room may not know."""
    for path in sorted(source.rglob("*.py")):
        room = room_of(path, source)
        package = ".".join(["yalu", *path.relative_to(source).parent.parts])
        for line, name in sorted(set(modules_named(ast.parse(path.read_text("utf-8")), package))):
            parts = name.split(".")
            if parts[0] != "yalu":
                continue
            other = parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else "yalu"
            if other != room and other not in MAY_IMPORT[room]:
                yield f"{path}:{line}: {room} may not import {other} ({name})"


def outside_world(source: Path) -> Iterator[str]:
    """Every place where a room of plain values could touch a disk or a socket.

    The words of a language are data files of the package, so `read` may load them with
    importlib.resources.
    """
    for path in sorted(source.rglob("*.py")):
        room = room_of(path, source)
        if room not in PURE:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        names = sorted(set(modules_named(tree, f"yalu.{room}")))
        package_data = any(name.startswith("importlib.resources") for _, name in names)
        for line, name in names:
            text_only = any(f"{name}.".startswith(f"{inside}.") for inside in INSIDE_MODULES)
            if name.split(".")[0] in OUTSIDE_MODULES and not text_only:
                yield f"{path}:{line}: {room} may not import {name}"
            if name.startswith("importlib.resources") and room != "read":
                yield f"{path}:{line}: only read loads package data ({name})"
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (verb := called(node.func)) in OUTSIDE_CALLS:
                if package_data and verb in ("read_text", "read_bytes"):
                    continue
                yield f"{path}:{node.lineno}: {room} may not call {verb}()"


def test_every_folder_of_the_package_is_a_room_with_a_law() -> None:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders | {"yalu"} == set(MAY_IMPORT)


def test_no_room_imports_what_it_may_not_know() -> None:
    assert not list(foreign_rooms(SOURCE))


def test_rooms_of_plain_values_leave_disks_and_sockets_alone() -> None:
    assert not list(outside_world(SOURCE))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for room in MAY_IMPORT:
        if room != "yalu":
            (tmp_path / room / "lang").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("vocabulary/when.py", "import yalu.read"),
        ("vocabulary/when.py", "from yalu.corridors import load"),
        ("read/clause.py", "from yalu import casebook"),
        ("read/clause.py", "from ..believe import believe"),
        ("read/lang/words.py", "from ...believe.model import Model"),
        ("believe/model.py", "from yalu.read.clause import Clause"),
        ("believe/model.py", "from yalu import __version__"),
        ("casebook/store.py", "from yalu.corridors import load"),
        ("casebook/store.py", "import importlib; importlib.import_module('yalu.desk.cli')"),
        ("corridors/atlas.py", "def late():\n    import yalu.brief"),
        ("simulate/run.py", "if TYPE_CHECKING:\n    from yalu.believe import Belief"),
        ("__init__.py", "from yalu.desk import cli"),
    ],
)
def test_a_foreign_room_is_found_with_its_line(house: Path, file: str, line: str) -> None:
    (house / file).write_text(f"'''Made up.'''\n{line}\n", "utf-8")
    [found] = foreign_rooms(house)
    assert found.startswith(f"{house / file}:{2 + line.count(chr(10))}: ")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("read/clause.py", "from pathlib import Path"),
        ("read/clause.py", "import urllib.request"),
        ("believe/model.py", "import importlib.resources"),
        ("believe/model.py", "import os.path"),
        ("believe/model.py", "words = open('words.txt').read()"),
        ("operate/track.py", "def get(client):\n    import httpx"),
        ("simulate/run.py", "notes.write_text('done')"),
        ("simulate/run.py", "import io; io.open('words.txt')"),
    ],
)
def test_a_hand_on_a_disk_or_a_socket_is_found_with_its_line(
    house: Path, file: str, line: str
) -> None:
    (house / file).write_text(f"'''Made up.'''\n{line}\n", "utf-8")
    [found] = outside_world(house)
    assert found.startswith(f"{house / file}:{2 + line.count(chr(10))}: ")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("read/clause.py", "from yalu.vocabulary import Claim\nfrom yalu.corridors import Atlas"),
        ("read/clause.py", "from . import grammar\nfrom .grammar import rule\nimport yalu.read.x"),
        ("read/lexicon.py", "from importlib.resources import files\nfiles('x').read_text()"),
        ("read/page.py", "from urllib.parse import urlsplit\nimport io\nio.BytesIO(b'')"),
        ("casebook/store.py", "from pathlib import Path\nopen('casebook.db')"),
        ("brief/words.py", "from yalu.casebook import open"),
        ("desk/web.py", "from yalu import brief, __version__"),
    ],
)
def test_what_is_allowed_is_left_alone(house: Path, file: str, line: str) -> None:
    (house / file).write_text(f"{line}\n", "utf-8")
    assert not list(foreign_rooms(house))
    assert not list(outside_world(house))
