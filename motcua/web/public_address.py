"""Addresses that stand in records: only those of the web are made links."""

from __future__ import annotations

from urllib.parse import urlsplit


def public_address(uri: str | None) -> str | None:
    """The address, where it is one of http or https; a record may hold "javascript:..." as well."""
    if not uri:
        return None
    parts = urlsplit(uri)
    return uri if parts.scheme in ("http", "https") and parts.netloc else None
