"""Every page of the documentation runs.

The blocks of a page run in order, in one folder of their own:

- ```python blocks share one namespace;
- ```console blocks: each `$ yalu …` line must end with status 0, or with the status of a
  trailing `# exit 1`; lines with an address are not run, for the tests have no network;
  `$ make …` must name a target of the Makefile. What is printed is compared where the block
  says ```console exact;
- ```toml blocks that begin with `# corridor` must load;
- a block that says file=NAME (```text file=report.txt) is written into the folder first.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import yalu

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OTHER_PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]

_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=mark)[ ]*$", re.M | re.S)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_STATUS = re.compile(r"\s+#\s*exit (\d+)\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its first word, the further words, its text and its first line."""

    kind: str
    marks: tuple[str, ...]
    body: str
    line: int

    @property
    def file(self) -> str | None:
        return next((mark[5:] for mark in self.marks if mark.startswith("file=")), None)


@dataclass(frozen=True)
class Command:
    """One `$` line, the status it promises and what the page shows under it."""

    text: str
    status: int
    shown: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    for found in _FENCE.finditer(text):
        kind, *marks = found["info"].split() or [""]
        yield Block(kind, tuple(marks), found["body"], text.count("\n", 0, found.start("body")) + 1)


def commands(block: Block) -> Iterator[Command]:
    """The `$` lines of a block; a line that ends in a backslash goes on in the next."""
    for part in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n?((?:(?!\$ ).*\n?)*)", block.body, re.M):
        text, shown = part.groups()
        status = _STATUS.search(text)
        yield Command(
            _STATUS.sub("", text),
            int(status[1]) if status else 0,
            shown,
            block.line + block.body.count("\n", 0, part.start()),
        )


def run(command: Command, folder: Path) -> str:
    """What the command prints; fails the test where it does not keep its promise."""
    words = shlex.split(command.text, comments=True)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    if words[0] == "make":
        # Run dry: the tests are themselves started by make.
        text, folder = shlex.join(["make", "--dry-run", *words[1:]]), ROOT
    else:
        text = command.text
    done = subprocess.run(
        ["bash", "-c", text],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    assert done.returncode == command.status, (
        f"line {command.line}: `{command.text}` ended with {done.returncode}, "
        f"the page says {command.status}\n{done.stdout[-2000:]}"
    )
    return done.stdout


def check_console(block: Block, folder: Path) -> None:
    for command in commands(block):
        if command.text.split()[0] not in ("yalu", "make") or "://" in command.text:
            continue
        printed = run(command, folder)
        if "exact" in block.marks:
            assert printed.split() == command.shown.split(), f"line {command.line}: {printed}"


def check_corridor(block: Block, folder: Path, page: Path) -> None:
    file = folder / f"line-{block.line}.toml"
    file.write_text(block.body, "utf-8")
    try:
        yalu.corridors.load([file])
    except yalu.CorridorError as error:
        pytest.fail(f"{page.name}:{block.line + (error.line or 0)}: {error.why}")


def check_page(page: Path, folder: Path) -> None:
    namespace: dict[str, Any] = {"__name__": page.stem}
    for block in blocks(page.read_text("utf-8")):
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.body, "utf-8")
        match block.kind:
            case "python" if not block.file:
                # Blank lines before it make a traceback show the line of the page.
                source = "\n" * (block.line - 1) + block.body
                exec(compile(source, str(page), "exec"), namespace)
            case "console":
                check_console(block, folder)
            case "toml" if block.body.startswith("# corridor"):
                check_corridor(block, folder, page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check_page(page, tmp_path)


@pytest.mark.parametrize(
    "broken",
    [
        "```python\nassert yalu_is_open\n```\n",
        "```console\n$ yalu no-such-command\n```\n",
        "```console\n$ yalu --version  # exit 1\n```\n",
        "```console exact\n$ yalu --version\nno such version\n```\n",
        "```console\n$ make no-such-target\n```\n",
        "```toml\n# corridor\nname = 3\n```\n",
    ],
)
def test_a_page_that_does_not_run_is_found(broken: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\n{broken}", "utf-8")
    with pytest.raises((AssertionError, NameError, pytest.fail.Exception)):
        check_page(page, tmp_path)


def test_blocks_of_a_page_share_one_folder_and_one_namespace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "```text file=reports/one.txt\nTrains crossed.\n```\n\n"
        "```python\nfrom pathlib import Path\ntext = Path('reports/one.txt').read_text()\n```\n\n"
        "```python\nassert text == 'Trains crossed.\\n'\n```\n\n"
        "```console\n$ yalu no-such-command  # exit 2\n$ cat no-such-file\n"
        "$ yalu add https://example.org/report\n```\n",
        "utf-8",
    )
    check_page(page, tmp_path)


def links(page: Path) -> Iterator[tuple[str, Path]]:
    """Relative links of a page, outside its blocks, and the files they name."""
    for found in _LINK.finditer(_FENCE.sub("", page.read_text("utf-8"))):
        target = (found[1] or found[2]).split("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            yield target, (page.parent / target).resolve()


@pytest.mark.parametrize("page", PAGES + OTHER_PAGES, ids=lambda page: page.name)
def test_no_link_of_the_page_is_broken(page: Path) -> None:
    assert [target for target, file in links(page) if not file.exists()] == []


def test_every_page_can_be_reached_from_the_readme_or_the_index() -> None:
    starts = [ROOT / "README.md", ROOT / "docs" / "index.md"]
    linked = {file for page in starts for _, file in links(page)}
    assert [page.name for page in PAGES if page not in linked and page not in starts] == []
