"""`motcua queue`, `motcua reply`, `motcua close`: conversations that wait for a person."""

from __future__ import annotations

from getpass import getuser
from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.arguments import sentence_of
from motcua.cli.moments import moment
from motcua.cli.output import print_json
from motcua.cli.state import state_of
from motcua.errors import InputFailed

if TYPE_CHECKING:
    from bots.back_office import BackOffice
    from bots.handover import Handover

_SPEAKERS = {"citizen": "Người dân", "machine": "Máy", "staff": "Cán bộ"}
_SHOWN = 6

Conversation = Annotated[str, typer.Argument(metavar="CUỘC_TRÒ_CHUYỆN", help="Tên như `motcua queue` in ra.")]
AsJson = Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")]


def queue(
    context: typer.Context,
    lines: Annotated[int, typer.Option(min=0, max=500, help="Số lượt nói gần nhất cho xem.")] = _SHOWN,
    as_json: AsJson = False,
) -> None:
    """Những cuộc trò chuyện đang chờ cán bộ, chờ lâu nhất trước."""
    from motcua.back_office import open_office

    office = open_office(state_of(context).settings)
    waiting = [_document(office, one, lines) for one in office.queue()]
    if as_json:
        print_json(waiting)
        return
    if not waiting:
        print("Không có cuộc trò chuyện nào đang chờ cán bộ.")
    for one in waiting:
        print(f"{one['conversation']}  từ {one['since']}  lý do: {one['reason']}  cán bộ: {one['staff'] or '-'}")
        for said in one["history"]:
            print(f"  {_SPEAKERS[said['speaker']]}: {said['text']}")


def reply(
    context: typer.Context,
    conversation: Conversation,
    words: Annotated[list[str], typer.Argument(metavar="LỜI", help="Lời cán bộ trả lời.")],
    staff: Annotated[str | None, typer.Option(help="Tên cán bộ (mặc định: người dùng máy).")] = None,
    as_json: AsJson = False,
) -> None:
    """Trả lời một cuộc trò chuyện qua chính kênh của nó."""
    from motcua.back_office import conversation_of, open_office

    channel, person = conversation_of(conversation)
    said = sentence_of(words).strip()
    if not said:
        raise InputFailed("Lời trả lời trống.")
    office = open_office(state_of(context).settings)
    if not office.history(channel, person, 1):
        raise InputFailed(f"Không có cuộc trò chuyện {conversation}.")
    office.reply(channel, person, said, staff or getuser())
    if as_json:
        print_json({"conversation": conversation, "queued": True})
    else:
        print("Đã xếp hàng gửi.")


def close(context: typer.Context, conversation: Conversation, as_json: AsJson = False) -> None:
    """Giao cuộc trò chuyện lại cho máy."""
    from motcua.back_office import conversation_of, open_office

    channel, person = conversation_of(conversation)
    if not open_office(state_of(context).settings).close(channel, person):
        raise InputFailed(f"Cuộc trò chuyện {conversation} không ở chỗ cán bộ.")
    if as_json:
        print_json({"conversation": conversation, "closed": True})
    else:
        print("Máy lại trả lời cuộc trò chuyện này.")


def _document(office: BackOffice, waiting: Handover, lines: int) -> dict[str, Any]:
    history = office.history(waiting.channel, waiting.conversation, lines) if lines else []
    return {
        "conversation": f"{waiting.channel}:{waiting.conversation}",
        "reason": waiting.reason,
        "since": moment(waiting.since),
        "staff": waiting.staff,
        "history": [
            {"speaker": one.speaker.value, "text": one.text, "at": moment(one.at), "delivered": one.delivered}
            for one in history[-lines:]
        ],
    }
