"""Where the law answers and a procedure is clearly named, one answer tells both; else the law's stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.answers import Answer, Reason, Status
from assistant.turn import Turn
from knowledge.citations import Citation
from knowledge.passages import Kind
from knowledge.retrieval.retriever import Retriever
from motcua.settings import Settings
from motcua.wiring import Parts

RULE = "Khoản 1 Điều 2 Thông tư 12/2025/TT-BCA: “Người lái xe làm theo quy định.”"
DAY = date(2026, 11, 22)


class SureLaw:
    """Answers every question with the same provision, found by its meaning."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def answer(self, turn: Turn) -> Answer:
        turn.ranking = self._retriever.procedures(turn.query)
        turn.law_probability = 0.7
        cited = Citation(Kind.PROVISION, "12/2025/TT-BCA", "t", article="2", clause="1", quote="q", source="s")
        return Answer(Status.ANSWERED, Reason.PROVISION, RULE, facet="provision", citations=(cited,))


@pytest.fixture
def assistant(sample_home: Path) -> Iterator[Assistant]:
    parts = Parts(Settings(home=sample_home))
    vars(parts)["law"] = SureLaw(parts.retriever)
    yield parts.batch_assistant
    parts.close()


def test_a_named_procedure_answers_with_the_law_below(assistant: Assistant) -> None:
    reply = assistant.ask("Đổi giấy phép lái xe sắp hết hạn mất bao nhiêu lệ phí?", on=DAY)
    assert reply.answer.procedure is not None
    assert reply.answer.procedure.code == "3.000347"
    assert "135.000" in reply.answer.text
    assert reply.answer.text.endswith(RULE)
    assert {one.kind for one in reply.answer.citations} == {Kind.PROCEDURE, Kind.PROVISION}


def test_where_no_procedure_is_named_the_law_answers_alone(assistant: Assistant) -> None:
    reply = assistant.ask("Người đi bộ qua đường ở chỗ không có vạch kẻ thì phải quan sát thế nào?", on=DAY)
    assert reply.answer.text == RULE
    assert reply.answer.procedure is None
