"""Files that could harm are refused with a reason, before anything in them is run, fetched or unpacked."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import make_files
import pytest

from ingest.errors import UnreadableFile
from ingest.readers import read_document
from ingest.readers.errors import FileDamaged, FileLocked, FileRefused
from ingest.readers.kinds import FileKind
from ingest.readers.limits import limits
from ingest.readers.sandbox import Sandbox

BOMB = b"\0" * 30_000_000


def with_members(path: Path, more: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        for name, value in more.items():
            packed.writestr(name, value)


def refusal(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    return caught.value


@pytest.mark.parametrize("ending", [".zip", ".docx", ".xlsx"])
def test_bombs(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bom{ending}"
    make_files.MAKERS[ending](path)
    with_members(path, {"word/media/x.bin": BOMB})
    found = refusal(path)
    assert isinstance(found, FileRefused)
    assert "phình to" in str(found)


def test_a_directory_that_lies_about_its_sizes(tmp_path: Path) -> None:
    path = tmp_path / "doi.zip"
    content = bytearray(make_files.packed({"a.txt": b"x" * 1000}))
    at = content.index((1000).to_bytes(4, "little"), content.index(b"PK\x01\x02"))
    content[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    assert str(refusal(path))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "C:\\x.txt", "..\\..\\x.txt"])
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / "duong-dan.zip"
    path.write_bytes(make_files.packed({name: b"x"}))
    assert "dẫn ra ngoài" in str(refusal(path))


def test_archives_in_archives_in_archives(tmp_path: Path) -> None:
    content = make_files.packed({"a.txt": b"xin chao"})
    for _ in range(3):
        content = make_files.packed({"trong.zip": content})
    path = tmp_path / "long.zip"
    path.write_bytes(content)
    assert "quá nhiều tầng" in str(refusal(path))


def test_macros(tmp_path: Path) -> None:
    path = tmp_path / "macro.docm"
    make_files.docx_file(path)
    with_members(path, {"word/vbaProject.bin": b"x"})
    assert "macro" in str(refusal(path))
    old = tmp_path / "macro.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"))
    assert "macro" in str(refusal(old))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities(tmp_path: Path, encoding: str) -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
    path = tmp_path / "thuc-the.docx"
    path.write_bytes(make_files.packed({"word/document.xml": xml.encode(encoding), "[Content_Types].xml": b"<x/>"}))
    assert "thực thể" in str(refusal(path))


def test_a_page_keeps_its_entities_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>Hồ sơ &x;</p>', encoding="utf-8")
    assert all("root:" not in block.text for block in read_document(path).blocks)


def test_locked_files(tmp_path: Path) -> None:
    office = tmp_path / "khoa.docx"
    office.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert isinstance(refusal(office), FileLocked)
    archive = tmp_path / "khoa.zip"
    content = bytearray(make_files.packed({"a.txt": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(content)
    assert isinstance(refusal(archive), FileLocked)


def test_empty_and_missing_files(tmp_path: Path) -> None:
    path = tmp_path / "rong.docx"
    path.write_bytes(b"")
    assert str(refusal(path)) == "Tệp rỗng."
    assert "Không tìm thấy" in str(refusal(tmp_path / "khong-co.pdf"))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "lon.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4")
        file.truncate(limits().largest_file + 1)
    assert "lớn quá" in str(refusal(path))


def test_a_reader_that_says_nothing_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "sau.html"
    path.write_text("<b>" * 60_000, encoding="utf-8")
    made = Sandbox(replace(limits(), seconds_of_silence=1))
    try:
        with pytest.raises((FileRefused, FileDamaged)):
            made.read(path, FileKind.PAGE)
        make_files.html_file(path)
        assert made.read(path, FileKind.PAGE).blocks  # the next file gets a fresh child
    finally:
        made.close()


def test_a_reader_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "to.html"
    path.write_text("<p>a</p>" * 600_000, encoding="utf-8")
    made = Sandbox(replace(limits(), child_memory=250_000_000))
    try:
        with pytest.raises((FileRefused, FileDamaged)):
            made.read(path, FileKind.PAGE)
    finally:
        made.close()


def test_members_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(make_files.packed({"tot.txt": b"Ho so gom don", "hong.docx": b"PK\x03\x04rac", "rong.txt": b""}))
    document = read_document(path)
    assert [name for name, _ in document.parts] == ["tot.txt"]
    assert sorted("hong.docx" in loss.message for loss in document.losses) == [False, True]
