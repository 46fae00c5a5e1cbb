"""What the people of the office share: accounts, and the log of what they changed."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Engine

from motcua.accounts.audit import Audit
from motcua.accounts.sign_ins import SignIns
from motcua.accounts.users import Users


class StaffRoom:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def users(self) -> Users:
        return Users(self._engine)

    @cached_property
    def sign_ins(self) -> SignIns:
        return SignIns(self._engine)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._engine)

    def close(self) -> None:
        self._engine.dispose()
