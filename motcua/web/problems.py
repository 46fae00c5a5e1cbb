"""Failures as application/problem+json (RFC 9457), in Vietnamese."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from knowledge.errors import KnowledgeError
from motcua.errors import EmptyCatalogue
from motcua.failures import UNEXPECTED, failure_of, sentence_for_citizens
from motcua.web.pages.drawing import draw, is_piece, wants_page
from motcua.web.security import standing_headers

log = logging.getLogger(__name__)

_TITLES = {
    HTTPStatus.BAD_REQUEST: "Yêu cầu chưa đúng",
    HTTPStatus.SEE_OTHER: "Xin đăng nhập",
    HTTPStatus.UNAUTHORIZED: "Xin đăng nhập",
    HTTPStatus.FORBIDDEN: "Không được phép",
    HTTPStatus.NOT_FOUND: "Không tìm thấy",
    HTTPStatus.METHOD_NOT_ALLOWED: "Địa chỉ này không nhận cách gọi đó",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Nội dung gửi lên quá lớn",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Nội dung gửi lên chưa đúng",
    HTTPStatus.TOO_MANY_REQUESTS: "Quá nhiều yêu cầu",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Lỗi ngoài dự kiến",
    HTTPStatus.SERVICE_UNAVAILABLE: "Dịch vụ tạm thời chưa dùng được",
}
_OF_THE_FRAMEWORK = {"There was an error parsing the body": "Nội dung gửi lên không đọc được."}
# pydantic's kinds of errors -> what is wrong with a field.
_WRONG = {
    "missing": "còn thiếu",
    "string_type": "phải là chuỗi chữ",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_too_short": "phải có ít nhất {min_length} ký tự",
    "string_pattern_mismatch": "có ký tự không được dùng",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "literal_error": "phải là một trong {expected}",
    "enum": "phải là một trong {expected}",
    "date_parsing": "phải là ngày dạng NĂM-THÁNG-NGÀY",
    "date_from_datetime_parsing": "phải là ngày dạng NĂM-THÁNG-NGÀY",
    "date_from_datetime_inexact": "phải là ngày dạng NĂM-THÁNG-NGÀY",
    "date_type": "phải là ngày dạng NĂM-THÁNG-NGÀY",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "json_invalid": "không phải là JSON hợp lệ",
    "model_attributes_type": "phải là một đối tượng JSON",
    "extra_forbidden": "không có trong mô tả",
}


def problem(status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> JSONResponse:
    title = _TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase)
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        body["errors"] = list(errors)
    headers = {"Retry-After": "30"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def refusal(request: Request, status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> Response:
    """A page for people, a problem document for programs."""
    if not wants_page(request):
        return problem(status, detail, errors)
    title = _TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase)
    template = "problem_piece.html" if is_piece(request) else "problem.html"
    return draw(request, template, status, title=title, detail=detail)


def install_problems(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(KnowledgeError, _of_outage)
    app.add_exception_handler(EmptyCatalogue, _of_outage)
    app.add_exception_handler(Exception, _of_unexpected)


async def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    own = error.detail if isinstance(error, HTTPException) and error.detail != HTTPStatus(status).phrase else ""
    own = _OF_THE_FRAMEWORK.get(own, own)
    answer = refusal(request, status, own or f"{_TITLES.get(HTTPStatus(status), 'Không thực hiện được')}.")
    for name, value in (getattr(error, "headers", None) or {}).items():
        answer.headers[name] = value
    return answer


async def _of_validation(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    errors = [{"field": _place(one["loc"]), "message": _wrong(one)} for one in found]
    said = [
        f"Trường {one['field']} {one['message']}." if one["field"] else f"Nội dung {one['message']}." for one in errors
    ]
    return refusal(request, HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(said), errors)


async def _of_outage(request: Request, error: Exception) -> Response:
    failure = failure_of(error)
    log.warning("%s (%s)", failure.message, failure.detail)
    return refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, sentence_for_citizens(error))


async def _of_unexpected(request: Request, _error: Exception) -> Response:
    """The server itself logs the traceback: Starlette raises the error again once this is sent."""
    answer = refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED)
    answer.headers.update(standing_headers(request.url.scheme))  # it is sent from outside all middleware
    return answer


def _place(location: Sequence[object]) -> str:
    return ".".join(
        str(part) for part in location if part not in ("body", "query", "path") and not isinstance(part, int)
    )


def _wrong(error: Mapping[str, Any]) -> str:
    return _WRONG.get(error["type"], "có giá trị không dùng được").format(**error.get("ctx", {}))
