"""From the names on a command line to documents and their claims.

A name is a file, a folder, `-` for standard input, or (where a command allows) an
address. What cannot be read is set aside, told at the end, and never stops the rest.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from yalu.brief.phrases import counted
from yalu.corridors import Atlas
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.vocabulary import Claim, Document, YaluError

CASEBOOK_FOLDER = ("documents.jsonl", "claims.jsonl")

Read = tuple[Document, tuple[Claim, ...]]


@dataclass(slots=True)
class Intake:
    """Reads what the names stand for.

    `set_aside` is one line for each that failed; `several` is whether there was more than one.
    """

    env: Environment
    atlas: Atlas
    published: str | None = None
    addresses: bool = False
    set_aside: list[str] = field(default_factory=list)
    several: bool = False

    def read(self, names: Iterable[str], step: Callable[[int, int], None]) -> Iterator[Read]:
        """Each document with its claims, in the order of the names; `step` after each name."""
        waiting = self.expand(names)
        self.several = len(waiting) > 1
        for number, (name, whole) in enumerate(waiting):
            step(number, len(waiting))
            try:
                yield from self.folder(whole) if whole else self.one(name)
            except YaluError as error:
                told = str(error)
                self.set_aside.append(told if name in told else f"{name}: {told}")
            except OSError as error:
                self.set_aside.append(f"{name}: {error.strerror or error}")

    def expand(self, names: Iterable[str]) -> list[tuple[str, Path | None]]:
        """The documents behind the names; with the path for a casebook folder."""
        found: list[tuple[str, Path | None]] = []
        for name in names:
            path = self.env.path(name)
            if name == "-" or self.is_address(name) or not path.is_dir():
                found.append((name, None))
            elif is_casebook(path):
                found.append((name, path))
            else:
                found.extend(self.inside(name, path))
        return found

    def is_address(self, name: str) -> bool:
        return self.addresses and "://" in name

    def inside(self, name: str, path: Path) -> Iterator[tuple[str, Path | None]]:
        """The files below a folder, hidden ones left out, by name."""
        empty = True
        for root, folders, files in os.walk(path):
            folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
            below = Path(root).relative_to(path)
            if is_casebook(Path(root)):
                folders.clear()
                empty = False
                yield str(Path(name) / below), Path(root)
                continue
            for file in sorted(file for file in files if not file.startswith(".")):
                empty = False
                yield str(Path(name) / below / file), None
        if empty:
            self.set_aside.append(f"{name}: a folder without documents")

    def one(self, name: str) -> Iterator[Read]:
        """The documents of one file, stream or address, with what is read in them."""
        from yalu.read import read
        from yalu.read.formats import documents

        data, content_type = self.content(name)
        for document in documents(data, name, published=self.published, content_type=content_type):
            yield document, read(document, self.atlas)

    def content(self, name: str) -> tuple[bytes, str | None]:
        """The bytes behind a name, one more than a document may have at most; their type."""
        from yalu.read.formats.limits import MAX_BYTES

        if self.is_address(name):
            from yalu.desk.cli.web import fetch

            return fetch(name, MAX_BYTES)
        if name == "-":
            return self.env.stdin.read(MAX_BYTES + 1), None
        with self.env.path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1), None

    def folder(self, path: Path) -> Iterator[Read]:
        """The documents and claims of a casebook folder."""
        from yalu import casebook

        yield from casebook.folder(path)

    def report(self) -> ExitStatus:
        """Tell on standard error what was set aside; the exit status that follows."""
        if not self.set_aside:
            return ExitStatus.DONE
        for line in self.set_aside:
            self.env.warn(line)
        if self.several:
            self.env.warn(f"{counted(len(self.set_aside), 'documents')} set aside")
        return ExitStatus.BAD


def is_casebook(path: Path) -> bool:
    """Whether a folder holds a casebook written as lines of JSON."""
    return all((path / name).is_file() for name in CASEBOOK_FOLDER)
