"""Signing in through the province's single sign-on: OpenID Connect, authorization code with PKCE.

Specification: OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9700 (best current practice).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from motcua.errors import MotcuaError

_SCOPE = "openid profile"
_SIGNED_WITH = ["RS256", "PS256", "ES256"]  # never a secret that both sides know, never "none"
_PATIENCE_S = 10.0
_LEEWAY_S = 60
_FAILED = "Đăng nhập một lần không thành công; xin thử lại hoặc dùng mật khẩu."
_UNREACHABLE = "Chưa kết nối được với hệ thống đăng nhập một lần; xin thử lại sau."


class SignOnFailed(MotcuaError):
    """The provider refused, can't be reached, or said something that does not hold."""


@dataclass(frozen=True, slots=True)
class SignOnSettings:
    issuer: str  # without the trailing slash
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    subject: str  # unique at the provider
    name: str


class SingleSignOn:
    def __init__(self, settings: SignOnSettings) -> None:
        self._settings = settings
        self._metadata: dict[str, Any] | None = None

    def begin(self, redirect_uri: str) -> tuple[str, str]:
        """(where to send the browser, the secret that its cookie keeps until it comes back). Raises SignOnFailed."""
        secret = secrets.token_urlsafe(32)
        with self._client(redirect_uri) as client:
            address, _ = client.create_authorization_url(
                self._provider()["authorization_endpoint"],
                state=_derived(secret, "state"),
                nonce=_derived(secret, "nonce"),
                code_verifier=_derived(secret, "verifier"),
            )
        return str(address), secret

    def finish(self, redirect_uri: str, secret: str, state: str, code: str) -> Identity:
        """Who came back. Raises SignOnFailed."""
        if not hmac.compare_digest(state.encode(), _derived(secret, "state").encode()):
            raise SignOnFailed(_FAILED, "the state is not the one that was sent out")
        try:
            with self._client(redirect_uri) as client:
                token = client.fetch_token(
                    self._provider()["token_endpoint"], code=code, code_verifier=_derived(secret, "verifier")
                )
            claims = self._claims(str(token["id_token"]), _derived(secret, "nonce"))
        except httpx.HTTPError as error:
            raise SignOnFailed(_UNREACHABLE, str(error)) from error
        except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
            raise SignOnFailed(_FAILED, f"{type(error).__name__}: {error}") from error
        return Identity(str(claims["sub"]), str(claims.get("name") or claims["sub"]))

    def _client(self, redirect_uri: str) -> Any:
        return OAuth2Client(
            self._settings.client_id,
            self._settings.client_secret,
            scope=_SCOPE,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=_PATIENCE_S,
        )

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        keys = KeySet.import_key_set(httpx.get(self._provider()["jwks_uri"], timeout=_PATIENCE_S).json())
        claims = jwt.decode(id_token, keys, algorithms=_SIGNED_WITH).claims
        expected = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": self._settings.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        expected.validate(claims)
        return claims

    def _provider(self) -> dict[str, Any]:
        """What the provider says of itself, asked for once."""
        if self._metadata is None:
            address = f"{self._settings.issuer}/.well-known/openid-configuration"
            try:
                answer = httpx.get(address, timeout=_PATIENCE_S).raise_for_status()
                metadata: dict[str, Any] = answer.json()
                wanted = {"authorization_endpoint", "token_endpoint", "jwks_uri"}
                if metadata["issuer"] != self._settings.issuer or not wanted <= metadata.keys():
                    raise SignOnFailed(_UNREACHABLE, f"{address} describes another provider")
            except (httpx.HTTPError, ValueError, KeyError) as error:
                raise SignOnFailed(_UNREACHABLE, f"{address}: {error}") from error
            self._metadata = metadata
        return self._metadata


def _derived(secret: str, purpose: str) -> str:
    """One secret in the browser stands for the three values of the flow; none of them tells another."""
    digest = hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
