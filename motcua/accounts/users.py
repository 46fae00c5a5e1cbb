"""Users in the office's store: they sign in with a password, and are locked out after too many wrong ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from assistant.utc import utc_now
from knowledge.store.database import translated
from motcua.accounts.passwords import hash_password, is_right
from motcua.accounts.roles import Role
from motcua.errors import InputFailed
from motcua.office_store.tables import SignInRow, UserRow

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}")


@dataclass(frozen=True, slots=True)
class User:
    id: int
    login: str
    name: str
    role: Role
    disabled: bool
    locked_until: datetime | None  # UTC
    has_password: bool


class Users:
    """Raises knowledge.errors.StoreError where the database can't be read or written."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def add(self, login: str, name: str, role: Role, password: str | None, subject: str | None = None) -> User:
        """Raises InputFailed for a login that is taken or can't be, or a password that is too short."""
        login = login.strip().lower()
        if not _LOGIN.fullmatch(login):
            raise InputFailed("Tên đăng nhập gồm 2-63 chữ thường không dấu, số, dấu chấm, gạch.")
        hashed = None if password is None else hash_password(password)
        with translated(), Session(self._engine) as session, session.begin():
            if _by_login(session, login) is not None:
                raise InputFailed(f"Tên đăng nhập {login} đã có.")
            row = UserRow(
                login=login,
                name=name.strip() or login,
                role=role.value,
                password_hash=hashed,
                subject=subject,
                disabled=False,
                failures=0,
                created_at=self._now(),
            )
            session.add(row)
            session.flush()
            return user_of(row)

    def all(self) -> list[User]:
        with translated(), Session(self._engine) as session:
            return [user_of(row) for row in session.scalars(select(UserRow).order_by(UserRow.login))]

    def count_active(self, least: Role) -> int:
        """How many users may do what `least` may."""
        roles = [role.value for role in Role if role.may(least)]
        query = select(func.count()).select_from(UserRow).where(UserRow.role.in_(roles), UserRow.disabled.is_(False))
        with translated(), Session(self._engine) as session:
            return session.scalar(query) or 0

    def by_subject(self, subject: str) -> User | None:
        with translated(), Session(self._engine) as session:
            row = session.scalar(select(UserRow).where(UserRow.subject == subject))
            return user_of(row) if row else None

    def check(self, login: str, password: str) -> User | None:
        """The user whom login and password name; None for a wrong one, a disabled or a locked account."""
        with translated(), Session(self._engine) as session, session.begin():
            row = _by_login(session, login.strip().lower())
            now = self._now()
            right = is_right(password, row.password_hash if row else None)
            if row is None or row.disabled or (row.locked_until is not None and row.locked_until > now):
                return None
            if right:
                row.failures, row.locked_until = 0, None
                return user_of(row)
            row.failures += 1
            if row.failures >= MOST_FAILURES:
                row.failures, row.locked_until = 0, now + LOCKED_FOR
            return None

    def set_role(self, login: str, role: Role) -> User:
        """Raises InputFailed for an unknown login."""
        return self._change(login, lambda row: setattr(row, "role", role.value))

    def set_disabled(self, login: str, disabled: bool) -> User:
        """Signs a disabled user out everywhere. Raises InputFailed."""
        return self._change(login, lambda row: setattr(row, "disabled", disabled))

    def set_password(self, login: str, password: str) -> User:
        """Unlocks, and signs out everywhere. Raises InputFailed."""
        hashed = hash_password(password)

        def change(row: UserRow) -> None:
            row.password_hash, row.failures, row.locked_until = hashed, 0, None

        return self._change(login, change)

    def _change(self, login: str, change: Callable[[UserRow], None]) -> User:
        with translated(), Session(self._engine) as session, session.begin():
            row = _by_login(session, login.strip().lower())
            if row is None:
                raise InputFailed(f"Không có người dùng {login}.")
            change(row)
            for sign_in in session.scalars(select(SignInRow).where(SignInRow.user_id == row.id)):
                session.delete(sign_in)
            session.flush()
            return user_of(row)


def _by_login(session: Session, login: str) -> UserRow | None:
    return session.scalar(select(UserRow).where(UserRow.login == login))


def user_of(row: UserRow) -> User:
    return User(
        row.id, row.login, row.name, Role(row.role), row.disabled, row.locked_until, row.password_hash is not None
    )
