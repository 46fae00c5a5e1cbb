"""Every page: accessible by axe-core's rules, whole at 200 and 400 percent zoom, light, and printed on one sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from motcua.accounts.roles import Role
from tests.web.browser.conftest import ASKED, Live, picture
from tests.web.evil import EVIL_CODE, EVIL_NUMBER

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

Open = Callable[..., "Page"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LARGEST = 150 * 1024  # bytes of a page with all that it loads
OPEN_PAGES = [
    "/",
    "/du-lieu-ca-nhan",
    "/login",
    "/docs",
    "/nope",
    "/nhung",
    "/procedures/3.000347?mark=a",
    f"/procedures/{EVIL_CODE}",
    f"/laws/{EVIL_NUMBER}",
    f"/laws/{EVIL_NUMBER}?article=1&clause=1&point=a",
]
DESK_PAGES = [
    "/desk",
    "/desk?q=giay+phep",
    "/desk/procedures/3.000347",
    "/desk/procedures/3.000347/due?day=2026-07-01",
    "/desk/procedures/3.000347/checklist",
    "/desk/queue",
    "/desk/questions",
    "/desk/curated",
    "/desk/people",
    "/desk/audit",
]
CASE = "web:khach-0007"


@pytest.fixture(scope="module")
def cases(live: Live) -> list[str]:
    """Pages of a case that waits, of its question, of a turn's trace."""
    live.parts.assistant.ask(f"khắc dấu theo mã {EVIL_CODE} lệ phí bao nhiêu", session=CASE)
    live.parts.staff_room.waiting.enter(CASE, "complaint", "giúp tôi")
    (group,) = live.parts.staff_room.questions.groups()
    return [f"/desk/queue/web/{CASE}", f"/desk/question?key={group.key}", f"/desk/turns/1?session={CASE}"]


def name_of(path: str) -> str:
    kept = [character if character.isalnum() else "-" for character in path]
    return "".join(kept).strip("-") or "home"


def violations(page: Page) -> list[str]:
    sync_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    found = sync_playwright.Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]


def sideways(page: Page) -> int:
    """How many pixels of the page lie beside the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def check(page: Page, path: str, weight: list[int]) -> list[str]:
    """Everything that is wrong with the page, at every width."""
    wrong = []
    if sum(weight) > LARGEST:
        wrong.append(f"{path}: {sum(weight)} bytes")
    for width in (1200, 640, 360, 320):  # 640 and 320: a screen of 1280 at 200 and 400 percent
        page.set_viewport_size({"width": width, "height": 800})
        if sideways(page) > 0:
            wrong.append(f"{path}: {sideways(page)} pixels too wide at {width}")
        if width in (1200, 360):
            picture(page, f"{name_of(path)}-{width}")
    return wrong + [f"{path}: {one}" for one in violations(page)]


def weighed(page: Page) -> list[int]:
    weight: list[int] = []

    def weigh(response: Response) -> None:
        if response.status == 200:
            weight.append(len(response.body()))

    page.on("response", weigh)
    return weight


def test_pages_for_everybody(open_page: Open, live: Live) -> None:
    page = open_page("/healthz")
    wrong = []
    for path in OPEN_PAGES:
        page.context.clear_cookies()
        weight = weighed(page)
        page.goto(f"{live.url}{path}")
        wrong += check(page, path, weight)
    assert wrong == []


def test_pages_of_the_desk(open_page: Open, live: Live, cases: list[str]) -> None:
    page = open_page("/desk", role=Role.ADMIN)
    wrong = []
    for path in [*DESK_PAGES, *cases]:
        weight = weighed(page)
        page.goto(f"{live.url}{path}")
        wrong += check(page, path, weight)
    assert wrong == []


def test_a_conversation_with_everything_open(open_page: Open) -> None:
    page = open_page()
    weight = weighed(page)
    for number, question in enumerate((ASKED, "giấy phép lái xe", "tôi muốn khiếu nại cán bộ"), start=1):
        page.fill("#question", question)
        page.click("#send")
        page.wait_for_selector(f"#luot-{number}")
    for opened in page.query_selector_all("details"):
        opened.evaluate("one => one.open = true")
    assert check(page, "/talk", weight) == []


def test_the_focus_is_seen(open_page: Open) -> None:
    page = open_page()
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2, page.evaluate("document.activeElement.outerHTML")


def test_every_checklist_is_one_sheet(open_page: Open, live: Live) -> None:
    """Those with most to print stand for all."""
    sized = sorted(
        live.parts.catalogue.procedures(), key=lambda one: sum(len(paper.name) + 60 for paper in one.documents)
    )
    page = open_page("/desk", role=Role.DESK)
    pages = {}
    for record in (*sized[-6:], sized[len(sized) // 2], sized[0]):
        page.goto(f"{live.url}/desk/procedures/{record.code}/checklist")
        pages[record.code] = len(pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)))
    assert {code: count for code, count in pages.items() if count != 1} == {}
