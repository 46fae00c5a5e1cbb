"""How a voice fails, below ``tts.errors.VoiceUnavailable``.

VoiceUnavailable
├── VoiceNotReady     it cannot be opened: not installed, no voice file, no address
├── VoiceRefused      the service answers that it never will: wrong key, unknown voice
└── VoiceFault        this request failed; another try may succeed
"""

from __future__ import annotations

from enum import StrEnum

from tts.errors import VoiceUnavailable


class FaultKind(StrEnum):
    """What one failed request looked like."""

    FORBIDDEN = "forbidden"
    BUSY = "busy"
    NO_AUDIO = "no_audio"
    SILENT = "silent"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CUT_OFF = "cut_off"
    UNREADABLE = "unreadable"
    CLOCK_SKEW = "clock_skew"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CRASHED = "crashed"


#: Kinds that blame this very voice; every other kind blames the service behind it and all its voices.
VOICE_ONLY_FAULTS = frozenset({FaultKind.NO_AUDIO, FaultKind.SILENT, FaultKind.TOO_SHORT, FaultKind.TOO_LONG})


class VoiceNotReady(VoiceUnavailable):
    default_message = "Chưa dùng được giọng đọc này."


class VoiceRefused(VoiceUnavailable):
    default_message = "Dịch vụ giọng đọc từ chối yêu cầu; anh/chị kiểm tra khóa truy cập và tên giọng."


class VoiceFault(VoiceUnavailable):
    default_message = "Giọng đọc chưa trả lời được."

    def __init__(self, kind: FaultKind, detail: str = "") -> None:
        self.kind = kind
        super().__init__(detail=f"{kind}: {detail}" if detail else kind.value)
