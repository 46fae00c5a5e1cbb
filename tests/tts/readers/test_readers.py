from __future__ import annotations

import struct
import sys
import time
import zlib
from pathlib import Path

import docx
import pytest

from tts.errors import (
    EmptyReport,
    EncryptedReport,
    PictureOnlyReport,
    ReportMissing,
    UnknownReportKind,
    UnreadableReport,
)
from tts.readers import open_document

sys.path.insert(0, str(Path(__file__).parent))
from pdf_files import pdf


def png() -> bytes:
    """A picture of one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def texts(path: Path) -> list[str]:
    return [block.text for block in open_document(path).blocks]


def test_word_headings_lists_tables_and_automatic_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("KẾT QUẢ", level=1)
    document.add_paragraph("Tiếp nhận 1.245 hồ sơ.")
    document.add_paragraph("Rà soát", style="List Number")
    document.add_paragraph("Công bố", style="List Number")
    document.add_paragraph("Ghi chú", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for place, cell in enumerate(["Nội dung", "Số lượt", "Đăng kiểm", "1.245"]):
        table.cell(place // 2, place % 2).text = cell
    document.save(str(tmp_path / "a.docx"))
    blocks = open_document(tmp_path / "a.docx").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "KẾT QUẢ"),
        ("text", "Tiếp nhận 1.245 hồ sơ."),
        ("list_item", "1. Rà soát"),
        ("list_item", "2. Công bố"),
        ("list_item", "- Ghi chú"),
        ("table", ""),
    ]
    assert blocks[-1].rows == (("Nội dung", "Số lượt"), ("Đăng kiểm", "1.245"))


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Báo cáo\n\nĐạt **100%**\nkế hoạch.\n\n1. Một\n2. Hai\n\n- Ba\n\n| A | B |\n|---|---|\n| x | 5 |\n",
        encoding="utf-8",
    )
    blocks = open_document(tmp_path / "a.md").blocks
    assert [(block.kind, block.text) for block in blocks[:5]] == [
        ("heading", "Báo cáo"),
        ("text", "Đạt 100% kế hoạch."),
        ("list_item", "1. Một"),
        ("list_item", "2. Hai"),
        ("list_item", "Ba"),
    ]
    assert blocks[5].rows == (("A", "B"), ("x", "5"))


def test_html_leaves_menus_and_scripts_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><title>Báo cáo</title><style>p{}</style></head><body><nav><a>Trang chủ</a></nav><h2>Kết quả</h2>"
        "<p>Đạt <b>100</b>%<br>Dòng hai</p><ol><li>Một</li></ol><table><tr><td>A</td><td><p>5</p></td></tr></table>"
        "<script>var x = 1;</script><footer>Bản quyền</footer></body></html>",
        encoding="utf-8",
    )
    document = open_document(tmp_path / "a.html")
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "Kết quả"),
        ("text", "Đạt 100%"),
        ("text", "Dòng hai"),
        ("list_item", "1. Một"),
        ("table", ""),
    ]
    assert document.blocks[-1].rows == (("A", "5"),)
    assert [part.text for part in document.left_out] == ["Trang chủ", "Bản quyền"]
    assert document.title == "Báo cáo"


def test_plain_text_joins_hard_wrapped_lines_but_not_list_items(tmp_path: Path) -> None:
    first = "Sở Giao thông vận tải đã phối hợp với các địa phương rà soát toàn bộ"
    (tmp_path / "a.txt").write_text(f"{first}\ncác tuyến đường trên địa bàn.\n- Một\n- Hai\n", encoding="utf-8")
    assert texts(tmp_path / "a.txt") == [f"{first} các tuyến đường trên địa bàn.", "- Một", "- Hai"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_text("Báo cáo quý", encoding=encoding)
    assert texts(tmp_path / "a.txt") == ["Báo cáo quý"]


def test_pdf_pages_without_their_numbers_and_running_headers(tmp_path: Path) -> None:
    pages = [["So GTVT - Bao cao", f"Trang {n} noi mot dieu rieng.", f"- {n} -"] for n in range(1, 6)]
    (tmp_path / "a.pdf").write_bytes(pdf(pages))
    document = open_document(tmp_path / "a.pdf")
    assert [block.text for block in document.blocks] == [f"Trang {n} noi mot dieu rieng." for n in range(1, 6)]
    assert {part.reason for part in document.left_out} == {"running_header", "page_number"}


def test_five_hundred_pages_take_seconds(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([[f"Muc {n} cua bao cao."] for n in range(500)]))
    start = time.process_time()
    assert len(texts(tmp_path / "a.pdf")) == 500
    assert time.process_time() - start < 20


def test_what_cannot_be_read_is_said_in_one_vietnamese_sentence(tmp_path: Path) -> None:
    picture = docx.Document()
    (tmp_path / "p.png").write_bytes(png())
    picture.add_picture(str(tmp_path / "p.png"))
    picture.save(str(tmp_path / "picture.docx"))
    docx.Document().save(str(tmp_path / "empty.docx"))
    files = {
        "locked.docx": b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "old.docx": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "broken.docx": b"PK\x03\x04 no archive",
        "locked.pdf": pdf([["x"]], locked=True),
        "picture.pdf": pdf([[]], picture=True),
        "empty.pdf": pdf([[]]),
        "broken.pdf": b"no pdf at all",
        "empty.txt": b"",
        "blank.txt": b"  \n \n",
        "binary.txt": b"\x00\x01\x02" * 50,
        "old.doc": b"\xd0\xcf\x11\xe0",
        "sheet.xlsx": b"x",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    expected: dict[str, type[UnreadableReport]] = {
        "locked.docx": EncryptedReport, "old.docx": UnknownReportKind, "broken.docx": UnreadableReport,
        "locked.pdf": EncryptedReport, "picture.pdf": PictureOnlyReport, "empty.pdf": EmptyReport,
        "broken.pdf": UnreadableReport, "empty.txt": EmptyReport, "blank.txt": EmptyReport,
        "binary.txt": UnreadableReport, "old.doc": UnknownReportKind, "sheet.xlsx": UnknownReportKind,
        "picture.docx": PictureOnlyReport, "empty.docx": EmptyReport, "missing.txt": ReportMissing,
    }  # fmt: skip
    for name, error in expected.items():
        with pytest.raises(error) as caught:
            open_document(tmp_path / name)
        assert type(caught.value) is error, name
        assert caught.value.message[0].isupper()
        assert "Traceback" not in caught.value.message
        assert str(tmp_path) not in caught.value.message
