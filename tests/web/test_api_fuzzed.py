"""Every operation of the OpenAPI page, called with what it allows and what it forbids; always the same calls."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings

from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.web.conftest import NearEmbeddings

schemathesis = pytest.importorskip("schemathesis", reason="needs the PyPI package schemathesis")
GenerationMode = schemathesis.GenerationMode

_CALLS = 12  # of each operation
_ELSEWHERE = ("/webhooks",)  # bodies of platforms, signed by them: their own tests hold them


@pytest.fixture(scope="module")
def app(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    home = tmp_path_factory.mktemp("fuzzed") / "home"
    shutil.copytree(filled_home, home)
    parts = Parts(Settings(home=home, client_rate=0, conversation_rate=0), NearEmbeddings())
    parts.warm()
    yield create_app(parts)
    parts.close()


def operations(app: FastAPI) -> list[Any]:
    found = [one.ok() for one in schemathesis.openapi.from_asgi("/openapi.json", app).get_all_operations()]
    return [one for one in found if not one.path.startswith(_ELSEWHERE)]


def modes(operation: Any) -> list[Any]:
    """What is allowed; and what is forbidden, where anything is (every path and header may be any text)."""
    takes = len(operation.body) or len(operation.query)
    return [GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if takes else [])]


def test_the_api_keeps_to_its_description(app: FastAPI) -> None:
    called = []
    for operation, mode in [(one, mode) for one in operations(app) for mode in modes(one)]:

        @settings(
            max_examples=_CALLS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def keeps(case: Any) -> None:
            case.call_and_validate()

        keeps()
        called.append(f"{operation.method.upper()} {operation.path}")
    asking = {"POST /v1/ask", "POST /v1/ask/stream", "POST /v1/feedback", "GET /v1/procedures"}
    assert asking | {"POST /v1/narrations", "GET /v1/narrations/{identifier}"} <= set(called)
