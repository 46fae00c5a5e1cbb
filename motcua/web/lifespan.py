"""Starts what runs beside the requests, and stops it when the server stops."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool

from motcua.background import Background


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    background: Background = app.state.background
    await run_in_threadpool(background.start)
    try:
        yield
    finally:
        await run_in_threadpool(background.stop)


def background_of(request: Request) -> Background:
    background: Background = request.app.state.background
    return background
