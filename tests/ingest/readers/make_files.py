"""Small files of every kind, made on the spot."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw

TEXT = "Trình tự thực hiện: người dân nộp hồ sơ tại Bộ phận Một cửa, rồi nhận giấy hẹn trả kết quả."


def docx_file(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Hướng dẫn", level=1)
    document.add_paragraph(TEXT)
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(table._cells):
        cell.text = f"ô {number}"
    document.save(str(path))


def xlsx_file(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tên", "Số lượng"])
    book.active.append(["Đơn đề nghị", 2])
    book.save(path)


def pdf_file(path: Path) -> None:
    """A hand-written PDF of one page of plain text."""
    stream = b"BT /F1 12 Tf 72 720 Td (Ho so gom mot don de nghi cap phep) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(content)
    path.write_bytes(content + b"xref\n0 6\n0000000000 65535 f \n" + table + end)


def png_file(path: Path) -> None:
    picture = Image.new("L", (400, 60), 255)
    ImageDraw.Draw(picture).text((10, 20), "Ho so gom don de nghi", fill=0)
    picture.save(path)


def html_file(path: Path) -> None:
    path.write_text(f"<html><body><h1>Hướng dẫn</h1><p>{TEXT}</p></body></html>", encoding="utf-8")


def md_file(path: Path) -> None:
    path.write_text(f"# Hướng dẫn\n\n{TEXT}\n\n- một\n- hai\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8")


def csv_file(path: Path) -> None:
    path.write_text("Tên;Số lượng\nĐơn đề nghị;2\n", encoding="utf-8")


def json_file(path: Path) -> None:
    path.write_text(json.dumps({"a": [1, {"b": TEXT}]}), encoding="utf-8")


def txt_file(path: Path) -> None:
    path.write_text(f"{TEXT}\n\n{TEXT}\n", encoding="utf-8")


def zip_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("thu-muc/ghi-chu.txt", TEXT)
        packed.writestr("__MACOSX/rác.txt", "rác")


def rtf_file(path: Path) -> None:
    path.write_bytes(rb"{\rtf1\ansi Ho so gom mot don de nghi\par}")


MAKERS = {
    ".docx": docx_file,
    ".xlsx": xlsx_file,
    ".pdf": pdf_file,
    ".png": png_file,
    ".html": html_file,
    ".md": md_file,
    ".csv": csv_file,
    ".json": json_file,
    ".txt": txt_file,
    ".zip": zip_file,
    ".rtf": rtf_file,
}


def packed(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in members.items():
            archive.writestr(name, value)
    return content.getvalue()
