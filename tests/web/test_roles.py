"""The role matrix: every address of the desk, for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.web.app import create_app
from motcua.web.mounting import PAGES
from motcua.wiring import Parts
from tests.web.conftest import HTTPS
from tests.web.staff import PASSWORD, add_staff, csrf_of

# Who may least; a test holds that no address is missing.
LEAST = {
    ("GET", "/desk"): Role.DESK,
    ("GET", "/desk/procedures/{code}"): Role.DESK,
    ("GET", "/desk/procedures/{code}/due"): Role.DESK,
    ("GET", "/desk/procedures/{code}/checklist"): Role.DESK,
    ("GET", "/desk/queue"): Role.DESK,
    ("GET", "/desk/queue/web/{session}"): Role.DESK,
    ("POST", "/desk/queue/web/{session}/reply"): Role.DESK,
    ("POST", "/desk/queue/web/{session}/close"): Role.DESK,
    ("GET", "/desk/queue/{channel}/{conversation:path}"): Role.DESK,
    ("POST", "/desk/queue/{channel}/reply"): Role.DESK,
    ("POST", "/desk/queue/{channel}/close"): Role.DESK,
    ("GET", "/desk/questions"): Role.DESK,
    ("GET", "/desk/question"): Role.DESK,
    ("POST", "/desk/question/assign"): Role.DESK,
    ("POST", "/desk/question/close"): Role.DESK,
    ("GET", "/desk/turns/{turn}"): Role.DESK,
    ("GET", "/desk/curated"): Role.DESK,
    ("POST", "/desk/question/sign"): Role.EDITOR,
    ("POST", "/desk/curated/{number}/withdraw"): Role.EDITOR,
    ("GET", "/desk/stats"): Role.DESK,
    ("GET", "/desk/stats/export.xlsx"): Role.DESK,
    ("POST", "/desk/stats/report.docx"): Role.DESK,
    ("POST", "/desk/stats/studio"): Role.DESK,
    ("GET", "/desk/people"): Role.ADMIN,
    ("POST", "/desk/people/export"): Role.ADMIN,
    ("POST", "/desk/people/erase"): Role.ADMIN,
    ("GET", "/desk/audit"): Role.ADMIN,
    ("GET", "/studio"): Role.DESK,
    ("POST", "/studio"): Role.DESK,
    ("GET", "/studio/words"): Role.DESK,
    ("POST", "/studio/words/drop"): Role.DESK,
    ("GET", "/studio/{identifier}"): Role.DESK,
    ("POST", "/studio/{identifier}/remove"): Role.DESK,
    ("POST", "/studio/{identifier}/word"): Role.DESK,
    ("GET", "/studio/{identifier}/hear"): Role.DESK,
    ("GET", "/studio/{identifier}/heard/{name}.mp3"): Role.DESK,
    ("POST", "/studio/{identifier}/order"): Role.DESK,
    ("GET", "/studio/{identifier}/progress"): Role.DESK,
    ("GET", "/studio/{identifier}/present"): Role.DESK,
}
VALUES = {"code": "3.000347", "session": "web:x", "channel": "telegram", "conversation:path": "7", "turn": "1"}
VALUES |= {"identifier": "0" * 32, "name": "0" * 40}
FORM = {
    "text": "a",
    "key": "fee: a",
    "expires_on": "2030-01-01",
    "session": "web:khach-0001",
    "conversation": "7",
    "login": "",
    "written": "a",
    "spoken": "a",
    "at": "0",
}


def address(path: str) -> str:
    for name, value in (*VALUES.items(), ("number", "1")):
        path = path.replace(f"{{{name}}}", value)
    return f"{path}?key=a&session=web:x" if path.startswith(("/desk/question", "/desk/turns")) else path


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    for role in Role:
        add_staff(parts, role)
    with TestClient(create_app(parts), base_url=HTTPS, follow_redirects=False, headers={"accept": "text/html"}) as one:
        yield one


def test_no_address_is_missing() -> None:
    found = {
        (method, route.path)
        for page in PAGES
        for route in page.router.routes
        if isinstance(route, APIRoute) and route.path.startswith(("/desk", "/studio"))
        for method in route.methods
    }
    assert found == set(LEAST)


def test_nobody_comes_in_without_signing_in(client: TestClient) -> None:
    for method, path in LEAST:
        answer = client.request(method, address(path), data=FORM if method == "POST" else None)
        assert (answer.status_code, answer.headers["location"][:6]) == (303, "/login"), path


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_may(client: TestClient, role: Role) -> None:
    client.post("/login", data={"login": role.value, "password": PASSWORD})
    csrf = csrf_of(client) if role.may(Role.DESK) else "x"
    for (method, path), least in LEAST.items():
        form = {**FORM, "csrf": csrf} if method == "POST" else None
        refused = client.request(method, address(path), data=form).status_code == 403
        assert refused != role.may(least), (method, path)


def test_nothing_changes_without_the_form_s_secret(client: TestClient) -> None:
    client.post("/login", data={"login": "admin", "password": PASSWORD})
    csrf = csrf_of(client)
    for method, path in LEAST:
        if method == "POST":
            for form, headers in (
                (FORM, {}),
                ({**FORM, "csrf": csrf[:-1]}, {}),
                ({**FORM, "csrf": csrf}, {"sec-fetch-site": "cross-site"}),
                ({**FORM, "csrf": csrf}, {"origin": "https://evil.example"}),
            ):
                assert client.post(address(path), data=form, headers=headers).status_code == 403, path
