"""Conversations through the whole assistant, on the sample catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.answers import Reason
from motcua.settings import Settings
from motcua.wiring import Parts

_DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def assistant(sample_home: Path) -> Iterator[Assistant]:
    parts = Parts(Settings(home=sample_home))
    yield parts.batch_assistant
    parts.close()


@pytest.mark.parametrize(
    ("turns", "code"),
    [
        (("Mất bằng lái xe xin cấp lại ở đâu?", "Hạng A1 có phải nộp giấy khám sức khỏe không?"), "3.000348"),
        (("Đổi bằng lái xe cần giấy tờ gì?", "Lệ phí bao nhiêu?", "mấy ngày có"), "3.000347"),
        (("Đổi bằng lái xe cần giấy tờ gì?", "Cấp phù hiệu xe tải ở đâu?"), "2.002288"),
    ],
)
def test_a_turn_is_about_what_is_in_play_unless_it_names_something_else(
    assistant: Assistant, turns: tuple[str, ...], code: str
) -> None:
    replies = [assistant.ask(turn, session=str(turns), on=_DAY).answer for turn in turns]
    assert replies[-1].procedure is not None
    assert replies[-1].procedure.code == code


def test_without_a_conversation_the_same_words_are_not_guessed_at(assistant: Assistant) -> None:
    answer = assistant.ask("thế mấy ngày có", on=_DAY).answer
    assert answer.procedure is None


def test_a_fee_of_a_year_to_come_is_not_told_from_todays(assistant: Assistant) -> None:
    answer = assistant.ask("năm 2030 lệ phí đổi bằng lái xe là bao nhiêu", on=_DAY).answer
    assert answer.reason is Reason.DATE_NOT_COVERED
    assert assistant.ask("năm 2026 lệ phí đổi bằng lái xe là bao nhiêu", on=_DAY).answer.procedure is not None
