"""Rows of passages, and the generation that grows with every change of the catalogue."""

from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from knowledge.passages import Passage
from knowledge.store.tables import PassageRow, StateRow

GENERATION = "generation"


def passage_row(passage: Passage, path: str) -> PassageRow:
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


def advance(session: Session) -> int:
    """Raises the generation; returns the new one."""
    following = number_of(session, GENERATION) + 1
    remember(session, GENERATION, following)
    return following


def number_of(session: Session, key: str) -> int:
    """A single value of the store; 0 where there is none yet."""
    state = session.get(StateRow, key)
    return state.value if state else 0


def remember(session: Session, key: str, value: int) -> None:
    session.merge(StateRow(key=key, value=value))
