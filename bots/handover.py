"""Conversations that people have taken over, with their history; the machine is silent in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Engine, delete, or_, select, update
from sqlalchemy.orm import Session

from bots.events import EventKind, Inbound
from bots.inbox import Accepted, Inbox
from bots.replies import outbound_from_json, reply_from_json
from bots.store.tables import EventRow, HandoverRow, MessageRow, MessageState
from knowledge.store.database import translated

STAFF_IN_PLATFORM = "staff_in_platform"


class Speaker(StrEnum):
    CITIZEN = "citizen"
    MACHINE = "machine"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Said:
    speaker: Speaker
    text: str
    at: float  # Unix seconds
    delivered: bool = True


@dataclass(frozen=True, slots=True)
class Handover:
    channel: str
    conversation: str
    reason: str
    since: float
    staff: str | None  # who has answered in it


class Handovers:
    def __init__(self, engine: Engine, inbox: Inbox) -> None:
        self._engine = engine
        self._inbox = inbox

    def open(
        self, channel: str, conversation: str, reason: str, now: float, *, until: float | None = None, staff: str = ""
    ) -> None:
        """A second time keeps the first moment and moves `until`."""
        with translated(), Session(self._engine) as session, session.begin():
            row = session.get(HandoverRow, (channel, conversation))
            if row is None or (row.until is not None and row.until <= now):
                session.merge(
                    HandoverRow(
                        channel=channel,
                        conversation=conversation,
                        reason=reason,
                        since=now,
                        until=until,
                        staff=staff or None,
                    )
                )
            else:
                row.until = None if row.until is None or until is None else max(row.until, until)
                row.staff = staff or row.staff

    def is_active(self, channel: str, conversation: str, now: float) -> bool:
        with translated(), Session(self._engine) as session:
            row = session.get(HandoverRow, (channel, conversation))
            return row is not None and (row.until is None or row.until > now)

    def close(self, channel: str, conversation: str) -> bool:
        """The machine answers again; False if it already did."""
        with translated(), Session(self._engine) as session, session.begin():
            closed = session.connection().execute(
                delete(HandoverRow).where(HandoverRow.channel == channel, HandoverRow.conversation == conversation)
            )
            return bool(closed.rowcount)

    def queue(self, now: float) -> list[Handover]:
        """Longest waiting first."""
        query = select(HandoverRow).where(or_(HandoverRow.until.is_(None), HandoverRow.until > now))
        with translated(), Session(self._engine) as session:
            rows = session.scalars(query.order_by(HandoverRow.since)).all()
            return [Handover(row.channel, row.conversation, row.reason, row.since, row.staff) for row in rows]

    def staff_reply(self, channel: str, conversation: str, words: str, staff: str, now: float) -> Accepted:
        """Puts a person's answer into the conversation's order. The caller wakes the conversation."""
        self.open(channel, conversation, "staff", now, staff=staff)
        with translated(), Session(self._engine) as session, session.begin():
            session.execute(
                update(HandoverRow)
                .where(HandoverRow.channel == channel, HandoverRow.conversation == conversation)
                .values(staff=staff)
            )
        event = Inbound(
            event_id=f"staff-{uuid4()}",
            conversation=conversation,
            user=staff,
            kind=EventKind.STAFF_REPLY,
            text=words,
            sent_ms=int(now * 1000),
        )
        return self._inbox.accept(channel, event, now)

    def history(self, channel: str, conversation: str, most: int = 50) -> list[Said]:
        """The last `most` events of a conversation and what was answered, oldest first."""
        query = select(EventRow).where(EventRow.channel == channel, EventRow.conversation == conversation)
        with translated(), Session(self._engine) as session:
            rows = session.scalars(query.order_by(EventRow.seq.desc()).limit(most)).all()
            return [said for row in reversed(rows) for said in _said(session, row)]


def _said(session: Session, row: EventRow) -> list[Said]:
    kind = EventKind(row.kind)
    messages = session.scalars(
        select(MessageRow).where(MessageRow.event_seq == row.seq).order_by(MessageRow.ordinal)
    ).all()
    delivered = all(message.state == MessageState.SENT.value for message in messages)
    if kind in {EventKind.STAFF_REPLY, EventKind.STAFF_SPOKE}:
        return [Said(Speaker.STAFF, row.text, row.received_at, delivered)]
    said = [Said(Speaker.CITIZEN, row.text or f"[{kind.value}]", row.received_at)]
    if messages:
        words = reply_from_json(row.reply).text if row.reply else ""
        words = words or "\n".join(filter(None, (outbound_from_json(one.message).text for one in messages)))
        said.append(Said(Speaker.MACHINE, words, messages[-1].sent_at or row.received_at, delivered))
    return said
