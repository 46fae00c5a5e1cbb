"""How long is kept what people asked, and who signed in: the settings say, the housekeeping does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from motcua.housekeeping import Chore
from motcua.wiring import Parts


def office_chores(parts: Parts) -> list[Chore]:
    room, settings = parts.staff_room, parts.settings
    return [
        Chore("conversations", settings.conversation_days, _before(parts.memories.purge)),
        Chore("waiting citizens", settings.waiting_days, _before(room.waiting.purge)),
        Chore("counted answers", settings.statistics_days, room.answers.forget_before),
        Chore("sign-ins", 0, lambda _moment: room.sign_ins.purge()),
    ]


def _before(purge: Callable[[datetime], int]) -> Callable[[float], int]:
    """Stores count in UTC without a zone."""
    return lambda moment: purge(datetime.fromtimestamp(moment, UTC).replace(tzinfo=None))
