"""Fetches a file whose address the platform gave."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from bots.channel import LONGEST_RECORDING, Recording
from bots.errors import TryLater, Undeliverable


def download(client: httpx.Client, url: str | None, own_url: str) -> Recording:
    """Over https, or from the platform's own host; redirects are not followed. Raises TryLater, Undeliverable."""
    parts = urlsplit(url or "")
    if parts.scheme != "https" and parts.netloc != urlsplit(own_url).netloc:
        raise Undeliverable("no recording at a safe address")
    data = bytearray()
    try:
        with client.stream("GET", str(url), follow_redirects=False) as response:
            if not response.is_success:
                raise Undeliverable(f"the recording's address says HTTP {response.status_code}")
            for piece in response.iter_bytes():
                data += piece
                if len(data) > LONGEST_RECORDING:
                    raise Undeliverable(f"a recording of more than {LONGEST_RECORDING} bytes")
    except httpx.HTTPError as error:
        raise TryLater(type(error).__name__) from error
    return Recording(bytes(data), parts.path.rsplit("/", 1)[-1] or "voice")
