"""Everything that can go wrong between a report file and its audio.

TtsError
├── UnreadableReport      the report could not be turned into text
│   ├── ReportMissing         no such file
│   ├── UnknownReportKind     a kind of file that no reader handles
│   ├── EncryptedReport       locked by a password
│   ├── EmptyReport           nothing to read in it
│   ├── PictureOnlyReport     scanned pages or pictures, no text
│   └── ReaderUnavailable     the library that reads this kind is not installed
├── BadLexicon            an office's word list that cannot be used
├── VoiceUnavailable      no voice could be opened, or it stopped answering
└── ProductionFailed      audio was spoken but could not be made into a file
    └── DiskFull              no room left to write

Every error carries ``message``: one courteous Vietnamese sentence for the person in front of the screen,
and ``detail``: what a technician needs (path, library's own words), never shown to the public.
"""

from __future__ import annotations


class TtsError(Exception):
    """Root of the tree; ``default_message`` is the Vietnamese sentence used when none is given."""

    default_message = "Không thể đọc báo cáo thành tiếng."

    def __init__(self, message: str | None = None, *, detail: str = "") -> None:
        self.message = message or self.default_message
        self.detail = detail
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} ({self.detail})" if self.detail else self.message


class UnreadableReport(TtsError):
    default_message = "Không đọc được tệp báo cáo này."


class ReportMissing(UnreadableReport):
    default_message = "Không tìm thấy tệp báo cáo; anh/chị kiểm tra lại đường dẫn."


class UnknownReportKind(UnreadableReport):
    default_message = "Chưa đọc được loại tệp này; anh/chị dùng DOCX, PDF, Markdown, HTML hoặc TXT."


class EncryptedReport(UnreadableReport):
    default_message = "Tệp báo cáo có mật khẩu; anh/chị bỏ mật khẩu rồi thử lại."


class EmptyReport(UnreadableReport):
    default_message = "Tệp báo cáo không có chữ nào để đọc."


class PictureOnlyReport(UnreadableReport):
    default_message = "Tệp báo cáo chỉ có hình ảnh, không có chữ; anh/chị dùng bản gốc hoặc nhận dạng chữ trước."


class ReaderUnavailable(UnreadableReport):
    default_message = "Chưa cài thư viện để đọc loại tệp này."


class BadLexicon(TtsError):
    default_message = "Tệp từ vựng của cơ quan có dòng không dùng được."


class VoiceUnavailable(TtsError):
    default_message = "Không có giọng đọc nào dùng được."


class ProductionFailed(TtsError):
    default_message = "Không tạo được tệp âm thanh."


class DiskFull(ProductionFailed):
    default_message = "Ổ đĩa đã đầy; phần đã đọc được giữ lại, anh/chị giải phóng chỗ trống rồi chạy tiếp."
