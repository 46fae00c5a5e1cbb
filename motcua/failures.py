"""Any exception -> what people are told, what the log is told, and how grave it is. The one place that decides."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.masking import mask
from bots.errors import BotsError
from ingest.errors import IngestError, UnreadableFile
from knowledge.errors import IndexDamaged, KnowledgeError, ModelUnavailable, StoreError
from motcua.errors import InputFailed, MotcuaError
from tts.errors import TtsError, UnreadableReport

UNEXPECTED = "Chương trình gặp lỗi ngoài dự kiến nên chưa làm được việc này; dữ liệu đã lưu vẫn còn nguyên."
OUTAGE = "Hệ thống tra cứu đang tạm gián đoạn nên chưa trả lời anh/chị được. Xin anh/chị thử lại sau ít phút."
_DISK_FULL = "Ổ đĩa đã đầy: xin giải phóng chỗ trống rồi chạy lại, dữ liệu cũ vẫn nguyên vẹn."
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SOME_FAILED, _WRONG = 1, 2


@dataclass(frozen=True, slots=True)
class Failure:
    """`message`: one Vietnamese sentence. `exit_code`: 1 an input failed, 2 wrong use, configuration or machine."""

    message: str
    detail: str
    exit_code: int
    expected: bool = True  # foreseen: no traceback is needed to understand it


def failure_of(error: BaseException) -> Failure:
    if isinstance(error, TtsError):
        return Failure(error.message, error.detail, _SOME_FAILED if isinstance(error, UnreadableReport) else _WRONG)
    if isinstance(error, KnowledgeError | IngestError | AssistantError | MotcuaError | BotsError):
        input_failed = isinstance(error, UnreadableFile | InputFailed)
        return Failure(str(error), error.detail, _SOME_FAILED if input_failed else _WRONG)
    if isinstance(error, OSError):
        return _of_system(error)
    return Failure(UNEXPECTED, mask(str(error)), _WRONG, expected=False)


def sentence_for_citizens(error: Exception) -> str:
    """A part that is away is an outage to them; what to do about it is for who runs the server, and in the log."""
    is_away = isinstance(error, StoreError | IndexDamaged | ModelUnavailable)
    return OUTAGE if is_away else failure_of(error).message


def _of_system(error: OSError) -> Failure:
    place = f" {error.filename}" if error.filename else ""
    detail = str(error)
    if error.errno in _FULL:
        return Failure(
            "Ổ đĩa đã đầy: xin giải phóng chỗ trống rồi chạy lại, dữ liệu cũ vẫn nguyên vẹn.", detail, _WRONG
        )
    if isinstance(error, PermissionError):
        return Failure(f"Không có quyền đọc hoặc ghi{place}.", detail, _WRONG)
    if isinstance(error, FileNotFoundError):
        return Failure(f"Không tìm thấy{place}.", detail, _WRONG)
    return Failure(UNEXPECTED, detail, _WRONG, expected=False)
