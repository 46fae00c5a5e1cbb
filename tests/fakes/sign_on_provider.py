"""A province's single sign-on on loopback: OpenID Connect over real HTTP, with PKCE checked."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "motcua", "client secret"


@dataclass
class Provider:
    """`claims` and `key` are what the next token says and is signed with; `said` what the program asked for."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    sign_with: RSAKey | OctKey | None = None
    algorithm: str = "RS256"
    announced_issuer: str | None = None
    asked: dict[str, str] = field(default_factory=dict)

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.announced_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        self.asked = query
        return f"{query['redirect_uri']}?{urlencode({'code': 'the-code', 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if form["code"] != "the-code" or challenge != self.asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "name": "Nguyễn Thị Lan",
            "nonce": self.asked["nonce"],
            "iat": now,
            "exp": now + 60,
            **self.claims,
        }
        id_token = jwt.encode(
            {"alg": self.algorithm, "kid": "one"}, claims, self.sign_with or self.key, [self.algorithm]
        )
        return {"access_token": "a", "token_type": "Bearer", "id_token": id_token}


@contextmanager
def provider() -> Iterator[Provider]:
    held = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/.well-known/openid-configuration":
                self.answer(200, held.metadata())
            elif path == "/keys":
                self.answer(200, {"keys": [held.key.as_dict(private=False)]})
            elif path == "/authorize":
                self.send_response(303)
                self.send_header("Location", held.authorize({name: values[0] for name, values in query.items()}))
                self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            token = held.token({name: values[0] for name, values in parse_qs(body).items()})
            if token is None or self.headers["Authorization"] != expected:
                self.answer(400, {"error": "invalid_grant"})
            else:
                self.answer(200, token)

        def answer(self, status: int, document: object) -> None:
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
