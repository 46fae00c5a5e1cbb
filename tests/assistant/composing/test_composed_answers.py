"""Every answer composed from the sample is short, names its source, and states nothing the record does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from builders import procedure

from assistant.answers import Answer, Facet, Reason, Status
from assistant.checking import check_answer
from assistant.composing.answer import compose
from assistant.composing.asked import Asked
from assistant.composing.fields import facet_lines, in_short, notes_among
from assistant.composing.measures import asked_measure
from assistant.replies import sources_of
from knowledge.procedures import DocumentRequirement, Procedure, Source
from knowledge.serialise import procedure_from_dict
from knowledge.text.syllables import syllables

SAMPLE = Path(__file__).parents[3] / "knowledge" / "sample"
ON = date(2026, 7, 1)
LONGEST = 1300
QUESTIONS = ("", "mức thu và thời hạn bao nhiêu ngày", "bản sao giấy tờ của người nước ngoài có phải chứng thực")


@cache
def records() -> tuple[Procedure, ...]:
    source = Source(uri=None, path="sample.yaml", digest="", retrieved_on=None)
    files = sorted(SAMPLE.glob("*.yaml"))
    return tuple(procedure_from_dict(yaml.safe_load(file.read_text(encoding="utf-8")), source) for file in files)


def unknown(texts: Sequence[str]) -> list[float | None]:
    return [None] * len(texts)


def composed(record: Procedure, facet: Facet, question: str = "") -> Answer:
    return compose(record, Asked(facet, syllables(question), (), ON), unknown)


@pytest.mark.parametrize("facet", Facet)
def test_every_answer_from_the_sample_is_short(facet: Facet) -> None:
    lengths = [(record.code, len(composed(record, facet, asked).text)) for record in records() for asked in QUESTIONS]
    assert [pair for pair in lengths if pair[1] > LONGEST] == []


@pytest.mark.parametrize("facet", Facet)
def test_every_answer_from_the_sample_is_sourced_and_supported(facet: Facet) -> None:
    assert len(records()) >= 60
    for record in records():
        sources = sources_of(record)
        for question in QUESTIONS:
            answer = composed(record, facet, question)
            place = f"{record.code} {question}: {answer.text}"
            assert f"thủ tục mã {record.code}" in answer.text, place
            assert check_answer(answer.text, sources, answer.citations).passed, place
            assert answer.procedure is not None
            assert answer.procedure.code == record.code
            assert {citation.id for citation in answer.citations} == {record.code}


def test_what_is_asked_in_the_same_breath_is_told_in_short() -> None:
    both = (Facet.FEE, Facet.DURATION)
    for record in records():
        answer = compose(record, Asked(Facet.DOCUMENTS, (), (), ON, also=both), unknown)
        told = [line for facet in both for line in in_short(record, [facet], ON)]
        assert told
        assert all(f"- {line}" in answer.text for line in told)
        assert len(answer.text) <= LONGEST
        assert check_answer(answer.text, sources_of(record), answer.citations).passed, answer.text


def test_an_answer_from_the_sample_says_that_it_is_one() -> None:
    assert all("Dữ liệu mẫu" in composed(record, Facet.OVERVIEW).text for record in records())


@pytest.mark.parametrize("facet", [facet for facet in Facet if facet is not Facet.OVERVIEW])
def test_what_a_record_does_not_state_is_said_to_be_unstated(facet: Facet) -> None:
    answer = composed(procedure("1.000009"), facet)
    assert (answer.status, answer.reason) == (Status.ANSWERED, Reason.NOT_STATED)
    assert "Bản ghi" in answer.text
    assert "{" not in answer.text
    assert "1.000009" in answer.text


def test_a_plain_question_gets_the_field_and_nothing_beside_it() -> None:
    record = next(one for one in records() if one.code == "3.000347")
    asked = Asked(Facet.FEE, syllables("đổi bằng lái xe"), (), ON)
    plain = compose(record, replace(asked, is_plain=True), unknown).text
    assert "Liên quan đến điều anh/chị hỏi" not in plain
    assert "135.000 đồng" in plain


def test_an_amount_that_the_record_does_not_state_is_said_not_to_be_there() -> None:
    record = procedure(conditions="Xe phải sạch sẽ, còn nguyên tem.")
    asked = Asked(Facet.ELIGIBILITY, ["xe", "tem"], (), ON, asked_measure("xe được bao nhiêu tuổi"))
    text = compose(record, asked, unknown).text
    assert "không nêu đúng điều anh/chị hỏi" in text
    assert "còn nguyên tem" in text


def test_papers_come_before_the_notes_on_them() -> None:
    names = (
        "Lưu ý: người nộp tự chịu trách nhiệm.",
        "Tờ khai đăng ký",
        "Trường hợp ủy quyền thì nêu rõ.",
        "Giấy khai sinh",
    )
    papers = tuple(DocumentRequirement(name, None, None, None, None) for name in names)
    lines = facet_lines(procedure(documents=papers), Facet.DOCUMENTS, ON)
    assert lines[:2] == ["Tờ khai đăng ký", "Giấy khai sinh"]
    assert notes_among(procedure(documents=papers)) == 2
    assert notes_among(procedure(documents=papers[:1])) == 0
