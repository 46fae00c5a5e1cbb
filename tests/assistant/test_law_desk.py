"""The law desk on the real laws, with a retriever that finds what the test says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Reason
from assistant.law_asking import LawQuestion
from assistant.law_deciding import Measured, law_answers
from assistant.law_fines import Fines
from assistant.law_references import answer_document, answer_earlier_act, answer_place
from assistant.law_shelf import Shelf, shelf_of
from assistant.law_terms import Classes, Terms
from assistant.turn import Memory, Turn
from ingest.laws.law_file import read_law_file
from ingest.laws.library import build_library, read_metadata
from knowledge.law.book import LawBook
from knowledge.passages import Kind
from knowledge.retrieval.retriever import ProcedureRanking, Weigh
from knowledge.retrieval.understanding import Query

_N168 = "168/2024/NĐ-CP"


@pytest.fixture(scope="module")
def shelf(shared_dir: Path) -> Shelf:
    folder = shared_dir / "data" / "laws"
    files = [read_law_file(path) for path in sorted(folder.glob("*.md"))]
    library = build_library(files, read_metadata(folder / "markdown_metadata.json"), "markdown_metadata.json")
    found = shelf_of(LawBook(library.documents, library.provisions, library.repeals))
    assert found is not None
    return found


class Finds:
    """Finds the provisions at the addresses that it was given, those of weight 0 left out."""

    def __init__(self, *addresses: str, coverage: float = 1.0) -> None:
        self._addresses, self._coverage = addresses, coverage

    def passages(
        self, _query: Query, _count: int, _kinds: Sequence[Kind], weigh: Weigh, meaning: float = 1.0
    ) -> list[tuple[str, float]]:
        ids = tuple(f"provision:{address}" for address in self._addresses)
        return [(id_, 1.0) for id_, weight in zip(ids, weigh(ids), strict=True) if weight > 0]

    def coverage(self, _query: Query, _passage: str) -> float:
        return self._coverage

    def nearness(self, _query: Query, _kinds: Sequence[Kind]) -> float:
        return 0.95

    def procedures(self, _query: Query) -> ProcedureRanking:
        return ProcedureRanking((), 0.9)


def _asked(question: str, shelf: Shelf, on: date = date(2026, 11, 22), memory: Memory | None = None) -> LawQuestion:
    return LawQuestion(Turn(question, on, memory or Memory(), query=Query(question, question.lower(), 1.0)), shelf)


def test_a_clause_is_read_with_the_article_in_play(shelf: Shelf) -> None:
    memory = Memory(provision="36/2024/QH15|58|1|")
    reply = answer_place(_asked("Thế khoản 4 thì sao?", shelf, memory=memory))
    assert reply is not None
    assert "giữ nguyên" in reply.answer.text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Điều 90 Luật 36/2024/QH15 quy định gì?", Reason.NO_SUCH_PROVISION),
        ("Khoản 1 Điều 11 165/2024/NĐ-CP quy định gì?", Reason.NOT_IN_SOURCES),
        ("Khoản 1 Điều 6 Nghị định 168/2024/NĐ-CP nói gì?", Reason.PROVISION),
    ],
)
def test_a_named_place_is_answered_or_said_not_to_be_there(shelf: Shelf, question: str, reason: Reason) -> None:
    reply = answer_place(_asked(question, shelf))
    assert reply is not None
    assert reply.reason is reason


def test_a_document_without_words_on_validity_is_no_question_of_validity(shelf: Shelf) -> None:
    assert answer_document(_asked("Nghị định 158/2024 ghi 5 ngày làm việc, giờ mấy ngày có?", shelf)) is None
    assert answer_document(_asked("thông tư 35/2024 của bộ giao thông còn hiệu lực không", shelf)) is not None


def test_an_act_before_a_decree_is_answered_from_its_transition(shelf: Shelf) -> None:
    question = "Vi phạm xảy ra ngày 14/08/2026 mới bị phát hiện thì theo Nghị định 168 hay Nghị định 238?"
    reply = answer_document(_asked(question, shelf))
    assert reply is not None
    assert ("238/2026/NĐ-CP", "21") in {(one.id, one.article) for one in reply.answer.citations}


@pytest.mark.parametrize(
    ("question", "place"),
    [
        (
            "Lỗi xảy ra ngày 2/8/2026 giờ mới có giấy báo, áp dụng nghị định cũ hay bản sửa đổi?",
            ("238/2026/NĐ-CP", "21"),
        ),
        ("Vi phạm hồi tháng 11/2024 thì xử theo nghị định nào?", (_N168, "54")),
    ],
)
def test_an_earlier_act_is_answered_from_the_text_that_came_next(
    shelf: Shelf, question: str, place: tuple[str, str]
) -> None:
    reply = answer_earlier_act(_asked(question, shelf))
    assert reply is not None
    assert place in {(one.id, one.article) for one in reply.answer.citations}


def test_how_much_an_act_costs_is_no_question_of_transition(shelf: Shelf) -> None:
    assert answer_earlier_act(_asked("Vượt đèn đỏ theo nghị định mới phạt bao nhiêu?", shelf)) is None


def test_without_a_vehicle_the_desk_asks_which(shelf: Shelf) -> None:
    reply = Fines(Finds(f"{_N168}|6|9|b")).answer(_asked("vượt đèn đỏ phạt bao nhiêu", shelf))  # type: ignore[arg-type]
    assert reply is not None
    assert reply.reason is Reason.WHICH_VEHICLE
    assert [option.code for option in reply.options][:2] == ["vehicle:car", "vehicle:motorcycle"]


def test_with_a_vehicle_it_states_the_fine(shelf: Shelf) -> None:
    reply = Fines(Finds(f"{_N168}|7|7|c")).answer(_asked("xe máy vượt đèn đỏ phạt bao nhiêu", shelf))  # type: ignore[arg-type]
    assert reply is not None
    assert "4.000.000 đồng" in reply.answer.text


def test_a_short_turn_asks_more_on_the_act_in_play(shelf: Shelf) -> None:
    memory = Memory(question="xe máy vượt đèn đỏ phạt bao nhiêu", provision=f"{_N168}|7|7|c")
    asked = _asked("Có bị trừ điểm không?", shelf, memory=memory)
    asked.turn.own = "có bị trừ điểm không ?"
    reply = Fines(Finds()).answer(asked)  # type: ignore[arg-type]
    assert reply is not None
    assert "04 điểm" in reply.answer.text


def test_an_act_that_is_fined_only_later_is_said_to_be_so(shelf: Shelf) -> None:
    asked = _asked("xe 16 chỗ không gắn camera khoang khách bị phạt chưa", shelf)
    reply = Fines(Finds(f"{_N168}|20|5|n@2029-01-01")).answer(asked)  # type: ignore[arg-type]
    assert reply is not None
    assert "01/01/2029" in reply.answer.text


def test_an_owner_is_fined_for_what_a_driver_was_let_do(shelf: Shelf) -> None:
    class Reads(Finds):
        def passages(
            self, query: Query, count: int, kinds: Sequence[Kind], weigh: Weigh, meaning: float = 1.0
        ) -> list[tuple[str, float]]:
            ids = [id_ for id_, _ in super().passages(query, count, kinds, weigh, meaning)]
            return sorted(zip(ids, map(float, weigh(tuple(ids))), strict=True), key=lambda pair: -pair[1])

        def coverage(self, _query: Query, passage: str) -> float:
            return 0.8 if "|20|7|" in passage else 0.2

    asked = _asked("chủ xe khách cho xe chạy không có phù hiệu bị phạt bao nhiêu", shelf)
    reply = Fines(Reads(f"{_N168}|20|7|", f"{_N168}|32|14|i")).answer(asked)  # type: ignore[arg-type]
    assert reply is not None
    first = reply.answer.citations[0]
    assert first.article == "32"


def test_an_owner_without_a_vehicle_is_asked_which(shelf: Shelf) -> None:
    asked = _asked("chủ xe không sang tên phạt bao nhiêu", shelf)
    reply = Fines(Finds(f"{_N168}|32|3|a")).answer(asked)  # type: ignore[arg-type]
    assert reply is not None
    assert reply.reason is Reason.WHICH_VEHICLE


def test_a_year_before_the_decrees_here_is_not_covered(shelf: Shelf) -> None:
    asked = _asked("năm 2019 xe máy vượt đèn đỏ phạt bao nhiêu", shelf)
    reply = Fines(Finds(f"{_N168}|7|7|c")).answer(asked)  # type: ignore[arg-type]
    assert reply is not None
    assert reply.reason is Reason.DATE_NOT_COVERED


def test_an_act_that_the_law_here_does_not_hold_is_left_to_others(shelf: Shelf) -> None:
    asked = _asked("đánh bạc bị phạt bao nhiêu", shelf)
    assert Fines(Finds(f"{_N168}|7|7|c", coverage=0.1)).answer(asked) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Thế nào gọi là làn đường?", ["chia theo chiều dọc"]),
        ("Đỗ xe khác dừng xe ở chỗ nào?", ["không giới hạn thời gian", "tạm thời"]),
    ],
)
def test_a_term_is_answered_by_its_definition(shelf: Shelf, question: str, words: list[str]) -> None:
    reply = Terms().answer(_asked(question, shelf))
    assert reply is not None
    assert all(word in reply.answer.text for word in words)


def test_an_application_asks_no_meaning(shelf: Shelf) -> None:
    assert Terms().answer(_asked("giấy phép lái xe hết hạn thì hồ sơ đổi gồm những gì", shelf)) is None
    assert Terms().answer(_asked("hồ sơ đăng ký xe lần đầu khác hồ sơ sang tên thế nào", shelf)) is None


def test_a_class_is_answered_from_the_table(shelf: Shelf) -> None:
    reply = Classes().answer(_asked("Học bằng B số tự động tổng bao nhiêu giờ?", shelf))
    assert reply is not None
    assert "203 giờ" in reply.answer.text
    assert reply.answer.citations[0].article == "6"


def test_the_nearer_source_answers() -> None:
    rule = Measured(0.93, 0.8, 0.88, 0.3, "đèn vàng thì có phải dừng không", [], "Tín hiệu đèn màu vàng phải dừng lại")
    application = Measured(0.9, 0.4, 0.92, 0.8, "đổi bằng lái nộp hồ sơ ở đâu", [], "Giấy phép lái xe")
    assert law_answers(rule)[1]
    assert not law_answers(application)[1]
