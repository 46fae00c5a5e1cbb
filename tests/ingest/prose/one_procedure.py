"""One procedure, written for these tests, in every format that a department hands in. All facts in it are invented."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import openpyxl
import portal_export

METHODS = [
    ["Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"],
    ["Trực tiếp", "5 Ngày làm việc", "Lệ phí: 70.000 đồng", "Nộp tại Trung tâm Phục vụ hành chính công tỉnh"],
    ["Trực tuyến", "3 Ngày làm việc", "Lệ phí: 35.000 đồng", "Nộp trên Cổng Dịch vụ công quốc gia"],
]
PAPERS = [
    ["Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"],
    ["Đơn đề nghị cấp phù hiệu xe nội bộ", "Mẫu số 05", "Bản chính: 1, Bản sao: 0"],
    ["Giấy đăng ký xe còn hiệu lực", "", "Bản chính: 0, Bản sao: 1"],
]
LAWS = [
    ["Số ký hiệu", "Trích yếu"],
    ["158/2024/NĐ-CP", "Nghị định quy định về hoạt động vận tải đường bộ"],
    ["35/2024/QH15", "Luật Đường bộ"],
]
SECTIONS: list[tuple[str, Any]] = [
    ("Mã thủ tục:", "9.123456"),
    ("Số quyết định:", "12/QĐ-UBND"),
    ("Tên thủ tục:", "Cấp phù hiệu cho xe nội bộ"),
    ("Cấp thực hiện:", "Cấp Tỉnh"),
    ("Lĩnh vực:", "Đường bộ"),
    ("Trình tự thực hiện:", "Bước 1: Người nộp chuẩn bị hồ sơ.\nBước 2: Sở Xây dựng kiểm tra và trả kết quả."),
    ("Cách thức thực hiện:", METHODS),
    ("Thành phần hồ sơ:", PAPERS),
    ("Đối tượng thực hiện:", "Công dân Việt Nam"),
    ("Cơ quan thực hiện:", "Sở Xây dựng"),
    ("Cơ quan có thẩm quyền:", "Ủy ban nhân dân cấp tỉnh"),
    ("Địa chỉ tiếp nhận HS:", "Số 1 đường Hoa Sen"),
    ("Kết quả thực hiện:", "Phù hiệu xe nội bộ"),
    ("Căn cứ pháp lý:", LAWS),
    ("Yêu cầu, điều kiện thực hiện:", "Xe có đăng ký tại tỉnh."),
]


def write_docx(path: Path) -> None:
    portal_export.write_flow(path, SECTIONS)


def write_html(path: Path) -> None:
    parts = []
    for label, contents in SECTIONS:
        parts.append(f"<h3>{html.escape(label)}</h3>")
        if isinstance(contents, str):
            parts += [f"<p>{html.escape(line)}</p>" for line in contents.split("\n")]
        else:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in contents)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    path.write_text(f"<html><head><title>Thủ tục</title></head><body>{''.join(parts)}</body></html>", encoding="utf-8")


def write_xlsx(path: Path) -> None:
    def cell(contents: Any) -> str:
        return contents if isinstance(contents, str) else "\n".join(" | ".join(row) for row in contents[1:])

    book = openpyxl.Workbook()
    book.active.append([label.rstrip(":") for label, _ in SECTIONS])
    book.active.append([cell(contents) for _, contents in SECTIONS])
    book.save(path)


def write_json(path: Path) -> None:
    def value(contents: Any) -> Any:
        return (
            contents
            if isinstance(contents, str)
            else [dict(zip(contents[0], row, strict=True)) for row in contents[1:]]
        )

    record = {label.rstrip(":"): value(contents) for label, contents in SECTIONS}
    path.write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")


def write_text(path: Path) -> None:
    """As a person types it: numbered headings, tables as lists."""
    lines = []
    for number, (label, contents) in enumerate(SECTIONS, start=1):
        lines.append(f"{number}. {label}")
        lines += [contents] if isinstance(contents, str) else [" | ".join(row) for row in contents[1:]]
    path.write_text("\n".join(lines), encoding="utf-8")
