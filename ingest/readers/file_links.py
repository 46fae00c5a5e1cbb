"""Addresses behind words: kept beside the words where they lead to a file, such as a form to fill in."""

from __future__ import annotations

import re

_TO_A_FILE = re.compile(
    r"https?://[^\s<>\"]+(?:\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar)(?:$|[?#])|download|tai-?(?:ve|file|mau))[^\s<>\"]*",
    re.IGNORECASE,
)


def with_file_link(words: str, address: str) -> str:
    """ "Mẫu số 01" that leads to a file -> "Mẫu số 01 (https://...)"; other links leave the words alone."""
    target = address.strip()
    if not words.strip() or target in words or not _TO_A_FILE.fullmatch(target):
        return words
    return f"{words.rstrip()} ({target})"
