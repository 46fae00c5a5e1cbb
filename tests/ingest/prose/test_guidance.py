"""Guidance passages: whole sentences and rows, heading path, page."""

from __future__ import annotations

from pathlib import Path

from ingest.prose import content_of
from ingest.prose.guidance import MOST, MOST_OF_ONE_PARAGRAPH, sentences
from ingest.readers.document import Block, BlockKind, Document
from knowledge.passages import Kind, Passage

PATH = Path("tai-lieu.pdf")
SENTENCE = "Người dân nộp hồ sơ tại Bộ phận Một cửa của xã và nhận giấy hẹn trả kết quả trong ngày."


def passages(*blocks: Block) -> tuple[Passage, ...]:
    return content_of(Document("Sổ tay", blocks), PATH, None).passages


def test_one_paragraph_is_one_passage() -> None:
    text = " ".join([SENTENCE] * 20)
    assert MOST < len(text) <= MOST_OF_ONE_PARAGRAPH
    (passage,) = passages(Block(BlockKind.PARAGRAPH, text))
    assert (passage.text, passage.kind, passage.document, passage.title) == (text, Kind.GUIDANCE, str(PATH), "Sổ tay")


def test_long_texts_are_cut_between_sentences() -> None:
    found = passages(Block(BlockKind.PARAGRAPH, " ".join([SENTENCE] * 60)), Block(BlockKind.PARAGRAPH, SENTENCE))
    assert len(found) > 2
    assert all(passage.text.endswith("trong ngày.") and len(passage.text) <= MOST for passage in found)
    assert sum(passage.text.count("Bộ phận Một cửa") for passage in found) == 61
    assert len({passage.id for passage in found}) == len(found)


def test_table_rows_stay_whole() -> None:
    row = tuple((Block(BlockKind.PARAGRAPH, f"{SENTENCE} {number}"),) for number in range(4))
    found = passages(Block(BlockKind.TABLE, "", page=3, rows=(row,) * 12))
    lines = [line for passage in found for line in passage.text.split("\n")]
    assert len(lines) == 12
    assert len(set(lines)) == 1
    assert {passage.field for passage in found} == {"p3"}


def test_headings_are_the_path_and_pages_the_place() -> None:
    found = passages(
        Block(BlockKind.HEADING, "Chương I", page=1, level=1),
        Block(BlockKind.HEADING, "Đăng ký xe", page=1, level=2),
        Block(BlockKind.PARAGRAPH, SENTENCE, page=1),
        Block(BlockKind.HEADING, "Chương II", page=12, level=1),
        Block(BlockKind.PARAGRAPH, SENTENCE, page=12),
    )
    assert [(passage.title, passage.field) for passage in found] == [
        ("Sổ tay > Chương I > Đăng ký xe", "p1"),
        ("Sổ tay > Chương II", "p12"),
    ]


def test_abbreviations_end_no_sentence() -> None:
    assert sentences("Nộp tại TP. Đà Nẵng. Lệ phí 1.000 đồng.") == ["Nộp tại TP. Đà Nẵng.", "Lệ phí 1.000 đồng."]


def test_a_law_is_no_procedure() -> None:
    content = content_of(
        Document(
            "Thông tư",
            (
                Block(BlockKind.HEADING, "Điều 5. Hồ sơ", level=4),
                Block(BlockKind.LIST_ITEM, "Trình tự thực hiện: theo Điều 6.", label="1."),
                Block(BlockKind.LIST_ITEM, "Thời hạn giải quyết: 5 ngày.", label="2."),
            ),
        ),
        PATH,
        None,
    )
    assert content.procedures == ()
    assert "theo Điều 6" in content.passages[0].text
