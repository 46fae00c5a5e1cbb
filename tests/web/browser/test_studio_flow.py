"""The report studio in a browser: with the keyboard alone, and presenting with the network off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from fakes.bot_events import wait_for

from motcua.accounts.roles import Role
from tests.web.browser.conftest import Live, picture
from tests.web.browser.test_flows import focused, tab_to
from tests.web.browser.test_pages import check, sideways, violations
from tests.web.test_studio import REPORT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("av", reason="needs the extra `speech`")
Open = Callable[..., "Page"]
_MORE = """
- Giải quyết đúng hạn 98,5% hồ sơ.
- Còn 3 hồ sơ quá hạn do chờ kết quả giám định của cơ quan chuyên môn ở trung ương, dự kiến xong trước ngày 30/11/2026.
"""


def now(page: Page) -> str:
    return page.inner_text("#lines [aria-current]")


def test_a_report_from_the_file_to_the_projector(open_page: Open, live: Live) -> None:
    page = open_page("/studio", role=Role.DESK)
    wrong = check(page, "/studio", [])
    report = (REPORT + _MORE).encode()
    page.set_input_files("#report", {"name": "bao-cao.md", "mimeType": "text/markdown", "buffer": report})
    page.focus("#report")
    tab_to(page, "Đưa lên")
    page.keyboard.press("Enter")
    page.wait_for_selector(".pair.guessed")

    tab_to(page, "spoken")
    page.keyboard.press("Control+A")
    page.keyboard.type("xe kéo quân")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=qua xe kéo quân")
    tab_to(page, "Nghe câu này")
    page.keyboard.press("Enter")
    page.wait_for_selector(".heard audio")
    page.goto(f"{live.url}/studio/words")
    wrong += check(page, "/studio/words", [])
    page.go_back()

    page.select_option("#voice", "may-bac")
    page.focus("#rate")
    tab_to(page, "Đọc cả bài")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Đã đọc xong", timeout=30_000)
    wrong += check(page, "/studio-check", [])
    page.set_viewport_size({"width": 1200, "height": 900})
    tab_to(page, "Trình chiếu")
    page.keyboard.press("Enter")
    wrong += presented(page)
    assert wrong == []


def presented(page: Page) -> list[str]:
    """Everything from here on is done without a network."""
    page.wait_for_selector("#play:not([disabled])")
    page.context.set_offline(True)
    assert focused(page) == "Phát"
    wrong = violations(page)
    page.keyboard.press("ArrowDown")
    assert now(page) == "I. Kết quả"
    picture(page, "studio-present-heading")
    page.keyboard.press("ArrowRight")
    assert "12 hồ sơ" in now(page)
    picture(page, "studio-present")
    page.keyboard.press("Space")
    page.wait_for_selector("#play:has-text('Dừng')")
    page.wait_for_selector("#lines [aria-current]:has-text('II.')")
    page.keyboard.press("Space")
    page.wait_for_selector("#play:has-text('Phát')")
    assert page.evaluate("document.querySelector('#chapter').selectedOptions[0].text") == "II. Kiến nghị"
    page.keyboard.press("f")
    wait_for(lambda: bool(page.evaluate("document.fullscreenElement !== null")), 10)
    page.keyboard.press("f")
    wait_for(lambda: bool(page.evaluate("document.fullscreenElement === null")), 10)
    page.set_viewport_size({"width": 360, "height": 760})
    picture(page, "studio-present-phone")
    wrong += [f"present: {sideways(page)} too wide"] if sideways(page) > 0 else []
    page.context.set_offline(False)
    page.reload()
    page.wait_for_selector("#play:not([disabled])")
    assert now(page) == "II. Kiến nghị"  # resumed
    page.keyboard.press("Home")
    assert "II." not in now(page)
    return wrong + violations(page)
