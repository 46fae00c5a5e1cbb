"""What the Zalo clients share: one JSON request whose transport failures are already told apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bots.errors import TryLater, Undeliverable

BUSY = frozenset({408, 425, 429})


def request_json(client: httpx.Client, method: str, url: str, **options: Any) -> Mapping[str, Any]:
    """The JSON object of the answer, whatever its HTTP status below 500 says: platforms put errors into the body.

    Raises TryLater when the platform is busy, broken or not reachable, Undeliverable for an answer without sense.
    """
    try:
        response = client.request(method, url, **options)
    except httpx.HTTPError as error:
        raise TryLater(f"{type(error).__name__}") from error
    if response.status_code >= 500:
        raise TryLater(f"HTTP {response.status_code}", retry_after(response.headers))
    body = _json(response)
    if body is None:
        if response.status_code in BUSY:
            raise TryLater(f"HTTP {response.status_code}", retry_after(response.headers))
        if response.is_success:
            raise TryLater(f"HTTP {response.status_code} without JSON")
        raise Undeliverable(f"HTTP {response.status_code} without JSON")
    return {"http_status": response.status_code, "retry_after": retry_after(response.headers)} | body


def _json(response: httpx.Response) -> dict[str, Any] | None:
    try:
        body = response.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After header, in either of its forms (RFC 9110, section 10.2.3)."""
    written = headers.get("retry-after", "").strip()
    if not written:
        return None
    try:
        return max(float(written), 0.0)
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
