"""Moments as people in Việt Nam read them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(seconds: float) -> str:
    """Unix seconds as "2026-11-23T07:30:00+07:00"."""
    return datetime.fromtimestamp(seconds, _ZONE).isoformat(timespec="seconds")
