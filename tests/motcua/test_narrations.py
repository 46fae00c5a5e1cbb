"""Reports read aloud over HTTP, by the voice that always works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.bot_events import wait_for
from fastapi.testclient import TestClient

from motcua.accounts.roles import Role
from motcua.narrations import speaking
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts

pytest.importorskip("av", reason="needs the extra `speech`")
pytestmark = pytest.mark.timeout(300, func_only=True)

_REPORT = """# BÁO CÁO CÔNG TÁC QUÝ III

## I. Kết quả

Trong quý, Sở tiếp nhận 1.245 hồ sơ, tăng 12,5% so với cùng kỳ.

Có 35 hồ sơ quá hạn, giảm 4 hồ sơ.

## II. Kiến nghị

Đề nghị Ủy ban nhân dân tỉnh bổ sung kinh phí.
"""

_HERE = ("127.0.0.1", 50_000)


def _client(home: Path, **settings: Any) -> TestClient:
    app = create_app(Parts(Settings(home=home, speech_online=False, **settings)))
    return TestClient(app, client=_HERE)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with _client(tmp_path_factory.mktemp("home")) as client:
        yield client


def _ended(client: TestClient, identifier: str) -> dict[str, Any]:
    def state() -> dict[str, Any]:
        found: dict[str, Any] = client.get(f"/v1/narrations/{identifier}").json()
        return found

    wait_for(lambda: state()["state"] in ("done", "failed"), 120)
    return state()


def _order(client: TestClient, text: str = _REPORT, name: str = "bao-cao.md", **fields: Any) -> dict[str, Any]:
    response = client.post("/v1/narrations", files={"report": (name, text.encode())}, data=fields)
    assert response.status_code == 202, response.text
    ordered: dict[str, Any] = response.json()
    assert response.headers["location"] == f"/v1/narrations/{ordered['id']}"
    assert (ordered["state"], ordered["audio"], ordered["transcript"]) == ("waiting", {}, None)
    return ordered


def test_a_report_becomes_audio_subtitles_and_a_transcript(client: TestClient) -> None:
    ordered = _order(client)
    assert client.get(f"/v1/narrations/{ordered['id']}/audio").status_code in (404, 200)
    done = _ended(client, ordered["id"])
    assert (done["state"], done["error"], done["name"]) == ("done", None, "bao-cao.md")
    assert done["progress"]["done"] == done["progress"]["total"]
    assert done["result"]["engine"] == "espeak"
    assert done["result"]["chapters"] >= 2
    beginnings = {"mp3": (b"ID3", b"\xff"), "m4b": (b"\x00\x00\x00",), "ogg": (b"OggS",)}
    assert set(done["audio"]) == set(beginnings)
    for kind, address in done["audio"].items():
        sound = client.get(address)
        assert sound.headers["content-type"].startswith("audio/")
        assert sound.content.startswith(beginnings[kind])
    part = client.get(done["audio"]["mp3"], headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert client.get(done["subtitles"]["vtt"]).text.startswith("WEBVTT")
    assert "1.245 hồ sơ" in client.get(done["subtitles"]["srt"]).text
    page = client.get(done["transcript"])
    assert "attachment" in page.headers["content-disposition"]
    assert "1.245 hồ sơ" in page.text


def test_an_edited_report_costs_its_new_sentence_alone(client: TestClient) -> None:
    first = _ended(client, _order(client, name="a.txt")["id"])["result"]
    again = _ended(client, _order(client, name="b.txt")["id"])["result"]
    assert (again["synthesised"], again["cached"]) == (0, first["synthesised"] + first["cached"])
    edited = _REPORT.replace("Có 35 hồ sơ quá hạn", "Có 36 hồ sơ quá hạn")
    assert _ended(client, _order(client, edited, name="c.txt")["id"])["result"]["synthesised"] == 1


def test_text_a_brief_and_a_tempo(client: TestClient) -> None:
    sentences = " ".join(f"Trong tháng {month}, Sở tiếp nhận {month}.245 hồ sơ." for month in range(1, 10))
    whole = client.post("/v1/narrations", data={"text": sentences, "rate": "1.5"}).json()
    brief = client.post("/v1/narrations", data={"text": sentences, "brief": "0.5", "rate": "1.5"}).json()
    lengths = [_ended(client, one["id"])["result"]["seconds"] for one in (whole, brief)]
    assert lengths[1] <= lengths[0]


@pytest.mark.parametrize(
    ("name", "content", "fields", "said"),
    [
        ("a.docx", b"PK\x03\x04 broken", {}, "bị hỏng"),
        ("a.html", b"<html><body></body></html>", {}, "không có chữ"),
        ("a.txt", "Sở tiếp nhận 5 hồ sơ.".encode(), {"engine": "piper"}, ""),
    ],
    ids=["broken", "empty page", "no such voice"],
)
def test_what_can_not_be_read_ends_with_a_sentence(
    client: TestClient, name: str, content: bytes, fields: dict[str, str], said: str
) -> None:
    ordered = client.post("/v1/narrations", files={"report": (name, content)}, data=fields).json()
    failed = _ended(client, ordered["id"])
    assert failed["state"] == "failed"
    assert said in failed["error"]
    assert failed["audio"] == {}
    assert client.get(f"/v1/narrations/{ordered['id']}/audio").status_code == 404


@pytest.mark.parametrize(
    ("files", "data", "said"),
    [
        (None, {}, "report"),
        ({"report": ("a.txt", b"x")}, {"text": "x"}, "không phải cả hai"),
        ({"report": ("a.doc", b"x")}, {}, ".docx"),
        ({"report": ("../../a.exe", b"x")}, {}, "loại tệp"),
        ({"report": ("a.txt", b" \n")}, {}, "không có chữ"),
        ({"report": ("a.docx", b"%PDF-1.7")}, {}, "không phải là .docx"),
        ({"report": ("a.pdf", b"PK")}, {}, "không phải là .pdf"),
        ({"report": ("a.txt", b"a\x00b")}, {}, "không phải là .txt"),
        (None, {"text": "x", "rate": "9"}, "rate"),
        (None, {"text": "x", "engine": "hal"}, "engine"),
        (None, {"text": "x", "brief": "-1"}, "brief"),
    ],
)
def test_wrong_orders_are_refused_at_once(client: TestClient, files: Any, data: dict[str, str], said: str) -> None:
    response = client.post("/v1/narrations", files=files, data=data)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


def test_too_much_at_once_is_refused(client: TestClient, tmp_path: Path) -> None:
    for name, size in (("a.txt", 1_000_001), ("a.pdf", 27_000_000)):
        huge = client.post("/v1/narrations", files={"report": (name, b"x" * size)})
        assert huge.status_code == 413, name
    with _client(tmp_path, narrations_waiting=0) as full:
        response = full.post("/v1/narrations", data={"text": "Một câu."})
    assert (response.status_code, response.headers["retry-after"]) == (429, "60")


def test_a_narration_is_gone_when_it_is_removed(client: TestClient) -> None:
    ordered = _ended(client, _order(client)["id"])
    assert client.delete(f"/v1/narrations/{ordered['id']}").status_code == 204
    assert client.delete(f"/v1/narrations/{ordered['id']}").status_code == 404
    for address in (f"/v1/narrations/{ordered['id']}", ordered["audio"]["mp3"], "/v1/narrations/../../etc"):
        assert client.get(address).status_code == 404


def test_without_the_voices_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "find_spec", lambda name: None)
    with _client(tmp_path) as bare:
        response = bare.post("/v1/narrations", data={"text": "Một câu."})
    assert response.status_code == 503
    assert "motcua[bots,speech]" in response.json()["detail"]


def test_where_a_token_is_set_orders_must_carry_it(tmp_path: Path) -> None:
    with _client(tmp_path, narrations_token="ma-cua-van-phong", narrations_waiting=0) as guarded:
        for headers, status in (({}, 401), ({"Authorization": "Bearer x"}, 401), ({"Authorization": "Basic ma"}, 401)):
            response = guarded.post("/v1/narrations", data={"text": "Một câu."}, headers=headers)
            assert response.status_code == status
            assert response.headers["www-authenticate"] == "Bearer"
            assert guarded.delete(f"/v1/narrations/{'0' * 32}", headers=headers).status_code == 401
        right = {"Authorization": "Bearer ma-cua-van-phong"}
        assert guarded.post("/v1/narrations", data={"text": "Một câu."}, headers=right).status_code == 429
        assert guarded.delete(f"/v1/narrations/{'0' * 32}", headers=right).status_code == 404


def test_without_token_or_accounts_only_this_machine_may_order(tmp_path: Path) -> None:
    with _client(tmp_path, narrations_waiting=0) as here:
        assert here.post("/v1/narrations", data={"text": "Một câu."}).status_code == 429
        forwarded = here.post("/v1/narrations", data={"text": "Một câu."}, headers={"X-Forwarded-For": "10.0.0.9"})
        elsewhere = TestClient(here.app, client=("10.0.0.9", 50_000)).delete(f"/v1/narrations/{'0' * 32}")
    assert (forwarded.status_code, elsewhere.status_code) == (401, 401)


def test_officers_order_with_their_sign_in_and_its_secret(tmp_path: Path) -> None:
    parts = Parts(Settings(home=tmp_path, speech_online=False, narrations_waiting=0))
    room = parts.staff_room
    officer = room.users.add("desk", "", Role.DESK, "mot mat khau dai")
    citizen = room.users.add("nguoi", "", Role.CITIZEN, "mot mat khau dai")
    with TestClient(create_app(parts), client=_HERE) as client:

        def order(token: str = "", **headers: str) -> int:
            client.cookies.clear()
            if token:
                client.cookies.set("motcua_can_bo", token)
            return client.post("/v1/narrations", data={"text": "Một câu."}, headers=headers).status_code

        token, other = room.sign_ins.begin(officer), room.sign_ins.begin(citizen)
        found, weak = room.sign_ins.find(token), room.sign_ins.find(other)
        assert found is not None
        assert weak is not None
        assert order() == 401  # an account ends what this machine alone might do
        assert order(token) == 403
        assert order(token, **{"x-csrf-token": found.csrf, "sec-fetch-site": "cross-site"}) == 403
        assert order(other, **{"x-csrf-token": weak.csrf}) == 403
        assert order(token, **{"x-csrf-token": found.csrf}) == 429
        assert client.get(f"/v1/narrations/{'0' * 32}").status_code == 404
    parts.close()
