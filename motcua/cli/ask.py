"""`motcua ask`: a question, or a file of them, answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.arguments import day, readable, sentence_of
from motcua.cli.batch import one_or_batch, run_batch, text_of
from motcua.cli.output import bars, print_json, say
from motcua.cli.state import state_of
from motcua.errors import InputFailed

if TYPE_CHECKING:
    from assistant.turn import Reply
    from motcua.wiring import Parts

_CHANNEL = "cli"  # sessions of different channels never meet


def ask(
    context: typer.Context,
    question: Annotated[list[str] | None, typer.Argument(metavar="CÂU_HỎI", help="Câu hỏi của người dân.")] = None,
    batch: Annotated[
        str | None, typer.Option(help='Tệp JSON Lines {"id","question"} hoặc {"id","turns"}; "-": đầu vào chuẩn.')
    ] = None,
    session: Annotated[str | None, typer.Option(help="Tên cuộc trò chuyện, để hỏi tiếp câu trước.")] = None,
    on: Annotated[str | None, typer.Option("--date", help="Trả lời như vào ngày này, NĂM-THÁNG-NGÀY.")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="Cho xem từng bước đi tới câu trả lời.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Trả lời câu hỏi về thủ tục hành chính, có dẫn nguồn."""
    one_or_batch(question, batch)
    when = day(on)
    parts = state_of(context).parts
    with bars() as shown:
        parts.bring_up_to_date(shown.show)
    if batch is not None:
        raise typer.Exit(_ask_all(parts, batch, when, trace))
    conversation = f"{_CHANNEL}:{session}" if session else None
    reply = parts.assistant.ask(sentence_of(question or ()), session=conversation, on=when)
    if as_json:
        print_json(reply_document(reply, trace))
        return
    print(reply.answer.text)
    if trace:
        for step in reply.trace:
            say(json.dumps(step, ensure_ascii=False, default=str))


def reply_document(reply: Reply, trace: bool) -> dict[str, Any]:
    """The answer of design.md section 4, with the steps that led to it where they are wanted."""
    from assistant.answers import answer_to_dict

    document = answer_to_dict(reply.answer, reply.milliseconds)
    return {**document, "trace": reply.trace} if trace else document


def _ask_all(parts: Parts, batch: str, on: date | None, trace: bool) -> int:
    from motcua.conversing import reply_to_last

    parts.warm()

    def answer(line: Mapping[str, Any]) -> Mapping[str, Any]:
        return reply_document(reply_to_last(parts.batch_assistant, _turns(line), on), trace)

    return run_batch(batch, answer)


def _turns(line: Mapping[str, Any]) -> list[str]:
    """Raises InputFailed for a line without a question."""
    if "turns" not in line:
        return [text_of(line, "question")]
    turns = line["turns"]
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise InputFailed("Dòng này có turns không phải là danh sách câu hỏi.")
    return [readable(turn) for turn in turns]
