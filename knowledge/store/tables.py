"""The tables of the catalogue. Records are kept whole, as JSON text, beside the columns that are searched."""

from __future__ import annotations

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
    ingested_on: Mapped[Date] = mapped_column(Date)


class ProcedureRow(Base):
    """One version of a procedure: several files may describe one code, and one of them is current."""

    __tablename__ = "procedures"
    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(ForeignKey("source_files.path", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sector: Mapped[str | None] = mapped_column(String(255), index=True)
    sample: Mapped[bool] = mapped_column(Boolean)
    as_of: Mapped[Date | None] = mapped_column(Date)
    current: Mapped[bool] = mapped_column(Boolean, index=True)
    record: Mapped[str] = mapped_column(Text)


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
