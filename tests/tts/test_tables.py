from __future__ import annotations

from tts.normalise import normalise
from tts.tables import table_sentences

ROWS = (
    ("TT", "Lĩnh vực", "Số lượt", "Tăng so cùng kỳ (%)", "Kinh phí (triệu đồng)"),
    ("1", "Đăng kiểm", "1.245", "12,5", "350"),
    ("2", "Sát hạch", "980", "", "120"),
)


def test_a_row_is_a_sentence_with_the_names_of_its_columns() -> None:
    assert table_sentences(ROWS) == (
        "Đăng kiểm: số lượt 1.245, tăng so cùng kỳ 12,5%, kinh phí 350 triệu đồng",
        "Sát hạch: số lượt 980, kinh phí 120 triệu đồng",
    )


def test_it_can_be_said() -> None:
    spoken = normalise(table_sentences(ROWS)[0]).text
    assert spoken == (
        "Đăng kiểm: số lượt một nghìn hai trăm bốn mươi lăm, tăng so cùng kỳ mười hai phẩy năm phần trăm, "
        "kinh phí ba trăm năm mươi triệu đồng"
    )


def test_a_table_without_header_or_content() -> None:
    assert table_sentences((("Tổng số", "15", "20"),)) == ("Tổng số: 15, 20",)
    assert table_sentences((("", ""), ("", " "))) == ()
