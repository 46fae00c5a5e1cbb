"""What people do, done in a browser: with the mouse on a phone, with the keyboard alone at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from motcua.accounts.roles import Role
from tests.web.browser.conftest import ASKED, Live, picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
PHONE = {"width": 360, "height": 760}


def focused(page: Page) -> str:
    return str(
        page.evaluate("(one => one === document.body ? '' : one.innerText || one.name || '')(document.activeElement)")
    )


def tab_to(page: Page, words: str, key: str = "Tab", most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press(key)
        if words in focused(page):
            return
    raise AssertionError(f"{words} can't be reached with the keyboard")


def test_a_citizen_asks_on_a_phone_and_opens_the_source(open_page: Open) -> None:
    page = open_page(**PHONE)
    picture(page, "ask-phone")
    page.click(".chip")
    page.wait_for_selector("#luot-1")
    assert page.query_selector("#hints") is None
    page.fill("#question", ASKED)
    page.click("#send")
    page.wait_for_selector("#luot-2 .sources a")
    assert page.input_value("#question") == ""
    picture(page, "answers-phone")
    page.click("#luot-2 .sources a")
    mark = page.wait_for_selector("mark")
    assert mark is not None
    assert mark.is_visible()
    picture(page, "source-phone")
    page.go_back()
    assert page.query_selector("#luot-2") is not None


def test_asking_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert focused(page) == "Tới nội dung chính"
    page.keyboard.press("Enter")
    tab_to(page, "question")
    page.keyboard.type("giấy phép lái xe")
    page.keyboard.press("Enter")
    page.wait_for_selector("#luot-1 .choice")
    first = page.inner_text("#luot-1 .choice")
    page.focus("#question")
    tab_to(page, first, "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#luot-2 .answer.answered")
    page.focus("#luot-2 .sources a")
    tab_to(page, "Chưa đúng")
    page.keyboard.press("Enter")
    tab_to(page, "comment")
    page.keyboard.type("thiếu nơi nộp")
    tab_to(page, "Gửi góp ý")
    page.keyboard.press("Enter")
    page.wait_for_selector("#danh-gia-2 .said")
    picture(page, "feedback")


def test_shift_enter_begins_a_line(open_page: Open) -> None:
    page = open_page()
    page.focus("#question")
    page.keyboard.type("một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("hai")
    assert page.input_value("#question") == "một\nhai"


def test_copying_an_answer(open_page: Open) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.fill("#question", ASKED)
    page.keyboard.press("Enter")
    page.click("#luot-1 [data-do=copy]")
    page.wait_for_function("document.querySelector('#luot-1 [data-do=copy]').textContent === 'Đã sao chép'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.inner_text("#luot-1 .words > p") in copied


def test_asking_without_scripts(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.fill("#question", ASKED)
    page.click("#send")
    page.wait_for_selector("#luot-1 .sources a")
    assert not page.is_visible("[data-do=copy]")
    page.click("#luot-1 button[name=useful]")
    page.wait_for_selector("#luot-1")


def test_an_outage_is_shown_where_the_answer_would_stand(open_page: Open) -> None:
    page = open_page()
    page.evaluate("document.querySelector('#question').removeAttribute('maxlength')")
    page.fill("#question", "a" * 5_001)
    page.click("#send")
    alert = page.wait_for_selector("#talk .alert")
    assert alert is not None
    assert "5000 ký tự" in alert.inner_text()


def test_the_desk_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("/desk", role=Role.DESK)
    page.keyboard.type("doi giay phep lai xe quan s")
    page.wait_for_selector(".found a")
    page.wait_for_function("document.querySelector('.found a').href.endsWith('3.000349')")
    picture(page, "desk-search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert "quân sự" in focused(page)
    page.keyboard.press("Escape")
    assert focused(page) == "q"
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/procedures/3.000349")
    picture(page, "desk-card")
    page.fill("#day", "2026-07-01")
    page.wait_for_function("document.querySelector('#due .when').textContent !== ''")
    tab_to(page, "In phiếu hướng dẫn", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet")
    picture(page, "desk-checklist")


def test_a_citizen_waits_and_reads_what_the_officer_wrote(open_page: Open) -> None:
    citizen = open_page(**PHONE)
    citizen.fill("#question", ASKED)
    citizen.click("#send")
    citizen.wait_for_selector("#luot-1")
    citizen.click("#person summary")
    citizen.fill("#note", "cần người giúp")
    citizen.click("#person button")
    citizen.wait_for_selector("text=đang trong hàng chờ")
    officer = open_page("/desk/queue", role=Role.DESK)
    picture(officer, "desk-queue")
    officer.click(".found a")
    officer.fill("#text", "Mời chị lại quầy 3.")
    officer.click("text=Gửi trả lời")
    officer.wait_for_selector(".answer.staff")
    picture(officer, "desk-case")
    citizen.evaluate("htmx.trigger('body', 'queued')")
    citizen.wait_for_selector("#person .answer.staff")
    picture(citizen, "answered-by-a-person-phone")


def test_an_editor_signs_an_answer(open_page: Open, live: Live) -> None:
    question = "khắc dấu theo mã 9.666666 lệ phí bao nhiêu"
    live.parts.assistant.ask(question, session="web:khach-0001")
    page = open_page("/desk/questions", role=Role.EDITOR)
    picture(page, "desk-questions")
    page.click(".found a:has-text('khắc dấu')")
    page.fill("#text", "Bản ghi không nêu lệ phí; mời anh/chị hỏi tại quầy.")
    page.fill("#codes", "9.666666")
    picture(page, "desk-question")
    page.click("text=Ký bằng tên")
    page.wait_for_url("**/desk/curated")
    picture(page, "desk-curated")
    assert live.parts.assistant.ask(question).answer.reason.value == "curated"


def test_the_widget_on_another_site(open_page: Open, live: Live) -> None:
    page = open_page(live.host, **PHONE)
    page.click("button")
    frame = page.frame_locator("#mot-cua-frame")
    for number in (1, 2):
        frame.locator("#question").fill(ASKED)
        frame.locator("#send").click()
        frame.locator(f"#luot-{number} .sources a").first.wait_for()
    assert page.context.cookies() == []
    picture(page, "widget-phone")
    page.click("button >> text=Đóng")
    assert not page.is_visible("#mot-cua-frame")


def test_another_site_may_not_show_the_page(open_page: Open, live: Live) -> None:
    page = open_page()
    page.goto(live.host)
    page.evaluate(f"document.body.innerHTML = '<iframe src=\"{live.url}/\"></iframe>'")
    page.wait_for_timeout(500)
    shown = [frame for frame in page.frames if re.match(live.url, frame.url)]
    assert all("Anh/chị cần làm thủ tục gì" not in frame.content() for frame in shown)
