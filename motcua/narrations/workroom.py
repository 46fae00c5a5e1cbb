"""Where a report is prepared for a meeting: its words checked and corrected, single sentences heard, then ordered."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path

from motcua.narrations.drafts import Draft, Drafts
from motcua.narrations.office_words import OfficeWords
from motcua.narrations.order import Narration, Order
from motcua.narrations.studio import Narrations
from motcua.narrations.voice_choices import VoiceChoice
from motcua.settings import Settings
from motcua.speech import WORD_LIST, office_words, voice_settings
from tts.narration import Settings as NarrationSettings
from tts.narration import narrate
from tts.reading import CheckRow, read_report, reading_check
from tts.script import Script, Segment, Sentence

_MOST_SCRIPTS = 8  # kept read: a PDF takes seconds
_HEARD = ".heard"
_KIND = "mp3"


class Workroom:
    def __init__(self, settings: Settings, narrations: Narrations) -> None:
        self._settings, self.narrations = settings, narrations
        folder = settings.home / "studio"
        self.drafts = Drafts(folder)
        self.words = OfficeWords(settings.home / WORD_LIST)
        self._heard = folder / _HEARD
        self._scripts: OrderedDict[tuple[str, int], Script] = OrderedDict()
        self._lock = threading.Lock()
        self._speaking = threading.Lock()

    def script(self, draft: Draft) -> Script:
        """As it is read with the present word list. Raises tts.errors.TtsError."""
        office = office_words(self._settings, None)
        key = (draft.id, office.stat().st_mtime_ns if office else 0)
        with self._lock:
            if key not in self._scripts:
                self._scripts[key] = read_report(self.drafts.report(draft), office=office)
            self._scripts.move_to_end(key)
            while len(self._scripts) > _MOST_SCRIPTS:
                self._scripts.popitem(last=False)
            return self._scripts[key]

    def rows(self, draft: Draft) -> tuple[CheckRow, ...]:
        """Guessed words first. Raises tts.errors.TtsError."""
        return reading_check(self.script(draft))

    def hear(self, row: CheckRow, choice: VoiceChoice, rate: float) -> Path:
        """The sentence as it will be read; spoken once. Raises tts.errors.TtsError."""
        told = "\0".join((choice.key, f"{rate:.2f}", row.spoken))
        path = self._heard / f"{hashlib.sha256(told.encode()).hexdigest()[:40]}.{_KIND}"
        sentence = Sentence(row.written, row.spoken)
        script = Script((Segment(row.kind, row.written, row.spoken, 0, (sentence,)),), (), row.written[:80])
        chosen = NarrationSettings(
            voices=voice_settings(self._settings, choice.engine, choice.voice, rate),
            cache_folder=self.narrations.shelf.sentences,
            spoken_notice=False,
            subtitles=False,
            transcript=False,
        )
        with self._speaking:  # one voice at a time beside the report that is being read
            if not path.is_file():
                self._heard.mkdir(parents=True, exist_ok=True)
                narrate(script, path, settings=chosen)
        return path

    def heard(self, name: str) -> Path | None:
        path = self._heard / f"{name}.{_KIND}"
        return path if path.parent == self._heard and path.is_file() else None

    def order(self, draft: Draft, choice: VoiceChoice, rate: float) -> Narration | None:
        """None where too many wait. Raises OSError."""
        order = Order(draft.name, choice.engine, choice.voice, rate)
        narration = self.narrations.order(order, self.drafts.report(draft).read_bytes())
        if narration is not None:
            self.drafts.becomes(draft, narration.id)
        return narration

    def forget_before(self, moment: float) -> int:
        """Deletes reports brought, and sentences heard, before `moment` (Unix seconds); returns how many reports."""
        for path in self._heard.glob(f"*.{_KIND}"):
            if path.stat().st_mtime < moment:
                path.unlink(missing_ok=True)
        return self.drafts.forget_before(moment)
