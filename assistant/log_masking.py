"""Keeps personal data out of the logs, whoever writes them."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping

from assistant.masking import mask

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class MaskingFilter(logging.Filter):
    """Masks a record's message, arguments, traceback and extra fields. Attach it to handlers: they see every logger."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.args = _masked_args(record.args)
        if isinstance(record.msg, str):
            record.msg = mask(record.msg)
        message = record.getMessage()
        if mask(message) != message:  # a number that only shows when the parts are put together
            record.msg, record.args = mask(message), ()
        if record.exc_info and record.exc_info[0] is not None and not record.exc_text:
            record.exc_text = mask("".join(traceback.format_exception(*record.exc_info)).rstrip())
        for name, value in vars(record).items():
            if name not in _OWN:
                setattr(record, name, _masked(value))
        return True


def _masked_args(
    args: tuple[object, ...] | Mapping[str, object] | None,
) -> tuple[object, ...] | Mapping[str, object] | None:
    if isinstance(args, Mapping):
        return {name: _masked(value) for name, value in args.items()}
    return tuple(_masked(value) for value in args) if args else args


def _masked(value: object) -> object:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {name: _masked(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([_masked(item) for item in value]) if type(value) in (list, tuple) else value
    return value
