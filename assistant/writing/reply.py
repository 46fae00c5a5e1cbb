"""The shape of a model's reply, read strictly: the border between its words and ours."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")


class Sentence(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str = Field(min_length=1, max_length=1000)
    sources: tuple[int, ...] = Field(max_length=20)


class ModelReply(BaseModel):
    model_config = ConfigDict(frozen=True)

    sentences: tuple[Sentence, ...] = Field(max_length=40)
    completeness: Literal["full", "partial", "none"]


def read_reply(text: str) -> ModelReply | None:
    """The reply, or None where it isn't the JSON that was asked for."""
    try:
        return ModelReply.model_validate_json(_FENCE.sub("", text))
    except ValidationError:
        return None


def reply_schema() -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": ModelReply.model_json_schema(), "strict": False},
    }
