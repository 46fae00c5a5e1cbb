"""The only place that knows an OpenAI-compatible endpoint. Beyond it there is langchain's BaseChatModel."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from langchain_core.language_models import BaseChatModel

from assistant.errors import WritingUnavailable
from assistant.writing.reply import reply_schema


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """`model`: MOTCUA_CHAT_MODEL; `base_url` of the endpoint (".../v1"), None = the vendor's own."""

    model: str
    base_url: str | None = None
    api_key: str = ""
    seconds: float = 8.0  # longest wait for one read; the writer's own limit holds for the whole
    most_tokens: int = 800
    structured: bool = True  # ask the endpoint to keep to the JSON schema; not every server can


def open_chat_model(settings: ChatSettings) -> BaseChatModel:
    """A model that is not called yet. Raises WritingUnavailable."""
    try:
        module = import_module("langchain_openai")
    except ImportError as error:
        raise WritingUnavailable(
            "Chưa cài gói langchain-openai: chạy `pip install 'motcua[chat]'`, hoặc bỏ MOTCUA_CHAT_MODEL.", str(error)
        ) from error
    body = {"response_format": reply_schema()} if settings.structured else None
    model: BaseChatModel = module.ChatOpenAI(
        model=settings.model,
        base_url=settings.base_url,
        api_key=settings.api_key or "none",
        timeout=settings.seconds,
        max_retries=0,
        temperature=0,
        max_tokens=settings.most_tokens,
        extra_body=body,
        use_responses_api=False,
    )
    return model
