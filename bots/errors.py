"""Everything that can go wrong in the bots room.

BotsError
├── Malformed            a body that is not an event of the platform
├── NotConfigured        a secret or setting is missing: one sentence says which
├── LoginNeeded          the Zalo refresh token is used up or revoked: a person runs `motcua zalo login`
├── NotHeard             a voice message could not be turned into words
└── SendFailed           the platform did not take a message
    ├── TryLater         busy, over a rate limit, or unreachable: again after `retry_after` seconds
    ├── Undeliverable    it will never take this message: give up
    └── NeedsPerson      the account itself is at fault: an operator must act

Each carries one plain Vietnamese sentence for people (`str(error)`) and an optional technical `detail` for the log,
which never holds a token.
"""

from __future__ import annotations


class BotsError(Exception):
    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class Malformed(BotsError):
    def __init__(self, detail: str) -> None:
        super().__init__("Nội dung nhận được không phải sự kiện của nền tảng nhắn tin.", detail)


class NotConfigured(BotsError):
    pass


class LoginNeeded(BotsError):
    pass


class NotHeard(BotsError):
    def __init__(self, detail: str) -> None:
        super().__init__("Chưa nghe được tin nhắn thoại.", detail)


class SendFailed(BotsError):
    pass


class TryLater(SendFailed):
    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        super().__init__("Nền tảng nhắn tin đang bận, chương trình sẽ gửi lại.", detail)
        self.retry_after = retry_after  # seconds that the platform asked for; None where it did not say


class Undeliverable(SendFailed):
    def __init__(self, detail: str) -> None:
        super().__init__("Nền tảng nhắn tin không nhận tin này.", detail)


class NeedsPerson(SendFailed):
    def __init__(self, detail: str) -> None:
        super().__init__("Tài khoản trên nền tảng nhắn tin có lỗi, cần người quản trị xử lý.", detail)
