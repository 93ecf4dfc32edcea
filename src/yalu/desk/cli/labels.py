"""Labelled texts: documents beside the claims that people found in them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yalu.vocabulary import Claim, Document, YaluError

if TYPE_CHECKING:
    from yalu.corridors import Atlas

_NEEDED = ("kind", "gate", "mode", "who", "class", "quote")


class LabelError(YaluError):
    """A label that cannot be used; says the file and the line."""


@dataclass(frozen=True, slots=True)
class Labels:
    """A folder of labels and the folder of documents they are about.

    `gold` holds EPISODE/NAME.jsonl or NAME.jsonl, `documents` the files of the same
    names with endings of their own, or all of them without EPISODE.
    """

    gold: Path
    documents: Path

    def files(self) -> list[Path]:
        """The files of labels, by name. Raises LabelError where there is no such folder."""
        for folder in (self.gold, self.documents):
            if not folder.is_dir():
                raise LabelError(f"{folder}: no such folder")
        return sorted([*self.gold.glob("*/*.jsonl"), *self.gold.glob("*.jsonl")])

    def episode(self, path: Path) -> str:
        """The episode of a file of labels; empty where it lies in no folder of its own."""
        return "" if path.parent == self.gold else path.parent.name

    def pages(self, path: Path) -> tuple[Document, ...]:
        """The document that a file of labels is about; several where it is a feed.

        Raises LabelError where there is none or more than one, DocumentError where it cannot be
        read.
        """
        from yalu.read.formats import documents
        from yalu.read.formats.limits import MAX_BYTES

        file = self._document(path)
        with file.open("rb") as stream:
            return documents(stream.read(MAX_BYTES + 1), str(file))

    def _document(self, path: Path) -> Path:
        for folder in dict.fromkeys((self.documents / self.episode(path), self.documents)):
            if (text := folder / f"{path.stem}.txt").is_file():
                return text
            named = sorted(
                file
                for file in (folder.iterdir() if folder.is_dir() else ())
                if file.stem == path.stem and file.is_file() and file.suffix != ".jsonl"
            )
            if len(named) > 1:
                names = ", ".join(file.name for file in named)
                raise LabelError(f"{path}: which document? {folder} has {names}")
            if named:
                return named[0]
        wanted = self.documents / self.episode(path) / f"{path.stem}.txt"
        raise LabelError(f"{path}: no document {wanted}")


def labels(path: Path, pages: Sequence[Document], atlas: "Atlas") -> Iterator[Claim]:
    """The labels in a file, a claim a line. Raises LabelError for the first that is none."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise LabelError(f"{path}: not UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield label(line, pages, atlas)
            except LabelError as error:
                raise LabelError(f"{path}:{number}: {error}") from None


def label(line: str, pages: Sequence[Document], atlas: "Atlas") -> Claim:
    """The claim of one line; its `quote` is words of a page, or an object as `yalu read` writes it.

    Raises LabelError.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise LabelError("not a line of JSON") from None
    if not isinstance(found, dict):
        raise LabelError("not a JSON object")
    if missing := [name for name in _NEEDED if not isinstance(found.get(name), (str, dict))]:
        raise LabelError(f"a label needs {missing[0]!r}")
    quote = _quote(found["quote"], pages)
    claim = _claim({"document": pages[0].name, "origin": "", **found, "quote": quote})
    if claim.gate not in atlas.gates:
        raise LabelError(f"no corridor has a gate {claim.gate!r}")
    return claim


def _quote(found: str | dict[str, Any], pages: Sequence[Document]) -> dict[str, Any]:
    """The first place of the words in a page."""
    exact = found.get("exact") if isinstance(found, dict) else found
    if isinstance(exact, str):
        for page in pages:
            if (start := page.text.find(exact)) >= 0:
                return {"exact": exact, "start": start, "end": start + len(exact)}
    raise LabelError(f"the quote is not in {pages[0].name}: {str(exact)[:60]!r}")


def _claim(found: dict[str, Any]) -> Claim:
    number = found.get("number")
    if number is not None and (isinstance(number, bool) or not isinstance(number, (int, float))):
        raise LabelError(f"not a number: {number!r}")
    try:
        return Claim.from_json(found)
    except (YaluError, ValueError) as error:
        raise LabelError(str(error)) from None
    except (AttributeError, KeyError, TypeError):
        raise LabelError("a field that is not what a claim line holds") from None
