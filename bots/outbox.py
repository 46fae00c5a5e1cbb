"""The outbox: what is to be sent, what was sent, what was given up and can be sent again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, Integer, cast, func, select, update
from sqlalchemy.orm import Session

from bots.channel import Receipt
from bots.replies import Outbound, Reply, outbound_from_json, outbound_to_json, reply_to_json
from bots.store.tables import EventRow, EventState, MessageRow, MessageState
from knowledge.store.database import translated

_LONGEST_ERROR = 500


@dataclass(frozen=True, slots=True)
class Pending:
    id: int
    message: Outbound
    attempts: int
    not_before: float  # Unix seconds


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A question whose answer did not arrive, or not whole."""

    seq: int
    channel: str
    conversation: str
    received_at: float
    unsent: int
    attempts: int
    error: str
    needs_person: bool


class Outbox:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, seq: int, reply: Reply | None, messages: Sequence[Outbound]) -> None:
        """Stores the decided reply of event `seq`; a second time changes nothing."""
        with translated(), Session(self._engine) as session, session.begin():
            first = session.connection().execute(
                update(EventRow)
                .where(EventRow.seq == seq, EventRow.state == EventState.WAITING.value)
                .values(state=EventState.ANSWERED.value, reply=reply_to_json(reply) if reply else None)
            )
            if first.rowcount:
                session.add_all(_row(seq, ordinal, message) for ordinal, message in enumerate(messages))

    def pending(self, seq: int) -> list[Pending]:
        """Messages of event `seq` that are still to be sent, in order."""
        query = select(MessageRow).where(MessageRow.event_seq == seq, MessageRow.state == MessageState.PENDING.value)
        with translated(), Session(self._engine) as session:
            rows = session.scalars(query.order_by(MessageRow.ordinal)).all()
            return [Pending(row.id, outbound_from_json(row.message), row.attempts, row.not_before) for row in rows]

    def sent(self, message_id: int, receipt: Receipt, now: float) -> None:
        self._set(
            message_id,
            state=MessageState.SENT.value,
            receipt=receipt.message_id[:255],
            remaining=receipt.remaining,
            sent_at=now,
            attempts=MessageRow.attempts + 1,
        )

    def postpone(self, message_id: int, not_before: float, error: str) -> None:
        self._set(message_id, not_before=not_before, error=error[:_LONGEST_ERROR], attempts=MessageRow.attempts + 1)

    def give_up(self, seq: int, error: str, *, needs_person: bool) -> None:
        """All that is still unsent for event `seq` goes to the dead letters, and the event is finished: half an
        answer's rest would mislead."""
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(update(EventRow).where(EventRow.seq == seq).values(state=EventState.DEAD.value))
            session.execute(
                update(MessageRow)
                .where(MessageRow.event_seq == seq, MessageRow.state == MessageState.PENDING.value)
                .values(
                    state=MessageState.DEAD.value,
                    error=error[:_LONGEST_ERROR],
                    needs_person=needs_person,
                    attempts=MessageRow.attempts + 1,
                )
            )

    def dead_letters(self) -> list[DeadLetter]:
        """Oldest first."""
        query = (
            select(
                EventRow.seq,
                EventRow.channel,
                EventRow.conversation,
                EventRow.received_at,
                func.count(MessageRow.id),
                func.max(MessageRow.attempts),
                func.max(MessageRow.error),
                func.max(cast(MessageRow.needs_person, Integer)),
            )
            .join(MessageRow, MessageRow.event_seq == EventRow.seq)
            .where(MessageRow.state == MessageState.DEAD.value)
            .group_by(EventRow.seq, EventRow.channel, EventRow.conversation, EventRow.received_at)
            .order_by(EventRow.seq)
        )
        with translated(), Session(self._engine) as session:
            return [DeadLetter(*row[:7], needs_person=bool(row[7])) for row in session.execute(query)]

    def revive(self, seq: int) -> tuple[str, str] | None:
        """Makes the dead messages of event `seq` pending again; returns its (channel, conversation)."""
        with translated(), Session(self._engine) as session, session.begin():
            event = session.get(EventRow, seq)
            if event is None or event.state != EventState.DEAD.value:
                return None
            event.state = EventState.ANSWERED.value
            session.execute(
                update(MessageRow)
                .where(MessageRow.event_seq == seq, MessageRow.state == MessageState.DEAD.value)
                .values(state=MessageState.PENDING.value, attempts=0, not_before=0.0, needs_person=False)
            )
            return event.channel, event.conversation

    def counts(self) -> dict[str, int]:
        """Messages by state."""
        query = select(MessageRow.state, func.count()).group_by(MessageRow.state)
        with translated(), Session(self._engine) as session:
            found = {row[0]: row[1] for row in session.execute(query)}
        return {state.value: found.get(state.value, 0) for state in MessageState}

    def _set(self, message_id: int, **values: object) -> None:
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(
                update(MessageRow)
                .where(MessageRow.id == message_id)
                .values(**values)
                .execution_options(synchronize_session=False)
            )


def _row(seq: int, ordinal: int, message: Outbound) -> MessageRow:
    return MessageRow(
        event_seq=seq,
        ordinal=ordinal,
        message=outbound_to_json(message),
        state=MessageState.PENDING.value,
        attempts=0,
        not_before=0.0,
        error="",
        needs_person=False,
        receipt=None,
        remaining=None,
        sent_at=None,
    )
