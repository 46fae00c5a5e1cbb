"""The queue of the messaging channels, as the desk sees it: there only where a channel is set up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import Request

from motcua.back_office import open_office
from motcua.bot_service import has_bots
from motcua.channels import is_any_set_up
from motcua.settings import Settings

if TYPE_CHECKING:
    from bots.back_office import BackOffice


class ChannelOffice:
    """`own`: of the channels that this process works; channels may also be worked by others (`motcua bot`)."""

    def __init__(self, settings: Settings, own: Callable[[], BackOffice | None]) -> None:
        self._settings, self._own = settings, own
        self._lock = threading.Lock()
        self._opened: BackOffice | None = None

    def current(self) -> BackOffice | None:
        """None where no channel is set up, or its libraries are not installed. Raises knowledge.errors.StoreError."""
        own = self._own()
        if own is not None:
            return own
        set_up = is_any_set_up(self._settings, "webhook") or is_any_set_up(self._settings, "polling")
        if not set_up or not has_bots():
            return None
        with self._lock:
            if self._opened is None:
                self._opened = open_office(self._settings)
            return self._opened


def channel_office_of(request: Request) -> ChannelOffice:
    office: ChannelOffice = request.app.state.channel_office
    return office
