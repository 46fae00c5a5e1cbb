"""The audio of sentences on disk, found by what was said and who said it; survives being killed at any moment."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from tts.voices.protocol import AudioFormat, VoiceIdentity

_LAYOUT = 1
_FORMATS: tuple[AudioFormat, ...] = get_args(AudioFormat)


@dataclass(frozen=True, slots=True)
class StoredAudio:
    """One sentence as its engine gave it; see ``AudioChunk`` for the meaning of the fields."""

    data: bytes
    format: AudioFormat
    sample_rate: int


def sentence_key(identity: VoiceIdentity, spoken: str) -> str:
    """64 hexadecimal digits: the same voice saying the same words at the same tempo."""
    parts = [_LAYOUT, identity.engine, identity.name, identity.version, identity.service, f"{identity.rate:.3f}"]
    parts.append(unicodedata.normalize("NFC", spoken))
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class SentenceCache:
    """Files ``ab/abcdef….24000.mp3`` below ``folder``; written aside and renamed, so a file is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> StoredAudio | None:
        found = self._find(key)
        if found is None:
            return None
        _, rate, kind = found.name.split(".")
        audio_format = next((known for known in _FORMATS if known == kind), None)
        data = found.read_bytes()
        os.utime(found)  # used now: the last to be pruned
        if audio_format is None or not rate.isdigit() or not data:
            return None
        return StoredAudio(data, audio_format, int(rate))

    def put(self, key: str, audio: StoredAudio) -> None:
        """Raises OSError when the disk is full; what was stored before stays."""
        target = self._folder / key[:2] / f"{key}.{audio.sample_rate}.{audio.format}"
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{key}.{os.getpid()}.part")
        try:
            aside.write_bytes(audio.data)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)

    def forget(self, key: str) -> None:
        """Drop a sentence whose file turned out to be damaged."""
        found = self._find(key)
        if found is not None:
            found.unlink(missing_ok=True)

    def prune(self, most_bytes: int) -> None:
        """Remove the sentences that were not used for the longest time until at most ``most_bytes`` are left."""
        facts = [(path.stat(), path) for path in self._folder.glob("??/*.*") if not path.name.endswith(".part")]
        excess = sum(fact.st_size for fact, _ in facts) - most_bytes
        for fact, path in sorted(facts, key=lambda pair: pair[0].st_mtime):
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= fact.st_size

    def _find(self, key: str) -> Path | None:
        return next(iter((self._folder / key[:2]).glob(f"{key}.*.*")), None)
