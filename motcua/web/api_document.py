"""The OpenAPI document as the API really answers: failures are application/problem+json."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

_JSON, _PROBLEM = "application/json", "application/problem+json"
_FIRST_FAILURE = 400


def describe_problems(app: FastAPI) -> None:
    """FastAPI files every model under the type of the route's good answer; this puts failures under theirs."""
    described = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = described()
            for methods in made["paths"].values():
                for operation in methods.values():
                    _move(operation["responses"])
        return described()

    app.openapi = document  # type: ignore[method-assign]


def _move(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if status.isdigit() and int(status) >= _FIRST_FAILURE and _JSON in content:
            content[_PROBLEM] = content.pop(_JSON)
