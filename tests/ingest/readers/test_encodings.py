"""Old Vietnamese encodings, there and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from ingest.readers import encodings, read_document
from ingest.readers.encodings import decode, from_old_fonts
from ingest.readers.syllables import is_syllable

TEXT = (
    "Giấy phép lái xe được cấp cho người đủ điều kiện; hồ sơ gồm đơn đề nghị và giấy khám sức khỏe. Trường hợp từ chối,"
    " cơ quan tiếp nhận trả lời bằng văn bản và nêu rõ lý do. Lệ phí nộp tại quầy, ở xã, phường, thị trấn."
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_tcvn3(text: str) -> bytes:
    codes = {letter: bytes([code]) for code, letter in encodings._tcvn3().items()}
    return b"".join(codes.get(letter, letter.encode("ascii", "replace")) for letter in text)


def as_vni(text: str) -> bytes:
    pairs, letters, _ = encodings._vni()
    codes: dict[str, str] = {}
    for table in (pairs, letters):
        for code, letter in table.items():
            codes.setdefault(letter, code)
    return "".join(codes.get(letter, letter) for letter in text).encode("cp1252")


def as_windows_1258(text: str) -> bytes:
    written = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        written += (base + tone).encode("cp1258")
    return written


@pytest.mark.parametrize(("name", "write"), [("tcvn3", as_tcvn3), ("vni", as_vni), ("windows-1258", as_windows_1258)])
@pytest.mark.parametrize("text", [TEXT, TEXT[:60], "Căn cứ Luật Đường bộ\nđiều 5"])
def test_old_encodings_are_recognised_and_converted(name: str, write: Callable[[str], bytes], text: str) -> None:
    assert decode(write(text)) == (text, name)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_taken_at_its_word(name: str) -> None:
    assert decode(TEXT.encode(name))[0] == TEXT
    assert decode(unicodedata.normalize("NFD", TEXT).encode(name))[0] == TEXT


def test_other_languages_and_plain_ascii_are_left_alone() -> None:
    for text in ("Le café déjà payé à l'hôtel", "plain words", "Müller und Söhne"):
        assert from_old_fonts(text) == (text, None)


def test_a_file_of_the_old_kind_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(as_tcvn3(TEXT))
    document = read_document(path)
    assert document.blocks[0].text == TEXT
    assert [loss.code for loss in document.losses] == ["old_encoding"]


def test_fonts_of_old_encodings_in_word_files(tmp_path: Path) -> None:
    path = tmp_path / "cu.docx"
    document = docx.Document()
    paragraph = document.add_paragraph()
    small = paragraph.add_run(as_tcvn3("Cấp giấy phép ").decode("latin-1"))
    small.font.name = ".VnTime"
    large = paragraph.add_run(as_tcvn3("lái xe").decode("latin-1"))
    large.font.name = ".VnTimeH"
    document.save(str(path))
    read = read_document(path)
    assert read.blocks[0].text == "Cấp giấy phép LÁI XE"
    assert [loss.code for loss in read.losses] == ["old_encoding"]


@pytest.mark.parametrize("word", ["nghiêng", "Thuỷ", "quyết", "khuỷu", "giữa", "ĐƯỜNG", "oằn", "yêu"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hôtel", "gi¸y", "Leọphớ", "søn", "aBc"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
