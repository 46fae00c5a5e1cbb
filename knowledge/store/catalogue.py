"""The catalogue: every record with its source file, and the passages derived from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.orm import Session

from knowledge.passages import Kind, Passage
from knowledge.procedures import Procedure
from knowledge.serialise import procedure_from_dict, procedure_to_dict
from knowledge.store.database import open_database, translated
from knowledge.store.tables import (
    LAW_PASSAGES,
    LawLibraryRow,
    LawSourceRow,
    PassageRow,
    ProcedureRow,
    SourceFileRow,
    StateRow,
)

_GENERATION = "generation"


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: str
    digest: str  # sha256 of the bytes, hex
    derivation: str  # version of what derives records and passages from the file
    ingested_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source file holds: procedures, or the text of a law, or (guidance) passages alone."""

    procedures: tuple[Procedure, ...] = ()
    law_text: str | None = None
    passages: tuple[Passage, ...] = ()


class Catalogue:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Catalogue:
        return cls(open_database(url))

    def generation(self) -> int:
        """Grows with every change of the catalogue."""
        with translated(), Session(self._engine) as session:
            state = session.get(StateRow, _GENERATION)
            return state.value if state else 0

    def put(self, file: SourceFile, entry: Entry) -> None:
        """Stores a file's content in place of what it held before, in one transaction."""
        with translated(), Session(self._engine) as session, session.begin():
            codes = self._forget(session, file.path)
            row = SourceFileRow(
                path=file.path, digest=file.digest, derivation=file.derivation, ingested_on=file.ingested_on
            )
            session.add(row)
            session.flush()
            session.add_all(_procedure_row(procedure, file.path) for procedure in entry.procedures)
            if entry.law_text is not None:
                session.add(LawSourceRow(path=file.path, text=entry.law_text))
            session.add_all(_passage_row(passage, file.path) for passage in entry.passages)
            session.flush()
            self._choose_current(session, codes | {procedure.code for procedure in entry.procedures})
            _advance(session)

    def remove(self, path: str) -> None:
        with translated(), Session(self._engine) as session, session.begin():
            codes = self._forget(session, path)
            self._choose_current(session, codes)
            _advance(session)

    def files(self) -> dict[str, SourceFile]:
        with translated(), Session(self._engine) as session:
            rows = session.scalars(select(SourceFileRow)).all()
            return {row.path: SourceFile(row.path, row.digest, row.derivation, _day(row.ingested_on)) for row in rows}

    def procedure(self, code: str) -> Procedure | None:
        """The current version of a procedure."""
        with translated(), Session(self._engine) as session:
            record = session.scalar(
                select(ProcedureRow.record).where(ProcedureRow.code == code, ProcedureRow.current.is_(True))
            )
        return procedure_from_dict(json.loads(record)) if record else None

    def procedures(self) -> Iterator[Procedure]:
        """Every current procedure, by code."""
        query = select(ProcedureRow.record).where(ProcedureRow.current.is_(True)).order_by(ProcedureRow.code)
        with translated(), Session(self._engine) as session:
            for record in session.scalars(query).yield_per(200):
                yield procedure_from_dict(json.loads(record))

    def titles(self) -> list[tuple[str, str, str | None]]:
        """(code, name, sector) of every current procedure, by code."""
        query = select(ProcedureRow.code, ProcedureRow.name, ProcedureRow.sector)
        with translated(), Session(self._engine) as session:
            rows = session.execute(query.where(ProcedureRow.current.is_(True)).order_by(ProcedureRow.code)).all()
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
            session.add_all(_passage_row(passage, LAW_PASSAGES) for passage in passages)
            _advance(session)

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
                "procedures": session.scalar(
                    select(func.count()).select_from(ProcedureRow).where(ProcedureRow.current.is_(True))
                )
                or 0,
                "law_files": session.scalar(select(func.count()).select_from(LawSourceRow)) or 0,
                "passages": session.scalar(select(func.count()).select_from(PassageRow)) or 0,
            }

    def _forget(self, session: Session, path: str) -> set[str]:
        codes = set(session.scalars(select(ProcedureRow.code).where(ProcedureRow.path == path)))
        for table in (PassageRow, ProcedureRow, LawSourceRow, SourceFileRow):
            session.execute(delete(table).where(table.path == path))
        return codes

    def _choose_current(self, session: Session, codes: Iterable[str]) -> None:
        """Of several files on one code the real one wins over the sample, then the newer text, then the last read."""
        for code in codes:
            rows = session.scalars(select(ProcedureRow).where(ProcedureRow.code == code)).all()
            if rows:
                ranked = sorted(rows, key=lambda row: (not row.sample, str(row.as_of or ""), row.path))
                session.execute(update(ProcedureRow).where(ProcedureRow.code == code).values(current=False))
                ranked[-1].current = True
        session.flush()


def _visible() -> Select[PassageRow]:
    current = select(ProcedureRow.path).where(
        ProcedureRow.code == PassageRow.document, ProcedureRow.path == PassageRow.path, ProcedureRow.current.is_(True)
    )
    return select(PassageRow).where((PassageRow.kind != Kind.PROCEDURE.value) | current.exists())


def _procedure_row(procedure: Procedure, path: str) -> ProcedureRow:
    return ProcedureRow(
        code=procedure.code,
        path=path,
        name=procedure.name,
        sector=procedure.sector,
        sample=procedure.sample,
        as_of=procedure.as_of,
        current=False,
        record=_json(procedure_to_dict(procedure)),
    )


def _passage_row(passage: Passage, path: str) -> PassageRow:
    digest = hashlib.blake2b(f"{passage.title}\n{passage.text}".encode(), digest_size=16).hexdigest()
    return PassageRow(
        id=passage.id,
        path=path,
        document=passage.document,
        kind=passage.kind.value,
        title=passage.title,
        text=passage.text,
        field=passage.field,
        digest=digest,
    )


def _advance(session: Session) -> None:
    state = session.get(StateRow, _GENERATION)
    if state is None:
        session.add(StateRow(key=_GENERATION, value=1))
    else:
        state.value += 1


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
