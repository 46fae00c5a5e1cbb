"""Settings of the channels: secrets from files, the office's week, what is kept for how long."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from time import time as time_now

import pytest
from pydantic import ValidationError

from bots.desk import VoiceForm
from bots.errors import NotConfigured
from bots.work import MESSAGES
from motcua import bot_service
from motcua.back_office import open_office
from motcua.bot_service import durable_worker, transcriber_of, voice_notes
from motcua.channels import channels_of, office_hours, queue_of
from motcua.housekeeping import Chore, Housekeeping
from motcua.office_week import week_of
from motcua.settings import Settings, load_settings

_MORNING, _AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))


def test_secrets_come_from_files_and_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text("1:from-file\n", encoding="utf-8")
    (tmp_path / "env").write_text(f"MOTCUA_ZALO_BOT_TOKEN_FILE={tmp_path}/token\n", encoding="utf-8")
    monkeypatch.setenv("MOTCUA_ENV_FILE", str(tmp_path / "env"))
    monkeypatch.setenv("MOTCUA_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("MOTCUA_SPEECH_API_KEY_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("MOTCUA_SPEECH_API_KEY", "given")
    settings = load_settings(tmp_path)
    assert settings.telegram_token.get_secret_value() == "1:from-file"
    assert settings.zalo_bot_token.get_secret_value() == "1:from-file"
    assert settings.speech_api_key.get_secret_value() == "given"
    assert "from-file" not in repr(settings)


def test_a_secret_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(FileNotFoundError):
        load_settings(tmp_path)


def test_a_channel_is_on_where_its_token_is(tmp_path: Path) -> None:
    none = channels_of(Settings(home=tmp_path), "webhook")
    assert (none.telegram, none.zalo_oa, none.zalo_bot) == (None, None, None)
    given = Settings.model_validate({"home": tmp_path, "telegram_token": "1:t", "zalo_bot_token": "2:z"})
    both = channels_of(given.model_copy(update={"zalo_bot_receive": "polling"}), "webhook")
    assert both.telegram is not None
    assert both.zalo_bot is None
    assert "1:t" not in repr(both)


@pytest.mark.parametrize(
    ("database", "queue", "wanted"),
    [
        ("", "", "sqlite:///{home}/queue.db"),
        ("sqlite:////x.db", "", "sqlite:///{home}/queue.db"),
        ("postgresql+psycopg://h/d", "", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "sqlite:////q.db", "sqlite:////q.db"),
    ],
)
def test_durable_work_lives_beside_the_records(tmp_path: Path, database: str, queue: str, wanted: str) -> None:
    settings = Settings(home=tmp_path, database_url=database, queue_url=queue)
    assert queue_of(settings).url == wanted.format(home=tmp_path)
    assert queue_of(settings, "bot-telegram").worker != queue_of(settings).worker
    assert not queue_of(settings).elsewhere
    relieved = settings.model_copy(update={"messages_here": False})
    assert queue_of(relieved).elsewhere == {MESSAGES}
    assert not queue_of(relieved, "work").elsewhere


def test_a_week_as_an_office_writes_it() -> None:
    week = week_of("T2-T6 07:30-11:30 13:30-17:00; T7 7:30-11:30")
    assert week == ((_MORNING, _AFTERNOON),) * 5 + ((_MORNING,), ())
    assert week_of("CN 07:30-11:30")[6] == (_MORNING,)
    assert week_of("") == ((),) * 7


@pytest.mark.parametrize("text", ["T8 07:30-11:30", "T2", "T6-T2 07:30-11:30", "T2 11:30-07:30", "T2 07:30-25:00"])
def test_a_week_that_can_not_be(text: str) -> None:
    with pytest.raises(ValidationError):
        Settings(office_week=text)


def test_people_are_away_on_public_holidays() -> None:
    hours = office_hours("T2-T6 07:30-11:30", date(2026, 1, 1))
    assert date(2026, 9, 2) in hours.closed
    assert date(2026, 9, 7) not in hours.closed


def test_chores_are_done_at_once_and_one_that_fails_stops_no_other() -> None:
    done: list[float] = []

    def broken(_moment: float) -> None:
        raise OSError("away")

    keeping = Housekeeping([Chore("a", 1, broken), Chore("b", 2, done.append)], clock=lambda: 1_000_000.0)
    keeping.start()
    keeping.stop()
    assert done == [1_000_000.0 - 2 * 86_400]


def test_who_hears_voice_messages(tmp_path: Path) -> None:
    assert transcriber_of(Settings(home=tmp_path)) is None
    endpoint = Settings(home=tmp_path, transcriber="endpoint", transcription_base_url="http://127.0.0.1:1/v1")
    assert transcriber_of(endpoint) is not None
    with pytest.raises(NotConfigured, match="MOTCUA_TRANSCRIPTION_BASE_URL"):
        transcriber_of(Settings(home=tmp_path, transcriber="endpoint"))


def test_what_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot_service, "find_spec", lambda name: None)
    with pytest.raises(NotConfigured, match=r"pip install 'motcua\[bots\]'"):
        durable_worker(Settings(home=tmp_path))
    with pytest.raises(NotConfigured, match=r"pip install 'motcua\[bots\]'"):
        open_office(Settings(home=tmp_path))


def test_a_voice_is_offered_where_a_channel_can_bring_it(tmp_path: Path) -> None:
    inside = voice_notes(Settings(home=tmp_path))
    public = voice_notes(Settings(home=tmp_path, public_url="https://motcua.example/"))
    assert [inside.offers(form) for form in VoiceForm] == [True, False, False]
    assert all(public.offers(form) for form in VoiceForm)


def test_recordings_that_nobody_asks_for_are_forgotten(tmp_path: Path) -> None:
    notes = voice_notes(Settings(home=tmp_path, speech_online=False))
    path = notes.note("Lệ phí là 50.000 đồng.", VoiceForm.OGG_OPUS)
    assert path is not None
    assert notes.note("Lệ phí là 50.000 đồng.", VoiceForm.OGG_OPUS) == path
    assert notes.forget_before(time_now() - 3600) == 0
    assert notes.forget_before(time_now() + 3600) == 1
    assert notes.note("", VoiceForm.OGG_OPUS) is None
    assert notes.file("../../etc/passwd", "mp3") is None
