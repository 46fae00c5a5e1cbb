"""Accounts: passwords, lock-out, sign-ins, roles, and the log that only grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from motcua.accounts.audit import Audit
from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import IDLE, LONGEST, SignIns
from motcua.accounts.users import LOCKED_FOR, MOST_FAILURES, Users
from motcua.errors import InputFailed
from motcua.office_store.database import OFFICE, open_office

PASSWORD = "mot mat khau dai"


class Clock:
    now = datetime(2026, 7, 1, 8)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_office(f"sqlite:///{tmp_path / 'office.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def users(engine: Engine, clock: Clock) -> Users:
    return Users(engine, clock)


def test_the_right_password_alone_opens(users: Users, engine: Engine) -> None:
    users.add(" Lan ", "Nguyễn Thị Lan", Role.DESK, PASSWORD)
    assert users.check("LAN", PASSWORD) is not None
    assert users.check("lan", PASSWORD + "x") is None
    assert users.check("nobody", PASSWORD) is None
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT password_hash FROM office_users")).scalar()
    assert str(stored).startswith("$argon2id$")


def test_an_account_of_the_single_sign_on_has_no_password(users: Users) -> None:
    users.add("lan", "Lan", Role.DESK, None, "subject-1")
    assert users.check("lan", "") is None
    assert users.check("lan", "nobody has this password") is None
    found = users.by_subject("subject-1")
    assert found is not None
    assert not found.has_password


def test_too_many_wrong_passwords_lock_for_a_while(users: Users, clock: Clock) -> None:
    users.add("lan", "Lan", Role.DESK, PASSWORD)
    for _ in range(MOST_FAILURES):
        assert users.check("lan", "wrong wrong") is None
    assert users.check("lan", PASSWORD) is None
    clock.now += LOCKED_FOR
    assert users.check("lan", PASSWORD) is not None


def test_a_right_password_forgives_wrong_ones(users: Users) -> None:
    users.add("lan", "Lan", Role.DESK, PASSWORD)
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            users.check("lan", "wrong wrong")
        assert users.check("lan", PASSWORD) is not None


@pytest.mark.parametrize(
    ("login", "password"), [("lan", "short"), ("lan", "x" * 201), ("l", PASSWORD), ("á b", PASSWORD)]
)
def test_what_can_not_be_an_account_is_refused(users: Users, login: str, password: str) -> None:
    with pytest.raises(InputFailed):
        users.add(login, "", Role.DESK, password)
    assert users.all() == []


def test_a_login_is_given_once(users: Users) -> None:
    users.add("lan", "", Role.DESK, PASSWORD)
    with pytest.raises(InputFailed, match="đã có"):
        users.add("lan", "", Role.DESK, PASSWORD)
    with pytest.raises(InputFailed, match="Không có"):
        users.set_role("minh", Role.ADMIN)


def test_a_sign_in_ends(users: Users, engine: Engine, clock: Clock) -> None:
    sign_ins = SignIns(engine, clock)
    user = users.add("lan", "", Role.DESK, PASSWORD)
    token = sign_ins.begin(user)
    assert sign_ins.find(token) is not None
    assert sign_ins.find(token[:-1]) is None
    for _ in range(int(LONGEST / timedelta(minutes=45))):
        clock.now += timedelta(minutes=45)
        assert sign_ins.find(token) is not None
    clock.now += timedelta(minutes=45)
    assert sign_ins.find(token) is None
    other = sign_ins.begin(user)
    clock.now += IDLE + timedelta(seconds=1)
    assert sign_ins.find(other) is None
    assert sign_ins.purge() == 2


def test_changing_an_account_signs_it_out(users: Users, engine: Engine, clock: Clock) -> None:
    sign_ins = SignIns(engine, clock)
    user = users.add("lan", "", Role.ADMIN, PASSWORD)
    for change in (
        lambda: users.set_role("lan", Role.DESK),
        lambda: users.set_password("lan", PASSWORD * 2),
        lambda: users.set_disabled("lan", True),
    ):
        token = sign_ins.begin(user)
        assert sign_ins.find(token) is not None
        change()
        assert sign_ins.find(token) is None
    assert users.check("lan", PASSWORD * 2) is None
    assert users.count_active(Role.DESK) == 0


def test_the_token_is_not_in_the_store(users: Users, engine: Engine, tmp_path: Path) -> None:
    token = SignIns(engine).begin(users.add("lan", "", Role.DESK, PASSWORD))
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert token.encode() not in stored
    assert PASSWORD.encode() not in stored


def test_the_audit_log_only_grows(engine: Engine, clock: Clock) -> None:
    audit = Audit(engine, clock)
    audit.note("lan", "case.close", "12", "gọi 0912345678")
    audit.note("lan", "login")
    assert [entry.action for _, entry in audit.newest()] == ["login", "case.close"]
    assert audit.newest()[-1][1].detail == "gọi [số điện thoại]"
    for statement in ("UPDATE office_audit SET actor = 'x'", "DELETE FROM office_audit"):
        with pytest.raises(DatabaseError, match="only grows"), engine.begin() as connection:
            connection.execute(text(statement))
    assert len(audit.newest()) == 2


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_what_the_one_before_may(role: Role) -> None:
    order = list(Role)
    assert [role.may(needed) for needed in order] == [order.index(needed) <= order.index(role) for needed in order]


def test_the_newest_migration_is_the_schema_s_head() -> None:
    newest = max(path.name for path in (OFFICE.scripts / "versions").glob("*.py"))
    assert newest.startswith(f"{OFFICE.head}_")
