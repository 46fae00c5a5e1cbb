"""`motcua user`, as an administrator types it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from motcua.cli.boundary import run
from motcua.settings import Settings
from motcua.wiring import Parts


def call(home: Path, *words: str) -> int:
    return run(["--home", str(home), "user", *words])


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text("mot mat khau dai\n", encoding="utf-8")
    return path


def test_accounts_are_added_listed_changed_and_locked(
    tmp_path: Path, password_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    assert call(home, "add", "lan", "desk", "--name", "Nguyễn Thị Lan", "--password-file", str(password_file)) == 0
    assert call(home, "role", "lan", "editor") == 0
    assert call(home, "disable", "lan") == 0
    capsys.readouterr()
    assert call(home, "list", "--json") == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["login"], listed["role"], listed["disabled"]) == ("lan", "editor", True)
    assert "password_hash" not in listed
    parts = Parts(Settings(home=home))
    actions = [(entry.actor, entry.action) for _, entry in parts.staff_room.audit.newest()]
    parts.close()
    assert actions == [("cli", "user.disable"), ("cli", "user.role"), ("cli", "user.add")]


def test_a_password_may_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("mot mat khau dai\n"))
    assert call(tmp_path, "add", "lan", "admin", "--password-file", "-") == 0
    parts = Parts(Settings(home=tmp_path))
    assert parts.staff_room.users.check("lan", "mot mat khau dai") is not None
    parts.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "lan", "boss", "--password-file", "-"), 2),
        (("add", "lan", "desk", "--password", "mot mat khau dai"), 2),
        (("role", "lan", "desk"), 1),
        (("add", "lan", "desk", "--password-file", "-"), 1),
    ],
)
def test_what_is_wrong_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert call(tmp_path, *words) == code
    parts = Parts(Settings(home=tmp_path))
    assert parts.staff_room.users.all() == []
    parts.close()
