"""ZIP archives: each file in them is read on its own, from a folder that is thrown away.

Lost: files that can't be read (told by name).
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableFile
from ingest.readers.document import Document, Loss
from ingest.readers.errors import FileRefused
from ingest.readers.limits import limits
from ingest.readers.losses import LossCode, loss
from ingest.readers.packages import opened, read_member

_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)")
_UNSAFE = re.compile(r"[^\w.() -]")
_UTF8_NAMES = 0x800


def read_archive(path: Path, read: Callable[[Path], Document], depth: int = 1) -> Document:
    """The archive's files in the order of their names, each through `read`."""
    if depth > limits().deepest_archive:
        raise FileRefused("Gói nén lồng trong gói nén quá nhiều tầng.")
    parts: list[tuple[str, Document]] = []
    losses: list[Loss] = []
    with opened(path) as packed, tempfile.TemporaryDirectory(prefix="motcua-") as folder:
        members = sorted(packed.infolist(), key=lambda member: member.filename)
        for number, member in enumerate(members):
            name = _name(member)
            if member.is_dir() or _FURNITURE.search(name):
                continue
            place = Path(folder) / str(number) / _UNSAFE.sub("_", PurePosixPath(name).name)[-120:]
            place.parent.mkdir()
            try:
                place.write_bytes(read_member(packed, member))
                parts.append((name, read(place)))
            except UnreadableFile as error:
                losses.append(loss(LossCode.MEMBER_REFUSED, f"{name}: {str(error).rstrip('.')}"))
            finally:
                place.unlink(missing_ok=True)
    if not parts:
        reason = losses[0].message if losses else "Gói nén không có tệp nào."
        raise UnreadableFile(reason)
    return replace(Document(path.stem), parts=tuple(parts), losses=tuple(losses))


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; archives of old programs write UTF-8 without saying so."""
    if member.flag_bits & _UTF8_NAMES:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
