"""`motcua deliveries`: what was sent, what did not arrive, and sending it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.moments import moment
from motcua.cli.output import print_json
from motcua.cli.state import state_of
from motcua.errors import InputFailed, Misuse

if TYPE_CHECKING:
    from bots.back_office import BackOffice
    from bots.outbox import DeadLetter

_STATES = {"sent": "đã gửi", "pending": "đang chờ gửi", "dead": "không gửi được"}
_ALL = "all"


def deliveries(
    context: typer.Context,
    replay: Annotated[str | None, typer.Option(help="Gửi lại một tin theo số của nó, hoặc all: mọi tin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Tin gửi đi: đã gửi, đang chờ, không gửi được; gửi lại tin không gửi được."""
    from motcua.back_office import open_office

    office = open_office(state_of(context).settings)
    replayed = _replay(office, replay) if replay is not None else []
    letters, counts = office.dead_letters(), office.counts()
    if as_json:
        print_json({"counts": counts, "replayed": replayed, "dead_letters": [_document(one) for one in letters]})
        return
    if replayed:
        print(f"Đã xếp hàng gửi lại {len(replayed)} tin.")
    print(", ".join(f"{name}: {counts[state]}" for state, name in _STATES.items()))
    for letter in letters:
        print(f"{letter.seq}  {letter.channel}:{letter.conversation}  {moment(letter.received_at)}  {letter.error}")


def _replay(office: BackOffice, wanted: str) -> list[int]:
    """Raises Misuse, InputFailed."""
    if wanted == _ALL:
        return [letter.seq for letter in office.dead_letters() if office.replay(letter.seq)]
    if not wanted.isdecimal():
        raise Misuse("Sau --replay là số của một tin, hoặc all.")
    if not office.replay(int(wanted)):
        raise InputFailed(f"Không có tin không gửi được nào mang số {wanted}.")
    return [int(wanted)]


def _document(letter: DeadLetter) -> dict[str, Any]:
    return {
        "id": letter.seq,
        "conversation": f"{letter.channel}:{letter.conversation}",
        "received_at": moment(letter.received_at),
        "unsent": letter.unsent,
        "attempts": letter.attempts,
        "error": letter.error,
        "needs_person": letter.needs_person,
    }
