"""The data files of the room agree with its code."""

from __future__ import annotations

import re
import string
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from itertools import chain
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

import bots
from assistant.answers import Reason
from bots.commands import Command, action_in, command_in
from bots.events import EventKind
from bots.http_replies import retry_after
from bots.office_hours import is_open, next_opening
from bots.settings import OfficeHours, TelegramSettings, ZaloBotSettings, ZaloOaSettings
from bots.store.database import BOTS, open_bots_database
from bots.store.tables import Base
from bots.texts import data
from knowledge.store.database import Schema

_PLACEHOLDERS = {
    "start": {"office"},
    "help": {"contact"},
    "contact": {"details"},
    "quoted": {"label", "quote"},
    "type_instead": {"choices"},
    "listen_at": {"url"},
    "handed_over_closed": {"opening"},
    "handed_over_unknown": {"contact"},
    "staff_prefix": {"text"},
    "opening": {"time", "day", "date"},
    "failed": {"contact"},
    "heard": {"text"},
    "point": {"point"},
    "clause": {"clause"},
    "article": {"article"},
    "procedure_source": {"title", "code"},
    "field_of": {"field"},
    "dated": {"day"},
    "in_force": {"day"},
}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_texts_have_the_placeholders_that_the_program_fills() -> None:
    plain = {key: value for key, value in data("texts.yaml").items() if isinstance(value, str)}
    assert {key: _fields(value) for key, value in plain.items() if _fields(value)} == _PLACEHOLDERS


def test_every_text_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(bots.__file__).parent.rglob("*.py"))
    unused = [key for key in data("texts.yaml") if f'"{key}"' not in code and f"'{key}'" not in code]
    assert unused == []


def test_every_kind_without_words_has_an_answer() -> None:
    wordless = {EventKind.VOICE, EventKind.IMAGE, EventKind.FILE, EventKind.STICKER}
    wordless |= {EventKind.LOCATION, EventKind.UNSUPPORTED}
    assert set(data("texts.yaml")["kinds"]) == {kind.value for kind in wordless}


def test_the_menu_names_real_commands_as_telegram_wants_them() -> None:
    menu = data("commands.yaml")
    assert set(menu) <= set(Command)
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) and 1 <= len(text) <= 256 for name, text in menu.items())


def test_the_texts_promise_only_commands_that_exist() -> None:
    words = str(data("texts.yaml"))
    assert set(re.findall(r"/([a-z_]{3,})", words)) <= set(Command)


def test_reasons_and_error_codes_are_known_and_told_once() -> None:
    assert set(data("policy.yaml")["queue_reasons"]) <= set(Reason)
    codes = list(chain.from_iterable(data("zalo_oa_errors.yaml").values()))
    assert len(codes) == len(set(codes))


def test_the_migrations_make_the_tables_of_the_code(tmp_path: Path) -> None:
    versions = sorted(path.name[:4] for path in (BOTS.scripts / "versions").glob("0*.py"))
    assert versions[-1] == BOTS.head
    url = f"sqlite:///{tmp_path}/bots.db"
    open_bots_database(url).dispose()
    inspector = inspect(create_engine(url))
    for name, table in Base.metadata.tables.items():
        assert {column["name"] for column in inspector.get_columns(name)} == set(table.columns.keys()), name
    assert inspector.has_table(BOTS.version_table)
    assert isinstance(BOTS, Schema)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/start", Command.START),
        ("/START@mau_bot xin chào", Command.START),
        ("#noi_nguoi", Command.PERSON),
        ("/help", Command.HELP),
        ("/khong_co", None),
        ("1/2 hồ sơ", None),
        ("start", None),
    ],
)
def test_commands(text: str, wanted: Command | None) -> None:
    assert command_in(text) is wanted


def test_button_actions_fit_telegrams_sixty_four_bytes() -> None:
    assert action_in("cmd:xoa_du_lieu") is Command.ERASE
    assert all(len(f"{kind}:{10**12 - 1}:99".encode()) <= 64 for kind in ("opt", "fb", "say"))


def test_office_hours_know_weekends_and_closed_days() -> None:
    morning = (((time(7, 30), time(11, 30)),),) * 5 + ((), ())
    hours = OfficeHours(week=morning, closed=frozenset({date(2026, 11, 23)}))
    friday_noon = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # 12:00 in Việt Nam
    opening = next_opening(hours, friday_noon)
    assert not is_open(hours, friday_noon)
    assert opening is not None
    assert opening.isoformat() == "2026-11-24T07:30:00+07:00"
    assert next_opening(OfficeHours(week=((),) * 7), friday_noon) is None


@pytest.mark.parametrize(("written", "wanted"), [("5", 5.0), ("0.5", 0.5), ("-3", 0.0), ("soon", None), ("", None)])
def test_retry_after_in_seconds(written: str, wanted: float | None) -> None:
    assert retry_after({"retry-after": written}) == wanted


def test_retry_after_as_a_date() -> None:
    assert retry_after({"retry-after": format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)}) == 0.0
    far = retry_after({"retry-after": format_datetime(datetime(2090, 1, 1, tzinfo=UTC), usegmt=True)})
    assert far is not None
    assert far > 10**6


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(
        (
            TelegramSettings("SECRET-token", "SECRET-hook"),
            ZaloOaSettings("1", "SECRET-app", "SECRET-oa", code_verifier="SECRET-verifier"),
            ZaloBotSettings("SECRET-token", "SECRET-hook"),
        )
    )
    assert "SECRET" not in shown
