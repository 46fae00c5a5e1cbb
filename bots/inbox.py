"""The inbox: every event once, in the order of arrival, with the reply that was decided for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bots.events import EventKind, Inbound
from bots.replies import Reply, reply_from_json
from bots.store.tables import EventRow, EventState, MessageRow
from knowledge.store.database import translated

_OPEN = (EventState.WAITING.value, EventState.ANSWERED.value)


@dataclass(frozen=True, slots=True)
class Accepted:
    seq: int
    new: bool
    unfinished: bool


@dataclass(frozen=True, slots=True)
class StoredEvent:
    seq: int
    channel: str
    state: EventState
    event: Inbound

    @property
    def session(self) -> str:
        return session_name(self.channel, self.event.conversation)


def session_name(channel: str, conversation: str) -> str:
    """The desk's name of a conversation, unique over all channels."""
    return f"{channel}:{conversation}"


def channel_of(session: str) -> str:
    """The channel in a session's name."""
    return session.partition(":")[0]


class Inbox:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def accept(self, channel: str, event: Inbound, now: float) -> Accepted:
        """Stores the event; a repetition leaves everything as it is."""
        try:
            with _conflicts_pass(), Session(self._engine) as session, session.begin():
                row = _row(channel, event, now)
                session.add(row)
                session.flush()
                return Accepted(row.seq, new=True, unfinished=True)
        except IntegrityError:
            with translated(), Session(self._engine) as session:
                seq, state = session.execute(
                    select(EventRow.seq, EventRow.state).where(
                        EventRow.channel == channel, EventRow.event_id == event.event_id
                    )
                ).one()
                return Accepted(seq, new=False, unfinished=state in _OPEN)

    def oldest_open(self, channel: str, conversation: str) -> StoredEvent | None:
        """The event of the conversation that is to be worked on next."""
        query = select(EventRow).where(
            EventRow.channel == channel, EventRow.conversation == conversation, EventRow.state.in_(_OPEN)
        )
        with translated(), Session(self._engine) as session:
            row = session.scalar(query.order_by(EventRow.seq).limit(1))
            return _stored(row) if row else None

    def place(self, seq: int) -> tuple[str, str] | None:
        """(channel, conversation) of an event; None once it is erased or forgotten."""
        with translated(), Session(self._engine) as session:
            row = session.get(EventRow, seq)
            return (row.channel, row.conversation) if row and row.state != EventState.ERASED.value else None

    def unfinished(self) -> list[tuple[int, str]]:
        """(seq, session) of one open event of each conversation: after a crash, each needs a wake-up."""
        query = select(func.min(EventRow.seq), EventRow.channel, EventRow.conversation)
        query = query.where(EventRow.state.in_(_OPEN)).group_by(EventRow.channel, EventRow.conversation)
        with translated(), Session(self._engine) as session:
            return [(row[0], session_name(row[1], row[2])) for row in session.execute(query)]

    def finish(self, seq: int, state: EventState) -> None:
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(
                update(EventRow).where(EventRow.seq == seq, EventRow.state.in_(_OPEN)).values(state=state.value)
            )

    def reply(self, channel: str, conversation: str, seq: int) -> Reply | None:
        """What event `seq` was answered with, if it belongs to this conversation."""
        query = select(EventRow.reply).where(
            EventRow.seq == seq, EventRow.channel == channel, EventRow.conversation == conversation
        )
        with translated(), Session(self._engine) as session:
            stored = session.scalar(query)
            return reply_from_json(stored) if stored else None

    def last_answer(self, channel: str, conversation: str, *, before: int) -> tuple[int, Reply] | None:
        """The newest reply with sources, options or actions before event `before`."""
        query = (
            select(EventRow.seq, EventRow.reply)
            .where(EventRow.channel == channel, EventRow.conversation == conversation, EventRow.seq < before)
            .where(EventRow.reply.is_not(None))
            .order_by(EventRow.seq.desc())
            .limit(10)
        )
        with translated(), Session(self._engine) as session:
            for seq, stored in session.execute(query):
                reply = reply_from_json(stored or "")
                if reply.sources or reply.options or reply.actions:
                    return seq, reply
        return None

    def erase(self, channel: str, conversation: str, *, before: int) -> None:
        """Forgets what was said before event `before`; bare event ids stay, so that repetitions are still known."""
        seqs = select(EventRow.seq).where(
            EventRow.channel == channel, EventRow.conversation == conversation, EventRow.seq < before
        )
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(delete(MessageRow).where(MessageRow.event_seq.in_(seqs)))
            session.execute(
                update(EventRow)
                .where(EventRow.channel == channel, EventRow.conversation == conversation, EventRow.seq < before)
                .values(
                    state=EventState.ERASED.value,
                    conversation="",
                    user="",
                    text="",
                    media_url=None,
                    message_ref=None,
                    reply=None,
                )
                .execution_options(synchronize_session=False)
            )

    def forget_before(self, moment: float) -> int:
        """Deletes finished events that arrived before `moment` with their messages; returns how many."""
        finished = (EventRow.received_at < moment, EventRow.state.not_in(_OPEN))
        with translated(), Session(self._engine) as session, session.begin():
            seqs = session.scalars(select(EventRow.seq).where(*finished)).all()
            session.execute(delete(MessageRow).where(MessageRow.event_seq.in_(select(EventRow.seq).where(*finished))))
            session.execute(delete(EventRow).where(*finished).execution_options(synchronize_session=False))
            return len(seqs)


@contextmanager
def _conflicts_pass() -> Iterator[None]:
    """As `translated`, but a broken uniqueness stays what it is: it tells a repetition."""
    conflict: IntegrityError | None = None
    with translated():
        try:
            yield
        except IntegrityError as error:
            conflict = error
    if conflict is not None:
        raise conflict


def _row(channel: str, event: Inbound, now: float) -> EventRow:
    return EventRow(
        channel=channel,
        event_id=event.event_id,
        conversation=event.conversation,
        user=event.user,
        kind=event.kind.value,
        text=event.text,
        media_url=event.media_url,
        message_ref=event.message_ref,
        sent_ms=event.sent_ms,
        received_at=now,
        state=EventState.WAITING.value,
        reply=None,
    )


def _stored(row: EventRow) -> StoredEvent:
    event = Inbound(
        event_id=row.event_id,
        conversation=row.conversation,
        user=row.user,
        kind=EventKind(row.kind),
        text=row.text,
        media_url=row.media_url,
        sent_ms=row.sent_ms,
        message_ref=row.message_ref,
    )
    return StoredEvent(row.seq, row.channel, EventState(row.state), event)
