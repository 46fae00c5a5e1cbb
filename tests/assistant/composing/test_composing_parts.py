"""The parts of an answer: fees on a day, fields, lines that fit, sentences that answer, office formulas left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import method, procedure

from assistant.answers import Facet
from assistant.composing.asked import Asked
from assistant.composing.compaction import compact, without_repeats
from assistant.composing.fees import fee_lines
from assistant.composing.fields import duration_text, facet_lines, place_name
from assistant.composing.lines import fitted
from assistant.composing.measures import asked_measure
from assistant.composing.sentences import excerpt, pick, shortened
from knowledge.procedures import (
    Agency,
    AgencyRole,
    Channel,
    DocumentRequirement,
    Duration,
    DurationUnit,
    Fee,
    LegalBasis,
    RecordWarning,
)
from knowledge.sentences import Sentence
from knowledge.text.syllables import syllables

ON = date(2026, 7, 1)
PASSED = Fee("115.000 đồng/lần", 115_000, valid_to=date(2025, 12, 31))
NOW = Fee("135.000 đồng/lần", 135_000)


def test_a_passed_rate_comes_last_and_is_marked() -> None:
    lines = fee_lines(procedure(submission_methods=(method(Channel.ONLINE, PASSED, NOW),)), ON)
    assert lines[0] == "135.000 đồng/lần"
    assert lines[1].startswith("115.000 đồng/lần (")
    assert "31/12/2025" in lines[1]


def test_a_rate_holds_through_its_last_day() -> None:
    record = procedure(submission_methods=(method(Channel.ONLINE, PASSED),))
    assert fee_lines(record, date(2025, 12, 31)) == ["115.000 đồng/lần"]
    assert fee_lines(record, date(2026, 1, 1)) != ["115.000 đồng/lần"]


def test_a_coming_rate_says_from_when() -> None:
    coming = replace(NOW, valid_from=date(2027, 1, 1))
    assert "01/01/2027" in fee_lines(procedure(submission_methods=(method(Channel.POST, coming),)), ON)[0]


def test_a_doubtful_sum_is_left_out() -> None:
    doubt = RecordWarning("fee_implausible", "Mức phí lạ.", "submission_methods", "9 đồng")
    methods = (method(Channel.ONLINE, Fee("9 đồng", 9), NOW),)
    assert fee_lines(procedure(submission_methods=methods, warnings=(doubt,)), ON) == ["135.000 đồng/lần"]


def test_free_is_said_and_channels_only_where_they_differ() -> None:
    free = Fee("0 đồng", 0)
    both = (method(Channel.ONLINE, free), method(Channel.IN_PERSON, free))
    assert fee_lines(procedure(submission_methods=both), ON) == ["miễn phí"]
    apart = (method(Channel.ONLINE, free), method(Channel.IN_PERSON, NOW))
    assert fee_lines(procedure(submission_methods=apart), ON) == [
        "Trực tuyến: miễn phí",
        "Trực tiếp: 135.000 đồng/lần",
    ]


def test_the_place_is_where_papers_are_handed_in() -> None:
    agencies = (Agency(AgencyRole.AUTHORITY, "Bộ A"), Agency(AgencyRole.RECEIVING, "Phòng B"))
    assert place_name(procedure(agencies=agencies)) == "Phòng B"
    assert place_name(procedure(agencies=agencies[:1])) == "Bộ A"
    assert place_name(procedure()) is None


def test_a_duration_that_lost_its_unit_is_not_shown() -> None:
    days = method(Channel.ONLINE, duration=Duration("5 Ngày làm việc", 5, DurationUnit.WORKING_DAYS))
    bare = method(Channel.POST, duration=Duration("5", 5, None))
    assert duration_text(procedure(submission_methods=(days, bare))) == "5 ngày làm việc"
    assert duration_text(procedure(submission_methods=(bare,))) is None


def test_papers_have_their_counts_and_their_case_once() -> None:
    papers = tuple(DocumentRequirement(name, None, 1, 0, "Cấp lại") for name in ("Đơn đề nghị", "Ảnh"))
    assert facet_lines(procedure(documents=papers), Facet.DOCUMENTS, ON) == [
        "Cấp lại: Đơn đề nghị (1 bản chính)",
        "Ảnh (1 bản chính)",
    ]


def test_a_law_is_named_with_its_number_once() -> None:
    laws = (LegalBasis("1/2025", "Luật A"), LegalBasis("2/2025", "Nghị định 2/2025"), LegalBasis("3/2025", None))
    assert facet_lines(procedure(legal_basis=laws), Facet.LEGAL_BASIS, ON) == [
        "1/2025: Luật A",
        "Nghị định 2/2025",
        "3/2025",
    ]


@pytest.mark.parametrize("facet", Facet)
def test_an_empty_record_has_no_lines(facet: Facet) -> None:
    assert facet_lines(procedure(), facet, ON) == []


def test_lines_that_fit_stay_whole_and_in_order() -> None:
    assert fitted(["b", "a", "b", "c"], (), 100) == (["b", "a", "c"], 0)


def test_where_not_all_fit_those_asked_for_stay_in_their_order() -> None:
    lines = [f"giấy tờ số {letter} " + f"{letter}{letter} " * 25 for letter in "abcdefgh"]
    lines[6] = "ảnh chân dung cỡ lớn " + "gg " * 25
    kept, left = fitted(lines, ["ảnh", "chân", "dung"], 300)
    assert left == len(lines) - len(kept) > 0
    assert sum(map(len, kept)) <= 300
    assert kept[-1].startswith("ảnh chân dung")


def test_a_stretch_around_the_words_asked_for_is_shown() -> None:
    text = "mở đầu " * 60 + "phải nộp giấy khám sức khỏe " + "kết thúc " * 60
    short = shortened(text, ["khám", "sức", "khỏe"], 120)
    assert "giấy khám sức" in short
    assert short.startswith("… ")
    assert short.endswith(" …")
    assert shortened("ngắn", (), 120) == "ngắn"


@pytest.mark.parametrize("longest", range(40, 140))
def test_a_cut_never_parts_a_number_from_its_unit(longest: int) -> None:
    text = " ".join(f"trong thời hạn {number} ngày làm việc thì nộp" for number in range(11, 31))
    words = shortened(text, ["làm", "việc"], longest).strip(" …").split()
    assert not words[-1].isdigit()
    assert words[0] != "ngày"


def test_the_sentence_that_covers_the_question_is_picked_first() -> None:
    sentences = [
        Sentence("steps", "Người lái xe nộp hồ sơ tại Phòng Cảnh sát giao thông."),
        Sentence("conditions", "Người lái xe phải có giấy khám sức khỏe còn giá trị."),
    ]
    asked = _asked(Facet.OVERVIEW, "giấy khám sức khỏe")
    assert pick(asked, sentences, [None, None])[0].sentence is sentences[1]
    near = pick(_asked(Facet.OVERVIEW, "gì"), sentences, [0.9, 0.8])
    assert near[0].sentence is sentences[0]


def test_a_question_on_a_time_prefers_a_sentence_with_one() -> None:
    sentences = [Sentence("steps", "Cơ quan trả kết quả cho người dân."), Sentence("steps", "Trả sau 5 ngày làm việc.")]
    assert pick(_asked(Facet.DURATION, "trả"), sentences, [None, None])[0].sentence is sentences[1]


def test_no_sentences_give_no_picks() -> None:
    assert pick(_asked(Facet.FEE, "xe"), [], []) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("phải hơn con nuôi bao nhiêu tuổi", "Người nhận hơn con nuôi từ 20 tuổi trở lên."),
        ("báo trước mấy tiếng", "Báo trước 02 (hai) giờ đối với tàu chở hàng."),
        ("cần mấy người làm chứng", "Có ít nhất hai người làm chứng."),
        ("ảnh cỡ mấy nhân mấy", "02 ảnh màu 4 cm x 6 cm."),
    ],
)
def test_an_amount_is_answered_by_a_sentence_with_that_unit(question: str, answer: str) -> None:
    others = ["Người nuôi con, người làm chứng báo trước và nộp ảnh tại Sở.", "Nộp 01 bộ trong 15 ngày."]
    sentences = [Sentence("steps", text) for text in (*others, answer)]
    asked = _asked(Facet.OVERVIEW, question)
    assert asked.measure is not None
    assert pick(asked, sentences, [None] * 3)[0].sentence.text == answer


def test_a_question_without_a_unit_asks_for_no_measure() -> None:
    assert asked_measure("đổi bằng lái ở đâu") is None
    assert asked_measure("mấy hôm nay đổi bằng được không") is None


def test_an_excerpt_holds_the_amount_asked_for() -> None:
    text = "mở đầu " * 80 + "thì được lưu lại tối đa 30 (ba mươi) ngày " + "kết thúc " * 80
    assert "30 (ba mươi) ngày" in excerpt(text, _asked(Facet.DURATION, "mở đầu bao nhiêu ngày"))


def _asked(facet: Facet, question: str) -> Asked:
    return Asked(facet, syllables(question), (), date(2026, 11, 22), asked_measure(question))


def test_office_formulas_go_and_figures_stay() -> None:
    text = "Giấy đăng ký xe (bản sao chứng thực hoặc bản sao từ sổ gốc) theo mẫu quy định tại Thông tư 12/2025/TT-BCA"
    assert compact(text) == "Giấy đăng ký xe theo mẫu ở Thông tư 12/2025/TT-BCA"
    assert compact("Đơn đề nghị") == "Đơn đề nghị"


def test_what_stood_before_a_colon_is_not_said_again() -> None:
    lines = ["Cấp lại: Bị mất: Đơn", "Cấp lại: Bị mất: Ảnh", "Cấp mới: Đơn"]
    assert without_repeats(lines) == ["Cấp lại: Bị mất: Đơn", "… Ảnh", "Cấp mới: Đơn"]
