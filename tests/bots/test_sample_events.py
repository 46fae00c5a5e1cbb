"""The sample events of ../shared/channels, read as documented there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import telegram

from bots import telegram_events
from bots.events import Event, EventKind, Ignored, Inbound
from bots.replies import Button, Outbound
from bots.zalo_bot import parse as zalo_bot
from bots.zalo_oa import parse as zalo_oa
from bots.zalo_oa.channel import message_body
from bots.zalo_oa.error_classes import ErrorClass, class_of
from bots.zalo_oa.signature import is_signed, signature

_USER = "2222222222222222222"
_PERSON = "aaaabbbbccccdddd0001"
_CHAT = "777000111"
_OA = {
    "oa_user_send_text": (EventKind.TEXT, _USER, "Đổi bằng lái xe ở đâu?"),
    "oa_user_send_text_quote": (EventKind.TEXT, _USER, "Còn phí bao nhiêu?"),
    "oa_user_send_audio": (EventKind.VOICE, _USER, ""),
    "oa_user_send_image": (EventKind.IMAGE, _USER, "biển này là gì"),
    "oa_user_send_file": (EventKind.FILE, _USER, ""),
    "oa_user_send_location": (EventKind.LOCATION, _USER, ""),
    "oa_user_send_sticker": (EventKind.STICKER, _USER, ""),
    "oa_anonymous_send_text": (EventKind.TEXT, f"anonymous:{_USER}:conv-0001", "Xin hỏi"),
    "oa_follow": (EventKind.FOLLOW, _USER, ""),
    "oa_user_withdraw": (EventKind.WITHDRAW, _USER, ""),
    "oa_oa_send_text": (EventKind.STAFF_SPOKE, _USER, "Chào anh/chị"),
}
_ZBOT = {
    "zbot_text_flat": (EventKind.TEXT, _PERSON, "Xin chào"),
    "zbot_text_wrapped": (EventKind.TEXT, _PERSON, "Xin chào"),
    "zbot_group_text": (EventKind.TEXT, "gggg0001", "@Bot hỏi"),
    "zbot_image": (EventKind.IMAGE, _PERSON, "biển gì đây"),
    "zbot_image_docs_field": (EventKind.IMAGE, _PERSON, "biển gì đây"),
    "zbot_sticker": (EventKind.STICKER, _PERSON, ""),
    "zbot_voice": (EventKind.VOICE, _PERSON, ""),
    "zbot_unsupported": (EventKind.UNSUPPORTED, _PERSON, ""),
}
_TG = {
    "tg_text": (EventKind.TEXT, _CHAT, "Đổi bằng lái <A1> ở đâu?"),
    "tg_command": (EventKind.TEXT, _CHAT, "/start"),
    "tg_voice": (EventKind.VOICE, _CHAT, ""),
    "tg_location": (EventKind.LOCATION, _CHAT, ""),
    "tg_callback": (EventKind.PRESS, _CHAT, "fb:ans-1:up"),
    "tg_edited": (EventKind.TEXT, _CHAT, "Đổi bằng lái ở đâu vậy?"),
}
_EXPECTED = [
    *((name, zalo_oa.parse_event, wanted) for name, wanted in _OA.items()),
    *((name, zalo_bot.parse_event, wanted) for name, wanted in _ZBOT.items()),
    *((name, telegram_events.parse_update, wanted) for name, wanted in _TG.items()),
]


@pytest.fixture(scope="module")
def samples(shared_dir: Path) -> Path:
    folder = shared_dir / "channels" / "fixtures"
    if not folder.is_dir():
        pytest.skip("needs the platforms' sample events in ../shared/channels, which are absent here")
    return folder


def _load(samples: Path, name: str) -> Any:
    return json.loads((samples / f"{name}.json").read_text(encoding="utf-8"))


def _summary(event: Event) -> Any:
    return (event.kind, event.conversation, event.text) if isinstance(event, Inbound) else event


@pytest.mark.parametrize(("name", "parse", "wanted"), _EXPECTED, ids=[name for name, _, _ in _EXPECTED])
def test_samples_are_read(samples: Path, name: str, parse: Any, wanted: Any) -> None:
    event = parse((samples / f"{name}.json").read_bytes())
    assert _summary(event) == wanted
    assert event.event_id


@pytest.mark.parametrize("name", ["oa_unfollow", "oa_user_seen_message", "oa_user_submit_info"])
def test_what_needs_nothing_is_ignored(samples: Path, name: str) -> None:
    assert isinstance(zalo_oa.parse_event((samples / f"{name}.json").read_bytes()), Ignored)


def test_an_unsupported_event_without_message_has_nobody_to_answer(samples: Path) -> None:
    assert isinstance(zalo_bot.parse_event((samples / "zbot_unsupported_nomsg.json").read_bytes()), Ignored)
    assert isinstance(zalo_bot.parse_event(b""), Ignored)


def test_both_shapes_of_one_event_have_one_id(samples: Path) -> None:
    flat = zalo_bot.parse_event((samples / "zbot_text_flat.json").read_bytes())
    assert flat == zalo_bot.parse_event((samples / "zbot_text_wrapped.json").read_bytes())


def test_media_addresses(samples: Path) -> None:
    events = {
        name: zalo_bot.parse_event((samples / f"{name}.json").read_bytes())
        for name in ("zbot_image", "zbot_image_docs_field", "zbot_voice")
    }
    assert {event.media_url for event in events.values() if isinstance(event, Inbound)} == {
        "https://photo.example.zdn.vn/a.jpg",
        "https://voice.example.zdn.vn/a.aac",
    }


def test_the_signature_of_the_sample(samples: Path) -> None:
    vector = _load(samples, "oa_signature_vector")
    raw = vector["raw_body"].encode()
    made = signature(vector["app_id"], raw, vector["timestamp"], vector["oa_secret_key"])
    assert made == vector["value"]
    assert is_signed(made, vector["app_id"], raw, vector["timestamp"], vector["oa_secret_key"])
    assert not is_signed(made, vector["app_id"], raw + b" ", vector["timestamp"], vector["oa_secret_key"])


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (-216, ErrorClass.REFRESH),
        (-220, ErrorClass.REFRESH),
        (-32, ErrorClass.WAIT),
        (-230, ErrorClass.GIVE_UP),
        (-213, ErrorClass.GIVE_UP),
        (-210, ErrorClass.GIVE_UP),
        (-224, ErrorClass.CALL_PERSON),
        (-99999, ErrorClass.WAIT),
    ],
)
def test_error_codes(code: int, wanted: ErrorClass) -> None:
    assert class_of(code) is wanted


def test_every_sample_error_has_a_class_of_its_own(samples: Path) -> None:
    listed = {error["error"] for error in _load(samples, "oa_resp_errors")}
    assert listed == {-216, -220, -32, -230, -213, -210, -224}


def test_buttons_are_written_as_documented(samples: Path) -> None:
    wanted = _load(samples, "oa_req_text_buttons")["message"]
    buttons = (
        Button("👍 Có", "#fb:ans-1:up"),
        Button("👎 Chưa", "#fb:ans-1:down"),
        Button("Mở văn bản", url="https://example.gov.vn/vb/1"),
    )
    made = message_body(Outbound(wanted["text"], buttons=buttons))
    documented = wanted["attachment"]["payload"]["buttons"]
    assert made["text"] == wanted["text"]
    assert made["attachment"]["payload"]["buttons"] == documented[:3]


@pytest.mark.parametrize("name", list(_TG))
def test_telegram_samples_are_read_as_the_library_reads_them(samples: Path, name: str) -> None:
    plain = _load(samples, name)
    update = telegram.Update.de_json(plain, None)
    event = telegram_events.event_of(plain)
    assert isinstance(event, Inbound)
    assert event.event_id == str(update.update_id)
    assert event.conversation == str(update.effective_chat.id)
    assert event.user == str(update.effective_user.id)
