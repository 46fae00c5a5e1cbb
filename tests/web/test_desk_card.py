"""The procedure card, the checklist and the due dates."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from knowledge.procedures import Channel, DocumentRequirement, Duration, DurationUnit, Source
from motcua.accounts.roles import Role
from motcua.web.pages.desk.card import dues_of
from motcua.web.pages.desk.checklist import checklist_of
from motcua.web.public_address import public_address
from motcua.wiring import Parts
from tests.builders import method, procedure
from tests.web.evil import EVIL_CODE
from tests.web.staff import add_staff, sign_in


@pytest.fixture
def officer(client: TestClient, parts: Parts) -> TestClient:
    add_staff(parts, Role.DESK)
    sign_in(client, Role.DESK)
    return client


def test_the_card_holds_every_field_of_the_record(officer: TestClient, parts: Parts) -> None:
    record = parts.catalogue.procedure("3.000347")
    assert record is not None
    text = " ".join(BeautifulSoup(officer.get("/desk/procedures/3.000347").text, "lxml").text.split())
    said = [record.name, record.code, record.sector, *(paper.name for paper in record.documents)]
    said += [fee.text for one in record.submission_methods for fee in one.fees]
    said += [step.text.lstrip("-+* ") for step in record.steps] + [one.name for one in record.agencies]
    said += [one.message for one in record.warnings] + [one.name for one in record.results]
    assert [one for one in said if one and " ".join(one.split()) not in text] == []


def test_due_dates_with_and_without_scripts(officer: TestClient) -> None:
    page = officer.get("/desk/procedures/3.000347/due", params={"day": "2026-07-01"})
    piece = officer.get("/desk/procedures/3.000347/due", params={"day": "2026-07-01"}, headers={"hx-request": "true"})
    for answer in (page, piece):
        assert "08/07/2026" in answer.text
    assert "<html" in page.text
    assert "<html" not in piece.text
    assert officer.get("/desk/procedures/3.000347/due", params={"day": "1/7/2026"}).status_code == 422


def test_channels_with_one_limit_are_told_together() -> None:
    week = Duration("5 ngày làm việc", 5.0, DurationUnit.WORKING_DAYS)
    lost = Duration("theo quy định", None, None)
    methods = (
        method(Channel.ONLINE, duration=week),
        method(Channel.POST, duration=week),
        method(Channel.IN_PERSON, duration=lost),
    )
    first, second = dues_of(procedure(submission_methods=methods), date(2026, 7, 1))
    assert (first.channels, first.due and first.due.day) == ("Trực tuyến, Bưu chính", date(2026, 7, 8))
    assert (second.limit, second.due) == ("theo quy định", None)


def test_the_checklist_has_a_box_a_paper_and_a_code_to_the_source(officer: TestClient, parts: Parts) -> None:
    record = parts.catalogue.procedure("3.000347")
    assert record is not None
    page = BeautifulSoup(officer.get("/desk/procedures/3.000347/checklist").text, "lxml")
    assert len(page.select(".boxes li")) == len(record.documents)
    assert (page.select_one(".qr svg") is not None) == (public_address(record.source.uri) is not None)


def papers(count: int, length: int) -> tuple[DocumentRequirement, ...]:
    return tuple(DocumentRequirement(f"{n} {'giấy tờ ' * (length // 8)}", None, 1, 0, None) for n in range(count))


@pytest.mark.parametrize(
    ("count", "length", "size", "is_cut"),
    [(3, 80, 0, False), (12, 120, 1, False), (20, 160, 2, False), (90, 300, 2, True)],
)
def test_a_long_checklist_is_printed_smaller_and_says_what_it_leaves_out(
    count: int, length: int, size: int, is_cut: bool
) -> None:
    sheet = checklist_of(procedure(documents=papers(count, length)), "")
    assert (sheet.size, sheet.is_cut, sheet.address) == (size, is_cut, None)


def test_a_source_without_an_address_leads_to_this_server() -> None:
    record = procedure(source=Source("javascript:alert(1)", "a.yaml", "0" * 64, None))
    sheet = checklist_of(record, "https://mot-cua.example/")
    assert sheet.address == "https://mot-cua.example/procedures/1.000001"
    assert sheet.code is not None
    assert "<svg" in sheet.code


@pytest.mark.parametrize("path", ["", "/due", "/checklist"])
def test_texts_that_try_to_be_markup_stay_texts(officer: TestClient, path: str) -> None:
    page = BeautifulSoup(officer.get(f"/desk/procedures/{EVIL_CODE}{path}").text, "lxml")
    assert not page.find_all("img", src="x")
    assert all(str(script["src"]).startswith("/static/") for script in page.find_all("script"))
    assert not [a for a in page.find_all("a") if str(a["href"]).startswith("javascript:")]
    assert officer.get(f"/desk/procedures/0.000000{path}").status_code == 404
