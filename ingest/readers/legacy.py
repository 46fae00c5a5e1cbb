"""Files of old Office, RTF and OpenDocument, converted by the program LibreOffice to DOCX or XLSX and read as those.

Refused: macros. Lost: what the conversion loses (told once as such).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.readers.document import Document
from ingest.readers.errors import FileDamaged, FileLocked, FileRefused, ToolMissing
from ingest.readers.limits import limits
from ingest.readers.losses import LossCode, loss
from ingest.readers.word import read_word
from ingest.readers.workbook import read_workbook

_PROGRAMS = ("soffice", "libreoffice")
_SHEETS = {".xls", ".ods"}
_TOGETHER = "utf-16-le"
_MACROS = "_VBA_PROJECT".encode(_TOGETHER)
_LOCKED = "EncryptedPackage".encode(_TOGETHER)
_WORKBOOK = "Workbook".encode(_TOGETHER)
_READERS: dict[str, Callable[[Path], Document]] = {"docx": read_word, "xlsx": read_workbook}


def read_legacy(path: Path) -> Document:
    content = path.read_bytes()
    if _LOCKED in content:
        raise FileLocked("Tệp có mật khẩu.")
    if _MACROS in content:
        raise FileRefused("Tệp chứa macro nên không được đọc.")
    wanted = "xlsx" if path.suffix.lower() in _SHEETS or _WORKBOOK in content else "docx"
    with tempfile.TemporaryDirectory(prefix="motcua-") as folder:
        document = _READERS[wanted](_converted(path, wanted, Path(folder)))
    title = document.title if document.title != "file" else path.stem
    return replace(document, title=title, losses=(loss(LossCode.CONVERTED), *document.losses))


def _converted(path: Path, wanted: str, folder: Path) -> Path:
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ToolMissing("Tệp đời cũ cần LibreOffice để đọc; máy chưa cài LibreOffice.", code="libreoffice_missing")
    source = folder / f"file{path.suffix.lower() or '.doc'}"
    shutil.copyfile(path, source)
    profile = (folder / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", wanted]
    _run([*command, "--outdir", str(folder / "made"), str(source)])
    made = folder / "made" / f"file.{wanted}"
    if not made.is_file():
        raise FileDamaged("Tệp đời cũ bị hỏng, LibreOffice không chuyển đổi được.")
    return made


def _run(command: list[str]) -> None:
    """Run the program; when its time is over, end it with everything that it started."""
    running = subprocess.Popen(  # noqa: S603 (a fixed command on a copy with a name of our own)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_without_memory_limit,
    )
    try:
        running.wait(limits().seconds_converting)
    except subprocess.TimeoutExpired as error:
        raise FileDamaged("Chuyển đổi tệp đời cũ quá lâu.", detail=str(error)) from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _without_memory_limit() -> None:
    """The reader's own limit on address space is too narrow for an office program."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
