"""Signing in through a provider on loopback, and everything that it could say wrongly."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import OctKey, RSAKey

from motcua.accounts.roles import Role
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.fakes.sign_on_provider import CLIENT, SECRET, Provider, provider
from tests.web.conftest import HTTPS


@pytest.fixture
def issuer() -> Iterator[Provider]:
    with provider() as held:
        yield held


@pytest.fixture
def client(parts: Parts, issuer: Provider) -> Iterator[TestClient]:
    settings = Settings(
        home=parts.settings.home,
        oidc_issuer=issuer.issuer + "/",
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,  # type: ignore[arg-type]
    )
    own = Parts(settings, parts.shared_embedder)
    with TestClient(create_app(own), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        yield client
    own.close()


def sign_on(client: TestClient) -> httpx.Response:
    """As a browser goes: to the provider, and back."""
    away = client.get("/login/sso", follow_redirects=False)
    back = httpx.get(away.headers["location"]).headers["location"]
    return client.get(back, follow_redirects=False)


def test_who_has_an_account_comes_in(client: TestClient, parts: Parts) -> None:
    parts.staff_room.users.add("lan", "Lan", Role.DESK, None, "subject-1")
    assert 'href="/login/sso"' in client.get("/login").text
    answer = sign_on(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert client.get("/desk", follow_redirects=False).status_code == 200
    assert parts.staff_room.audit.newest(1)[0][1].detail == "sso"


def test_who_has_none_is_told_what_to_ask_for(client: TestClient) -> None:
    answer = sign_on(client)
    assert answer.status_code == 401
    assert "--subject subject-1" in answer.text


def test_a_disabled_account_stays_out(client: TestClient, parts: Parts) -> None:
    parts.staff_room.users.add("lan", "Lan", Role.DESK, None, "subject-1")
    parts.staff_room.users.set_disabled("lan", True)
    assert sign_on(client).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "somebody else"},
        {"nonce": "of another sign-in"},
        {"exp": 1_000_000},
        {"sub": None},
    ],
)
def test_a_token_that_does_not_hold_is_refused(
    client: TestClient, parts: Parts, issuer: Provider, claims: dict[str, object]
) -> None:
    parts.staff_room.users.add("lan", "Lan", Role.DESK, None, "subject-1")
    issuer.claims = claims
    answer = sign_on(client)
    assert answer.status_code == 401
    assert "không thành công" in answer.text


def test_a_token_signed_by_somebody_else_is_refused(client: TestClient, parts: Parts, issuer: Provider) -> None:
    parts.staff_room.users.add("lan", "Lan", Role.DESK, None, "subject-1")
    issuer.sign_with = RSAKey.generate_key(2048)
    assert sign_on(client).status_code == 401
    issuer.sign_with, issuer.algorithm = OctKey.import_key(SECRET * 3), "HS256"
    assert sign_on(client).status_code == 401


def test_another_s_state_or_code_is_refused(client: TestClient, issuer: Provider) -> None:
    away = client.get("/login/sso", follow_redirects=False)
    httpx.get(away.headers["location"])
    for query in ("?code=the-code&state=x", "?code=the-code", "", "?code=x&state=" + issuer.asked["state"]):
        assert client.get(f"/login/sso/back{query}", follow_redirects=False).status_code == 401
    client.cookies.clear()
    back = f"/login/sso/back?code=the-code&state={issuer.asked['state']}"
    assert client.get(back, follow_redirects=False).status_code == 401


def test_a_provider_that_is_away_or_another_is_told(client: TestClient, issuer: Provider) -> None:
    issuer.announced_issuer = "https://evil.example"
    answer = client.get("/login/sso", follow_redirects=False)
    assert answer.status_code == 503
    assert "Chưa kết nối được" in answer.text


def test_without_settings_there_is_none(parts: Parts) -> None:
    with TestClient(create_app(parts), base_url=HTTPS) as client:
        assert client.get("/login/sso").status_code == 404
        assert "/login/sso" not in client.get("/login").text
