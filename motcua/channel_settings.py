"""Settings of the channels: each is off until its secrets are given. docs/operations.md tells where they come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, TypeAdapter
from pydantic_settings import BaseSettings

from motcua.office_week import week_of

Receiving = Literal["webhook", "polling"]
_URL = TypeAdapter(HttpUrl)


def _week(text: str) -> str:
    week_of(text)
    return text


def _address(text: str) -> str:
    """Without a slash at its end, so that paths can be put behind it."""
    return str(_URL.validate_python(text)).rstrip("/") if text else ""


Address = Annotated[str, AfterValidator(_address)]


class ChannelSettings(BaseSettings):
    public_url: Address = ""  # of this server as citizens reach it; Zalo plays recordings from there

    telegram_token: SecretStr = SecretStr("")
    telegram_webhook_secret: SecretStr = SecretStr("")  # 1-256 of A-Z, a-z, 0-9, _ and -
    telegram_receive: Receiving = "webhook"  # polling: with `motcua bot telegram`
    telegram_url: Address = "https://api.telegram.org"
    telegram_drafts: bool = False  # shows "looking it up" as a draft
    telegram_link_previews: bool = False

    zalo_oa_app_id: str = ""
    zalo_oa_app_secret: SecretStr = SecretStr("")
    zalo_oa_secret_key: SecretStr = SecretStr("")  # signs webhooks; not the app secret
    zalo_oa_redirect_uri: str = ""
    zalo_oa_code_verifier: SecretStr = SecretStr("")  # of the challenge saved in the developer console
    zalo_oa_reaction: str = "/-strong"  # acknowledges a message; empty: none
    zalo_oa_staff_pause_hours: float = Field(4, gt=0)  # silence after a person wrote in Zalo's own tool
    zalo_oa_url: Address = "https://openapi.zalo.me"
    zalo_oauth_url: Address = "https://oauth.zaloapp.com"

    zalo_bot_token: SecretStr = SecretStr("")
    zalo_bot_webhook_secret: SecretStr = SecretStr("")  # 8-256 characters
    zalo_bot_receive: Receiving = "webhook"
    zalo_bot_url: Address = "https://bot-api.zaloplatforms.com"

    office_name: str = ""  # who the bot speaks for; empty: `contact`
    office_phone: str = ""
    office_address: str = ""
    office_website: str = ""
    office_week: Annotated[str, AfterValidator(_week)] = ""  # "T2-T6 07:30-11:30 13:30-17:00; T7 07:30-11:30"

    messages_here: bool = True  # the server answers messages itself; false: `motcua work` beside it does
    queue_url: str = ""  # of durable work; empty: the database where that is PostgreSQL, else a file in `home`
    worker: str = "motcua"  # names this process for recovery: another name for each process on one queue
    send_attempts: int = Field(12, ge=1)  # then a message goes to the dead letters
    message_days: int = Field(90, ge=1)  # how long messages and recordings are kept

    transcriber: Literal["none", "endpoint", "viet-asr"] = "none"  # who hears voice messages
    transcription_base_url: Address = ""  # OpenAI-compatible, ends before /audio
    transcription_api_key: SecretStr = SecretStr("")
    transcription_model: str = "whisper-1"
