from __future__ import annotations

import pytest

from ingest.laws.misread import reread
from ingest.laws.outline import OutlineReader
from ingest.laws.warnings import LawIssue


def _places(body: str) -> list[tuple[str, str | None, str | None]]:
    nodes = OutlineReader("1/2024").read(body).nodes
    return [(node.article, node.clause, node.point) for node in nodes]


def _issues(body: str) -> list[LawIssue]:
    return [warning.issue for warning in OutlineReader("1/2024").read(body).warnings]


def test_articles_clauses_and_points_at_any_heading_level() -> None:
    body = "## Điều 1. A\n\n1. Một\n\na) điểm a;\n\nb) điểm b.\n\n#### Điều 2. B\n\nLời văn.\n"
    assert _places(body) == [
        ("1", None, None),
        ("1", "1", None),
        ("1", "1", "a"),
        ("1", "1", "b"),
        ("2", None, None),
    ]


def test_a_broken_sum_is_not_a_clause() -> None:
    reader = OutlineReader("1/2024").read(
        "### Điều 1. A\n\n1. Phạt từ 30.000.000 đồng, từ\n\n60. 000.000 đồng trở lên."
    )
    assert [node.clause for node in reader.nodes] == [None, "1"]
    assert reader.nodes[1].text == "Phạt từ 30.000.000 đồng, từ 60.000.000 đồng trở lên."


@pytest.mark.parametrize(
    ("line", "expected"),
    [("9, Xe đã đăng ký", "9"), ("9 . Xe đã đăng ký", "9"), (">. Xe đã đăng ký", "9"), ("| 9. Xe đã đăng ký", "9")],
)
def test_misprinted_clause_numbers_are_read_where_that_clause_is_missing(line: str, expected: str) -> None:
    body = "### Điều 1. A\n\n" + "\n\n".join(f"{n}. Câu {n}" for n in range(1, 9)) + f"\n\n{line}\n\n10. Câu 10"
    assert _places(body)[-2][1] == expected
    assert LawIssue.LABEL_REPAIRED in _issues(body)


@pytest.mark.parametrize(
    ("before", "line", "letter"), [("e", "ø) Giấy", "g"), ("k", "1) Giấy", "l"), ("d", "d) Giấy", "đ")]
)
def test_misprinted_letters_are_read_where_that_point_is_missing(before: str, line: str, letter: str) -> None:
    letters = "abcdđeghiklm"
    body = "### Điều 1. A\n\n1. Gồm:\n\n" + "\n\n".join(f"{x}) Giấy" for x in letters[: letters.index(before) + 1])
    assert _places(f"{body}\n\n{line}")[-1] == ("1", "1", letter)


def test_a_gap_is_flagged_and_not_filled() -> None:
    assert _issues("### Điều 1. A\n\n1. Một\n\n3. Ba") == [LawIssue.CLAUSE_GAP]
    assert _issues("### Điều 1. A\n\n1. Gồm:\n\na) A;\n\nc) C.") == [LawIssue.POINT_GAP]


def test_quoted_wording_stays_text_of_the_clause_that_quotes_it() -> None:
    body = (
        "### Điều 1. Sửa đổi, bổ sung một số điều\n\n1. Sửa đổi, bổ sung Điều 4 như sau:\n\n**Điều 4. Tên**\n\n"
        "1. Câu mới;\n\na) Điểm mới.”.\n\n2. Bãi bỏ khoản 5 Điều 6."
    )
    assert _places(body) == [("1", None, None), ("1", "1", None), ("1", "2", None)]


def test_an_unclosed_quotation_ends_at_the_next_instruction_and_is_flagged() -> None:
    body = "### Điều 1. Sửa đổi\n\n1. Sửa đổi, bổ sung khoản 1 như sau:\n\n“1. Câu mới.\n\n2. Bãi bỏ khoản 5 Điều 6."
    assert _places(body)[-1] == ("1", "2", None)
    assert _issues(body) == [LawIssue.QUOTE_UNCLOSED]


def test_a_line_without_a_readable_word_is_dropped_and_kept_in_sight() -> None:
    outline = OutlineReader("1/2024").read("### Điều 1. A\n\n1. Một\n\ns45)\n\n2. Hai")
    assert outline.dropped == ["s45)"]
    assert [warning.issue for warning in outline.warnings] == [LawIssue.NOISE_DROPPED]


def test_words_that_a_scanner_misread_are_put_right_and_told() -> None:
    text, changed = reread("trừ 10 điềm, phạt 60.000.000 đổng; thay đổi, đổng bóng, trong thang máy; số 4 thang; хe")
    assert text == "trừ 10 điểm, phạt 60.000.000 đồng; thay đổi, đổng bóng, trong thang máy; số 4 tháng; xe"
    assert changed == {("điềm", "điểm"): 1, ("đổng", "đồng"): 1, ("thang", "tháng"): 1, ("хe", "xe"): 1}
