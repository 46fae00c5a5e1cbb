"""Events, outgoing messages, hand-overs and Zalo tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _events()
    _outbox()
    op.create_table(
        "bot_handovers",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("since", sa.Float, nullable=False),
        sa.Column("until", sa.Float),
        sa.Column("staff", sa.String(255)),
    )
    op.create_table(
        "bot_zalo_tokens",
        sa.Column("app_id", sa.String(64), primary_key=True),
        sa.Column("access_token", sa.Text, nullable=False),
        sa.Column("refresh_token", sa.Text, nullable=False),
        sa.Column("obtained_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("lease_holder", sa.String(64)),
        sa.Column("lease_until", sa.Float, nullable=False),
    )


def _events() -> None:
    op.create_table(
        "bot_events",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(255), nullable=False),
        sa.Column("conversation", sa.String(255), nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("media_url", sa.Text),
        sa.Column("message_ref", sa.String(255)),
        sa.Column("sent_ms", sa.BigInteger, nullable=False),
        sa.Column("received_at", sa.Float, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reply", sa.Text),
        sa.UniqueConstraint("channel", "event_id", name="uq_bot_events_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bot_events_open", "bot_events", ["channel", "conversation", "state", "seq"])
    op.create_index("ix_bot_events_state", "bot_events", ["state"])


def _outbox() -> None:
    op.create_table(
        "bot_outbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("event_seq", sa.Integer, sa.ForeignKey("bot_events.seq", ondelete="CASCADE"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("needs_person", sa.Boolean, nullable=False),
        sa.Column("receipt", sa.String(255)),
        sa.Column("remaining", sa.Integer),
        sa.Column("sent_at", sa.Float),
        sa.UniqueConstraint("event_seq", "ordinal", name="uq_bot_outbox_order"),
    )
