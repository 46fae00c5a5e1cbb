"""A webhook whose platform repeats a secret that we told it."""

from __future__ import annotations

import hmac
from collections.abc import Mapping


def carries_secret(headers: Mapping[str, str], name: str, secret: str) -> bool:
    """Compared in constant time; never true for an empty secret. `name` in lower case, as the headers' names."""
    given = headers.get(name, "").encode("utf-8", "replace")
    return bool(secret) and hmac.compare_digest(secret.encode(), given)
