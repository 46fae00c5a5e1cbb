"""The tables of this room. Times are Unix seconds."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class EventState(StrEnum):
    WAITING = "waiting"  # nothing has been decided yet
    ANSWERED = "answered"  # its messages are in the outbox
    DONE = "done"
    DEAD = "dead"  # at least one message was given up
    ERASED = "erased"  # only its id is left, so that a repetition is still known


class MessageState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class EventRow(Base):
    """One event under its platform's id; `seq` is the order of arrival."""

    __tablename__ = "bot_events"
    __table_args__ = (
        UniqueConstraint("channel", "event_id", name="uq_bot_events_id"),
        Index("ix_bot_events_open", "channel", "conversation", "state", "seq"),
        Index("ix_bot_events_state", "state"),
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    channel: Mapped[str] = mapped_column(String(32))
    event_id: Mapped[str] = mapped_column(String(255))
    conversation: Mapped[str] = mapped_column(String(255))
    user: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    media_url: Mapped[str | None] = mapped_column(Text)
    message_ref: Mapped[str | None] = mapped_column(String(255))
    sent_ms: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[float] = mapped_column(Float)
    state: Mapped[str] = mapped_column(String(16))
    reply: Mapped[str | None] = mapped_column(Text)  # the reply before rendering, as JSON


class MessageRow(Base):
    """One outgoing message, in the form that its channel sends."""

    __tablename__ = "bot_outbox"
    __table_args__ = (UniqueConstraint("event_seq", "ordinal", name="uq_bot_outbox_order"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    event_seq: Mapped[int] = mapped_column(ForeignKey("bot_events.seq", ondelete="CASCADE"))
    ordinal: Mapped[int] = mapped_column(Integer)
    message: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), index=True)
    attempts: Mapped[int] = mapped_column(Integer)
    not_before: Mapped[float] = mapped_column(Float)
    error: Mapped[str] = mapped_column(Text)
    needs_person: Mapped[bool] = mapped_column(Boolean)
    receipt: Mapped[str | None] = mapped_column(String(255))
    remaining: Mapped[int | None] = mapped_column(Integer)
    sent_at: Mapped[float | None] = mapped_column(Float)


class HandoverRow(Base):
    """A conversation that people answer; the machine is silent in it."""

    __tablename__ = "bot_handovers"
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(255), primary_key=True)
    reason: Mapped[str] = mapped_column(String(64))
    since: Mapped[float] = mapped_column(Float)
    until: Mapped[float | None] = mapped_column(Float)  # the machine takes over again by itself
    staff: Mapped[str | None] = mapped_column(String(255))


class TokenRow(Base):
    """The token pair of one Zalo application; the lease lets one process refresh it at a time."""

    __tablename__ = "bot_zalo_tokens"
    app_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    access_token: Mapped[str] = mapped_column(Text)
    refresh_token: Mapped[str] = mapped_column(Text)
    obtained_at: Mapped[float] = mapped_column(Float)
    expires_at: Mapped[float] = mapped_column(Float)
    generation: Mapped[int] = mapped_column(Integer)
    lease_holder: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[float] = mapped_column(Float)
