"""Sign-ins: a random token in the browser, its digest in the store."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, or_
from sqlalchemy.orm import Session

from assistant.utc import utc_now
from knowledge.store.database import translated
from motcua.accounts.roles import Role
from motcua.accounts.users import User, user_of
from motcua.office_store.tables import SignInRow, UserRow

LONGEST = timedelta(hours=12)  # a working day
IDLE = timedelta(hours=1)
_TOUCH = timedelta(minutes=1)  # how exactly it is kept when a sign-in was last used
_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who acts in a request; `csrf` must stand in every form that changes something."""

    user: User
    csrf: str

    def may(self, needed: Role) -> bool:
        return self.user.role.may(needed)

    def owns(self, csrf: str) -> bool:
        return hmac.compare_digest(self.csrf.encode(), csrf.encode())


class SignIns:
    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def begin(self, user: User) -> str:
        """The new token: the one time that it is known."""
        token, now = secrets.token_urlsafe(_BYTES), self._now()
        row = SignInRow(
            digest=_digest(token), user_id=user.id, csrf=secrets.token_urlsafe(_BYTES), since=now, seen_at=now
        )
        with translated(), Session(self._engine) as session, session.begin():
            session.add(row)
        return token

    def find(self, token: str) -> SignedIn | None:
        """None for a token that is unknown, too old, or of a disabled user."""
        with translated(), Session(self._engine) as session, session.begin():
            row = session.get(SignInRow, _digest(token))
            user = session.get(UserRow, row.user_id) if row else None
            now = self._now()
            if row is None or user is None or user.disabled or now - row.since > LONGEST or now - row.seen_at > IDLE:
                return None
            if now - row.seen_at > _TOUCH:
                row.seen_at = now
            return SignedIn(user_of(user), row.csrf)

    def end(self, token: str) -> None:
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(delete(SignInRow).where(SignInRow.digest == _digest(token)))

    def purge(self) -> int:
        """Takes away those that have run out."""
        now = self._now()
        old = or_(SignInRow.since < now - LONGEST, SignInRow.seen_at < now - IDLE)
        with translated(), Session(self._engine) as session, session.begin():
            return int(session.connection().execute(delete(SignInRow).where(old)).rowcount)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
