"""A casebook folder: documents.jsonl and claims.jsonl, one JSON object a line."""

import json
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from yalu.vocabulary import CasebookError, Claim, DateError, Document

Line = dict[str, Any]
T = TypeVar("T")

_DOCUMENT: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "outlet": (str,),
    "url": (str,),
    "published": (str,),
    "published_precision": (str,),
    "language": (str,),
    "basis": (str,),
    "title": (str,),
    "note": (str,),
}
_CLAIM: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("document", "kind", "gate", "mode", "who", "class", "origin"), (str,)),
    **dict.fromkeys(("direction", "scope", "state", "stance", "unit"), (str,)),
    **dict.fromkeys(("known", "gist", "note"), (str,)),
    **dict.fromkeys(("when", "value", "quote"), (dict,)),
    **dict.fromkeys(("derived", "outlet_error"), (bool,)),
    "number": (int, float),
    "because": (list,),
}
_WHEN: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("earliest", "latest", "grain", "earliest_grain"), (str,)),
    **dict.fromkeys(("latest_grain", "symbolic"), (str,)),
    "qualifier": (str, dict),
    "about": (bool,),
}
_QUOTE: Mapping[str, tuple[type, ...]] = {"exact": (str,), "start": (int,), "end": (int,)}
_BOOKKEEPING = frozenset({"n", "seed_file"})  # of whoever keeps the folder; read by nobody here
_PRECISIONS = ("day", "week", "month", "year")
_NEEDED_OF_DOCUMENT = ("id",)
_NEEDED_OF_CLAIM = ("document", "kind", "gate", "mode", "who", "class", "origin")


def reference() -> Path:
    """The casebook folder that ships with Yalu: Dandong–Sinuiju, 2019 to 2025."""
    from importlib import resources  # slow to import, and seldom wanted

    return Path(str(resources.files("yalu.casebook"))) / "reference"


def folder(path: str | Path) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """The documents of a casebook folder, each with its claims in the order of the file.

    A claim without a `known` of its own gets that of its document. The whole
    folder is read before the first is given, so a bad one gives nothing.

    Raises CasebookError with file and line for what is not JSON, unknown or
    missing fields, unknown words, dates that do not exist, documents that are
    there twice and claims of documents that are not there.
    """
    root = Path(path)
    documents: dict[str, Document] = {}
    claims: dict[str, list[Claim]] = {}
    for where, line in _lines(root / "documents.jsonl"):
        document = _document(where, line)
        if document.name in documents:
            raise CasebookError(f"{where}: document {document.name!r} is there twice")
        documents[document.name] = document
    for where, line in _lines(root / "claims.jsonl"):
        claim = _claim(where, line)
        owner = documents.get(claim.document)
        if owner is None:
            raise CasebookError(f"{where}: documents.jsonl has no document {claim.document!r}")
        claims.setdefault(owner.name, []).append(claim.replace(known=claim.known or owner.known))
    pairs = [(found, tuple(claims.get(name, ()))) for name, found in documents.items()]
    return iter(pairs)


def _lines(path: Path) -> Iterator[tuple[str, Line]]:
    """Place (`file:line`) and object of every line that is not blank."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        why = "is not there; a casebook folder has documents.jsonl and claims.jsonl"
        raise CasebookError(f"{path} {why}") from None
    except OSError as error:
        raise CasebookError(f"{path} cannot be read: {error.strerror}") from None
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            yield where, _object(where, line)


def _object(where: str, line: bytes) -> Line:
    try:
        found = json.loads(line.decode(), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise CasebookError(f"{where}: not UTF-8") from None
    except RecursionError:
        raise CasebookError(f"{where}: not JSON: nested too deeply") from None
    except ValueError as error:
        raise CasebookError(f"{where}: not JSON: {error}") from None
    if not isinstance(found, dict):
        raise CasebookError(f"{where}: not a JSON object")
    return found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _document(where: str, line: Line) -> Document:
    given = _checked(where, line, _DOCUMENT, _NEEDED_OF_DOCUMENT)
    precision = given.get("published_precision")
    if precision is not None and precision not in _PRECISIONS:
        words = ", ".join(_PRECISIONS)
        raise CasebookError(f"{where}: published_precision {precision!r} is not one of {words}")
    document = Document(
        name=given["id"],
        lang=given.get("language", "en"),
        precision=precision,
        published=given.get("published"),
        basis=given.get("basis"),
        outlet=given.get("outlet"),
        url=given.get("url"),
        title=given.get("title"),
        note=given.get("note"),
    )
    _said(where, lambda: document.known)
    return document


def _claim(where: str, line: Line) -> Claim:
    given = _checked(where, line, _CLAIM, _NEEDED_OF_CLAIM)
    if "when" in given:
        given["when"] = _checked(f"{where}: when", given["when"], _WHEN)
    if "quote" in given:
        given["quote"] = _checked(f"{where}: quote", given["quote"], _QUOTE, tuple(_QUOTE))
    if not math.isfinite(_float(given.get("number", 0))):
        raise CasebookError(f"{where}: number is too large")
    return _said(where, lambda: Claim.from_json(given))


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _checked(
    where: str, line: Line, fields: Mapping[str, tuple[type, ...]], needed: Collection[str] = ()
) -> Line:
    """The fields of a line that are not null, each of its right type."""
    if unknown := sorted(line.keys() - fields.keys() - _BOOKKEEPING):
        raise CasebookError(f"{where}: unknown field {unknown[0]!r}")
    given = {key: value for key, value in line.items() if key in fields and value is not None}
    for key in needed:
        if given.get(key, "") == "":
            raise CasebookError(f"{where}: field {key!r} is missing")
    for key, value in given.items():
        types = fields[key]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise CasebookError(f"{where}: {key} is not {_TYPES[types[0]]}")
    return given


_TYPES = {
    str: "a string",
    dict: "an object",
    bool: "true or false",
    int: "a number",
    list: "a list",
}


def _said(where: str, make: Callable[[], T]) -> T:
    """What `make` gives, its complaints carrying the place."""
    try:
        return make()
    except DateError as error:
        raise CasebookError(f"{where}: {error}") from None
    except (TypeError, AttributeError, KeyError):
        raise CasebookError(f"{where}: a step of 'because' lacks slot or rule") from None
    except ValueError as error:
        raise CasebookError(f"{where}: {_plain(error)}") from None


def _plain(error: ValueError) -> str:
    """`'x' is not a valid Kind` as `'x' is not a kind`."""
    word, _, name = str(error).partition(" is not a valid ")
    return f"{word} is not a {name.lower()}" if name else str(error)
