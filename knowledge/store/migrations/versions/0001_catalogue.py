"""Source files, procedures, laws, passages and the catalogue's generation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_files",
        sa.Column("path", sa.String(1024), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("derivation", sa.String(64), nullable=False),
        sa.Column("ingested_on", sa.Date, nullable=False),
    )
    op.create_table(
        "procedures",
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("path", sa.String(1024), _file_key(), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sector", sa.String(255), index=True),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("as_of", sa.Date),
        sa.Column("current", sa.Boolean, nullable=False, index=True),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "law_sources",
        sa.Column("path", sa.String(1024), _file_key(), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "law_library",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.String(1200), primary_key=True),
        sa.Column("path", sa.String(1024), primary_key=True, index=True),
        sa.Column("document", sa.String(1024), nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("field", sa.String(64)),
        sa.Column("digest", sa.String(32), nullable=False),
    )
    op.create_table(
        "catalogue_state",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    for table in ("catalogue_state", "passages", "law_library", "law_sources", "procedures", "source_files"):
        op.drop_table(table)


def _file_key() -> sa.ForeignKey:
    return sa.ForeignKey("source_files.path", ondelete="CASCADE")
