"""The probabilities that were told, kept until the truth is known."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_word = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_digest = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; the others are not touched."""
    op.create_table(
        "published",
        sa.Column("gate", _words, primary_key=True),
        sa.Column("mode", _word, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("known_by", sa.Date, primary_key=True),
        sa.Column("digest", _digest, primary_key=True),
        sa.Column("suspended", sa.Double, nullable=False),
        sa.Column("limited", sa.Double, nullable=False),
        sa.Column("running", sa.Double, nullable=False),
        sa.Column("engine", _word, nullable=False),
        sa.Column("model", _word, nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
    )
