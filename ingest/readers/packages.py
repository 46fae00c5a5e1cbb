"""Zip packages (archives, DOCX, XLSX) looked through before anything in them is unpacked or parsed.

Refused: more or larger members than data/limits.yaml allows, members that unpack to many times their size, names that
lead out of the folder, locked members, macros, and XML that declares entities of its own.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ingest.readers.errors import FileDamaged, FileLocked, FileRefused
from ingest.readers.limits import limits

_LOCKED = 0x1
_MACROS = re.compile(r"vbaProject\.bin$|vbaData\.xml$|/macrosheets/|activeX/", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DECLARES = re.compile(
    rb"<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)", re.IGNORECASE
)
_XML_HEAD = 65536
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The package, found harmless by its directory. Raises FileRefused, FileLocked or FileDamaged."""
    try:
        packed = zipfile.ZipFile(path)
    except BROKEN as error:
        raise FileDamaged("Tệp nén bị hỏng hoặc bị cắt cụt, không mở được.", detail=str(error)) from error
    with packed:
        _check_directory(packed)
        yield packed


def check_office_file(path: Path) -> None:
    """A DOCX or XLSX that is safe to parse. Raises FileRefused, FileLocked or FileDamaged."""
    with opened(path) as packed:
        for member in packed.infolist():
            if _MACROS.search(member.filename):
                raise FileRefused("Tệp chứa macro nên không được đọc.", detail=member.filename)
            if member.filename.endswith((".xml", ".rels")):
                head = read_member(packed, member, _XML_HEAD)
                if _DECLARES.search(head) or _WIDE_DECLARES.search(head):
                    raise FileRefused("Tệp khai báo thực thể XML lạ nên không được đọc.", detail=member.filename)


def read_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, most: int | None = None) -> bytes:
    """A member's bytes, never more than its limit whatever its directory says. Raises FileRefused or FileDamaged."""
    roof = limits().largest_member
    try:
        with packed.open(member) as file:
            content = file.read(min(most or roof + 1, roof + 1))
    except BROKEN as error:
        raise FileDamaged(
            "Tệp nén bị hỏng, có phần không giải nén được.", detail=f"{member.filename}: {error}"
        ) from error
    if len(content) > roof:
        raise FileRefused("Một tệp trong gói nén quá lớn.", detail=member.filename)
    return content


def _check_directory(packed: zipfile.ZipFile) -> None:
    members, roof = packed.infolist(), limits()
    if len(members) > roof.most_members:
        raise FileRefused(f"Gói nén có quá {roof.most_members} tệp.", detail=f"{len(members)} members")
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name):
            raise FileRefused("Gói nén có tên tệp dẫn ra ngoài thư mục.", detail=member.filename)
        if member.flag_bits & _LOCKED:
            raise FileLocked("Gói nén có mật khẩu.", detail=member.filename)
        packed_size = max(member.compress_size, 1)
        if member.file_size > roof.ratio_matters_from and member.file_size / packed_size > roof.highest_ratio:
            raise FileRefused("Gói nén phình to bất thường khi giải nén.", detail=member.filename)
        if member.file_size > roof.largest_member:
            raise FileRefused("Một tệp trong gói nén quá lớn.", detail=member.filename)
    if sum(member.file_size for member in members) > roof.largest_unpacked:
        raise FileRefused("Gói nén quá lớn khi giải nén.")
