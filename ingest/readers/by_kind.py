"""Which reader reads what, and which of them work in our own process."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from ingest.readers.kinds import FileKind
from ingest.readers.protocol import Reader

# Loaded when first needed: a run over text files needs none of the libraries behind the others.
_READERS = {
    FileKind.PDF: "pdf:read_pdf",
    FileKind.WORD: "word:read_word",
    FileKind.WORKBOOK: "workbook:read_workbook",
    FileKind.LEGACY: "legacy:read_legacy",
    FileKind.IMAGE: "images:read_image",
    FileKind.PAGE: "web_page:read_web_page",
    FileKind.MARKDOWN: "marked_text:read_marked_text",
    FileKind.SHEET_TEXT: "workbook:read_sheet_text",
    FileKind.YAML: "record_files:read_yaml",
    FileKind.TEXT: "plain_text:read_plain_text",
    FileKind.JSON: "record_files:read_json",
}
# Plain and bounded work; all else goes through code that a crafted file may crash or keep busy.
IN_OUR_PROCESS = {FileKind.TEXT, FileKind.JSON}


def reader_of(kind: FileKind) -> Reader:
    module, name = _READERS[kind].split(":")
    return cast(Reader, getattr(import_module(f"ingest.readers.{module}"), name))
