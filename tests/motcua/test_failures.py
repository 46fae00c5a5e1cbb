"""Every exception becomes a sentence, a detail and an exit code."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from ingest.errors import IngestError, UnreadableFile
from knowledge.errors import KnowledgeError, StoreFull, StoreTooNew
from motcua.errors import Busy, EmptyCatalogue, InputFailed, Misuse, MotcuaError
from motcua.failures import UNEXPECTED, failure_of
from tts.errors import EmptyReport, TtsError, VoiceUnavailable


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreTooNew("Kho mới hơn.", "store 9"), 2),
        (StoreFull("Đầy."), 2),
        (KnowledgeError("Hỏng."), 2),
        (UnreadableFile("Tệp rỗng."), 1),
        (IngestError("Không nạp được."), 2),
        (Misuse("Sai."), 2),
        (Busy(), 2),
        (EmptyCatalogue(), 2),
        (InputFailed("Không có."), 1),
        (MotcuaError("Lỗi."), 2),
        (VoiceUnavailable(detail="no net"), 2),
        (EmptyReport(detail="/a"), 1),
        (TtsError(), 2),
    ],
)
def test_foreseen_failures_speak_for_themselves(error: Exception, code: int) -> None:
    failure = failure_of(error)
    assert (failure.exit_code, failure.expected) == (code, True)
    assert failure.message.endswith(".")
    assert not failure.detail or failure.detail not in failure.message


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "đầy"), (errno.EDQUOT, "đầy"), (errno.EACCES, "quyền")])
def test_the_system_s_failures_are_named(number: int, word: str) -> None:
    failure = failure_of(OSError(number, "x", "/h/motcua.db"))
    assert (failure.exit_code, failure.expected) == (2, True)
    assert word in failure.message


def test_what_nobody_foresaw_is_polite_and_hides_personal_data() -> None:
    failure = failure_of(ValueError("gọi 0912345678"))
    assert (failure.message, failure.exit_code, failure.expected) == (UNEXPECTED, 2, False)
    assert "0912345678" not in failure.detail


def test_every_error_class_of_the_rooms_is_told_apart_from_a_bug() -> None:
    assert failure_of(FileNotFoundError(2, "x", str(Path("a.yaml")))).message == "Không tìm thấy a.yaml."
    assert failure_of(OSError(errno.EIO, "x")).message == UNEXPECTED
