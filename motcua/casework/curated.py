"""Curated answers: written by an officer for a question that was asked; signed, dated, cited, and running out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.answers import Answer, ProcedureName, Reason, Status
from knowledge.citations import Citation
from knowledge.passages import Kind
from knowledge.serialise import from_plain, to_plain
from knowledge.store.database import translated
from motcua.office_store.tables import CuratedKeyRow, CuratedRow

LONGEST_DAYS = 365
_SIGNED = "Cán bộ {name} trả lời ngày {signed:%d/%m/%Y}; dùng đến hết ngày {expires:%d/%m/%Y}."


@dataclass(frozen=True, slots=True)
class CuratedAnswer:
    id: int
    question: str
    text: str
    citations: tuple[Citation, ...]
    login: str
    signed_by: str
    signed_on: date
    expires_on: date  # the last day on which it is used
    withdrawn_by: str | None


class CuratedAnswers:
    """What `assistant.curated.Curated` asks for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def answer(self, key: str, on: date) -> Answer | None:
        """The newest signed for the question that has not run out."""
        query = (
            select(CuratedRow)
            .join(CuratedKeyRow, CuratedKeyRow.curated_id == CuratedRow.id)
            .where(CuratedKeyRow.key == key, CuratedRow.withdrawn_by.is_(None))
            .where(CuratedRow.signed_on <= on, CuratedRow.expires_on >= on)
            .order_by(CuratedRow.id.desc())
            .limit(1)
        )
        with translated(), Session(self._engine) as session:
            row = session.scalar(query)
            return _answer(_curated(row)) if row else None

    def sign(self, keys: Sequence[str], draft: CuratedAnswer) -> int:
        """Keeps the answer for the questions of these keys; returns its number. `draft.id` is not looked at."""
        with translated(), Session(self._engine) as session, session.begin():
            row = CuratedRow(
                question=draft.question,
                text=draft.text,
                citations=json.dumps(to_plain(draft.citations), ensure_ascii=False),
                login=draft.login,
                signed_by=draft.signed_by,
                signed_on=draft.signed_on,
                expires_on=draft.expires_on,
            )
            session.add(row)
            session.flush()
            session.add_all(CuratedKeyRow(key=key, curated_id=row.id) for key in dict.fromkeys(keys))
            return row.id

    def withdraw(self, number: int, login: str) -> bool:
        with translated(), Session(self._engine) as session, session.begin():
            row = session.get(CuratedRow, number)
            if row is None or row.withdrawn_by is not None:
                return False
            row.withdrawn_by = login
        return True

    def all(self) -> list[CuratedAnswer]:
        """The newest first."""
        with translated(), Session(self._engine) as session:
            return [_curated(row) for row in session.scalars(select(CuratedRow).order_by(CuratedRow.id.desc()))]


def _curated(row: CuratedRow) -> CuratedAnswer:
    citations = tuple(from_plain(Citation, one) for one in json.loads(row.citations))
    return CuratedAnswer(
        row.id,
        row.question,
        row.text,
        citations,
        row.login,
        row.signed_by,
        row.signed_on,
        row.expires_on,
        row.withdrawn_by,
    )


def _answer(one: CuratedAnswer) -> Answer:
    record = next((cited for cited in one.citations if cited.kind is Kind.PROCEDURE), None)
    signed = _SIGNED.format(name=one.signed_by, signed=one.signed_on, expires=one.expires_on)
    return Answer(
        Status.ANSWERED,
        Reason.CURATED,
        f"{one.text}\n{signed}",
        procedure=ProcedureName(record.id, record.title) if record else None,
        facet=None,
        citations=one.citations,
    )
