"""Answers read aloud for the channels: each is spoken once and kept as a file that its own words name."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from time import time

from bots.desk import VoiceForm
from tts.errors import TtsError
from tts.narration import Settings as NarrationSettings
from tts.narration import narrate
from tts.reading import lexicon_with, script_of
from tts.script import Script
from tts.structure import Piece
from tts.voices.settings import VoiceSettings

_log = logging.getLogger(__name__)
_KINDS = {VoiceForm.OGG_OPUS: "ogg", VoiceForm.AAC_URL: "aac", VoiceForm.LINK: "mp3"}
_NAME = re.compile(r"[0-9a-f]{40}\Z")
_SENTENCES = ".sentences"
_KEPT_MEGABYTES = 200
_LONGEST_TITLE = 80
PATH = "/voice"


class VoiceNotes:
    """`public_url`: of the server that shows the notes; empty where nobody outside can reach it."""

    def __init__(self, folder: Path, public_url: str, voices: VoiceSettings, office: Path | None) -> None:
        self._folder = folder
        self._public_url = public_url
        self._voices = voices
        self._office = office
        self._speaking = Lock()
        self._installed = all(find_spec(name) is not None for name in ("av", "numpy"))

    def offers(self, form: VoiceForm) -> bool:
        return self._installed and (form is VoiceForm.OGG_OPUS or bool(self._public_url))

    def note(self, text: str, form: VoiceForm) -> str | None:
        path = self.recording(text, form) if self.offers(form) else None
        if path is None or form is VoiceForm.OGG_OPUS:
            return str(path) if path else None
        return f"{self._public_url}{PATH}/{path.stem}" + (".aac" if form is VoiceForm.AAC_URL else "")

    @property
    def can_record(self) -> bool:
        return self._installed

    def recording(self, text: str, form: VoiceForm) -> Path | None:
        """The file itself, for whoever can reach it without an address; None where it can't be made."""
        if not self._installed:
            return None
        name = hashlib.blake2b(text.encode(), digest_size=20).hexdigest()
        path = self._folder / f"{name}.{_KINDS[form]}"
        try:
            with self._speaking:  # two people may want the same answer at once
                if path.is_file():
                    os.utime(path)  # used now: the last to be forgotten
                else:
                    self._speak(text, path)
        except TtsError as error:
            _log.warning("an answer could not be read aloud: %s", error.detail or error.message)
            return None
        return path

    def file(self, name: str, kind: str) -> Path | None:
        """The recording of this name; None for what is no name, or forgotten."""
        path = self._folder / f"{name}.{kind}"
        return path if _NAME.match(name) and kind in _KINDS.values() and path.is_file() else None

    def forget_before(self, moment: float) -> int:
        """Deletes recordings that nobody asked for since `moment` (Unix seconds); returns how many."""
        if not self._folder.is_dir():
            return 0
        old = [path for path in self._folder.iterdir() if path.is_file() and path.stat().st_mtime < moment]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _speak(self, text: str, path: Path) -> None:
        pieces = [Piece("paragraph", line.strip(" -•")) for line in text.splitlines() if line.strip(" -•")]
        segments = script_of(pieces, lexicon_with(self._office))
        script = Script(segments, title=pieces[0].text[:_LONGEST_TITLE] if pieces else "")
        chosen = NarrationSettings(
            voices=self._voices,
            cache_folder=self._folder / _SENTENCES,
            cache_megabytes=_KEPT_MEGABYTES,
            spoken_notice=False,  # the one for reports; the channels say their own
            subtitles=False,
            transcript=False,
        )
        began = time()
        narrate(script, path, settings=chosen)
        _log.info("an answer was read aloud in %.1f s", time() - began)
