"""The dashboard in a browser: accessible, whole at every width, and usable with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.answers import Reason, Status
from assistant.utc import utc_now
from motcua.accounts.roles import Role
from motcua.statistics.answer_log import AnswerLog
from tests.web.browser.conftest import Live
from tests.web.browser.test_flows import tab_to
from tests.web.browser.test_pages import check, weighed
from tests.web.test_stats import reply

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
_KINDS = (
    (Status.ANSWERED, Reason.RECORD, "3.000347"),
    (Status.ANSWERED, Reason.PROVISION, "3.000349"),
    (Status.CLARIFY, Reason.SEVERAL_PROCEDURES, None),
    (Status.REFUSED, Reason.NOT_IN_SOURCES, None),
    (Status.HANDOFF, Reason.COMPLAINT, None),
)


def fill(live: Live) -> None:
    _ = live.parts.staff_room
    for number in range(120):
        then = utc_now() - timedelta(days=number * number % 29)
        status, reason, code = _KINDS[number * 7 % 11 % len(_KINDS)]
        log = AnswerLog(live.parts.engine, lambda then=then: then)  # type: ignore[misc]
        log.add(("page:a", "telegram:7", "zalo-oa:1", None)[number % 4], reply(status, reason, code, 10 + number))
    live.parts.assistant.ask("khắc dấu theo mã 9.666666 lệ phí bao nhiêu", session="page:stats")


def test_the_dashboard_with_the_keyboard_alone(open_page: Open, live: Live) -> None:
    fill(live)
    page = open_page("/desk", role=Role.DESK)
    page.focus("#content")
    tab_to(page, "Thống kê", "Shift+Tab")
    weight = weighed(page)
    page.keyboard.press("Enter")
    page.wait_for_selector(".chart rect.handoff")
    assert check(page, "/desk/stats", weight) == []
    page.set_viewport_size({"width": 1200, "height": 900})
    page.focus("#last")
    tab_to(page, "Bảng số liệu từng ngày")
    page.keyboard.press("Enter")
    assert page.is_visible("details td.number")
    assert check(page, "/desk/stats-open", weight) == []
    page.set_viewport_size({"width": 1200, "height": 900})
    with page.expect_download() as sheet:
        tab_to(page, "Tải XLSX", "Shift+Tab")
        page.keyboard.press("Enter")
    assert sheet.value.suggested_filename.endswith(".xlsx")
    page.focus("#month")
    tab_to(page, "vào phòng thu")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('BÁO CÁO HỎI ĐÁP')")
