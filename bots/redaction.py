"""Keeps tokens out of logs: bot tokens stand in addresses, and HTTP libraries log addresses."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_IN_ADDRESS = re.compile(r"(/bot)[^/\s\"']{8,}")
_GUARDED = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")
_TELEGRAM = ("telegram", "telegram.Bot", "telegram.ext", "telegram.ext.ExtBot", "telegram.request")
_HIDDEN = "***"


class Redaction(logging.Filter):
    """Replaces the given secrets, and any bot token in an address, in the message of a record."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _IN_ADDRESS.sub(rf"\1{_HIDDEN}", text)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = self.clean(record.getMessage())
        record.args = None
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


def guard_logs(secrets: Iterable[str]) -> Redaction:
    """Puts the filter on the HTTP and Telegram libraries' loggers; put it on your own handlers as well.

    The libraries' debug lines are switched off: they hold whole messages, so people's words.
    """
    redaction = Redaction(secrets)
    for name in (*_GUARDED, *_TELEGRAM):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.INFO))
        logger.addFilter(redaction)
    return redaction
