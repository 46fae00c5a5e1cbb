"""Secrets from files: MOTCUA_TELEGRAM_TOKEN_FILE names the file that holds MOTCUA_TELEGRAM_TOKEN, and so for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource


class SecretFiles(PydanticBaseSettingsSource):
    """Comes after the environment: a secret that is given there is not looked for in a file."""

    def __init__(self, settings: type[BaseSettings], *named_by: PydanticBaseSettingsSource) -> None:
        super().__init__(settings)
        self._named_by: list[Mapping[str, str | None]] = [
            source.env_vars for source in named_by if isinstance(source, EnvSettingsSource)
        ]

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Raises OSError where the named file can't be read."""
        variable = f"{self.config.get('env_prefix', '')}{field_name}_file".lower()
        path = next((found for known in self._named_by if (found := known.get(variable))), None)
        is_secret = field.annotation is SecretStr
        return Path(path).read_text(encoding="utf-8").strip() if path and is_secret else None, field_name, False

    def __call__(self) -> dict[str, Any]:
        values = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in values.items() if value is not None and name not in self.current_state}
