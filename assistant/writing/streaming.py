"""Collects a model's stream within a time limit, whatever the endpoint does."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from queue import Empty, Queue
from threading import Event, Thread

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, BaseMessageChunk

log = logging.getLogger(__name__)

_LONGEST = 6_000  # characters; more is no answer


class StreamFailed(Exception):
    """`reason`: timed_out, failed, broken_off or refused."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def collect(model: BaseChatModel, messages: Sequence[BaseMessage], seconds: float) -> str:
    """The whole text of the reply. Raises StreamFailed at the latest after `seconds`."""
    chunks: Queue[str | StreamFailed | None] = Queue()
    stop = Event()
    Thread(target=_pump, args=(model, list(messages), chunks, stop), daemon=True).start()
    deadline = time.monotonic() + seconds
    text = ""
    try:
        while (chunk := chunks.get(timeout=max(deadline - time.monotonic(), 0.001))) is not None:
            if isinstance(chunk, StreamFailed):
                raise chunk
            text += chunk
            if len(text) > _LONGEST:
                raise StreamFailed("malformed")
            if time.monotonic() > deadline:
                raise StreamFailed("timed_out")
    except Empty:
        raise StreamFailed("timed_out") from None
    finally:
        stop.set()
    return text


def _pump(
    model: BaseChatModel, messages: list[BaseMessage], chunks: Queue[str | StreamFailed | None], stop: Event
) -> None:
    finished = False
    started = False
    try:
        for chunk in model.stream(messages):
            started = True
            if stop.is_set():
                return
            finished = _told_end(chunk) or finished
            chunks.put(_text(chunk))
    except StreamFailed as failure:
        chunks.put(failure)
    except Exception as error:  # a vendor's client can raise anything; the record answer is sent instead
        log.warning("Mô hình không trả lời được: %s", type(error).__name__)
        timed_out = "timeout" in type(error).__name__.lower()
        chunks.put(StreamFailed("timed_out" if timed_out else "broken_off" if started else "failed"))
    else:
        chunks.put(None if finished else StreamFailed("broken_off"))


def _text(chunk: BaseMessageChunk) -> str:
    return "".join(_pieces(chunk.content))


def _pieces(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for part in content:
            yield from _pieces(part.get("text", "") if isinstance(part, dict) else part)


def _told_end(chunk: BaseMessageChunk) -> bool:
    """Whether the endpoint says that it is done. Raises StreamFailed where it says that it won't, or was cut short."""
    if chunk.additional_kwargs.get("refusal"):
        raise StreamFailed("refused")
    reason = chunk.response_metadata.get("finish_reason")
    if reason == "content_filter":
        raise StreamFailed("refused")
    if reason == "length":
        raise StreamFailed("broken_off")
    return reason is not None or (
        isinstance(chunk, AIMessageChunk) and chunk.chunk_position == "last" and reason == "stop"
    )
