"""A record that has changed: the card shows its versions and what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi.testclient import TestClient

from knowledge.procedures import DocumentRequirement
from motcua.accounts.roles import Role
from motcua.wiring import Parts
from tests.builders import entry, procedure, source_file
from tests.web.staff import add_staff, sign_in


def test_the_card_tells_what_changed(client: TestClient, parts: Parts) -> None:
    old = procedure(
        "1.777777", "Khắc lại dấu", as_of=date(2026, 1, 1), documents=(DocumentRequirement("Đơn cũ", None, 1, 0, None),)
    )
    new = replace(old, as_of=date(2026, 6, 1), documents=(DocumentRequirement("Đơn mới", None, 1, 0, None),))
    for name, record in (("old.json", old), ("new.json", new)):
        parts.catalogue.put(source_file(name), entry(record, record.name))
    add_staff(parts, Role.DESK)
    sign_in(client, Role.DESK)
    page = client.get("/desk/procedures/1.777777").text
    assert "<del>Đơn cũ" in page
    assert "<ins>Đơn mới" in page
    assert "Bản 2 (đang dùng)" in page
    assert "Các bản và nội dung thay đổi" not in client.get("/desk/procedures/3.000347").text
