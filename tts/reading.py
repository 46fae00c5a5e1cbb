"""From a report file to a script ready to be voiced, and the check of its words before the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tts.errors import EmptyReport
from tts.normalise.engine import fitted, normalise, normalise_with
from tts.normalise.lexicon import Lexicon, standard_lexicon
from tts.normalise.spoken import Spoken
from tts.readers import open_document
from tts.script import Guess, Script, Segment, SegmentKind, Sentence
from tts.sentences import split_sentences
from tts.structure import Piece, arrange

__all__ = ["CheckRow", "read_report", "reading_check", "script_of", "speak_text"]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One sentence side by side. ``position`` is its segment's place in the script, ``number`` its own, from 0."""

    position: int
    kind: SegmentKind
    written: str
    spoken: str
    guesses: tuple[Guess, ...]
    number: int


def lexicon_with(office: Path | None) -> Lexicon:
    """The shipped word lists, with the office's own file on top when there is one. Raises BadLexicon."""
    lexicon = standard_lexicon()
    return lexicon.with_office(office) if office else lexicon


def speak_text(text: str, *, office: Path | None = None) -> Spoken:
    """Spoken Vietnamese of any text."""
    return normalise(text, lexicon_with(office))


def _segment(piece: Piece, lexicon: Lexicon) -> Segment | None:
    sentences: list[Sentence] = []
    guesses: list[Guess] = []
    for written in split_sentences(piece.text):
        spoken = normalise_with(written, lexicon)
        if spoken.text:
            sentences.append(Sentence(written, spoken.text))
            guesses += spoken.guesses
    if not sentences:
        return None
    said = " ".join(sentence.spoken for sentence in sentences)
    return Segment(piece.kind, piece.text, said, piece.level, tuple(sentences), tuple(guesses))


def script_of(pieces: Iterable[Piece], lexicon: Lexicon) -> tuple[Segment, ...]:
    """Segments with their spoken text; abbreviations that one piece explains hold for all of them."""
    pieces = list(pieces)
    lexicon = fitted(lexicon, "\n".join(piece.text for piece in pieces))
    segments = (_segment(piece, lexicon) for piece in pieces)
    return tuple(segment for segment in segments if segment is not None)


def read_report(path: Path, *, office: Path | None = None) -> Script:
    """The report at ``path`` as a script. Raises UnreadableReport or BadLexicon."""
    arranged = arrange(open_document(path))
    segments = script_of(arranged.pieces, lexicon_with(office))
    if not segments:
        raise EmptyReport(detail=str(path))
    return Script(segments, arranged.left_out, arranged.title)


def _stands_in(token: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(token)}(?!\w)", text) is not None


def reading_check(script: Script) -> tuple[CheckRow, ...]:
    """Written and spoken, sentence by sentence; those with guessed words first, each group in reading order."""
    rows: list[CheckRow] = []
    for position, segment in enumerate(script.segments):
        for sentence in segment.sentences:
            guesses = tuple(guess for guess in segment.guesses if _stands_in(guess.written, sentence.text))
            rows.append(CheckRow(position, segment.kind, sentence.text, sentence.spoken, guesses, len(rows)))
    return tuple(sorted(rows, key=lambda row: not row.guesses))
