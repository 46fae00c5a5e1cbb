"""The catalogue: every record with its source file, and the passages derived from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import Engine, Select, bindparam, delete, func, select
from sqlalchemy.orm import Session

from knowledge.passages import Kind, Passage
from knowledge.procedures import Procedure
from knowledge.serialise import procedure_from_dict
from knowledge.store.database import open_database, translated
from knowledge.store.entries import Entry, FileFlag, SourceFile
from knowledge.store.passage_rows import GENERATION, advance, passage_row
from knowledge.store.settling import Settling, settle
from knowledge.store.tables import (
    LAW_PASSAGES,
    FileFlagRow,
    LawLibraryRow,
    LawSourceRow,
    PassageRow,
    ProcedureRow,
    RepealNoticeRow,
    SourceFileRow,
    StateRow,
)
from knowledge.store.version_rows import choose_current, store_versions, withdraw_file

__all__ = ["Catalogue", "Entry", "SourceFile"]


class Catalogue:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Catalogue:
        return cls(open_database(url))

    def generation(self) -> int:
        """Grows with every change of the catalogue."""
        # Asked with every question: without a session, which would cost five times as much.
        with translated(), self._engine.connect() as connection:
            return connection.scalar(_GENERATION) or 0

    def put(self, file: SourceFile, entry: Entry) -> None:
        """Stores a file's content in place of what it held before, in one transaction.

        What a procedure said before stays as a version of before; text that its own day says is older doesn't replace.
        """
        with translated(), Session(self._engine) as session, session.begin():
            sequence = advance(session)
            session.merge(
                SourceFileRow(
                    path=file.path, digest=file.digest, derivation=file.derivation, ingested_on=file.ingested_on
                )
            )
            session.flush()
            before = set(session.scalars(select(ProcedureRow.code).where(ProcedureRow.path == file.path)))
            kept = store_versions(session, file, entry.procedures, sequence)
            _forget(session, file.path, kept)
            if entry.law_text is not None:
                session.add(LawSourceRow(path=file.path, text=entry.law_text))
            session.add_all(
                passage_row(passage, file.path)
                for passage in entry.passages
                if not (passage.kind is Kind.PROCEDURE and passage.document in kept)
            )
            session.add_all(
                RepealNoticeRow(
                    path=file.path, code=one.code, ends_on=one.ends_on, decision=one.decision, quote=one.quote
                )
                for one in entry.repeals
            )
            _put_flags(session, file.path, entry.flags)
            session.flush()
            choose_current(session, before | {procedure.code for procedure in entry.procedures}, file.ingested_on)

    def remove(self, path: str, today: date | None = None) -> None:
        """Forgets a file; its procedures become versions of before (withdrawn on `today`)."""
        day = today or date.today()
        with translated(), Session(self._engine) as session, session.begin():
            codes = withdraw_file(session, path, day)
            _forget(session, path, ())
            _put_flags(session, path, ())
            session.execute(delete(SourceFileRow).where(SourceFileRow.path == path))
            choose_current(session, codes, day)
            advance(session)

    def settle(self, plan: Settling) -> bool:
        """Brings every record's standing up to date: to be called after a run. Returns whether anything changed."""
        return settle(self._engine, plan)

    def flag_file(self, path: str, flags: Sequence[FileFlag]) -> None:
        """Remembers what a person should see of a file that could not be stored; no flags: forgets it."""
        with translated(), Session(self._engine) as session, session.begin():
            _put_flags(session, path, flags)

    def file_flags(self) -> list[tuple[str, FileFlag]]:
        """(path, flag) of every file that has some, by path."""
        query = select(FileFlagRow).order_by(FileFlagRow.path, FileFlagRow.number)
        with translated(), Session(self._engine) as session:
            return [(row.path, FileFlag(row.code, row.message, row.page)) for row in session.scalars(query)]

    def files(self) -> dict[str, SourceFile]:
        with translated(), Session(self._engine) as session:
            rows = session.scalars(select(SourceFileRow)).all()
            return {row.path: SourceFile(row.path, row.digest, row.derivation, row.ingested_on) for row in rows}

    def procedure(self, code: str) -> Procedure | None:
        """The current version of a procedure with its corrections, also where it is not answered from (a flag says)."""
        with translated(), self._engine.connect() as connection:
            record = connection.scalar(_ONE_SHOWN, {"code": code})
        return _read(record) if record else None

    def procedures(self) -> Iterator[Procedure]:
        """Every current procedure that is answered from, by code."""
        query = select(_SHOWN).where(*_ANSWERED).order_by(ProcedureRow.code)
        with translated(), Session(self._engine) as session:
            for record in session.scalars(query).yield_per(200):
                yield procedure_from_dict(json.loads(record))

    def titles(self) -> list[tuple[str, str, str | None]]:
        """(code, name, sector) of every current procedure that is answered from, by code."""
        query = select(ProcedureRow.code, ProcedureRow.name, ProcedureRow.sector)
        with translated(), Session(self._engine) as session:
            rows = session.execute(query.where(*_ANSWERED).order_by(ProcedureRow.code)).all()
            return [(row[0], row[1], row[2]) for row in rows]

    def law_sources(self) -> list[tuple[str, str]]:
        """(path, text) of every law file, by path."""
        with translated(), Session(self._engine) as session:
            rows = session.execute(select(LawSourceRow.path, LawSourceRow.text).order_by(LawSourceRow.path)).all()
            return [(row[0], row[1]) for row in rows]

    def put_law_library(self, record: str, passages: Iterable[Passage]) -> None:
        """Stores the library built from all law files, with its passages, in place of the one before."""
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(delete(LawLibraryRow))
            session.execute(delete(PassageRow).where(PassageRow.path == LAW_PASSAGES))
            session.add(LawLibraryRow(key=1, record=record))
            session.add_all(passage_row(passage, LAW_PASSAGES) for passage in passages)
            advance(session)

    def law_library(self) -> str | None:
        """The record that `put_law_library` was given."""
        with translated(), Session(self._engine) as session:
            return session.scalar(select(LawLibraryRow.record))

    def passages(self, ids: Sequence[str] | None = None) -> Iterator[Passage]:
        """All passages that are to be found (those of superseded versions are not), or those of `ids`."""
        query = _visible()
        if ids is not None:
            query = query.where(PassageRow.id.in_(ids))
        with translated(), Session(self._engine) as session:
            for row in session.scalars(query.order_by(PassageRow.id)).yield_per(2000):
                yield Passage(row.id, row.document, Kind(row.kind), row.title, row.text, row.field)

    def passage_digests(self) -> dict[str, str]:
        """Passage id -> digest of its title and text, for the indexes to compare with."""
        query = _visible().with_only_columns(PassageRow.id, PassageRow.digest)
        with translated(), Session(self._engine) as session:
            return {row[0]: row[1] for row in session.execute(query)}

    def counts(self) -> dict[str, int]:
        with translated(), Session(self._engine) as session:
            return {
                "files": session.scalar(select(func.count()).select_from(SourceFileRow)) or 0,
                "procedures": session.scalar(select(func.count()).select_from(ProcedureRow).where(*_ANSWERED)) or 0,
                "law_files": session.scalar(select(func.count()).select_from(LawSourceRow)) or 0,
                "passages": session.scalar(select(func.count()).select_from(PassageRow)) or 0,
            }


_GENERATION = select(StateRow.value).where(StateRow.key == GENERATION)
# The record with its corrections, where there are some.
_SHOWN = func.coalesce(ProcedureRow.shown, ProcedureRow.record)
_ONE_SHOWN = select(_SHOWN).where(ProcedureRow.code == bindparam("code"), ProcedureRow.current.is_(True))
_ANSWERED = (ProcedureRow.current.is_(True), ProcedureRow.hidden.is_(None))


@lru_cache(maxsize=128)
def _read(record: str) -> Procedure:
    """The record of its text: reading one takes several times as long as fetching it."""
    return procedure_from_dict(json.loads(record))


def _forget(session: Session, path: str, kept: Iterable[str]) -> None:
    """Deletes what was derived from a file, but for the passages of procedures that stay."""
    stays = (PassageRow.kind == Kind.PROCEDURE.value) & PassageRow.document.in_(list(kept))
    session.execute(delete(PassageRow).where(PassageRow.path == path, ~stays))
    for table in (LawSourceRow, RepealNoticeRow):
        session.execute(delete(table).where(table.path == path))


def _put_flags(session: Session, path: str, flags: Sequence[FileFlag]) -> None:
    session.execute(delete(FileFlagRow).where(FileFlagRow.path == path))
    session.add_all(
        FileFlagRow(path=path, number=number, code=one.code, message=one.message, page=one.page)
        for number, one in enumerate(flags)
    )


def _visible() -> Select[PassageRow]:
    """Of procedures those that are answered from; of guidance what stands in a file that is still good for any."""
    own = select(ProcedureRow.path).where(ProcedureRow.path == PassageRow.path)
    answered = own.where(*_ANSWERED)
    current = answered.where(ProcedureRow.code == PassageRow.document)
    rest = PassageRow.kind != Kind.PROCEDURE.value
    return select(PassageRow).where((~rest & current.exists()) | (rest & (~own.exists() | answered.exists())))
