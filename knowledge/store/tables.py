"""The tables of the catalogue. Records are kept whole, as JSON text, beside the columns that are searched."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# The owner of the passages of the law library, which no single file owns.
LAW_PASSAGES = "law-library"


class Base(DeclarativeBase):
    pass


class SourceFileRow(Base):
    """One file that was read: sha256 of its bytes, and the version of what derived its passages."""

    __tablename__ = "source_files"
    path: Mapped[str] = mapped_column(String(1024), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    derivation: Mapped[str] = mapped_column(String(64))
    ingested_on: Mapped[date] = mapped_column(Date)


class ProcedureRow(Base):
    """What one file says of a procedure now: several files may describe one code, and one of them is current.

    `record` is the file's own text; `shown` (where it differs) the same with corrections, announced ends and conflicts.
    """

    __tablename__ = "procedures"
    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(ForeignKey("source_files.path", ondelete="CASCADE"), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(String(255), index=True)
    sample: Mapped[bool] = mapped_column(Boolean)
    as_of: Mapped[date | None] = mapped_column(Date)
    current: Mapped[bool] = mapped_column(Boolean)
    record: Mapped[str] = mapped_column(Text)
    decision_number: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    evidence: Mapped[date | None] = mapped_column(Date)  # the text can't be older
    stood_on: Mapped[date | None] = mapped_column(Date)  # the last day for which its file is known to say this
    sequence: Mapped[int] = mapped_column(Integer)  # order of ingesting
    content: Mapped[str] = mapped_column(String(64))  # digest of what the record says
    digest: Mapped[str] = mapped_column(String(64))  # of the file
    ingested_on: Mapped[date | None] = mapped_column(Date)
    name_key: Mapped[str] = mapped_column(String(512), index=True)
    derived: Mapped[bool] = mapped_column(Boolean)  # the file names no code: it was made from the name
    hidden: Mapped[str | None] = mapped_column(String(16))  # why a current record is not answered from
    shown: Mapped[str | None] = mapped_column(Text)


class VersionRow(Base):
    """A version of before, kept whole."""

    __tablename__ = "procedure_versions"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(String(64), index=True)
    path: Mapped[str] = mapped_column(String(1024))
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    sample: Mapped[bool] = mapped_column(Boolean)
    decision_number: Mapped[str | None] = mapped_column(Text)
    as_of: Mapped[date | None] = mapped_column(Date)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    evidence: Mapped[date | None] = mapped_column(Date)
    sequence: Mapped[int] = mapped_column(Integer)
    content: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    ingested_on: Mapped[date] = mapped_column(Date)
    ended_on: Mapped[date] = mapped_column(Date, index=True)
    record: Mapped[str] = mapped_column(Text)


class RepealNoticeRow(Base):
    """A file's announcement that a procedure ends."""

    __tablename__ = "repeal_notices"
    path: Mapped[str] = mapped_column(ForeignKey("source_files.path", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    ends_on: Mapped[date | None] = mapped_column(Date)  # first day on which it no longer holds
    decision: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)


class OverlayRow(Base):
    """A person's correction of a record, or the confirmation that a flagged place is right. Never deleted."""

    __tablename__ = "overlays"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    field: Mapped[str] = mapped_column(String(255))
    value: Mapped[str] = mapped_column(Text)  # JSON
    was: Mapped[str] = mapped_column(Text)  # JSON: what the source said when it was signed
    resolves: Mapped[str] = mapped_column(Text)  # JSON: codes of the warnings that it settles
    signed_by: Mapped[str] = mapped_column(String(255))
    signed_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_by: Mapped[str | None] = mapped_column(String(255))
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)


class FileFlagRow(Base):
    """What could not be read of a file, or that it could not be read at all."""

    __tablename__ = "file_flags"
    path: Mapped[str] = mapped_column(String(1024), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    message: Mapped[str] = mapped_column(Text)
    page: Mapped[int | None] = mapped_column(Integer)


class LawSourceRow(Base):
    """The text of one law file: the library below is built anew from all of them whenever one changes."""

    __tablename__ = "law_sources"
    path: Mapped[str] = mapped_column(ForeignKey("source_files.path", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class LawLibraryRow(Base):
    """All documents, versions of provisions, amendments and repeals, as one JSON record (one row)."""

    __tablename__ = "law_library"
    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    record: Mapped[str] = mapped_column(Text)


class PassageRow(Base):
    """A derived passage; `digest` tells the vector index whether its text has changed."""

    __tablename__ = "passages"
    id: Mapped[str] = mapped_column(String(1200), primary_key=True)
    # The file, or LAW_PASSAGES; two files that describe one procedure have passages of the same id.
    path: Mapped[str] = mapped_column(String(1024), primary_key=True, index=True)
    document: Mapped[str] = mapped_column(String(1024), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    field: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(32))


class StateRow(Base):
    """Single values; `generation` grows with every change, so that derived indexes know when they are stale."""

    __tablename__ = "catalogue_state"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int] = mapped_column(Integer)
