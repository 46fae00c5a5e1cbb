"""The tables of conversations. Times are UTC without a zone, since SQLite keeps none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class SessionRow(Base):
    """One conversation: what it keeps from turn to turn, as JSON."""

    __tablename__ = "conversations"
    session: Mapped[str] = mapped_column(String(200), primary_key=True)
    memory: Mapped[str] = mapped_column(Text)
    touched_at: Mapped[datetime] = mapped_column(DateTime, index=True)


class TurnRow(Base):
    """One turn: the question is kept masked, the answer and its trace as JSON."""

    __tablename__ = "conversation_turns"
    session: Mapped[str] = mapped_column(ForeignKey("conversations.session", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)  # from 1
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    trace: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(DateTime, index=True)


class FeedbackRow(Base):
    """What a citizen thought of the turn before; goes with its conversation."""

    __tablename__ = "conversation_feedback"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    session: Mapped[str] = mapped_column(ForeignKey("conversations.session", ondelete="CASCADE"), index=True)
    turn: Mapped[int] = mapped_column(Integer)
    useful: Mapped[bool] = mapped_column(Boolean)
    comment: Mapped[str] = mapped_column(Text)  # masked
    given_at: Mapped[datetime] = mapped_column(DateTime)
