"""The report studio over HTTP: brought, checked, corrected, heard, ordered, shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes.bot_events import wait_for
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.web.conftest import HTTPS
from tests.web.staff import add_staff, csrf_of, sign_in

pytest.importorskip("av", reason="needs the extra `speech`")

REPORT = """# BÁO CÁO QUÝ III

## I. Kết quả

Sở nhận 12 hồ sơ qua XKQ.

## II. Kiến nghị

Đề nghị bổ sung kinh phí.
"""


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    built = Parts(Settings(home=tmp_path, speech_online=False))
    for role in (Role.CITIZEN, Role.DESK):
        add_staff(built, role)
    yield built
    built.close()


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    with TestClient(create_app(parts), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        sign_in(client, Role.DESK)
        yield client


def bring(client: TestClient, name: str = "bao-cao.md", content: bytes = REPORT.encode()) -> httpx.Response:
    data = {"csrf": csrf_of(client, "/studio")}
    return client.post("/studio", files={"report": (name, content)}, data=data, follow_redirects=False)


def test_guessed_words_come_first_and_a_correction_holds(client: TestClient, parts: Parts) -> None:
    address = bring(client).headers["location"]
    page = client.get(address).text
    guessed = re.search(r'class="pair guessed" id="cau-(\d+)"', page)
    assert guessed is not None
    assert page.index("XKQ") < page.index("Đề nghị bổ sung")
    form = {"csrf": csrf_of(client), "at": guessed[1], "written": "XKQ", "spoken": "xe kéo quân"}
    row = client.post(f"{address}/word", data=form, headers={"HX-Request": "true"})
    assert "mười hai hồ sơ qua xe kéo quân" in row.text
    assert "guessed" not in row.text
    assert (parts.settings.home / "words.tsv").read_text(encoding="utf-8") == "XKQ\txe kéo quân\n"
    assert [entry.action for _, entry in parts.staff_room.audit.newest(1)] == ["word.put"]
    refused = client.post(f"{address}/word", data={**form, "spoken": "xe 3 bánh"}, headers={"HX-Request": "true"})
    assert "viết bằng chữ" in refused.text
    assert "xe kéo quân" in client.get("/studio/words").text
    client.post("/studio/words/drop", data={"csrf": form["csrf"], "written": "XKQ"})
    assert "guessed" in client.get(address).text


def test_a_sentence_is_heard_and_the_whole_is_shown(client: TestClient) -> None:
    address = bring(client).headers["location"]
    sound = client.get(f"{address}/hear", params={"at": 2, "voice": "may-nam", "rate": 1.1})
    assert sound.headers["content-type"] == "audio/mpeg"
    assert len(sound.content) > 1_000
    assert client.get(f"{address}/hear?at=99").status_code == 404
    assert client.get(f"{address}/present").status_code == 404
    form = {"csrf": csrf_of(client), "voice": "may-bac", "rate": "1.25"}
    assert client.post(f"{address}/order", data=form, follow_redirects=False).status_code == 303
    piece = {"HX-Request": "true"}
    wait_for(lambda: "Đã đọc xong" in client.get(f"{address}/progress", headers=piece).text)
    shown = client.get(f"{address}/present")
    assert "media-src 'self' blob:" in shown.headers["content-security-policy"]
    assert "blob:" not in client.get(address).headers["content-security-policy"]
    starts = [float(start) for start in re.findall(r'<li data-start="([\d.]+)"', shown.text)]
    assert starts == sorted(starts)
    assert len(starts) == 6  # the notice, the title, two headings, two sentences
    assert shown.text.count("<option") >= 2
    audio = re.search(r'data-audio="([^"]+)"', shown.text)
    assert audio is not None
    assert client.get(audio[1]).headers["content-type"] == "audio/mpeg"
    client.post(f"{address}/remove", data={"csrf": form["csrf"]})
    assert client.get(address).status_code == 404
    assert client.get(audio[1]).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("a.doc", b"x", 422, ".docx"),
        ("a.exe", b"MZ", 422, "loại tệp"),
        ("a.pdf", b"not a pdf", 422, "không phải là .pdf"),
        ("a.docx", b"PK\x03\x04 broken", 422, "bị hỏng"),
        ("a.html", b"<p></p>", 422, "không có chữ"),
        ("a.txt", b"x" * 1_000_001, 413, "xin chia nhỏ"),
    ],
)
def test_what_can_not_be_read_is_said_and_not_kept(
    client: TestClient, name: str, content: bytes, status: int, said: str
) -> None:
    refused = bring(client, name, content)
    assert refused.status_code == status
    assert said in refused.text
    assert "Chưa có báo cáo nào" in refused.text


def test_only_officers_work_in_the_studio(parts: Parts) -> None:
    with TestClient(create_app(parts), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        away = client.get("/studio", follow_redirects=False)
        assert away.headers["location"] == "/login?next=/studio"
        sign_in(client, Role.CITIZEN)
        assert client.get("/studio").status_code == 403
        sign_in(client, Role.DESK)
        assert client.post("/studio", files={"report": ("a.txt", b"x")}).status_code == 403


def test_markup_in_a_report_stays_text(client: TestClient) -> None:
    address = bring(client, "<img src=x>.txt", b"<script>alert(1)</script> mot hai ba.").headers["location"]
    page = client.get(address).text
    assert "<script>alert" not in page
    assert "<img" not in page.replace('<img src="/static/', "")


def test_what_is_old_is_forgotten(client: TestClient, parts: Parts) -> None:
    address = bring(client).headers["location"]
    client.get(f"{address}/hear?at=0")
    room = client.app.state.background.workroom  # type: ignore[attr-defined]
    assert room.forget_before(0) == 0
    assert room.forget_before(2e10) == 1
    assert list((parts.settings.home / "studio" / ".heard").iterdir()) == []
