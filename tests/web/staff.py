"""Signs people of the office in."""

from __future__ import annotations

import re

import httpx
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.accounts.users import User
from motcua.wiring import Parts

PASSWORD = "mot mat khau dai"


def add_staff(parts: Parts, role: Role) -> User:
    """Their login is the role's name."""
    return parts.staff_room.users.add(role.value, f"Cán bộ {role.value}", role, PASSWORD)


def sign_in(client: TestClient, role: Role) -> httpx.Response:
    return client.post("/login", data={"login": role.value, "password": PASSWORD}, follow_redirects=False)


def csrf_of(client: TestClient, path: str = "/desk") -> str:
    found = re.search(r'name="csrf" value="([\w-]+)"', client.get(path).text)
    assert found is not None
    return found.group(1)
