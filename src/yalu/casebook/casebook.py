"""Casebook: documents and claims on one database."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from yalu.casebook import rows, tables
from yalu.casebook.connecting import reading, writing
from yalu.casebook.faults import damaged
from yalu.vocabulary import CasebookError, Claim, Document, Published, Service

_BATCH = 100  # documents held in memory at once while all are walked through

_ANSWER = ("gate", "mode", "day", "known_by", "digest")

_name = (
    select(func.min(tables.names.c.name))
    .where(tables.names.c.document == tables.documents.c.digest)
    .scalar_subquery()
)


class Casebook:
    """Documents, the claims read from them, and what was told of them. Made by `yalu.casebook.open`.

    A context manager; may be shared by threads. Every method raises
    CasebookError where the database fails it.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    def add(
        self,
        document: Document,
        claims: Iterable[Claim],
        *,
        reader: str | None = None,
        recorded: dt.datetime | None = None,
    ) -> bool:
        """Keep a document and its claims, all or nothing; True when the document is new.

        When it returns, both are safe on disk. The order and the number of
        additions do not matter: names and claims of one document add up, and of
        two readers the later one (`1.10` after `1.9`, any after none) replaces
        the claims of the earlier. `recorded` is the moment of the first
        addition, by default now.

        Raises DateError for a publication that does not exist, CasebookError.
        """
        moment = recorded or dt.datetime.now(dt.UTC)
        if moment.tzinfo is None:
            raise ValueError("recorded needs a time zone")
        row = rows.document_row(document, reader, moment)
        found = rows.claim_rows(document, claims)
        with writing(self._engine, self.where, document.digest) as connection:
            held = connection.execute(
                select(tables.documents.c.basis, tables.documents.c.reader).where(
                    tables.documents.c.digest == document.digest
                )
            ).first()
            if held is None:
                connection.execute(insert(tables.documents), row)
            else:
                _update_basis(connection, row, held.basis)
            _insert_name(connection, document)
            if held is None or rows.rank(held.reader) == rows.rank(reader):
                _merge_claims(connection, document.digest, found)
            elif rows.rank(held.reader) < rows.rank(reader):
                _replace_claims(connection, document.digest, found, reader)
        return held is None

    def has(self, digest: str) -> bool:
        """Whether the document with this digest is kept."""
        with self._reading() as connection:
            query = select(tables.documents.c.digest).where(tables.documents.c.digest == digest)
            return connection.execute(query).first() is not None

    def document(self, name_or_digest: str) -> Document:
        """The document with this digest, or the last recorded one with this name.

        Raises CasebookError where there is none.
        """
        named = select(tables.names.c.document).where(tables.names.c.name == name_or_digest)
        query = (
            select(tables.documents, _name.label("name"))
            .where(
                or_(
                    tables.documents.c.digest == name_or_digest,
                    tables.documents.c.digest.in_(named),
                )
            )
            .order_by(tables.documents.c.recorded.desc(), tables.documents.c.digest)
            .limit(1)
        )
        with self._reading() as connection:
            found = connection.execute(query).mappings().first()
        if found is None:
            raise CasebookError(f"{self.where} has no document {name_or_digest}")
        return self._document(found)

    def documents(self, *, known_by: dt.date | None = None) -> Iterator[Document]:
        """All documents by name; with `known_by` those public by that day.

        A document whose publication is unknown counts as public from the day on
        which it was recorded (UTC).
        """
        query = select(tables.documents.c.digest).order_by(_name, tables.documents.c.digest)
        if known_by is not None:
            query = query.where(_public(tables.documents.c.known, known_by))
        with self._reading() as connection:
            digests = connection.execute(query).scalars().all()
        for first in range(0, len(digests), _BATCH):
            batch = digests[first : first + _BATCH]
            whole = select(tables.documents, _name.label("name"))
            with self._reading() as connection:
                found = connection.execute(
                    whole.where(tables.documents.c.digest.in_(batch))
                ).mappings()
                by_digest = {row["digest"]: row for row in found}
            for digest in batch:
                yield self._document(by_digest[digest])

    def claims(
        self, *, gates: Collection[str] | None = None, known_by: dt.date | None = None
    ) -> list[Claim]:
        """Claims by name of document and position in it, whatever order they came in.

        `gates` and `known_by` limit them to gates and to what was public by a
        day. A claim's `document` is the smallest name of its document; `known`
        is always there: where the publication is unknown it is the day on which
        the document was recorded (UTC).
        """
        query = _joined().order_by(
            _name, tables.claims.c.document, tables.claims.c.position, tables.claims.c.id
        )
        if gates is not None:
            query = query.where(tables.claims.c.gate.in_(gates))
        if known_by is not None:
            query = query.where(_public(tables.claims.c.known, known_by))
        with self._reading() as connection:
            found = connection.execute(query).mappings().all()
        return [self._claim(row) for row in found]

    def publish(self, answers: Iterable[Published], *, patience: float | None = None) -> int:
        """Keep probabilities that were told, all or nothing; how many were not kept yet.

        The same answer from the same belief is kept once, with the moment at which it was
        first told. It waits `patience` seconds for its turn, else as `open` was told.
        """
        told = {_answer(row): row for row in map(rows.published_row, answers)}
        table = tables.published
        beliefs = {row["digest"] for row in told.values()}
        query = select(*(table.c[key] for key in _ANSWER)).where(table.c.digest.in_(beliefs))
        try:
            with writing(self._engine, self.where, patience=patience) as connection:
                held = {tuple(row) for row in connection.execute(query)}
                fresh = [row for key, row in told.items() if key not in held]
                if fresh:
                    connection.execute(insert(table), fresh)
        except ValueError as error:  # a column that holds no date
            raise damaged(self.where, str(error)) from error
        return len(fresh)

    def published(self, service: Service | None = None) -> list[Published]:
        """The probabilities that were told, of one service or all, the earliest first."""
        table = tables.published
        query = select(table).order_by(table.c.published, *(table.c[key] for key in _ANSWER))
        if service is not None:
            query = query.where(table.c.gate == service.gate, table.c.mode == service.mode.value)
        with self._reading() as connection:
            return [rows.published_of(row) for row in connection.execute(query).mappings()]

    def counts(self) -> dict[str, int]:
        """How many `documents`, `names` and `claims` there are."""
        query = select(
            *(
                select(func.count()).select_from(table).scalar_subquery().label(table.name)
                for table in (tables.documents, tables.names, tables.claims)
            )
        )
        with self._reading() as connection:
            return dict(connection.execute(query).mappings().one())

    def digest(self) -> str:
        """SHA-256 of documents, names and claims, not of when and by what they came.

        Two casebooks with one digest hold the same, whatever their database.
        """
        total = hashlib.sha256()
        d, n, c = tables.documents, tables.names, tables.claims
        queries = (
            select(d.c.digest, d.c.basis).order_by(d.c.digest),
            select(n.c.document, n.c.name).order_by(n.c.document, n.c.name),
            select(c.c.document, c.c.body, c.c.because).order_by(
                c.c.document, c.c.position, c.c.id
            ),
        )
        with self._reading() as connection:
            for query in queries:
                for row in connection.execute(query):
                    total.update(json.dumps(list(row)).encode() + b"\n")
                total.update(b"\n")
        return total.hexdigest()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with reading(self._engine, self.where) as connection:
                yield connection
        except ValueError as error:  # a column that holds no date
            raise damaged(self.where, str(error)) from error

    def _document(self, row: Mapping[Any, Any]) -> Document:
        if row["name"] is None:
            raise damaged(self.where, f"document {row['digest']} lost its name")
        document = rows.document_of(row, row["name"])
        if document.digest != row["digest"]:
            raise damaged(self.where, f"document {row['digest']}")
        return document

    def _claim(self, row: Mapping[Any, Any]) -> Claim:
        if row["name"] is None:
            raise damaged(self.where, f"claim {row['id']} lost its document")
        try:
            claim = rows.claim_of(row)
        except (ValueError, TypeError, KeyError) as error:
            raise damaged(self.where, f"claim {row['id']}") from error
        return claim.replace(document=row["name"], known=claim.known or row["recorded"].date())


def _answer(row: rows.Row) -> tuple[Any, ...]:
    """What makes one answer of two tellings."""
    return tuple(row[key] for key in _ANSWER)


def _joined() -> Select[Any]:
    """Claims with the name and the recording of their document.

    An outer join, for a claim must not vanish where its document is damaged.
    """
    return select(tables.claims, tables.documents.c.recorded, _name.label("name")).join_from(
        tables.claims, tables.documents, isouter=True
    )


def _public(known: Column[Any], day: dt.date) -> ColumnElement[bool]:
    """Whether something was public by `day`; unknown publication: whether it was recorded."""
    midnight = dt.datetime.combine(day, dt.time.max, dt.UTC)
    return or_(known <= day, and_(known.is_(None), tables.documents.c.recorded <= midnight))


def _insert_name(connection: Connection, document: Document) -> None:
    name = tables.names
    row = {"name": document.name, "document": document.digest}
    query = select(name.c.name).where(
        name.c.name == document.name, name.c.document == document.digest
    )
    if connection.execute(query).first() is None:
        connection.execute(insert(name), row)


def _update_basis(connection: Connection, row: rows.Row, held: str | None) -> None:
    """The basis is no part of a document's digest: keep the smallest, whichever came first."""
    found = min((basis for basis in (held, row["basis"]) if basis), default=None)
    if found != held:
        where = tables.documents.c.digest == row["digest"]
        connection.execute(update(tables.documents).where(where).values(basis=found))


def _merge_claims(connection: Connection, digest: str, found: Mapping[str, rows.Row]) -> None:
    query = select(tables.claims).where(tables.claims.c.document == digest)
    held = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    changed = {key for key, row in found.items() if rows.merge(held, row)}
    if changed:
        connection.execute(delete(tables.claims).where(tables.claims.c.id.in_(changed)))
        connection.execute(insert(tables.claims), [held[key] for key in found if key in changed])


def _replace_claims(
    connection: Connection, digest: str, found: Mapping[str, rows.Row], reader: str | None
) -> None:
    connection.execute(delete(tables.claims).where(tables.claims.c.document == digest))
    if found:
        connection.execute(insert(tables.claims), list(found.values()))
    where = tables.documents.c.digest == digest
    connection.execute(update(tables.documents).where(where).values(reader=reader))
