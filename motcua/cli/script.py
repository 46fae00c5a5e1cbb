"""`motcua script`: a report, or single texts, as they will be spoken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.batch import one_or_batch, run_batch, text_of
from motcua.cli.output import print_json
from motcua.cli.state import state_of

if TYPE_CHECKING:
    from tts.script import Script


def script(
    context: typer.Context,
    report: Annotated[Path | None, typer.Argument(metavar="REPORT", help="DOCX, PDF, Markdown, HTML hoặc TXT.")] = None,
    batch: Annotated[str | None, typer.Option(help='Tệp JSON Lines {"id","text"}; "-": đầu vào chuẩn.')] = None,
    words: Annotated[Path | None, typer.Option(help="Bảng từ riêng của cơ quan (mặc định: words.tsv).")] = None,
    check: Annotated[bool, typer.Option("--check", help="Xếp những chỗ máy đoán cách đọc lên trước.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Soạn lời đọc của một báo cáo, để soát trước cuộc họp."""
    from motcua.speech import office_words
    from tts.reading import read_report, speak_text

    one_or_batch([str(report)] if report else None, batch)
    office = office_words(state_of(context).settings, words)
    if batch is not None:

        def answer(line: Mapping[str, Any]) -> Mapping[str, Any]:
            return {"spoken": speak_text(text_of(line, "text"), office=office).text}

        raise typer.Exit(run_batch(batch, answer))
    assert report is not None  # noqa: S101 (one_or_batch has seen to it)
    read = read_report(report, office=office)
    if as_json:
        print_json(segments_of(read))
    elif check:
        _tell_check(read)
    else:
        print("\n".join(f"{'  ' * segment.level}{segment.spoken}" for segment in read.segments))


def segments_of(script: Script) -> list[dict[str, Any]]:
    """The document of design.md section 4."""
    return [
        {"kind": segment.kind, "text": segment.text, "spoken": segment.spoken, "level": segment.level}
        for segment in script.segments
    ]


def _tell_check(script: Script) -> None:
    from tts.reading import reading_check

    for row in reading_check(script):
        print(f"{'? ' if row.guesses else '  '}{row.written}\n  → {row.spoken}")
        for guess in row.guesses:
            print(f"    {guess.written} → {guess.spoken}: {guess.why}")
