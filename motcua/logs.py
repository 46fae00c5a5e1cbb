"""Logs: one JSON object a line on standard error, or a plain line where a person is looking; personal data masked."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from assistant.log_masking import MaskingFilter

LEVELS = ("debug", "info", "warning", "error")
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
_WORDS = {"DEBUG": "chi tiết", "INFO": "tin", "WARNING": "lưu ý", "ERROR": "lỗi", "CRITICAL": "lỗi nặng"}
# Libraries that tell at "info" what only their authors need.
_CHATTY = ("httpx", "httpcore", "chromadb", "urllib3", "asyncio", "alembic", "sqlalchemy", "bm25s")


def set_up_logs(level: str, stream: TextIO | None = None) -> None:
    """Sends every logger's records to `stream` (standard error); called once, by the command line."""
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.addFilter(MaskingFilter())
    handler.setLevel(level.upper())  # some libraries set the level of their own loggers when they are imported
    handler.setFormatter(PlainLines() if target.isatty() else JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    if root.level > logging.DEBUG:
        handler.addFilter(_matters)


def _matters(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in _CHATTY


class JsonLines(logging.Formatter):
    """{"time", "level", "logger", "message", "error"?, ...fields given as `extra`}."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            line["error"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """ "lưu ý: ..." for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{_WORDS.get(record.levelname, record.levelname)}: {super().format(record)}"
