"""Telegram as a channel, through python-telegram-bot."""

from __future__ import annotations

import re
import warnings
from collections.abc import Coroutine, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import telegram
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest
from telegram.warnings import PTBUserWarning

from bots.channel import LONGEST_RECORDING, Capabilities, Count, Markup, Receipt, Recording
from bots.commands import Command
from bots.desk import VoiceForm
from bots.errors import NeedsPerson, NotConfigured, SendFailed, TryLater, Undeliverable
from bots.events import Event, EventKind, Inbound, read_or_pass
from bots.loop_thread import LoopThread
from bots.redaction import Redaction
from bots.replies import Button, Outbound
from bots.settings import TelegramSettings
from bots.telegram_events import CALLBACK, FILE, event_of, parse_update
from bots.texts import data, text
from bots.webhook_secrets import carries_secret

NAME = "telegram"
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 (a header's name)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")
_UPDATES = ["message", "edited_message", "callback_query"]
_POLL_S = 25
_ROW = 28  # code points of button titles that stand side by side on a phone
_CAPABILITIES = Capabilities(
    longest_text=4096,
    count=Count.UTF16,
    markup=Markup.HTML,
    most_buttons=10,
    longest_title=60,
    longest_action=64,
    voice_out=VoiceForm.OGG_OPUS,
    typing_after_s=0.5,
)
Result = TypeVar("Result")


class TelegramChannel:
    def __init__(self, settings: TelegramSettings) -> None:
        """Raises NotConfigured."""
        if not settings.token:
            raise NotConfigured("Telegram: thiếu mã bot (token).")
        warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)  # see `poll`
        self._settings = settings
        self._redaction = Redaction([settings.token])
        self._loop = LoopThread("bots-telegram")
        requests = [
            HTTPXRequest(
                connection_pool_size=16,
                connect_timeout=settings.timeout_s,
                read_timeout=settings.timeout_s,
                write_timeout=settings.timeout_s,
                pool_timeout=settings.timeout_s,
            )
            for _ in range(2)
        ]
        self._bot = telegram.Bot(
            settings.token,
            base_url=settings.base_url,
            base_file_url=settings.base_file_url,
            request=requests[0],
            get_updates_request=requests[1],
        )
        self._preview = None if settings.link_previews else telegram.LinkPreviewOptions(is_disabled=True)
        self._offset: int | None = None

    @property
    def name(self) -> str:
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        return _CAPABILITIES

    def require_secret(self) -> None:
        if not _SECRET.match(self._settings.webhook_secret):
            raise NotConfigured(
                "Telegram: thiếu mã bí mật của webhook (1-256 ký tự A-Z, a-z, 0-9, _ và -), webhook không được mở."
            )

    def verify(self, headers: Mapping[str, str], raw: bytes) -> bool:
        return carries_secret(headers, _SECRET_HEADER, self._settings.webhook_secret)

    def parse(self, raw: bytes) -> Sequence[Event]:
        return [parse_update(raw)]

    def poll(self) -> Sequence[Event]:
        """Updates of one call are confirmed by the offset of the next: those of a crash come again."""
        # Not get_updates: one update that the library can't read would stop it for good, and it logs people's words.
        work = self._bot.do_api_request(
            "getUpdates",
            api_kwargs={"offset": self._offset, "timeout": _POLL_S, "allowed_updates": _UPDATES},
            read_timeout=_POLL_S + self._settings.timeout_s,
        )
        updates = self._call(work)
        if updates:
            self._offset = max(int(update["update_id"]) for update in updates) + 1
        return [read_or_pass(event_of, update) for update in updates]

    def acknowledge(self, event: Inbound) -> None:
        reference = event.message_ref or ""
        if event.kind is EventKind.PRESS and reference.startswith(CALLBACK):
            self._call(self._bot.answer_callback_query(reference.removeprefix(CALLBACK)))
        elif self._settings.drafts and event.kind is EventKind.TEXT:
            draft = crc32(event.event_id.encode()) or 1
            self._call(self._bot.send_message_draft(int(event.conversation), draft, text("draft")))
        else:
            self._call(self._bot.send_chat_action(event.conversation, telegram.constants.ChatAction.TYPING))

    def send(self, conversation: str, message: Outbound) -> Receipt:
        if message.voice:
            return self._send_voice(conversation, message.voice)
        try:
            return self._send_text(conversation, message, message.rich)
        except _MarkupRefused:
            return self._send_text(conversation, message, None)

    def fetch(self, event: Inbound) -> Recording:
        reference = event.media_url or ""
        if not reference.startswith(FILE):
            raise Undeliverable("no recording")
        file = self._call(self._bot.get_file(reference.removeprefix(FILE)))
        if (file.file_size or 0) > LONGEST_RECORDING:
            raise Undeliverable(f"a recording of {file.file_size} bytes")
        data = self._call(file.download_as_bytearray())
        return Recording(bytes(data), (file.file_path or "voice.ogg").rsplit("/", 1)[-1])

    def publish_commands(self) -> None:
        """Shows the commands in Telegram's menu."""
        described = data("commands.yaml")
        commands = [telegram.BotCommand(name.value, described[name.value]) for name in Command if name in described]
        self._call(self._bot.set_my_commands(commands))

    def set_webhook(self, url: str) -> None:
        """Raises NotConfigured, SendFailed."""
        self.require_secret()
        secret = self._settings.webhook_secret
        self._call(self._bot.set_webhook(url, secret_token=secret, allowed_updates=_UPDATES))

    def delete_webhook(self) -> None:
        """Polling needs it."""
        self._call(self._bot.delete_webhook())

    def close(self) -> None:
        for request in self._bot._request:
            self._loop.run(request.shutdown())
        self._loop.close()

    def _send_text(self, conversation: str, message: Outbound, rich: str | None) -> Receipt:
        sent = self._call(
            self._bot.send_message(
                conversation,
                message.text if rich is None else rich,
                parse_mode=None if rich is None else telegram.constants.ParseMode.HTML,
                reply_markup=_keyboard(message.buttons),
                link_preview_options=self._preview,
            )
        )
        return Receipt(str(sent.message_id))

    def _send_voice(self, conversation: str, path: str) -> Receipt:
        try:
            sound = Path(path).read_bytes()
        except OSError as error:
            raise Undeliverable(f"no voice file: {error.strerror}") from error
        sent = self._call(self._bot.send_voice(conversation, sound, filename="tra-loi.ogg"))
        return Receipt(str(sent.message_id))

    def _call(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Raises SendFailed, with the token taken out of the library's words."""
        try:
            return self._loop.run(work)
        except TelegramError as error:
            raise self._translated(error) from None  # the cause's text may hold the token
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # The library trips over answers that are no JSON object, as proxies give when Telegram is away.
            raise TryLater(f"unreadable answer: {type(error).__name__}") from None

    def _translated(self, error: TelegramError) -> SendFailed:
        detail = self._redaction.clean(f"{type(error).__name__}: {error.message}")
        match error:
            case RetryAfter():
                wait = error.retry_after
                return TryLater(detail, wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
            case InvalidToken():
                return NeedsPerson(detail)
            case BadRequest():
                return _MarkupRefused(detail) if "parse entities" in error.message.lower() else Undeliverable(detail)
            case Forbidden():
                return Undeliverable(detail)
            case NetworkError():
                return TryLater(detail)
            case _:
                return TryLater(detail)


class _MarkupRefused(Undeliverable):
    pass


def _keyboard(buttons: Sequence[Button]) -> telegram.InlineKeyboardMarkup | None:
    """Short buttons side by side, long ones alone."""
    rows: list[list[telegram.InlineKeyboardButton]] = []
    width = 0
    for button in buttons:
        key = telegram.InlineKeyboardButton(
            button.title, url=button.url or None, callback_data=None if button.url else button.action
        )
        if rows and width + len(button.title) <= _ROW:
            rows[-1].append(key)
            width += len(button.title)
        else:
            rows.append([key])
            width = len(button.title)
    return telegram.InlineKeyboardMarkup(rows) if rows else None
