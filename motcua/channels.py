"""Settings -> what the channels need to be told. A channel is set up when its token or app id is given."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import SecretStr

from assistant.work_calendar import WorkCalendar
from bots.settings import (
    BotsSettings,
    Contact,
    DeliverySettings,
    OfficeHours,
    QueueSettings,
    TelegramSettings,
    ZaloBotSettings,
    ZaloOaSettings,
)
from bots.work import MESSAGES
from motcua.channel_settings import Receiving
from motcua.office_week import week_of
from motcua.settings import Settings

_HOLIDAYS_AHEAD_DAYS = 800
_POSTGRESQL = ("postgresql:", "postgresql+", "postgres:")


def channels_of(settings: Settings, receiving: Receiving) -> BotsSettings:
    """The channels that are set up to receive in this way; none of them may be."""
    return BotsSettings(
        delivery=DeliverySettings(settings.database(), attempts=settings.send_attempts),
        contact=_contact(settings),
        hours=office_hours(settings.office_week, date.today()),
        telegram=telegram_of(settings) if settings.telegram_receive == receiving else None,
        zalo_oa=zalo_oa_of(settings) if receiving == "webhook" else None,
        zalo_bot=zalo_bot_of(settings) if settings.zalo_bot_receive == receiving else None,
    )


def is_any_set_up(settings: Settings, receiving: Receiving) -> bool:
    chosen = channels_of(settings, receiving)
    return bool(chosen.telegram or chosen.zalo_oa or chosen.zalo_bot)


def queue_of(settings: Settings, part: str = "") -> QueueSettings:
    """Of the server, or of another process that works `part` beside it."""
    url = settings.queue_url or (settings.database_url if settings.database_url.startswith(_POSTGRESQL) else "")
    worker = f"{settings.worker}-{part}" if part else settings.worker
    elsewhere = frozenset() if part or settings.messages_here else frozenset((MESSAGES,))
    return QueueSettings(url or f"sqlite:///{settings.home / 'queue.db'}", worker, elsewhere=elsewhere)


def telegram_of(settings: Settings) -> TelegramSettings | None:
    if not _told(settings.telegram_token):
        return None
    return TelegramSettings(
        _told(settings.telegram_token),
        _told(settings.telegram_webhook_secret),
        base_url=f"{settings.telegram_url}/bot",
        base_file_url=f"{settings.telegram_url}/file/bot",
        link_previews=settings.telegram_link_previews,
        drafts=settings.telegram_drafts,
    )


def zalo_oa_of(settings: Settings) -> ZaloOaSettings | None:
    if not settings.zalo_oa_app_id:
        return None
    return ZaloOaSettings(
        settings.zalo_oa_app_id,
        _told(settings.zalo_oa_app_secret),
        _told(settings.zalo_oa_secret_key),
        redirect_uri=settings.zalo_oa_redirect_uri,
        code_verifier=_told(settings.zalo_oa_code_verifier),
        api_url=settings.zalo_oa_url,
        oauth_url=settings.zalo_oauth_url,
        react_icon=settings.zalo_oa_reaction,
        staff_pause_s=settings.zalo_oa_staff_pause_hours * 3600,
    )


def zalo_bot_of(settings: Settings) -> ZaloBotSettings | None:
    if not _told(settings.zalo_bot_token):
        return None
    return ZaloBotSettings(
        _told(settings.zalo_bot_token), _told(settings.zalo_bot_webhook_secret), base_url=settings.zalo_bot_url
    )


def office_hours(week: str, today: date) -> OfficeHours:
    """Closed on public holidays as well."""
    calendar = WorkCalendar()
    days = (today + timedelta(days=ahead) for ahead in range(_HOLIDAYS_AHEAD_DAYS))
    return OfficeHours(week_of(week), frozenset(day for day in days if calendar.holiday(day)))


def _contact(settings: Settings) -> Contact:
    return Contact(
        settings.office_name or settings.contact,
        settings.office_phone,
        settings.office_address,
        settings.office_website,
    )


def _told(secret: SecretStr) -> str:
    return secret.get_secret_value()
