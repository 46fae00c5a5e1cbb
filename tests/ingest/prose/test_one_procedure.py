"""The same procedure in every format gives the same record."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import one_procedure
import portal_export
import pypdfium2
import pytest

from ingest.prose import content_of
from ingest.readers import read_document
from ingest.readers.errors import ToolMissing
from ingest.readers.recogniser import require_tesseract
from knowledge.procedures import Channel, DurationUnit, Procedure
from knowledge.serialise import procedure_to_dict

DPI = 200


def read(path: Path) -> Procedure:
    (procedure,) = content_of(read_document(path), path, None).procedures
    return replace(procedure, source=replace(procedure.source, path="", digest=""), warnings=())


@pytest.fixture
def from_word(tmp_path: Path) -> Procedure:
    path = tmp_path / "thu-tuc.docx"
    one_procedure.write_docx(path)
    return read(path)


def printed(tmp_path: Path) -> Path:
    path = tmp_path / "ban-in.docx"
    one_procedure.write_docx(path)
    pdf = portal_export.to_pdf(path, tmp_path / "profile")
    if pdf is None:
        pytest.skip("LibreOffice, which prints the procedure to PDF here, is not installed")
    return pdf


def test_every_fact_is_read(from_word: Procedure) -> None:
    assert (from_word.code, from_word.decision_number, from_word.sector) == ("9.123456", "12/QĐ-UBND", "Đường bộ")
    assert from_word.name == "Cấp phù hiệu cho xe nội bộ"
    assert [step.number for step in from_word.steps] == [1, 2]
    methods = [(item.channel, item.duration.value if item.duration else None) for item in from_word.submission_methods]
    assert methods == [(Channel.IN_PERSON, 5.0), (Channel.ONLINE, 3.0)]
    assert {item.duration.unit for item in from_word.submission_methods if item.duration} == {DurationUnit.WORKING_DAYS}
    assert [[fee.amount_vnd for fee in item.fees] for item in from_word.submission_methods] == [[70000], [35000]]
    papers = [(paper.form, paper.originals, paper.copies) for paper in from_word.documents]
    assert papers == [("Mẫu số 05", 1, 0), (None, 0, 1)]
    assert [basis.number for basis in from_word.legal_basis] == ["158/2024/NĐ-CP", "35/2024/QH15"]
    assert from_word.conditions == "Xe có đăng ký tại tỉnh."


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("thu-tuc.html", one_procedure.write_html),
        ("thu-tuc.xlsx", one_procedure.write_xlsx),
        ("thu-tuc.json", one_procedure.write_json),
        ("thu-tuc.txt", one_procedure.write_text),
    ],
)
def test_other_formats_give_the_same(
    tmp_path: Path, from_word: Procedure, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / name)
    found = procedure_to_dict(read(tmp_path / name))
    expected = procedure_to_dict(from_word)
    if name.endswith(".txt"):  # a list has no cells: the channel stands in its own line
        found.pop("submission_methods"), expected.pop("submission_methods")
    assert found == expected


def test_pdf_gives_the_same(tmp_path: Path, from_word: Procedure) -> None:
    assert procedure_to_dict(read(printed(tmp_path))) == procedure_to_dict(from_word)


@pytest.mark.timeout(180)
def test_a_scan_gives_nearly_every_letter(tmp_path: Path) -> None:
    try:
        require_tesseract()
    except ToolMissing as missing:
        pytest.skip(str(missing))
    pdf = printed(tmp_path)
    scan = tmp_path / "quet.pdf"
    document = pypdfium2.PdfDocument(str(pdf))
    pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    pages[0].save(scan, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    expected = "\n".join(page.get_textpage().get_text_range() for page in document)
    read_back = read_document(scan)
    found = " ".join(block.text if not block.label else f"{block.label} {block.text}" for block in read_back.blocks)
    # By words, since a scan's tables are read line by line and the print's cell by cell.
    wanted, got = Counter(expected.split()), Counter(found.split())
    same = sum(len(word) * count for word, count in (wanted & got).items())
    assert same / sum(len(word) * count for word, count in wanted.items()) >= 0.95
    assert {loss.code for loss in read_back.losses} <= {"scanned", "scanned_poorly"}


def test_without_tesseract_the_file_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("tesseract") is None
    require_tesseract.cache_clear()
    with pytest.raises(ToolMissing, match="tesseract-ocr-vie"):
        require_tesseract()
    require_tesseract.cache_clear()
