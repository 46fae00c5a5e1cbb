"""What is compressed, and what must not be."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.wiring import Parts
from tests.web.evil import EVIL_NUMBER
from tests.web.staff import add_staff, sign_in


@pytest.mark.parametrize(
    "path", ["/static/htmx.min.js", "/procedures/3.000347", f"/laws/{EVIL_NUMBER}?article=1&clause=1&point=a"]
)
def test_what_holds_no_secret_is_sent_small(client: TestClient, path: str) -> None:
    plain = client.get(path, headers={"accept-encoding": "identity"})
    small = client.get(path, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == "Accept-Encoding"
    assert int(small.headers["content-length"]) < len(plain.content)
    assert small.content == plain.content


def test_pages_with_a_form_s_secret_are_not(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.ADMIN)
    sign_in(client, Role.ADMIN)
    for path in ("/desk", "/desk?q=giay", "/desk/procedures/3.000347", "/desk/people", "/desk/audit"):
        assert "content-encoding" not in client.get(path, headers={"accept-encoding": "gzip"}).headers
