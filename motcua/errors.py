"""Everything that can go wrong in the program itself; the rooms have trees of their own.

MotcuaError
├── Misuse            the command or a setting is wrong: nothing was done
├── EmptyCatalogue    no record has been ingested yet
├── Busy              another process is writing to the same home
└── InputFailed       the one input that was given can't be used

Each carries one plain Vietnamese sentence for people (`str(error)`) and an optional technical `detail` for the log.
"""

from __future__ import annotations


class MotcuaError(Exception):
    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class Misuse(MotcuaError):
    pass


class EmptyCatalogue(MotcuaError):
    def __init__(self) -> None:
        super().__init__(
            "Chưa có thủ tục nào trong kho: xin chạy `motcua ingest --sample` (hoặc `make run`) để nạp danh mục mẫu, "
            "hoặc `motcua ingest THƯ_MỤC` để nạp danh mục thật."
        )


class Busy(MotcuaError):
    def __init__(self) -> None:
        super().__init__("Đang có một lần nạp khác ghi vào cùng kho dữ liệu: xin chờ lần đó xong rồi chạy lại.")


class InputFailed(MotcuaError):
    pass
