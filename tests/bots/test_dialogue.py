from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.bot_channel import BARE, FakeChannel
from fakes.bot_room import BotRoom
from fakes.desk import FakeDesk

from assistant.answers import Answer, Option, Reason, Status
from bots.desk import VoiceForm
from bots.events import EventKind
from knowledge.citations import Citation
from knowledge.passages import Kind


@pytest.fixture
def room(tmp_path: Path) -> BotRoom:
    return BotRoom(tmp_path)


def test_start_says_that_this_is_a_machine_and_what_it_keeps(room: BotRoom) -> None:
    (text,) = room.say("/start")
    assert "máy trả lời, không phải cán bộ" in text
    assert "lưu câu hỏi" in text
    assert room.desk.asked == []


def test_a_question_is_asked_in_its_own_session(room: BotRoom) -> None:
    assert room.say("Phí bao nhiêu?", conversation="c1") == ["Trả lời: Phí bao nhiêu?"]
    assert room.desk.asked == [("fake:c1", "Phí bao nhiêu?")]
    assert room.channel.acknowledged == ["e1"]


def test_feedback_by_button_or_by_command(room: BotRoom) -> None:
    room.say("Hỏi")
    room.say("fb:1:down", EventKind.PRESS)
    room.say("/co_ich")
    assert room.desk.rated == [("fake:c", False), ("fake:c", True)]


def test_a_button_of_another_conversation_does_nothing(room: BotRoom) -> None:
    room.say("Hỏi", conversation="c1")
    (text,) = room.say("fb:1:up", EventKind.PRESS, conversation="c2")
    assert "đã cũ" in text
    assert room.desk.rated == []


@pytest.mark.parametrize("press", ["opt:1:9", "opt:x:1", "fb:1:sideways", "cmd:rm", "opt:99999999999999:1", "", "a:b"])
def test_buttons_that_we_never_made_are_answered_and_ignored(room: BotRoom, press: str) -> None:
    room.say("Hỏi")
    (text,) = room.say(press, EventKind.PRESS)
    assert "đã cũ" in text
    assert room.desk.rated == []


def _ask_back(text: str) -> Answer:
    if text != "bằng lái":
        return Answer(Status.ANSWERED, Reason.RECORD, f"Trả lời: {text}")
    options = (Option("1.1", "Cấp mới giấy phép lái xe", "Cấp mới"), Option("1.2", "Đổi giấy phép lái xe", "Đổi"))
    return Answer(Status.CLARIFY, Reason.SEVERAL_PROCEDURES, "Anh/chị cần việc nào?", options=options)


def test_an_option_is_chosen_by_its_number_as_long_as_it_is_the_newest_offer(tmp_path: Path) -> None:
    room = BotRoom(tmp_path, desk=FakeDesk(_ask_back))
    room.say("bằng lái")
    room.say("opt:1:2", EventKind.PRESS)
    assert room.desk.asked[-1] == ("fake:c", "2")
    room.say("opt:1:2", EventKind.PRESS)
    assert room.desk.asked[-1] == ("fake:c", "Đổi")


def test_sources_shows_the_quotes_of_the_last_answer(tmp_path: Path) -> None:
    citation = Citation(Kind.PROCEDURE, "1.1", "Đổi", quote="Đơn đề nghị", source="https://example.gov.vn/1.1")
    desk = FakeDesk(lambda text: Answer(Status.ANSWERED, Reason.RECORD, "x", citations=(citation,)))
    room = BotRoom(tmp_path, desk=desk)
    assert "Chưa có" in room.say("/nguon")[0]
    room.say("Hỏi")
    (text,) = room.say("/nguon")
    assert '"Đơn đề nghị"' in text
    assert "https://example.gov.vn/1.1" in text


def test_erasing_asks_first_then_forgets_what_was_said(room: BotRoom) -> None:
    room.say("Tôi tên Lan")
    assert "/xoa_du_lieu" not in room.say("/xoa_du_lieu")[0]
    assert room.desk.erased == []
    (text,) = room.say("cmd:dong_y_xoa", EventKind.PRESS)
    assert text.startswith("Đã xóa")
    assert room.desk.erased == ["fake:c"]
    assert "Lan" not in str(room.office.history("fake", "c"))


def test_erased_events_still_count_as_seen(room: BotRoom) -> None:
    room.say("Tôi tên Lan")
    room.say("cmd:dong_y_xoa", EventKind.PRESS)
    sent = len(room.channel.sent)
    room._ids = iter([1])  # the platform repeats the first event
    room.receive("Tôi tên Lan")
    room.work()
    assert len(room.channel.sent) == sent


def test_withdrawal_erases_without_a_word(room: BotRoom) -> None:
    room.say("Tôi tên Lan")
    assert room.say("", EventKind.WITHDRAW) == []
    assert room.desk.erased == ["fake:c"]
    assert room.office.history("fake", "c") == []


def test_a_person_takes_over_and_the_machine_is_silent(room: BotRoom) -> None:
    room.say("Hỏi gì đó")
    (told,) = room.say("/noi_nguoi")
    assert "chuyển cho cán bộ" in told
    assert "Hiện ngoài giờ" not in told
    assert room.say("Alo?") == []
    (waiting,) = room.office.queue()
    assert (waiting.channel, waiting.conversation, waiting.reason) == ("fake", "c", "asked_for_person")
    room.office.reply("fake", "c", "Chào anh/chị, tôi là Hoa.", "hoa")
    room.work()
    assert room.channel.texts()[-1] == "Cán bộ trả lời: Chào anh/chị, tôi là Hoa."
    said = [(one.speaker.value, one.text) for one in room.office.history("fake", "c")]
    assert ("citizen", "Alo?") in said
    assert said[-1] == ("staff", "Chào anh/chị, tôi là Hoa.")
    assert room.office.close("fake", "c")
    assert room.say("Phí?") == ["Trả lời: Phí?"]


def test_the_citizen_can_go_back_to_the_machine(room: BotRoom) -> None:
    room.say("/noi_nguoi")
    room.say("/hoi_may")
    assert room.say("Phí?") == ["Trả lời: Phí?"]


def test_out_of_hours_says_when_people_answer(room: BotRoom) -> None:
    room.clock.now = datetime(2026, 11, 27, 15, 0, tzinfo=UTC).timestamp()  # Friday, 22:00 in Việt Nam
    (told,) = room.say("/noi_nguoi")
    assert "07:30 thứ Hai ngày 30/11/2026" in told


def test_a_complaint_is_queued_with_the_desks_own_words(tmp_path: Path) -> None:
    desk = FakeDesk(lambda text: Answer(Status.HANDOFF, Reason.COMPLAINT, "Rất tiếc về việc này."))
    room = BotRoom(tmp_path, desk=desk)
    (told,) = room.say("Tôi muốn khiếu nại")
    assert told.startswith("Rất tiếc về việc này.\n\nAnh/chị đã được chuyển")
    assert [one.reason for one in room.office.queue()] == ["complaint"]


def test_a_person_in_the_platforms_tool_pauses_the_machine_for_a_while(room: BotRoom) -> None:
    room.say("Chào chị", EventKind.STAFF_SPOKE)
    assert room.say("Phí?") == []
    room.clock.now += 3601
    assert room.say("Phí?") == ["Trả lời: Phí?"]


@pytest.mark.parametrize("kind", [EventKind.VOICE, EventKind.IMAGE, EventKind.UNSUPPORTED, EventKind.LOCATION])
def test_what_is_not_text_gets_help(room: BotRoom, kind: EventKind) -> None:
    (text,) = room.say("", kind)
    assert "bằng chữ" in text or "gõ" in text


def test_unsupported_content_names_the_hotline(room: BotRoom) -> None:
    assert "1900 0000" in room.say("", EventKind.UNSUPPORTED)[0]


def test_a_failure_is_said_as_a_failure(tmp_path: Path) -> None:
    def broken(text: str) -> Answer:
        raise RuntimeError("index away")

    room = BotRoom(tmp_path, desk=FakeDesk(broken))
    (text,) = room.say("Phí?")
    assert "sự cố" in text
    assert "1900 0000" in text
    assert room.inbox.unfinished() == []


class _Reader:
    def offers(self, form: VoiceForm) -> bool:
        return True

    def note(self, text: str, form: VoiceForm) -> str | None:
        return f"/{text}.{form.value}"


def test_a_voice_note_on_request(tmp_path: Path) -> None:
    channel = FakeChannel()
    channel.limited(voice_out=VoiceForm.OGG_OPUS)
    room = BotRoom(tmp_path, channel, voices=_Reader())
    room.say("Hỏi")
    assert "say:1" in [button.action for button in channel.sent[-1][1].buttons]
    room.say("say:1", EventKind.PRESS)
    assert channel.sent[-1][1].voice == "/Giọng đọc này do máy tạo ra.\nTrả lời: Hỏi.ogg"


def test_nothing_is_said_twice_on_a_bare_channel(tmp_path: Path) -> None:
    room = BotRoom(tmp_path, FakeChannel(BARE))
    (text,) = room.say("Hỏi")
    assert "/co_ich" in text
    assert "/nghe" not in text
