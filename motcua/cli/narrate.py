"""`motcua narrate`: a report read aloud into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from motcua.cli.output import Bars, bars, print_json, say
from motcua.cli.state import state_of
from motcua.errors import Misuse
from tts.voices.settings import EngineChoice

if TYPE_CHECKING:
    from tts.narration import NarrationResult, Progress, ProgressCallback

_STAGES = {"speaking": "Đọc từng câu", "mastering": "Cân âm lượng", "writing": "Ghi tệp"}
_SLOWEST, _FASTEST = 0.5, 2.0


def narrate(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="DOCX, PDF, Markdown, HTML hoặc TXT.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Tệp .mp3, .m4b, .ogg, .aac, hoặc một thư mục.")],
    voice: Annotated[str | None, typer.Option(help="Tên giọng của bộ đọc đã chọn.")] = None,
    engine: Annotated[EngineChoice, typer.Option(help="Bộ đọc; auto: bộ tốt nhất đang dùng được.")] = "auto",
    rate: Annotated[float, typer.Option(min=_SLOWEST, max=_FASTEST, help="Tốc độ so với giọng gốc.")] = 1.0,
    brief: Annotated[float | None, typer.Option(help="Chỉ đọc bản tóm lược dài chừng này phút.")] = None,
    words: Annotated[Path | None, typer.Option(help="Bảng từ riêng của cơ quan (mặc định: words.tsv).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Đọc báo cáo thành tiếng: âm thanh, phụ đề và bản chép lời."""
    from motcua.speech import office_words, voice_settings
    from tts.brief import make_brief
    from tts.narration import Settings
    from tts.narration import narrate as read_aloud
    from tts.reading import read_report

    if brief is not None and brief <= 0:
        raise Misuse("Số phút của bản tóm lược phải lớn hơn 0.")
    settings = state_of(context).settings
    script = read_report(report, office=office_words(settings, words))
    if brief is not None:
        script = make_brief(script, brief)
    chosen = Settings(voices=voice_settings(settings, engine, voice, rate), stem=report.stem)
    with bars() as shown:
        result = read_aloud(script, out, settings=chosen, progress=_shown_by(shown))
    if as_json:
        print_json(result_document(result))
    else:
        _tell(result)


def result_document(result: NarrationResult) -> dict[str, object]:
    return {
        "files": [{"kind": file.kind, "path": str(file.path)} for file in result.files],
        "engine": result.engine,
        "voice": result.voice,
        "fallback": result.fallback.announcement if result.fallback else None,
        "seconds": round(result.seconds, 2),
        "elapsed_seconds": round(result.elapsed_seconds, 2),
        "synthesised": result.synthesised,
        "cached": result.cached,
        "chapters": result.chapters,
        "loudness_lufs": result.loudness_lufs,
    }


def _shown_by(shown: Bars) -> ProgressCallback:
    def show(progress: Progress) -> None:
        if progress.note:
            say(progress.note)
        shown.show(_STAGES[progress.stage], progress.done, progress.total)

    return show


def _tell(result: NarrationResult) -> None:
    minutes, seconds = divmod(round(result.seconds), 60)
    print(f"Đã đọc xong: {minutes} phút {seconds} giây, giọng {result.voice} ({result.engine}).")
    for file in result.files:
        print(f"  {file.path}")
