"""What the people of the office share: accounts, the log of what they changed, and the cases that they work on."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Engine

from motcua.accounts.audit import Audit
from motcua.accounts.sign_ins import SignIns
from motcua.accounts.users import Users
from motcua.casework.curated import CuratedAnswers
from motcua.casework.questions import OpenQuestions
from motcua.casework.waiting import WaitingRoom
from motcua.statistics.answer_log import AnswerLog
from motcua.statistics.figures import Statistics


class StaffRoom:
    """`engine`: of the database that also keeps the conversations."""

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

    @cached_property
    def waiting(self) -> WaitingRoom:
        return WaitingRoom(self._engine)

    @cached_property
    def questions(self) -> OpenQuestions:
        return OpenQuestions(self._engine)

    @cached_property
    def curated(self) -> CuratedAnswers:
        return CuratedAnswers(self._engine)

    @cached_property
    def answers(self) -> AnswerLog:
        return AnswerLog(self._engine)

    @cached_property
    def statistics(self) -> Statistics:
        return Statistics(self._engine, self.questions)

    def close(self) -> None:
        self._engine.dispose()
