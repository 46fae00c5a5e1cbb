"""Settings, from the environment (MOTCUA_...) or a file that MOTCUA_ENV_FILE names."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from knowledge.indexes.models import EMBEDDED_MODEL
from motcua.channel_settings import ChannelSettings
from motcua.secret_files import SecretFiles


class Settings(ChannelSettings):
    model_config = SettingsConfigDict(env_prefix="MOTCUA_", extra="ignore")

    home: Path = Path.home() / ".motcua"  # the folder with all state
    database_url: str = ""  # empty: SQLite in `home`
    chroma_url: str = ""  # empty: a folder in `home`
    embedder: str = EMBEDDED_MODEL
    chat_model: str = ""  # empty: answers are composed from the record alone
    chat_base_url: str = ""
    chat_api_key: SecretStr = SecretStr("")
    chat_seconds: float = 8.0  # after so long the answer is sent as composed
    chat_structured: bool = True  # False for a server that can't keep to a JSON schema
    speech_online: bool = True  # False: no word of a report leaves the office
    speech_base_url: str = ""  # of an OpenAI-compatible speech endpoint
    speech_api_key: SecretStr = SecretStr("")
    speech_model: str = "tts-1"
    speech_voice: str = "alloy"
    piper_voice: Path | None = None  # a Piper voice file
    contact: str = "Bộ phận Một cửa nơi anh/chị nộp hồ sơ"
    office_hours: str = "giờ hành chính các ngày làm việc"
    helpline: str = "115"
    outdated_after: int = (
        365  # days older than the newest source: what only such a source has isn't answered; 0: all is
    )
    narration_days: int = 30  # how long reports and their audio are kept after they are finished
    narrations_token: SecretStr = SecretStr("")  # who orders a narration must show it; empty: everybody may
    narrations_waiting: int = 20  # more reports than this are refused until some are read
    session_days: int = 30  # after so long without a turn a conversation starts anew
    conversation_days: int = Field(90, ge=1)  # how long conversations are kept after their last turn
    waiting_days: int = Field(30, ge=1)  # how long is kept who asked for a person, after the case is closed
    statistics_days: int = Field(400, ge=31)  # how long answers are counted
    oidc_issuer: str = ""  # the single sign-on that officers use: an OpenID Connect provider's address
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    widget_sites: str = ""  # sites that may show the ask page in a frame: "https://so.tinh.gov.vn ..."
    client_rate: int = 600  # requests a minute from one address; 0: no limit
    conversation_rate: int = 60  # questions a minute in one conversation; 0: no limit
    otel_endpoint: str = ""  # of an OpenTelemetry collector (OTLP/HTTP), "http://127.0.0.1:4318"; empty: no traces
    metrics_token: SecretStr = SecretStr("")  # /metrics asks for it; empty: only this machine may read them
    log_level: str = "WARNING"

    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'motcua.db'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, dotenv_settings, SecretFiles(cls, env_settings, dotenv_settings)


def load_settings(home: Path | None = None) -> Settings:
    """Raises pydantic.ValidationError for a value that can't be."""
    env_file = os.environ.get("MOTCUA_ENV_FILE")
    settings = Settings(_env_file=env_file)  # type: ignore[call-arg]
    return settings.model_copy(update={"home": home}) if home else settings
