"""The FastAPI application around the parts."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from motcua.background import Background
from motcua.web import problems
from motcua.web.api_document import describe_problems
from motcua.web.api_page import api_page
from motcua.web.desk import Desk
from motcua.web.lifespan import lifespan
from motcua.web.limits import BodyLimit
from motcua.web.metrics import Metrics
from motcua.web.models import Problem
from motcua.web.mounting import mount_pages
from motcua.web.request_spans import RequestSpans
from motcua.web.routes import (
    answers,
    conversations,
    feedback,
    health,
    metrics,
    narrations,
    procedures,
    voice_notes,
    webhooks,
)
from motcua.wiring import Parts

_FAILURES: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "Nội dung gửi lên không đọc được."},
    413: {"model": Problem, "description": "Nội dung gửi lên quá lớn."},
    429: {"model": Problem, "description": "Gửi quá nhanh; Retry-After nói phải chờ mấy giây."},
    422: {"model": Problem, "description": "Nội dung gửi lên chưa đúng."},
    503: {"model": Problem, "description": "Dịch vụ tạm thời chưa dùng được."},
}


def create_app(parts: Parts) -> FastAPI:
    """Its page for people is /docs, drawn here: no script is loaded from elsewhere.

    Raises bots.errors.NotConfigured where a channel's webhook has no secret.
    """
    app = FastAPI(
        title="Một Cửa",
        version=_version(),
        description="Hỏi đáp thủ tục hành chính có dẫn nguồn. Lỗi trả về theo application/problem+json.",
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        lifespan=lifespan,
    )
    desk = app.state.desk = Desk(parts)
    app.state.background = Background(parts, lambda: desk.assistant)
    app.state.metrics = Metrics(parts, lambda: app.state.background)
    problems.install_problems(app)
    describe_problems(app)
    app.add_middleware(BodyLimit)
    mount_pages(app, parts.settings)
    if parts.tracing:
        app.add_middleware(RequestSpans, tracing=parts.tracing)
    app.include_router(answers.router, responses=_FAILURES)
    app.include_router(conversations.router, responses=_FAILURES)
    app.include_router(feedback.router, responses={**_FAILURES, 404: {"model": Problem, "description": "Không có."}})
    app.include_router(procedures.router, responses={**_FAILURES, 404: {"model": Problem, "description": "Không có."}})
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(narrations.router, responses=_FAILURES)
    app.include_router(webhooks.router)
    app.include_router(voice_notes.router)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(api_page(app.openapi()))

    return app


def _version() -> str:
    try:
        return version("motcua")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
