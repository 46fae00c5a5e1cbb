"""An answer as server-sent events: status, text pieces, the whole answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

from assistant.masking import mask
from motcua.failures import failure_of, sentence_for_citizens

log = logging.getLogger(__name__)

# One event, as the OpenAPI page describes it; `data` is JSON.
EVENT: dict[str, Any] = {
    "type": "object",
    "properties": {"event": {"enum": ["status", "text", "answer", "error"]}, "data": {"type": "string"}},
    "required": ["event", "data"],
}
_PIECE = 60  # characters


def events(ask: Callable[[], dict[str, Any]]) -> Iterator[str]:
    """`ask` gives the answer's document. Only a checked answer is sent, so its text comes once it is whole.

    Events: status {"state"}, text {"text"} as often as needed, answer (the document); or error {"detail"}.
    """
    yield _event("status", {"state": "searching"})
    try:
        answer = ask()
    except Exception as error:  # the response has begun: its status can't tell any more
        failure = failure_of(error)
        log.warning("%s (%s)", failure.message, mask(failure.detail))
        yield _event("error", {"detail": sentence_for_citizens(error)})
        return
    for piece in pieces(answer["text"]):
        yield _event("text", {"text": piece})
    yield _event("answer", answer)


def pieces(text: str) -> Iterator[str]:
    """The text in pieces that end with a word or line; together they are the text."""
    start = 0
    while start < len(text):
        ends = [text.find(mark, start + _PIECE) + 1 for mark in (" ", "\n")]
        end = min((one for one in ends if one), default=len(text))
        yield text[start:end]
        start = end


def _event(name: str, values: object) -> str:
    return f"event: {name}\ndata: {json.dumps(values, ensure_ascii=False)}\n\n"
