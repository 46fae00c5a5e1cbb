"""Why a file is not read at all.

ingest.errors.UnreadableFile
├── FileRefused     the file could harm (bomb, macros, path tricks) or asks for too much; nobody should open it lightly
├── FileDamaged     it isn't what it says, is cut off, or its reader broke down
├── FileLocked      it needs a password
└── ToolMissing     it could be read if a program were installed; it stays listed as unread until then
"""

from __future__ import annotations

from ingest.errors import UnreadableFile


class FileRefused(UnreadableFile):
    pass


class FileDamaged(UnreadableFile):
    pass


class FileLocked(UnreadableFile):
    pass


class ToolMissing(UnreadableFile):
    """`code` is the LossCode's value that the same lack has where only some pages suffer from it."""

    def __init__(self, message: str, detail: str = "", code: str = "") -> None:
        super().__init__(message, detail)
        self.code = code
