from __future__ import annotations

import pytest

from tts.sentences import split_sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Họp tại TP. Hồ Chí Minh theo Quyết định số 35/QĐ-UBND, đạt 12,5% kế hoạch.",
        "Đồng chí PGS.TS. Nguyễn Văn Nam và ThS. Lê Thị Ba dự họp.",
        "1. Công tác chỉ đạo, điều hành",
        "IV. Tổ chức thực hiện",
        "Tuyến QL.1A qua P. Đông Lễ, TX. Quảng Trị và H. Hải Lăng đã xong.",
        "Tổng số 14.911 hồ sơ v.v. đã giải quyết.",
        "Truy cập dichvucong.quangtri.gov.vn để nộp.",
    ],
)
def test_never_cut_inside(sentence: str) -> None:
    assert split_sentences(sentence) == (sentence,)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Đạt 100%. Hoàn thành 4/4 nhiệm vụ.", 2),
        ("Ông nói: “Đã xong.” Mọi người đồng ý.", 2),
        ("Xong chưa? Rồi! Tốt…", 3),
        ("Sinh năm 1990. Quê ở Đông Hà.", 2),
        ("Theo khoản 5. Trường hợp khác thì thôi.", 2),
        ("Người viết là Nguyễn Văn A. Người đọc là Trần Thị B.", 2),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_a_very_long_sentence_is_cut_at_its_semicolons_and_loses_nothing() -> None:
    clauses = [f"nhiệm vụ thứ {n} là rà soát và công bố thủ tục của từng lĩnh vực;" for n in range(10)]
    pieces = split_sentences(" ".join(clauses))
    assert list(pieces) == clauses
