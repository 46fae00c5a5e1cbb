"""Search while typing, with keywords alone."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.finding import Finder
from motcua.wiring import Parts
from tests.web.staff import add_staff, sign_in


@pytest.fixture
def finder(parts: Parts) -> Finder:
    return parts.finders.current()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3.000347", "3.000347"),
        ("000347", "3.000347"),
        ("3000347", "3.000347"),
        ("Đổi giấy phép lái xe quân sự", "3.000349"),
        ("doi giay phep lai xe quan s", "3.000349"),
        ("ĐỔI GIẤY PHÉP LÁI XE QUÂN SỰ", "3.000349"),
        ("mat bang lai", "3.000348"),
        ("mất bằng l", "3.000348"),
    ],
)
def test_the_first_is_what_is_meant(finder: Finder, typed: str, code: str) -> None:
    assert finder.find(typed)[0].code == code


def test_every_keystroke_keeps_the_procedure_in_sight(finder: Finder) -> None:
    typed = "doi giay phep lai xe quan su"
    seen = ["3.000349" in [one.code for one in finder.find(typed[:count], 20)] for count in range(8, len(typed) + 1)]
    assert all(seen)


@pytest.mark.parametrize("typed", ["", " ", "zzzzzz", "..", "%_'\"<>", "0000000000"])
def test_what_fits_nothing_finds_nothing(finder: Finder, typed: str) -> None:
    assert finder.find(typed) == []


def test_a_new_catalogue_is_seen(parts: Parts, finder: Finder) -> None:
    path = next(path for path in parts.catalogue.files() if path.endswith("3.000349.yaml"))
    parts.catalogue.remove(path)
    assert "3.000349" not in [one.code for one in parts.finders.current().find("giấy phép lái xe quân sự")]


def test_the_desk_searches_with_and_without_scripts(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.DESK)
    sign_in(client, Role.DESK)
    page = client.get("/desk", params={"q": "mat bang lai"})
    piece = client.get("/desk", params={"q": "mat bang lai"}, headers={"hx-request": "true"})
    for answer in (page, piece):
        assert "/desk/procedures/3.000348" in answer.text
    assert "<html" in page.text
    assert "<html" not in piece.text
