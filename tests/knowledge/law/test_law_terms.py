"""Defined terms, tables in provisions, classes of licences."""

from __future__ import annotations

import pytest

from ingest.laws.library import LawLibrary
from knowledge.law.definitions import book_of, definitions_of, terms_in
from knowledge.law.grids import cells_for, grid_in
from knowledge.law.licences import candidates, classes_in, provisions_on, topic_in
from knowledge.provisions import Provision
from knowledge.text.syllables import syllables


@pytest.fixture(scope="module")
def definitions(library: LawLibrary, held: tuple[Provision, ...]) -> dict[str, Provision]:
    return definitions_of(held, {document.number: document for document in library.documents})


@pytest.mark.parametrize(
    ("term", "address"),
    [
        ("làn đường", "36/2024/QH15|2|6|"),
        ("dừng xe", "36/2024/QH15|18|1|"),
        ("hành lang an toàn đường bộ", "35/2024/QH15|2|5|"),
        ("đường cao tốc", "35/2024/QH15|44|1|"),
        ("tai nạn giao thông", "36/2024/QH15|2|12|"),
        ("hạng a1", "36/2024/QH15|57|1|a"),
        ("giấy vận tải", "35/2024/QH15|61|1|"),
    ],
)
def test_terms_are_found_by_how_laws_define_them(definitions: dict[str, Provision], term: str, address: str) -> None:
    assert definitions[term].address == address


def test_openings_of_rules_are_no_terms(definitions: dict[str, Provision]) -> None:
    assert not any(term.startswith(("trường hợp", "đối với", "phải ")) for term in definitions)


def test_two_terms_in_one_question(definitions: dict[str, Provision]) -> None:
    words = syllables("đỗ xe khác dừng xe ở chỗ nào")
    assert terms_in(words, book_of(definitions)) == (("đỗ xe", "dừng xe"), 4)


_TABLE = """Khối lượng:
| STT | Nội dung | Đơn vị tính | Hạng B - số tự động | Hạng B - số cơ khí (số sàn) | Hạng C1 |
|---:|---|---|---:|---:|---:|
| I | Đào tạo lý thuyết | giờ | 136 | 152 | 152 |
| 4 | Tổng quãng đường | km | 1.000 | 1.100 | - |
| III | **Tổng thời gian đào tạo** | **giờ** | **203** | **235** | **245** |"""


@pytest.mark.parametrize(
    ("question", "columns", "values"),
    [
        ("học hạng B số tự động tổng bao nhiêu giờ", ["hạng b"], ["203"]),
        ("học hạng B số sàn chạy bao nhiêu km", ["hạng b"], ["1.100"]),
        ("học hạng B bao nhiêu giờ", ["hạng b"], ["203", "235"]),
        ("hạng C1 học lý thuyết mấy tiếng", ["hạng c1"], ["152"]),
        ("hạng C1 chạy bao nhiêu km", ["hạng c1"], []),
    ],
)
def test_cells_that_a_question_asks_for(question: str, columns: list[str], values: list[str]) -> None:
    grid = grid_in(_TABLE)
    assert grid is not None
    assert [cell.value for cell in cells_for(grid, question, columns)] == values


def test_words_without_a_table_hold_none() -> None:
    assert grid_in("Phạt tiền từ 1 đồng") is None
    assert grid_in("| một | hai |") is None


@pytest.mark.parametrize(
    ("question", "classes", "topic", "address"),
    [
        ("bằng A2 cũ đổi ra hạng nào", ("A2",), "conversion", "36/2024/QH15|89|3|b"),
        ("gplx hạng FC doi sang thanh hang gi", ("FC",), "conversion", "36/2024/QH15|89|3|l"),
        ("bằng lái hạng C có thời hạn mấy năm", ("C",), "term", "36/2024/QH15|57|5|c"),
        ("bao nhiêu tuổi được thi bằng hạng D1", ("D1",), "age", "36/2024/QH15|59|1|d"),
        ("bằng C1 lái được xe gì", ("C1",), "vehicles", "36/2024/QH15|57|1|đ"),
        ("bằng B2 lái được xe gì", ("B2",), "former", "36/2024/QH15|89|2|g"),
        ("bằng A1 cũ chạy được xe bao nhiêu phân khối", ("A1",), "former", "36/2024/QH15|89|2|a"),
        ("học bằng A1 bao nhiêu giờ", ("A1",), "training", "14/2025/TT-BXD|5|1|"),
    ],
)
def test_what_the_law_states_of_a_class(
    held: tuple[Provision, ...], question: str, classes: tuple[str, ...], topic: str, address: str
) -> None:
    assert classes_in(question) == classes
    assert topic_in(question, classes) == topic
    assert address in {one.address for one in provisions_on(topic, classes[0], candidates(held))}


@pytest.mark.parametrize(
    "question",
    ["đổi bằng hạng C lệ phí bao nhiêu tiền", "bằng B2 hết hạn đổi ở đâu", "nâng bằng B lên C cần giấy tờ gì"],
)
def test_applications_ask_nothing_of_a_class(question: str) -> None:
    assert topic_in(question, classes_in(question)) is None
