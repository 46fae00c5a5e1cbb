"""OAuth v4 of Zalo Official Accounts: the consent page, and the token pair for a code or a refresh token."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx

from bots.errors import LoginNeeded, TryLater, Undeliverable
from bots.http_replies import request_json
from bots.settings import ZaloOaSettings
from bots.zalo_oa.tokens import TokenPair

_DEFAULT_LIFE_S = 90_000.0  # 25 hours, as documented, where the answer does not say
_LOGIN = "Zalo không cấp mã truy cập mới: xin chạy `motcua zalo login`."


class ZaloOauth:
    def __init__(self, settings: ZaloOaSettings, client: httpx.Client) -> None:
        self._settings = settings
        self._client = client

    def consent_url(self) -> str:
        """Where the account's administrator agrees; Zalo sends them back to `redirect_uri` with `?code=...&oa_id=...`.

        The challenge is the one saved in the developer console, so verifier and challenge are one fixed pair.
        """
        query = {"app_id": self._settings.app_id, "redirect_uri": self._settings.redirect_uri}
        if self._settings.code_verifier:
            query["code_challenge"] = code_challenge(self._settings.code_verifier)
        return f"{self._settings.oauth_url}/v4/oa/permission?{urlencode(query)}"

    def exchange(self, code: str) -> TokenPair:
        """Raises LoginNeeded where the code is used up or wrong, TryLater."""
        form = {"grant_type": "authorization_code", "code": code, "app_id": self._settings.app_id}
        if self._settings.code_verifier:
            form["code_verifier"] = self._settings.code_verifier
        return self._pair(form)

    def refresh(self, refresh_token: str) -> TokenPair:
        """Raises LoginNeeded where the token is used up, TryLater."""
        return self._pair(
            {"grant_type": "refresh_token", "refresh_token": refresh_token, "app_id": self._settings.app_id}
        )

    def _pair(self, form: Mapping[str, str]) -> TokenPair:
        try:
            body = request_json(
                self._client,
                "POST",
                f"{self._settings.oauth_url}/v4/oa/access_token",
                data=dict(form),
                headers={"secret_key": self._settings.app_secret},
            )
        except Undeliverable as error:
            raise LoginNeeded(_LOGIN, error.detail) from error
        access, refresh = body.get("access_token"), body.get("refresh_token")
        if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
            return TokenPair(access, refresh, _seconds(body.get("expires_in")))
        reason = " ".join(str(body[key]) for key in ("error", "error_name", "error_description") if key in body)
        if body.get("error") in {-32, "-32"} or body["http_status"] == 429:
            raise TryLater(reason, body["retry_after"])
        raise LoginNeeded(_LOGIN, reason)


def code_challenge(verifier: str) -> str:
    """PKCE S256 (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode()


def _seconds(value: Any) -> float:
    """`expires_in` comes as a string."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return _DEFAULT_LIFE_S
