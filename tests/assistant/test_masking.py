"""Personal numbers are masked; codes, sums and dates are not."""

import io
import logging

import pytest

from assistant.log_masking import MaskingFilter
from assistant.masking import CARD, EMAIL, FILE, PAPER, PHONE, PLATE, mask, without_personal_parts


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("079099999999", PAPER),
        ("079 099 999 999", PAPER),
        ("079.099.999.999", PAPER),
        ("0790\u200b99999999", PAPER),
        ("０７９０９９９９９９９９", PAPER),
        ("CMND 123456789", PAPER),
        ("giấy phép lái xe số 790123456789", PAPER),
        ("hộ chiếu C1234567", PAPER),
        ("bằng AE 123456", PAPER),
        ("0901234567", PHONE),
        ("090 123 4567", PHONE),
        ("0901.234.567", PHONE),
        ("090-123-45-67", PHONE),
        ("+84901234567", PHONE),
        ("+84 90 123 45 67", PHONE),
        ("(024) 3825 1234", PHONE),
        ("51H-238.47", PLATE),
        ("43A12345", PLATE),
        ("29-X1 123.45", PLATE),
        ("59x1-234.56", PLATE),
        ("30F 1234", PLATE),
        ("29LD-123.45", PLATE),
        ("80-NG-123-45", PLATE),
        ("9704 3612 3456 7890", CARD),
        ("9704361234567890123", CARD),
        ("an.nguyen+xe@gmail.com", EMAIL),
        ("000.12.34.H05-250901-0007", FILE),
    ],
)
def test_a_personal_number_leaves_only_its_label(text: str, label: str) -> None:
    masked = mask(f"em gửi {text}, nhờ xem giúp")
    assert label in masked
    assert not any(character.isdigit() for character in masked)


@pytest.mark.parametrize(
    "text",
    [
        "thủ tục 3.000347 và 1.013079",
        "Nghị định 158/2024/NĐ-CP, Thông tư 12/2025/TT-BCA, Luật 35/2024/QH15",
        "lệ phí 135.000 đồng, 1.500.000 đồng, 135000000 đồng, 1,234,567,890 đồng",
        "từ ngày 01/12/2023 đến hết ngày 31/12/2025, 2026-11-22",
        "kết quả KQ.G04.000504, tờ khai CT01, mẫu TK01a, Phụ lục XII",
        "điểm d khoản 1 Điều 21, xe 125 cc, 16 chỗ, 3,5 tấn, 30 ngày",
        "QCVN 122:2024/BGTVT, TCVN 7271:2003",
        "lúc 8h30 ngày 5/9, số B045",
    ],
)
def test_what_names_no_person_stays(text: str) -> None:
    assert mask(text) == text


def test_masking_twice_changes_nothing_more() -> None:
    once = mask("079099999999, 0901234567, 51H-238.47, a@b.vn")
    assert mask(once) == once


def test_logs_hold_no_personal_number_wherever_it_was_put() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s %(question)s"))
    handler.addFilter(MaskingFilter())
    log = logging.Logger("test")
    log.addHandler(handler)
    extra = {"question": {"raw": "gọi 0901234567"}}
    log.warning("thẻ %s của %d người, biển %s", "079099999999", 2, ["51H-238.47"], extra=extra)
    log.warning("%s%s", "0790", "99999999", extra=extra)
    log.warning("%(who)s", {"who": "a.b@c.vn"}, extra=extra)
    try:
        raise ValueError("số 079099999999 sai")
    except ValueError:
        log.exception("hỏng", extra=extra)
    written = stream.getvalue()
    for secret in ("079099999999", "0901234567", "238.47", "a.b@c.vn"):
        assert secret not in written
    assert "của 2 người" in written
    assert "ValueError" in written


def test_what_tells_of_the_person_is_set_aside_where_a_question_remains() -> None:
    text = "Số căn cước của tôi là 079099999999, tôi mất bằng lái thì xin cấp lại ở đâu?"
    assert without_personal_parts(text) == "tôi mất bằng lái thì xin cấp lại ở đâu?"
    assert without_personal_parts("Biển 51H-238.47 đăng ký ở đâu?") == "Biển 51H-238.47 đăng ký ở đâu?"
