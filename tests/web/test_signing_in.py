"""Signing in to the desk: cookies, forms, roles, addresses to go back to."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.accounts.users import MOST_FAILURES
from motcua.web.signed_in import local_path
from motcua.wiring import Parts
from tests.web.staff import PASSWORD, add_staff, csrf_of, sign_in


def test_who_is_not_signed_in_is_asked_to(client: TestClient) -> None:
    answer = client.get("/desk/audit", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/desk/audit")
    piece = client.get("/desk", headers={"hx-request": "true"})
    assert (piece.status_code, piece.headers["hx-redirect"]) == (401, "/login")


def test_signing_in_gives_a_guarded_cookie_and_signing_out_ends_it(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.DESK)
    answer = sign_in(client, Role.DESK)
    cookie = answer.headers["set-cookie"]
    assert re.match(r"__Host-motcua_can_bo=[\w-]{43};", cookie)
    assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))
    assert client.get("/desk", follow_redirects=False).status_code == 200
    token = client.cookies["__Host-motcua_can_bo"]
    out = client.post("/logout", data={"csrf": csrf_of(client)}, follow_redirects=False)
    assert {"HttpOnly", "Secure", "Path=/", "Max-Age=0"} <= set(out.headers["set-cookie"].split("; "))
    client.cookies.set("__Host-motcua_can_bo", token)
    assert client.get("/desk", follow_redirects=False).status_code == 303


def test_a_wrong_password_is_told_and_locks(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.DESK)
    for _ in range(MOST_FAILURES):
        answer = client.post("/login", data={"login": "desk", "password": "wrong wrong"})
        assert answer.status_code == 401
        assert "wrong wrong" not in answer.text
    assert client.post("/login", data={"login": "desk", "password": PASSWORD}).status_code == 401
    entries = [entry for _, entry in parts.staff_room.audit.newest()]
    assert {(entry.action, entry.target, entry.detail) for entry in entries} == {("login.failed", "", "")}


def test_tries_are_limited_over_all_accounts(client: TestClient) -> None:
    codes = [client.post("/login", data={"login": f"u{n}", "password": "x"}).status_code for n in range(22)]
    assert codes[-1] == 429


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
def test_nobody_signs_a_person_in_from_another_site(client: TestClient, headers: dict[str, str]) -> None:
    data = {"login": "desk", "password": PASSWORD}
    assert client.post("/login", data=data, headers=headers).status_code == 403


def test_a_form_without_the_secret_changes_nothing(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.DESK)
    sign_in(client, Role.DESK)
    for data in ({}, {"csrf": ""}, {"csrf": "x" * 43}):
        assert client.post("/logout", data=data).status_code == 403
    assert client.get("/desk", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/desk/queue", "/desk/queue"),
        ("https://evil.example", "/desk"),
        ("//evil.example", "/desk"),
        ("/desk//evil.example", "/desk"),
        ("/desk/\\evil", "/desk"),
        ("/deskevil", "/desk"),
        ("javascript:alert(1)", "/desk"),
    ],
)
def test_after_signing_in_one_stays_here(asked: str, given: str) -> None:
    assert local_path(asked) == given


@pytest.mark.parametrize("role", list(Role))
def test_the_audit_log_is_for_administrators(client: TestClient, parts: Parts, role: Role) -> None:
    add_staff(parts, role)
    sign_in(client, role)
    assert client.get("/desk/audit").status_code == (200 if role is Role.ADMIN else 403)
    assert client.get("/desk").status_code == (403 if role is Role.CITIZEN else 200)
