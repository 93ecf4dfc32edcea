"""Documents, the names they were seen under, and the claims read from them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_digest = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "documents",
        sa.Column("digest", _digest, primary_key=True),
        sa.Column("text", _words, nullable=False),
        sa.Column("text_sha256", _digest, nullable=False),
        sa.Column("published", _word),
        sa.Column("basis", _word),
        sa.Column("precision", _word),
        sa.Column("outlet", _words),
        sa.Column("url", _words),
        sa.Column("lang", _word, nullable=False),
        sa.Column("title", _words),
        sa.Column("note", _words),
        sa.Column("known", sa.Date),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reader", _word),
    )
    op.create_table(
        "names",
        sa.Column("name", _words, primary_key=True),
        sa.Column("document", _digest, sa.ForeignKey("documents.digest"), primary_key=True),
    )
    op.create_index("names_by_document", "names", ["document"])
    op.create_table(
        "claims",
        sa.Column("id", _digest, primary_key=True),
        sa.Column("document", _digest, sa.ForeignKey("documents.digest"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", _word, nullable=False),
        sa.Column("gate", _word, nullable=False),
        sa.Column("mode", _word, nullable=False),
        sa.Column("state", _word),
        sa.Column("class", _word, nullable=False),
        sa.Column("origin", _words, nullable=False),
        sa.Column("stance", _word, nullable=False),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("grain", _word),
        sa.Column("known", sa.Date),
        sa.Column("body", _words, nullable=False),
        sa.Column("because", _words),
    )
    op.create_index("claims_by_document", "claims", ["document", "position"])
    op.create_index("claims_by_gate", "claims", ["gate", "mode"])
