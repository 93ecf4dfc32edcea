"""The tables of a casebook, the same on SQLite and PostgreSQL."""

import datetime as dt

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

VERSION_TABLE = "yalu_version"
VERSION = "0002"
"""The newest migration: what an up-to-date casebook has stored in `VERSION_TABLE`."""


class Instant(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite keeps no zones, so there it is stored without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


# Text in code point order on both: PostgreSQL otherwise sorts by the locale of its server.
Words = Text().with_variant(Text(collation="C"), "postgresql")
Word = String().with_variant(String(collation="C"), "postgresql")
Digest = String(64).with_variant(String(64, collation="C"), "postgresql")

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("digest", Digest, primary_key=True),
    Column("text", Words, nullable=False),
    Column("text_sha256", Digest, nullable=False),
    Column("published", Word),
    Column("basis", Word),
    Column("precision", Word),
    Column("outlet", Words),
    Column("url", Words),
    Column("lang", Word, nullable=False),
    Column("title", Words),
    Column("note", Words),
    Column("known", Date),
    Column("recorded", Instant, nullable=False),
    Column("reader", Word),
)

names = Table(
    "names",
    metadata,
    Column("name", Words, primary_key=True),
    Column("document", Digest, ForeignKey("documents.digest"), primary_key=True),
    Index("names_by_document", "document"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Digest, primary_key=True),
    Column("document", Digest, ForeignKey("documents.digest"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Word, nullable=False),
    Column("gate", Word, nullable=False),
    Column("mode", Word, nullable=False),
    Column("state", Word),
    Column("class", Word, nullable=False),
    Column("origin", Words, nullable=False),
    Column("stance", Word, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("grain", Word),
    Column("known", Date),
    Column("body", Words, nullable=False),
    Column("because", Words),
    Index("claims_by_document", "document", "position"),
    Index("claims_by_gate", "gate", "mode"),
)

published = Table(
    "published",
    metadata,
    Column("gate", Words, primary_key=True),
    Column("mode", Word, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("known_by", Date, primary_key=True),
    Column("digest", Digest, primary_key=True),
    Column("suspended", Double, nullable=False),
    Column("limited", Double, nullable=False),
    Column("running", Double, nullable=False),
    Column("engine", Word, nullable=False),
    Column("model", Word, nullable=False),
    Column("published", Instant, nullable=False),
)
