"""What decides between versions of a procedure, the versions of before, announced ends, corrections, flags of files.

Files are read again at the next ingest (their derivation is emptied), so that the new columns of old rows are filled.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("procedures") as procedures:
        for column in _new_columns():
            procedures.add_column(column)
    op.create_index("ix_procedures_name_key", "procedures", ["name_key"])
    op.create_index("ix_procedures_path", "procedures", ["path"])
    op.execute("UPDATE source_files SET derivation = ''")
    _create_versions()
    op.create_table(
        "repeal_notices",
        sa.Column("path", sa.String(1024), sa.ForeignKey("source_files.path", ondelete="CASCADE"), primary_key=True),
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("ends_on", sa.Date),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
    )
    op.create_table(
        "overlays",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(64), nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("field", sa.String(255), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("was", sa.Text, nullable=False),
        sa.Column("resolves", sa.Text, nullable=False),
        sa.Column("signed_by", sa.String(255), nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("withdrawn_by", sa.String(255)),
        sa.Column("withdrawn_on", sa.Date),
        sa.Column("withdrawn_reason", sa.Text),
    )
    op.create_table(
        "file_flags",
        sa.Column("path", sa.String(1024), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
    )


def _new_columns() -> list[sa.Column[object]]:
    columns: list[sa.Column[object]] = [
        sa.Column("decision_number", sa.Text),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("evidence", sa.Date),
        sa.Column("stood_on", sa.Date),
        sa.Column("sequence", sa.Integer, nullable=False, server_default="0"),
        sa.Column("content", sa.String(64), nullable=False, server_default=""),
        sa.Column("digest", sa.String(64), nullable=False, server_default=""),
        sa.Column("ingested_on", sa.Date),
        sa.Column("name_key", sa.String(512), nullable=False, server_default=""),
        sa.Column("derived", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("hidden", sa.String(16)),
        sa.Column("shown", sa.Text),
    ]
    return columns


def _create_versions() -> None:
    op.create_table(
        "procedure_versions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(64), nullable=False, index=True),
        sa.Column("path", sa.String(1024), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("decision_number", sa.Text),
        sa.Column("as_of", sa.Date),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("evidence", sa.Date),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("ingested_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date, nullable=False, index=True),
        sa.Column("record", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for table in ("file_flags", "overlays", "repeal_notices", "procedure_versions"):
        op.drop_table(table)
    op.drop_index("ix_procedures_path", "procedures")
    op.drop_index("ix_procedures_name_key", "procedures")
    with op.batch_alter_table("procedures") as procedures:
        for column in _new_columns():
            procedures.drop_column(column.name)
