"""Passwords, hashed with argon2id."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from motcua.errors import InputFailed

SHORTEST, LONGEST = 10, 200  # characters; a long one costs an attacker more than odd signs do


def hash_password(password: str) -> str:
    """Raises InputFailed for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputFailed(f"Mật khẩu phải dài từ {SHORTEST} đến {LONGEST} ký tự.")
    return _hasher().hash(password)


def is_right(password: str, hashed: str | None) -> bool:
    """Takes as long where there is no hash, so that nobody learns which accounts exist."""
    try:
        _hasher().verify(hashed or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    """OWASP's second choice: 19 MiB, two passes, one lane; kind to a machine of two cores."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
