"""The portal's one-procedure-per-file export made anew from records: DOCX in two layouts, PDF through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
from docx.shared import Cm

from ingest.portal.submission_methods import MethodRow
from knowledge.procedures import AgencyRole, Procedure

Table = list[list[str]]
Section = tuple[str, str | Table]
METHOD_NAMES = {"online": "Trực tuyến", "in_person": "Trực tiếp", "post": "Dịch vụ bưu chính"}
NOTHING = "Không có thông tin"


def sections_of(procedure: Procedure, raw_steps: str, rows: list[MethodRow]) -> list[Section | list[Section]]:
    """Labels and contents in the order of the export; a list of them stands for papers by case."""

    def agencies(role: AgencyRole) -> str:
        return ", ".join(agency.name for agency in procedure.agencies if agency.role is role) or NOTHING

    return [
        ("Mã thủ tục:", procedure.code),
        ("Số quyết định:", procedure.decision_number or NOTHING),
        ("Tên thủ tục:", procedure.name),
        ("Cấp thực hiện:", ", ".join(procedure.level) or NOTHING),
        ("Loại thủ tục:", "TTHC không được luật giao cho địa phương quy định hoặc quy định chi tiết"),
        ("Lĩnh vực:", procedure.sector or NOTHING),
        ("Trình tự thực hiện:", raw_steps or NOTHING),
        ("Cách thức thực hiện:", _methods(rows)),
        ("Thành phần hồ sơ:", ""),
        *_papers(procedure),
        ("Đối tượng thực hiện:", ", ".join(procedure.audience) or NOTHING),
        ("Cơ quan thực hiện:", agencies(AgencyRole.IMPLEMENTING)),
        ("Cơ quan có thẩm quyền:", agencies(AgencyRole.AUTHORITY)),
        ("Địa chỉ tiếp nhận HS:", agencies(AgencyRole.RECEIVING)),
        ("Cơ quan được ủy quyền:", agencies(AgencyRole.DELEGATED)),
        ("Cơ quan phối hợp:", agencies(AgencyRole.COORDINATING)),
        ("Kết quả thực hiện:", "\n".join(result.name for result in procedure.results) or NOTHING),
        ("Căn cứ pháp lý:", _laws(procedure)),
        ("Yêu cầu, điều kiện thực hiện:", procedure.conditions or NOTHING),
        ("Từ khóa:", NOTHING),
        ("Mô tả:", NOTHING),
    ]


def _methods(rows: list[MethodRow]) -> Table:
    head = ["Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"]
    made = []
    for row in rows:
        note = f"\n({row.note})" if row.note else ""
        fee = row.fee if row.fee in ("Miễn phí", NOTHING) else f"Lệ phí: {row.fee}"
        made.append([METHOD_NAMES[row.channel], row.time, f"{fee}{note}", row.description])
    return [head, *made]


def _papers(procedure: Procedure) -> list[Section]:
    sections: list[Section] = []
    case: str | None = ""
    table: Table = []
    for item in procedure.documents:
        if item.case != case:
            case, table = item.case, [["Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"]]
            sections.append((f"* {item.case}" if item.case else "Bao gồm", table))
        counts = f"Bản chính: {item.originals or 0}\nBản sao: {item.copies or 0}"
        table.append([item.name, item.form or "", counts])
    return sections


def _laws(procedure: Procedure) -> Table:
    head = ["Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"]
    return [head, *([item.number or "", item.title or "", "01-01-2025", "Bộ"] for item in procedure.legal_basis)]


def write_form(path: Path, sections: Any) -> None:
    """One table of two columns; tables of contents nested in its right column, papers below their label."""
    document = docx.Document()
    document.add_paragraph("CHI TIẾT THỦ TỤC HÀNH CHÍNH").runs[0].bold = True
    form = document.add_table(rows=0, cols=2)
    form.style, form.autofit = "Table Grid", False
    form.columns[0].width, form.columns[1].width = Cm(3.5), Cm(12)
    for label, contents in sections:
        cells = form.add_row().cells
        cells[0].width, cells[1].width = Cm(3.5), Cm(12)
        cells[0].text, cells[1].text = label, contents if isinstance(contents, str) else ""
        if not isinstance(contents, str):
            if label.startswith(("*", "Bao gồm")):
                cells[0].text, cells[1].text = "", label
            _fill(cells[1].add_table(0, len(contents[0])), contents)
    document.save(str(path))


def write_flow(path: Path, sections: Any) -> None:
    """Labels in bold with their contents behind or below them, tables across the page."""
    document = docx.Document()
    document.add_heading("CHI TIẾT THỦ TỤC HÀNH CHÍNH", level=1)
    for label, contents in sections:
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = not label.startswith(("*", "Bao gồm"))
        if isinstance(contents, str):
            if len(contents) < 120 and "\n" not in contents:
                paragraph.add_run(f" {contents}")
            else:
                for line in contents.split("\n"):
                    document.add_paragraph(line)
        else:
            _fill(document.add_table(0, len(contents[0])), contents)
    document.save(str(path))


def _fill(table: Any, rows: Table) -> None:
    table.style, table.autofit = "Table Grid", False
    for column in table.columns:
        column.width = Cm(11) // len(table.columns)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def to_pdf(path: Path, profile: Path) -> Path | None:
    """The DOCX printed to PDF beside it, None where LibreOffice is absent."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=120)
    return path.with_suffix(".pdf")
