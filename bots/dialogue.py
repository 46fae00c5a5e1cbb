"""What is replied to an event: commands, presses, people's take-over, or the desk's answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from assistant.answers import Status
from bots.answer_replies import reply_to
from bots.channel import Capabilities
from bots.commands import Action, Chosen, Command, Listen, Rated, action_in, command_in
from bots.desk import Desk, Voices
from bots.events import EventKind
from bots.handover import STAFF_IN_PLATFORM, Handovers
from bots.hearing import Hearing
from bots.inbox import Inbox, StoredEvent
from bots.office_hours import is_open, next_opening, opening_text
from bots.replies import Choice, Reply
from bots.settings import Contact, OfficeHours
from bots.texts import data, kind_text, text

_MOST_SOURCES = 8


class Dialogue:
    def __init__(
        self,
        desk: Desk,
        voices: Voices,
        hearing: Hearing,
        inbox: Inbox,
        handovers: Handovers,
        contact: Contact,
        hours: OfficeHours,
        *,
        longest_question: int,
        staff_pause_s: float,
        clock: Callable[[], float],
    ) -> None:
        self._desk = desk
        self._voices = voices
        self._hearing = hearing
        self._inbox = inbox
        self._handovers = handovers
        self._contact = contact
        self._hours = hours
        self._longest_question = longest_question
        self._staff_pause_s = staff_pause_s
        self._clock = clock

    def respond(self, stored: StoredEvent, capabilities: Capabilities) -> Reply | None:
        """None: nothing is to be said."""
        event = stored.event
        match event.kind:
            case EventKind.STAFF_REPLY:
                return Reply(text("staff_prefix").format(text=event.text))
            case EventKind.STAFF_SPOKE:
                until = self._clock() + self._staff_pause_s
                self._handovers.open(
                    stored.channel, event.conversation, STAFF_IN_PLATFORM, self._clock(), until=until, staff=event.user
                )
                return None
            case EventKind.WITHDRAW:
                self._forget(stored)
                return None
            case EventKind.FOLLOW:
                return self._command(Command.START, stored, capabilities)
            case EventKind.TEXT | EventKind.PRESS:
                return self._words(stored, capabilities)
            case _ if self._is_with_people(stored):
                return None
            case EventKind.VOICE:
                return self._voice(stored, capabilities)
            case _:
                return Reply(kind_text(event.kind.value).format(contact=self._contact_line()))

    def failure(self) -> Reply:
        """An outage is shown as an outage."""
        return Reply(text("failed").format(contact=self._contact_line()))

    def _words(self, stored: StoredEvent, capabilities: Capabilities) -> Reply | None:
        event = stored.event
        action = self._action(stored)
        if action is not None:
            return self._act(action, stored, capabilities)
        if event.kind is EventKind.PRESS:
            return Reply(text("expired_choice"))
        if self._is_with_people(stored):
            return None
        if len(event.text) > self._longest_question:
            return Reply(text("too_long"))
        return self._ask(event.text, stored, capabilities)

    def _action(self, stored: StoredEvent) -> Action | None:
        event = stored.event
        if event.kind is EventKind.PRESS:
            return action_in(event.text)
        return command_in(event.text)

    def _ask(self, words: str, stored: StoredEvent, capabilities: Capabilities) -> Reply:
        answer = self._desk.ask(words, session=stored.session)
        form = capabilities.voice_out
        reply = reply_to(answer, stored.seq, voice=form is not None and self._voices.offers(form))
        if answer.status is Status.HANDOFF and answer.reason.value in data("policy.yaml")["queue_reasons"]:
            notice = self._hand_over(stored, answer.reason.value)
            return Reply(f"{reply.text}\n\n{notice}", reply.sources)
        return reply

    def _voice(self, stored: StoredEvent, capabilities: Capabilities) -> Reply:
        """What was heard is read back above the answer, so that a mishearing shows."""
        heard = self._hearing.words_of(stored)
        if not heard or len(heard) > self._longest_question:
            return Reply(kind_text(stored.event.kind.value))
        answered = self._ask(heard, stored, capabilities)
        return replace(answered, text=f"{text('heard').format(text=heard)}\n\n{answered.text}")

    def _act(self, action: Action, stored: StoredEvent, capabilities: Capabilities) -> Reply | None:
        if isinstance(action, Command):
            return self._command(action, stored, capabilities)
        answered = self._inbox.reply(stored.channel, stored.event.conversation, action.reference)
        if answered is None:
            return Reply(text("expired_choice"))
        if isinstance(action, Rated):
            return self._rate(stored, useful=action.useful)
        if isinstance(action, Listen):
            return self._listen(answered, capabilities)
        return self._choose(action, answered, stored, capabilities)

    def _choose(self, chosen: Chosen, answered: Reply, stored: StoredEvent, capabilities: Capabilities) -> Reply:
        """The desk remembers what it offered last, so a number says it exactly; of older offers the words do."""
        option = next((one for one in answered.options if one.typed == str(chosen.number)), None)
        if option is None:
            return Reply(text("expired_choice"))
        last = self._last_answer(stored)
        newest = last is not None and last[0] == chosen.reference
        return self._ask(option.typed if newest else option.title, stored, capabilities)

    def _command(self, command: Command, stored: StoredEvent, capabilities: Capabilities) -> Reply | None:
        match command:
            case Command.START:
                return Reply(text("start").format(office=self._contact.office))
            case Command.HELP:
                return Reply(text("help").format(contact=self._contact_line()))
            case Command.SOURCES:
                return self._sources(stored)
            case Command.PERSON:
                return Reply(self._hand_over(stored, "asked_for_person"))
            case Command.MACHINE:
                self._handovers.close(stored.channel, stored.event.conversation)
                return Reply(text("back_to_machine"))
            case Command.ERASE:
                yes = Choice(text("erase_yes"), f"cmd:{Command.ERASE_YES}", f"/{Command.ERASE_YES}")
                no = Choice(text("erase_no"), f"cmd:{Command.ERASE_NO}", f"/{Command.ERASE_NO}")
                return Reply(text("erase_ask"), actions=(yes, no))
            case Command.ERASE_YES:
                self._forget(stored)
                return Reply(text("erased"))
            case Command.ERASE_NO:
                return Reply(text("kept"))
            case Command.USEFUL | Command.NOT_USEFUL | Command.LISTEN:
                return self._on_last(command, stored, capabilities)

    def _on_last(self, command: Command, stored: StoredEvent, capabilities: Capabilities) -> Reply:
        last = self._last_answer(stored)
        if last is None:
            return Reply(text("nothing_to_rate"))
        if command is Command.LISTEN:
            return self._listen(last[1], capabilities)
        return self._rate(stored, useful=command is Command.USEFUL)

    def _last_answer(self, stored: StoredEvent) -> tuple[int, Reply] | None:
        return self._inbox.last_answer(stored.channel, stored.event.conversation, before=stored.seq)

    def _rate(self, stored: StoredEvent, *, useful: bool) -> Reply:
        self._desk.feedback(stored.session, useful, None)
        return Reply(text("thanks_useful" if useful else "thanks_not_useful"))

    def _listen(self, answered: Reply, capabilities: Capabilities) -> Reply:
        form = capabilities.voice_out
        note = self._voices.note(f"{text('voice_notice')}\n{answered.text}", form) if form else None
        return Reply("", voice=note) if note else Reply(text("no_voice"))

    def _sources(self, stored: StoredEvent) -> Reply:
        last = self._last_answer(stored)
        if last is None or not last[1].sources:
            return Reply(text("no_sources"))
        lines = [
            text("quoted").format(label=source.label, quote=source.quote) if source.quote else source.label
            for source in last[1].sources[:_MOST_SOURCES]
        ]
        addresses = [source.url for source in last[1].sources[:_MOST_SOURCES] if source.url]
        return Reply("\n".join([text("last_sources"), *lines, *dict.fromkeys(addresses)]))

    def _is_with_people(self, stored: StoredEvent) -> bool:
        return self._handovers.is_active(stored.channel, stored.event.conversation, self._clock())

    def _hand_over(self, stored: StoredEvent, reason: str) -> str:
        """Queues the conversation for people; returns what the citizen is told."""
        now = self._clock()
        self._handovers.open(stored.channel, stored.event.conversation, reason, now)
        moment = datetime.fromtimestamp(now, UTC)
        if is_open(self._hours, moment):
            return text("handed_over")
        opening = next_opening(self._hours, moment)
        if opening is None:
            return text("handed_over_unknown").format(contact=self._contact_line())
        return text("handed_over_closed").format(opening=opening_text(opening))

    def _forget(self, stored: StoredEvent) -> None:
        self._desk.erase(stored.session)
        self._handovers.close(stored.channel, stored.event.conversation)
        self._inbox.erase(stored.channel, stored.event.conversation, before=stored.seq)

    def _contact_line(self) -> str:
        contact = self._contact
        details = ", ".join(filter(None, (contact.office, contact.phone, contact.address, contact.website)))
        return text("contact").format(details=details)
