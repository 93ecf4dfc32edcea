"""Documents and claims as rows of the tables, and back."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from yalu.vocabulary import CasebookError, Claim, Document, Mode, Published, Service

Row = dict[str, Any]

_PARTICULARS = ("published", "basis", "precision", "outlet", "url", "lang", "title", "note")
_COLUMNS = ("document", "kind", "gate", "mode", "state", "class", "origin", "stance")
_PUBLISHED = (
    "known_by", "suspended", "limited", "running", "engine", "model", "digest", "published",
)  # fmt: skip
_ROUNDING = 1e-6
_PIECES = re.compile(r"\d+|\D+")


def document_row(document: Document, reader: str | None, recorded: dt.datetime) -> Row:
    """The row of `documents`. Raises DateError, CasebookError for text no database keeps."""
    row: Row = {key: getattr(document, key) for key in _PARTICULARS}
    row |= {
        "digest": document.digest,
        "text": document.text,
        "known": document.known,
        "recorded": recorded,
        "reader": reader,
    }
    _check(document.name, {**row, "name": document.name})
    row["text_sha256"] = _sha256(document.text)
    return row


def document_of(row: Mapping[Any, Any], name: str) -> Document:
    """The document of a row of `documents`, under `name`."""
    return Document(name=name, text=row["text"], **{key: row[key] for key in _PARTICULARS})


def claim_rows(document: Document, claims: Iterable[Claim]) -> dict[str, Row]:
    """Rows of `claims` by id, in the order given; equal claims collapse.

    The id takes the digest of the document for its name, for names come and go.
    """
    found: dict[str, Row] = {}
    for position, claim in enumerate(claims):
        row = claim_row(
            claim.replace(document=document.digest, known=claim.known or document.known), position
        )
        _check(document.name, row)
        merge(found, row)
    return found


def claim_row(claim: Claim, position: int) -> Row:
    """The row of a claim whose `document` is the digest of its document.

    `body` is the claim as canonical JSON without the steps that read it, and `id`
    the SHA-256 of that: anybody can check it.
    """
    found = claim.to_json()
    because = found.pop("because", None)
    body = json.dumps(found, sort_keys=True, ensure_ascii=False)
    return {
        "id": _sha256(body),
        "position": position,
        "body": body,
        "because": because and json.dumps(because, sort_keys=True, ensure_ascii=False),
        **{key: found.get(key) for key in _COLUMNS},
        **_times(claim),
    }


def claim_of(row: Mapping[Any, Any]) -> Claim:
    """The claim of a row, its `document` being the digest.

    Raises ValueError where the row contradicts itself: the file is damaged.
    """
    if _sha256(row["body"]) != row["id"]:
        raise ValueError(f"claim {row['id']}")
    found = json.loads(row["body"])
    claim = Claim.from_json({**found, "because": json.loads(row["because"] or "[]")})
    columns = {key: found.get(key) for key in _COLUMNS} | _times(claim)
    if any(row[key] != value for key, value in columns.items()):
        raise ValueError(f"claim {row['id']}")
    return claim


def _times(claim: Claim) -> Row:
    when = claim.when
    return {
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "grain": when.grain.value if when else None,
        "known": claim.known,
    }


def published_row(answer: Published) -> Row:
    """The row of `published`."""
    return {
        "gate": answer.service.gate,
        "mode": answer.service.mode.value,
        "day": answer.on,
        **{key: getattr(answer, key) for key in _PUBLISHED},
    }


def published_of(row: Mapping[Any, Any]) -> Published:
    """The answer of a row of `published`. Raises ValueError where the row makes no sense."""
    answer = Published(
        service=Service(row["gate"], Mode(row["mode"])),
        on=row["day"],
        **{key: row[key] for key in _PUBLISHED},
    )
    if not (min(answer.odds) >= 0 and abs(sum(answer.odds) - 1) < _ROUNDING):
        raise ValueError(f"an answer of {answer.published} whose odds are no probabilities")
    return answer


def merge(rows: dict[str, Row], row: Row) -> bool:
    """Put `row` among `rows`; whether it changed them.

    Of two rows with one id the first position and the smaller reasons are kept,
    so that the order in which they come does not matter.
    """
    held = rows.get(row["id"])
    if held is None:
        rows[row["id"]] = row
        return True
    kept = {
        "position": min(held["position"], row["position"]),
        "because": min((held["because"], row["because"]), key=lambda steps: steps or ""),
    }
    rows[row["id"]] = {**held, **kept}
    return any(held[key] != value for key, value in kept.items())


def rank(reader: str | None) -> tuple[Any, ...]:
    """What readers are ordered by: none first, then names with numbers as numbers (1.9 < 1.10)."""
    if reader is None:
        return ()
    pieces = _PIECES.findall(reader)
    key = tuple((1, int(piece)) if piece.isdecimal() else (0, piece) for piece in pieces)
    return (key, reader)


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _check(name: str, row: Mapping[str, Any]) -> None:
    """PostgreSQL keeps no NUL, neither keeps half a surrogate pair: say so before writing."""
    for key, value in row.items():
        if not isinstance(value, str):
            continue
        try:
            value.encode()
        except UnicodeEncodeError:
            why = "is not valid Unicode"
        else:
            if "\0" not in value:
                continue
            why = "holds a NUL character"
        raise CasebookError(f"{ascii(name)[1:-1]}: cannot be kept, its {key} {why}")
