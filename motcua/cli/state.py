"""What every command starts from: settings, logs, and the parts, built when first used."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from motcua.errors import Misuse
from motcua.logs import LEVELS, set_up_logs

if TYPE_CHECKING:
    from motcua.settings import Settings
    from motcua.wiring import Parts


@dataclass
class State:
    settings: Settings

    @classmethod
    def of(cls, home: Path | None, log_level: str | None) -> State:
        """Raises Misuse for settings that can't be."""
        from pydantic import ValidationError

        from motcua.settings import load_settings

        try:
            settings = load_settings(home)
        except ValidationError as error:
            names = ", ".join(f"MOTCUA_{str(part['loc'][0]).upper()}" for part in error.errors())
            raise Misuse(f"Cấu hình chưa đúng: {names}.", str(error)) from error
        level = (log_level or settings.log_level).lower()
        if level not in LEVELS:
            raise Misuse(f"Mức nhật ký «{level}» không có: chọn một trong {', '.join(LEVELS)}.")
        set_up_logs(level)
        return cls(settings)

    @cached_property
    def parts(self) -> Parts:
        from motcua.wiring import Parts

        return Parts(self.settings)


def state_of(context: typer.Context) -> State:
    state: State = context.obj
    return state
