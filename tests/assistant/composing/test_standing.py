"""What answers say of a record that has ended, is old, contradicted or corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import method, procedure

from assistant.answering import Office
from assistant.answers import Facet, Reason, Status
from assistant.checking.answers import check_answer
from assistant.composing.answer import compose
from assistant.composing.asked import Asked
from assistant.composing.standing import has_ended, instead_of_record
from assistant.replies import sources_of
from knowledge.procedures import Channel, CorrectionNote, Fee, RecordWarning

DAY = date(2026, 11, 22)
OFFICE = Office("Bộ phận Một cửa")
RECORD = procedure(as_of=date(2026, 7, 1), submission_methods=(method(Channel.ONLINE, Fee("135.000 đồng", 135000)),))
SIGNED = CorrectionNote("submission_methods[*].fees", "Nguyễn Văn A", DAY, "Công văn 5")


def fee_answer(record: object, facet: Facet = Facet.FEE) -> tuple[str, str]:
    answer = compose(record, Asked(facet, (), (), DAY), None)  # type: ignore[arg-type]
    assert check_answer(answer.text, sources_of(record), answer.citations).passed  # type: ignore[arg-type]
    return answer.text, answer.citations[0].note


def test_a_correction_stands_in_the_source_line_and_in_the_citation() -> None:
    corrected = replace(RECORD, corrections=(SIGNED,))
    text, note = fee_answer(corrected)
    assert "dữ liệu ngày 01/07/2026; phí, lệ phí do Nguyễn Văn A đính chính ngày 22/11/2026." in text
    assert note == "Đính chính phí, lệ phí: Nguyễn Văn A, ngày 22/11/2026, Công văn 5"
    assert "đính chính" not in fee_answer(corrected, Facet.DURATION)[0]
    assert fee_answer(corrected, Facet.RESULT)[1] == ""
    assert "đính chính" not in fee_answer(RECORD)[0]


@pytest.mark.parametrize(("facet", "warned"), [(Facet.FEE, True), (Facet.DURATION, True), (Facet.DOCUMENTS, False)])
def test_sources_that_differ_are_said_where_it_matters(facet: Facet, warned: bool) -> None:
    flag = RecordWarning("source_conflict", "Hai nguồn.", "submission_methods", "Phí: 115.000 đồng")
    text, _ = fee_answer(replace(RECORD, warnings=(flag,)), facet)
    assert ("hai nguồn cùng ngày ghi khác nhau" in text) is warned
    assert "115.000" not in text


def test_an_end_to_come_is_said_and_a_passed_one_answers_instead() -> None:
    ending = replace(RECORD, valid_to=date(2026, 12, 31))
    assert "chỉ còn hiệu lực đến hết ngày 31/12/2026" in fee_answer(ending)[0]
    assert instead_of_record(ending, OFFICE, DAY) is None
    ended = instead_of_record(ending, OFFICE, date(2027, 1, 1))
    assert ended is not None
    assert (ended.status, ended.reason, ended.facet) == (Status.ANSWERED, Reason.RECORD, "validity")
    assert "không còn hiệu lực" in ended.text
    assert "hết hiệu lực sau ngày 31/12/2026" in ended.text
    assert "135" not in ended.text


def test_a_beginning_to_come_is_said() -> None:
    assert "chỉ áp dụng từ ngày 01/01/2027" in fee_answer(replace(RECORD, valid_from=date(2027, 1, 1)))[0]
    assert "chỉ áp dụng" not in fee_answer(replace(RECORD, valid_from=DAY))[0]


def test_an_announcement_without_a_day_ends_at_once() -> None:
    flag = RecordWarning("no_longer_in_force", "Quyết định 9/QĐ-UBND công bố bãi bỏ thủ tục.", None, "mục 3")
    told = instead_of_record(replace(RECORD, warnings=(flag,)), OFFICE, DAY)
    assert told is not None
    assert flag.message in told.text
    assert told.citations[0].quote == "mục 3"
    assert has_ended(replace(RECORD, warnings=(replace(flag, code="repealed"),)), DAY)
    assert not has_ended(RECORD, DAY)


def test_a_namesake_points_to_the_one_with_a_code() -> None:
    told = instead_of_record(replace(RECORD, warnings=(RecordWarning("namesake", "Trùng tên."),)), OFFICE, DAY)
    assert told is not None
    assert "cùng tên có mã" in told.text
    assert "135" not in told.text


@pytest.mark.parametrize("as_of", [date(2021, 8, 23), None])
def test_an_old_source_is_named_with_its_day_and_not_quoted(as_of: date | None) -> None:
    old = replace(RECORD, as_of=as_of, warnings=(RecordWarning("outdated_source", "Nguồn cũ."),))
    told = instead_of_record(old, OFFICE, DAY)
    assert told is not None
    assert (told.status, told.citations) == (Status.HANDOFF, ())
    assert ("23/08/2021" in told.text) is (as_of is not None)
    assert "135" not in told.text
