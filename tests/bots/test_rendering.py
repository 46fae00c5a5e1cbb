from __future__ import annotations

from dataclasses import replace
from datetime import date

from fakes.bot_channel import BARE, BUTTONS

from assistant.answers import Answer, Option, Reason, Status
from bots.answer_replies import label_of, reply_to
from bots.desk import VoiceForm
from bots.rendering.render import render
from bots.replies import Choice, Reply, Source, outbound_from_json, outbound_to_json, reply_from_json, reply_to_json
from knowledge.citations import Citation
from knowledge.passages import Kind

_FEEDBACK = (Choice("👍 Có ích", "fb:1:up", "/co_ich"),)


def test_html_is_escaped_and_the_plain_text_kept() -> None:
    (message,) = render(Reply("Hạng <A1> & B"), BUTTONS)
    assert (message.text, message.rich) == ("Hạng <A1> & B", "Hạng &lt;A1&gt; &amp; B")


def test_a_citation_is_never_cut_off() -> None:
    source = Source("điểm a khoản 1 Điều 5 Nghị định 168/2024/NĐ-CP ngày 26/12/2024", "https://example.gov.vn/vb/168")
    messages = render(Reply("Câu trả lời dài. " * 11, (source,)), BARE)
    assert len(messages) == 2
    assert messages[1].text == f"Nguồn: {source.label}\n{source.url}"


def test_what_has_no_buttons_is_written_out() -> None:
    options = (Choice("Cấp mới", "opt:1:1", "1"), Choice("Đổi", "opt:1:2", "2"))
    (message,) = render(Reply("Anh/chị cần việc nào?", options=options, actions=_FEEDBACK), BARE)
    assert "1. Cấp mới\n2. Đổi\nAnh/chị gửi số thứ tự để chọn." in message.text
    assert "/co_ich (👍 Có ích)" in message.text
    assert not message.buttons


def test_buttons_hang_under_the_last_message_and_repeat_nothing() -> None:
    messages = render(Reply("Dài. " * 1000, actions=_FEEDBACK), BUTTONS)
    assert [len(message.buttons) for message in messages] == [0, 1]
    assert all("/co_ich" not in message.text for message in messages)


def test_a_long_option_is_cut_on_its_button_and_whole_in_the_text() -> None:
    title = "Đổi giấy phép lái xe do ngành Giao thông vận tải cấp sang bằng quốc tế " * 2
    (message,) = render(Reply("Chọn:", options=(Choice(title, "opt:1:1", "1"),)), BUTTONS)
    assert message.buttons[0].title.endswith("…")
    assert len(message.buttons[0].title) <= BUTTONS.longest_title
    assert f"1. {title}" in message.text


def test_options_that_the_answer_lists_itself_are_not_listed_twice() -> None:
    reply = Reply("Chọn:\n1. Cấp mới", options=(Choice("Cấp mới", "opt:1:1", "1"),))
    (message,) = render(reply, BARE)
    assert message.text.count("Cấp mới") == 1


def test_an_action_too_long_for_a_button_is_typed() -> None:
    (message,) = render(Reply("x", actions=(Choice("Dài", "a" * 65, "/dai"),)), BUTTONS)
    assert not message.buttons
    assert "/dai" in message.text


def test_a_voice_becomes_a_link_where_that_is_all_there_is() -> None:
    linked = render(Reply("x", voice="https://mau.gov.vn/nghe/1"), replace(BUTTONS, voice_out=VoiceForm.LINK))
    assert linked[-1].buttons[0].url == "https://mau.gov.vn/nghe/1"
    assert "https://mau.gov.vn/nghe/1" in linked[-1].text
    assert render(Reply("x", voice="a.ogg"), replace(BUTTONS, voice_out=VoiceForm.OGG_OPUS))[-1].voice


def test_source_lines_of_the_text_move_below_it_and_are_not_repeated() -> None:
    citation = Citation(Kind.PROCEDURE, "1.002809", "Đổi giấy phép", "documents", quote="Đơn", source="kho/a.json")
    text = "Giấy tờ: đơn.\nNguồn: Đổi giấy phép (mã 1.002809), dữ liệu ngày 01/02/2026.\nNộp trực tuyến."
    reply = reply_to(Answer(Status.ANSWERED, Reason.RECORD, text, citations=(citation,)), 7, voice=False)
    assert reply.text == "Giấy tờ: đơn.\nNộp trực tuyến."
    assert reply.sources == (Source("Đổi giấy phép (mã 1.002809), dữ liệu ngày 01/02/2026.", "", "Đơn"),)


def test_labels_of_citations() -> None:
    provision = Citation(
        Kind.PROVISION,
        "168/2024/NĐ-CP",
        "Nghị định 168/2024/NĐ-CP",
        article="5",
        clause="1",
        point="a",
        as_of=date(2025, 1, 1),
    )
    assert label_of(provision) == "điểm a khoản 1 Điều 5 Nghị định 168/2024/NĐ-CP, hiệu lực từ 01/01/2025"
    record = Citation(Kind.PROCEDURE, "1.002809", "Đổi giấy phép", "documents", as_of=date(2026, 2, 1))
    assert label_of(record) == "Đổi giấy phép (mã 1.002809), mục thành phần hồ sơ, dữ liệu ngày 01/02/2026"


def test_a_hand_over_offers_a_person_and_a_question_back_its_options() -> None:
    handed = reply_to(Answer(Status.HANDOFF, Reason.OFFICE_KNOWS, "x"), 1, voice=True)
    assert [choice.action for choice in handed.actions] == ["cmd:noi_nguoi"]
    asked = Answer(Status.CLARIFY, Reason.SEVERAL_PROCEDURES, "x", options=(Option("1.1", "Tên đầy đủ", "Cấp mới"),))
    assert reply_to(asked, 12, voice=True).options == (Choice("Cấp mới", "opt:12:1", "1"),)


def test_replies_survive_storage() -> None:
    reply = Reply("a", (Source("b", "c", "d"),), (Choice("e", "f", "g"),), _FEEDBACK, "v")
    assert reply_from_json(reply_to_json(reply)) == reply
    for message in render(reply, BUTTONS):
        assert outbound_from_json(outbound_to_json(message)) == message
