"""What each part of this room needs to be told. Secrets do not show in `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    token: str = field(repr=False)
    webhook_secret: str = field(default="", repr=False)  # 1-256 of A-Za-z0-9_-
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    timeout_s: float = 10.0
    link_previews: bool = False
    drafts: bool = False  # show a draft while the answer is being looked up


@dataclass(frozen=True, slots=True)
class ZaloOaSettings:
    app_id: str
    app_secret: str = field(repr=False)
    oa_secret_key: str = field(repr=False)  # signs webhooks; not the same as app_secret
    redirect_uri: str = ""
    code_verifier: str = field(default="", repr=False)  # of the challenge saved in the developer console
    api_url: str = "https://openapi.zalo.me"
    oauth_url: str = "https://oauth.zaloapp.com"
    react_icon: str = "/-strong"  # empty: no reaction
    timeout_s: float = 10.0
    refresh_after_s: float = 20 * 3600.0
    longest_event_age_s: float = 24 * 3600.0  # a signed event older than this is a replay
    staff_pause_s: float = 4 * 3600.0  # the bot stays silent this long after a person wrote in the OA tool


@dataclass(frozen=True, slots=True)
class ZaloBotSettings:
    token: str = field(repr=False)
    webhook_secret: str = field(default="", repr=False)  # 8-256 characters
    base_url: str = "https://bot-api.zaloplatforms.com"
    timeout_s: float = 10.0
    poll_s: int = 30


@dataclass(frozen=True, slots=True)
class Contact:
    """Where people find a person."""

    office: str
    phone: str = ""
    address: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """`week` holds for Monday to Sunday the spans in which people answer."""

    week: tuple[tuple[tuple[time, time], ...], ...]
    closed: frozenset[date] = frozenset()
    zone: str = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """`worker` names this process for recovery: stable over restarts, and different in every process.

    A worker that has not said for `dead_after_s` that it lives has lost its work to the others.
    """

    url: str  # DBOS' own database: sqlite:///file or postgresql://...
    worker: str = "motcua"
    poll_s: float = 0.1  # how often the queue is looked at: work waits half of this on average
    elsewhere: frozenset[str] = frozenset()  # names of lines that this process leaves to others
    alive_s: float = 10.0  # how often it says that it lives
    dead_after_s: float = 45.0


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    database_url: str
    concurrent_conversations: int = 8
    attempts: int = 12
    first_wait_s: float = 1.0
    longest_wait_s: float = 600.0
    longest_body: int = 262_144  # bytes of a webhook body
    longest_question: int = 4_000  # characters of a question that are looked at


@dataclass(frozen=True, slots=True)
class BotsSettings:
    delivery: DeliverySettings
    contact: Contact
    hours: OfficeHours
    telegram: TelegramSettings | None = None
    zalo_oa: ZaloOaSettings | None = None
    zalo_bot: ZaloBotSettings | None = None
