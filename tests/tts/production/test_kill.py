"""kill -9 in the middle of a narration: the next run goes on where it was, and the audio is the same."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from tts.narration import NarrationResult, Settings, VoiceSettings, narrate
from tts.script import Script, Segment

REPO = Path(__file__).resolve().parents[3]
TEXTS = [f"câu thứ {'rất ' * (number % 4 + 1)}dài để đọc cho cuộc họp {'nhé ' * number}." for number in range(12)]
REPORT = Script(tuple(Segment("paragraph", text, text) for text in TEXTS), title="Báo cáo")
SETTINGS = Settings(voices=VoiceSettings("espeak"), kinds=("m4b",), spoken_notice=False)

SLOW_RUN = """
import sys, time
from pathlib import Path
from tts.narration import narrate
from tts.production.studio import offer
sys.path.insert(0, sys.argv[2])
from test_kill import REPORT, SETTINGS, LoggedVoice
from tts.voices.espeak_voice import EspeakVoice

folder = Path(sys.argv[1])
narrate(REPORT, folder, voice=LoggedVoice(EspeakVoice(), folder / "spoken.log", stop_at=7), settings=SETTINGS)
"""


class LoggedVoice:
    """espeak-ng that writes down each sentence it has finished, and never finishes the one at ``stop_at``."""

    def __init__(self, voice, log: Path, stop_at: int = -1) -> None:
        self._voice = voice
        self.identity = replace(voice.identity, parallel=1)  # in order, so that it is known what was spoken
        self._log = log
        self._stop_at = stop_at

    def speak(self, text: str):
        if text == TEXTS[self._stop_at] and self._stop_at >= 0:
            self._log.with_suffix(".stopped").touch()
            time.sleep(60)
        chunks = list(self._voice.speak(text))
        with self._log.open("a", encoding="utf-8") as log:
            log.write(text + "\n")
        yield from chunks

    def close(self) -> None:
        self._voice.close()


def killed_run(folder: Path) -> None:
    folder.mkdir(parents=True)
    command = [sys.executable, "-c", SLOW_RUN, str(folder), str(Path(__file__).parent)]
    process = subprocess.Popen(command, cwd=REPO)
    try:
        for _ in range(600):
            if (folder / "spoken.stopped").exists() or process.poll() is not None:
                break
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()


def clean_run(folder: Path) -> NarrationResult:
    from tts.voices.espeak_voice import EspeakVoice

    folder.mkdir(parents=True, exist_ok=True)
    return narrate(REPORT, folder, voice=LoggedVoice(EspeakVoice(), folder / "spoken.log"), settings=SETTINGS)


def test_nothing_is_spoken_twice_and_the_audio_is_the_same(tmp_path: Path) -> None:
    killed_run(tmp_path / "killed")
    before = (tmp_path / "killed" / "spoken.log").read_text(encoding="utf-8").splitlines()
    assert before == TEXTS[:7]
    assert not (tmp_path / "killed" / "bao-cao.m4b").exists()
    result = clean_run(tmp_path / "killed")
    spoken = (tmp_path / "killed" / "spoken.log").read_text(encoding="utf-8").splitlines()
    assert spoken == TEXTS, "each sentence once, over both runs"
    assert (result.cached, result.synthesised) == (7, 5)
    clean_run(tmp_path / "clean")
    for name in ("bao-cao.m4b", "bao-cao.vtt", "bao-cao.srt", "bao-cao.html"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "clean" / name).read_bytes()
