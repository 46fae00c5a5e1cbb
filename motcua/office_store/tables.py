"""The office's tables. Times are UTC without a zone, since SQLite keeps none."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class UserRow(Base):
    """A person of the office; `subject` is who the single sign-on says it is."""

    __tablename__ = "office_users"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    subject: Mapped[str | None] = mapped_column(String(255), unique=True)
    disabled: Mapped[bool] = mapped_column(Boolean)
    failures: Mapped[int] = mapped_column(Integer)  # wrong passwords in a row
    locked_until: Mapped[datetime | None] = mapped_column(DateTime)
    created_at: Mapped[datetime] = mapped_column(DateTime)


class SignInRow(Base):
    """One browser in which a user is signed in: the digest of its token, never the token."""

    __tablename__ = "office_sign_ins"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("office_users.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime] = mapped_column(DateTime)
    seen_at: Mapped[datetime] = mapped_column(DateTime)


class AuditRow(Base):
    """Who did what when. The database refuses to change or delete a row."""

    __tablename__ = "office_audit"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(DateTime, index=True)
    actor: Mapped[str] = mapped_column(String(64))  # login; "cli" for the command line
    action: Mapped[str] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(255))
    detail: Mapped[str] = mapped_column(Text)


class WaitingRow(Base):
    """A conversation of the web that waits for a person, or has waited. `contact` is what the citizen left, unmasked:
    the officer calls back; it goes when the case is closed."""

    __tablename__ = "office_waiting"
    session: Mapped[str] = mapped_column(String(200), primary_key=True)
    reason: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)  # masked
    contact: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime] = mapped_column(DateTime)
    staff: Mapped[str | None] = mapped_column(String(64))  # login of who answered last
    closed_at: Mapped[datetime | None] = mapped_column(DateTime, index=True)


class ReplyRow(Base):
    """What an officer wrote to a waiting citizen."""

    __tablename__ = "office_waiting_replies"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    session: Mapped[str] = mapped_column(ForeignKey("office_waiting.session", ondelete="CASCADE"), index=True)
    staff: Mapped[str] = mapped_column(String(200))  # name, shown to the citizen
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime)


class QuestionRow(Base):
    """What officers did with a question that was not answered well; the question itself is in the conversations."""

    __tablename__ = "office_questions"
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    assignee: Mapped[str | None] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(DateTime)


class CuratedRow(Base):
    """An officer's answer: signed, dated, cited, and running out."""

    __tablename__ = "office_curated"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    question: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    citations: Mapped[str] = mapped_column(Text)  # JSON
    login: Mapped[str] = mapped_column(String(64))
    signed_by: Mapped[str] = mapped_column(String(200))
    signed_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date] = mapped_column(Date)  # the last day
    withdrawn_by: Mapped[str | None] = mapped_column(String(64))


class CuratedKeyRow(Base):
    """A question that a curated answer is for."""

    __tablename__ = "office_curated_keys"
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    curated_id: Mapped[int] = mapped_column(ForeignKey("office_curated.id", ondelete="CASCADE"), primary_key=True)


class AnswerRow(Base):
    """One answer, for counting: nothing in it leads to who asked or what."""

    __tablename__ = "office_answers"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    day: Mapped[date] = mapped_column(Date, index=True)  # at the office
    channel: Mapped[str] = mapped_column(String(16))
    procedure: Mapped[str | None] = mapped_column(String(64))  # code
    status: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))
    milliseconds: Mapped[int] = mapped_column(Integer)
