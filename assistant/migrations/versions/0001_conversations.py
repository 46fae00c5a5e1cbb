"""Conversations, their turns with traces, and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("session", sa.String(200), primary_key=True),
        sa.Column("memory", sa.Text, nullable=False),
        sa.Column("touched_at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "conversation_turns",
        sa.Column("session", sa.String(200), _session_key(), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("trace", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "conversation_feedback",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("session", sa.String(200), _session_key(), nullable=False, index=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime, nullable=False),
    )


def _session_key() -> sa.ForeignKey:
    return sa.ForeignKey("conversations.session", ondelete="CASCADE")


def downgrade() -> None:
    for table in ("conversation_feedback", "conversation_turns", "conversations"):
        op.drop_table(table)
