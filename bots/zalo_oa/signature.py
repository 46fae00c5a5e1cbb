"""The signature of a Zalo Official Account webhook: `mac=` + sha256(app id + raw body + timestamp + OA secret key).

Plain SHA-256, no HMAC, over the raw bytes, as copies of Zalo's documentation state. The timestamp is the body's.
"""

from __future__ import annotations

import hashlib
import hmac

HEADER = "x-zevent-signature"


def signature(app_id: str, raw: bytes, timestamp: str, oa_secret_key: str) -> str:
    digest = hashlib.sha256(app_id.encode() + raw + timestamp.encode() + oa_secret_key.encode())
    return f"mac={digest.hexdigest()}"


def is_signed(header: str, app_id: str, raw: bytes, timestamp: str, oa_secret_key: str) -> bool:
    expected = signature(app_id, raw, timestamp, oa_secret_key)
    return hmac.compare_digest(expected.encode(), header.encode("utf-8", "replace"))
