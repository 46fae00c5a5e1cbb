"""Conversations of the web that wait for a person, open questions, and curated answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _waiting()
    op.create_table(
        "office_questions",
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("assignee", sa.String(64)),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "office_curated",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("citations", sa.Text, nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("signed_by", sa.String(200), nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.Column("withdrawn_by", sa.String(64)),
    )
    curated = sa.ForeignKey("office_curated.id", ondelete="CASCADE")
    op.create_table(
        "office_curated_keys",
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column("curated_id", sa.Integer, curated, primary_key=True),
    )


def _waiting() -> None:
    op.create_table(
        "office_waiting",
        sa.Column("session", sa.String(200), primary_key=True),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("staff", sa.String(64)),
        sa.Column("closed_at", sa.DateTime, index=True),
    )
    session = sa.ForeignKey("office_waiting.session", ondelete="CASCADE")
    op.create_table(
        "office_waiting_replies",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("session", sa.String(200), session, nullable=False, index=True),
        sa.Column("staff", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "office_curated_keys",
        "office_curated",
        "office_questions",
        "office_waiting_replies",
        "office_waiting",
    ):
        op.drop_table(table)
