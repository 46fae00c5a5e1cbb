"""Which sentences of a record answer a narrow question, and how they share an answer with the facet's lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from builders import method, procedure

from assistant.answers import Facet
from assistant.composing.answer import compose
from assistant.composing.asked import Asked
from assistant.composing.clues import clues
from assistant.composing.measures import asked_measure
from assistant.composing.sentences import excerpt, pick, shortened
from assistant.composing.told import told
from assistant.data_files import data_file
from knowledge.procedures import Channel, DocumentRequirement, Duration, DurationUnit, Fee, Procedure, Step
from knowledge.sentences import Sentence
from knowledge.text.syllables import syllables

ONE_DAY = method(Channel.ONLINE, duration=Duration("1 ngày làm việc", 1, DurationUnit.WORKING_DAYS))


def asking(facet: Facet, question: str) -> Asked:
    return Asked(facet, syllables(question), (), date(2026, 11, 22), asked_measure(question), text=question)


def unknown(texts: Sequence[str]) -> list[float | None]:
    return [None] * len(texts)


def record(*steps: str, **fields: Any) -> Procedure:
    return procedure(steps=tuple(Step(number, text) for number, text in enumerate(steps, 1)), **fields)


def first(question: str, facet: Facet, *texts: str) -> str:
    sentences = [Sentence("steps", text) for text in texts]
    return pick(asking(facet, question), sentences, unknown(list(texts)))[0].sentence.text


def test_every_clue_has_a_weight_and_every_weight_a_clue() -> None:
    found = clues(asking(Facet.FEE, "phí"), [Sentence("steps", "Nộp phí tại Sở.")], [None])
    assert set(found[0]) == set(data_file("picking.yaml")["weights"])


def test_the_facets_with_a_threshold_of_their_own_exist() -> None:
    least = data_file("picking.yaml")["least"]
    assert set(least["by_facet"]) <= {facet.value for facet in Facet}
    assert all(0 < value < 1 for value in (*least["by_facet"].values(), least["any"], least["plain"], least["beside"]))


def test_a_bound_is_answered_by_a_sentence_with_one_rather_than_by_the_offices_time() -> None:
    office = "Sở cho phương tiện lưu lại trong thời hạn 01 ngày làm việc kể từ ngày nhận đủ hồ sơ."
    bound = "Phương tiện được lưu lại tối đa không quá 30 (ba mươi) ngày."
    assert first("phương tiện lưu lại tối đa bao nhiêu ngày", Facet.VALIDITY, office, bound) == bound


def test_what_is_not_so_is_answered_by_a_sentence_on_what_is_not_so() -> None:
    so = "Trường hợp hồ sơ đủ điều kiện thì cấp phiếu tiếp nhận theo mẫu CT04 cho người đăng ký."
    not_so = "Trường hợp hồ sơ không đủ điều kiện thì cấp phiếu từ chối theo mẫu CT06 cho người đăng ký."
    assert first("hồ sơ không đủ điều kiện thì cấp phiếu nào", Facet.FORM, so, not_so) == not_so


def test_the_number_of_a_form_is_asked_for_not_the_word() -> None:
    named = "Tờ khai theo mẫu ĐKX10/79 của Thông tư."
    assert first("khai theo mẫu nào", Facet.FORM, "Khai theo mẫu rồi nộp tại Sở.", named) == named


def test_a_sentence_that_ends_in_a_colon_brings_what_follows() -> None:
    sentences = [
        Sentence("steps", text) for text in ("Nộp hồ sơ đến cơ quan:", "Sở Xây dựng", "Ủy ban nhân dân cấp xã")
    ]
    best = pick(asking(Facet.STEPS, "nộp hồ sơ đến cơ quan"), sentences, unknown(["", "", ""]))[0]
    assert best.text == "Nộp hồ sơ đến cơ quan: Sở Xây dựng; Ủy ban nhân dân cấp xã"
    assert best.sentence.text == "Nộp hồ sơ đến cơ quan:"


def test_a_date_is_no_time_that_is_asked_for() -> None:
    measure = asked_measure("mấy tháng")
    assert measure is not None
    assert measure.is_stated_in("trong 03 tháng kể từ ngày cấp")
    assert not measure.is_stated_in("Thông tư ngày 28 tháng 02 năm 2025")


def test_of_several_amounts_the_excerpt_has_the_bound_that_is_asked_for() -> None:
    text = "Trong 01 ngày làm việc, " + "Sở kiểm tra thực tế, " * 30 + "cho lưu lại không quá 30 (ba mươi) ngày"
    assert excerpt(text, asking(Facet.VALIDITY, "lưu lại tối đa bao nhiêu ngày")).endswith(
        "không quá 30 (ba mươi) ngày"
    )


def test_a_cut_ends_where_a_part_of_the_sentence_ends() -> None:
    text = "kiểm tra các hạng mục cải tạo của xe, cấp giấy chứng nhận cho xe máy chuyên dùng theo quy định"
    assert shortened(text, ["hạng", "mục"], 66) == "kiểm tra các hạng mục cải tạo của xe, …"
    assert shortened("một, hai, ba, bốn, năm, sáu", (), 14).startswith("một, hai")


def test_another_time_than_the_offices_comes_before_the_offices() -> None:
    late = "Chủ xe phải gửi hồ sơ chậm nhất là 03 ngày làm việc trước ngày tạm ngừng kinh doanh."
    text = compose(
        record(late, submission_methods=(ONE_DAY,)),
        asking(Facet.DURATION, "phải gửi hồ sơ trước ngày tạm ngừng kinh doanh chậm nhất mấy ngày"),
        unknown,
    ).text
    assert text.index("03 ngày") < text.index("Thời gian giải quyết") < text.index("1 ngày làm việc")


def test_the_offices_own_time_comes_first_where_it_is_asked_for() -> None:
    office = "Sở cấp giấy trong thời hạn 02 ngày làm việc kể từ ngày nhận đủ hồ sơ."
    text = compose(
        record(office, submission_methods=(ONE_DAY,)), asking(Facet.DURATION, "sở cấp mấy ngày"), unknown
    ).text
    assert text.index("Thời gian giải quyết") < text.index("1 ngày làm việc") < text.index("02 ngày")


def test_every_rate_is_told_whatever_the_sentences_take() -> None:
    rates = tuple(
        Fee(f"Hạng {letter}: {n}0.000 đồng/lần, {'cấp mới ' * 12}", n * 10_000) for n, letter in enumerate("abcd", 1)
    )
    steps = [f"Lệ phí hạng {letter} do người nộp hồ sơ đóng cho cán bộ thu lệ phí tại Sở. " * 2 for letter in "abcd"]
    text = compose(
        record(*steps, submission_methods=(method(Channel.ONLINE, *rates),)),
        asking(Facet.FEE, "lệ phí hạng đóng cho cán bộ nào"),
        unknown,
    ).text
    assert all(f"{n}0.000 đồng/lần" in text for n in range(1, 5))


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("Chủ xe phải mang xe đến cơ sở đăng kiểm để kiểm tra lại.", 1),
        ("Chủ xe không phải mang xe đến cơ sở đăng kiểm để kiểm tra.", 2),
    ],
)
def test_a_sentence_is_not_told_twice_but_its_contrary_is(second: str, count: int) -> None:
    one = "Chủ xe phải mang xe đến cơ sở đăng kiểm để kiểm tra."
    said = told(record(one, second), asking(Facet.STEPS, "chủ xe phải mang xe đến cơ sở đăng kiểm"), unknown, 900)
    assert len(said.details) == count


def test_a_paper_that_was_cut_away_is_told_when_it_is_asked_for() -> None:
    filler = "hồ sơ liên quan khác theo quy định của pháp luật hiện hành " * 6
    papers = [f"Giấy tờ số {letter}: {filler}" for letter in "abcdefg"]
    papers.append(f"Một số giấy tờ: {filler}; đổi biển vàng thì nộp thêm văn bản thu hồi phù hiệu")
    documents = tuple(DocumentRequirement(name, None, None, None, None) for name in papers)
    text = compose(procedure(documents=documents), asking(Facet.DOCUMENTS, "đổi biển vàng nộp thêm"), unknown).text
    assert "văn bản thu hồi phù hiệu" in text
