"""A mastered recording becomes files: audio in each kind, subtitles, transcript. Each appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.production.audio_codec import Chapter
from tts.production.audio_encoder import encode
from tts.production.cue_sheet import cue_sheet
from tts.production.settings import AudioKind, FileKind, OutputFile
from tts.production.spool import SampleSpool
from tts.production.subtitles import sub_rip, web_vtt
from tts.production.timeline import Timeline
from tts.production.transcript import transcript
from tts.production.words import Words
from tts.voices.protocol import VoiceIdentity


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go: ``folder/stem.kind``."""

    folder: Path
    stem: str
    kinds: tuple[AudioKind, ...]

    def path(self, kind: FileKind) -> Path:
        return self.folder / f"{self.stem}.{kind}"


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is written besides the samples. ``seams``: where these may be cut (``Recording.seams``)."""

    title: str
    timeline: Timeline
    chapters: tuple[Chapter, ...]
    seams: Sequence[int]
    identity: VoiceIdentity


def tags(edition: Edition, words: Words) -> dict[str, str]:
    """Container tags; title and comment say that a machine speaks."""
    who = {"engine": edition.identity.engine, "voice": edition.identity.name}
    return {
        "title": words.title_tag.format(title=edition.title),
        "artist": words.artist_tag.format(**who),
        "comment": words.comment_tag.format(**who),
        "language": "vie",
    }


def publish_audio(
    target: Target, samples: SampleSpool, edition: Edition, words: Words, finished: Callable[[], None]
) -> list[OutputFile]:
    """Encode every kind; ``finished`` is called after each."""
    marks = tags(edition, words)
    files = []
    for kind in target.kinds:
        path = target.path(kind)
        _whole(path, lambda aside, kind=kind: encode(aside, kind, samples, edition.seams, edition.chapters, marks))  # type: ignore[misc]
        files.append(OutputFile(kind, path))
        finished()
    return files


def publish_texts(
    target: Target, edition: Edition, words: Words, *, subtitles: bool, with_transcript: bool, with_cues: bool = False
) -> list[OutputFile]:
    texts: dict[FileKind, str] = {}
    note = tags(edition, words)["comment"]
    if subtitles:
        texts["vtt"] = web_vtt(edition.timeline, note)
        texts["srt"] = sub_rip(edition.timeline)
    if with_transcript:
        audio = target.path(target.kinds[0]).name
        texts["html"] = transcript(edition.timeline, edition.chapters, edition.title, audio, note, words.transcript)
    if with_cues:
        texts["json"] = cue_sheet(edition.title, edition.timeline, edition.chapters)
    files = []
    for kind, text in texts.items():
        path = target.path(kind)
        _whole(path, lambda aside, text=text: _write(aside, text))  # type: ignore[misc]
        files.append(OutputFile(kind, path))
    return files


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """Write aside and rename, so that nobody finds half a file; what was half written goes."""
    aside = path.with_name(f".{path.name}.part")
    try:
        write(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
