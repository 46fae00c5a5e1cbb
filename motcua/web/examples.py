"""Examples of requests, shown on the OpenAPI page; a test sends each of them."""

from __future__ import annotations

from fastapi.openapi.models import Example

ASK: dict[str, Example] = {
    "khong_dau": {"summary": "Hỏi không dấu", "value": {"question": "mat bang lai xe lam lai o dau"}},
    "noi_tiep": {
        "summary": "Hỏi nối tiếp trong một cuộc trò chuyện",
        "value": {"question": "Còn phí thì sao?", "session": "khach-7f3a9c21"},
    },
    "theo_ngay": {
        "summary": "Trả lời như vào một ngày",
        "value": {"question": "Đổi giấy phép lái xe nộp trực tuyến hết bao nhiêu?", "date": "2026-06-30"},
    },
}
SEARCH: dict[str, Example] = {
    "thu_tuc": {"summary": "Tìm thủ tục", "value": {"query": "đăng ký xe máy mới", "count": 5, "kind": "procedure"}},
}
FEEDBACK: dict[str, Example] = {
    "chua_dung": {
        "summary": "Chê câu trả lời cuối",
        "value": {"session": "khach-7f3a9c21", "useful": False, "comment": "Phí nộp trực tuyến khác thế."},
    },
}
