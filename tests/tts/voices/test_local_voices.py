"""espeak-ng and Piper in their own processes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from tts.production.audio_codec import decode
from tts.production.waveform import MASTER_RATE, peak
from tts.voices import espeak_voice
from tts.voices.cache import StoredAudio
from tts.voices.espeak_voice import EspeakVoice
from tts.voices.faults import FaultKind, VoiceFault, VoiceNotReady
from tts.voices.piper_voice import PiperVoiceFile
from tts.voices.protocol import Voice
from tts.voices.worker_process import WorkerProcess

SENTENCE = "Sở đã giải quyết một nghìn hai trăm hồ sơ."

FAKE_PIPER = """
from types import SimpleNamespace

class SynthesisConfig:
    def __init__(self, length_scale=1.0):
        self.length_scale = length_scale

class PiperVoice:
    config = SimpleNamespace(sample_rate=16000)

    @staticmethod
    def load(path):
        if open(path).read() != "voice":
            raise ValueError("not a voice")
        return PiperVoice()

    def synthesize(self, text, syn_config):
        for word in text.split():
            yield SimpleNamespace(audio_int16_bytes=b"\\x00\\x10" * int(1600 * syn_config.length_scale))
"""


def seconds_of(voice: Voice, text: str) -> float:
    (chunk,) = voice.speak(text)
    return len(decode(StoredAudio(chunk.data, chunk.format, chunk.sample_rate))) / MASTER_RATE


def test_espeak_speaks_vietnamese_at_the_tempo_asked_for() -> None:
    own, fast = EspeakVoice(), EspeakVoice(rate=1.5)
    try:
        assert own.identity.engine == "espeak"
        usual = seconds_of(own, SENTENCE)
        assert 1.5 < usual < 5
        assert seconds_of(fast, SENTENCE) == pytest.approx(usual / 1.5, rel=0.15)
    finally:
        own.close()
        fast.close()


def test_a_sentence_sounds_the_same_wherever_it_stands() -> None:
    voice = EspeakVoice()
    try:
        (first,) = voice.speak(SENTENCE)
        list(voice.speak("Câu khác xen vào giữa."))
        (again,) = voice.speak(SENTENCE)
    finally:
        voice.close()
    assert first.data == again.data
    assert peak(decode(StoredAudio(first.data, first.format, first.sample_rate))) > 0.1


def test_several_sentences_at_once_sound_as_one_after_the_other() -> None:
    texts = [f"Câu số {number} {'rất ' * number}dài." for number in range(8)]
    voice = EspeakVoice()
    try:
        alone = [next(voice.speak(text)).data for text in texts]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda text: next(voice.speak(text)).data, texts))
    finally:
        voice.close()
    assert together == alone
    assert 1 <= voice.identity.parallel <= 4


def test_an_unknown_espeak_voice_is_told() -> None:
    with pytest.raises(VoiceNotReady, match="không có giọng"):
        EspeakVoice("khong-co")


SPEAKS_AND_LOOKS = """
import sys
from pathlib import Path
from tts.voices.espeak_voice import EspeakVoice

voice = EspeakVoice()
spoken = list(voice.speak("Xin chào."))
voice.close()
maps = Path("/proc/self/maps")
loaded = "espeakng_loader" in sys.modules or (maps.exists() and "espeak" in maps.read_text())
print(len(spoken) > 0, loaded)
"""


def test_the_gpl_library_is_never_loaded_in_our_process() -> None:
    """In a process of its own, since other tests may import anything into this one."""
    done = subprocess.run(
        [sys.executable, "-c", SPEAKS_AND_LOOKS], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_without_the_wheel_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak_voice, "find_spec", lambda name: None)
    with pytest.raises(VoiceNotReady, match="pip install"):
        EspeakVoice()


@pytest.fixture
def fake_piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package named piper with the interface of piper-tts 1.x, found by us and by the worker; and a voice file."""
    packages = tmp_path / "packages"
    (packages / "piper_tts-1.8.0.dist-info").mkdir(parents=True)
    (packages / "piper_tts-1.8.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: piper-tts\nVersion: 1.8.0\n"
    )
    (packages / "piper.py").write_text(FAKE_PIPER)
    monkeypatch.setenv("PYTHONPATH", str(packages))
    monkeypatch.syspath_prepend(str(packages))
    voice = tmp_path / "vi_VN-test.onnx"
    voice.write_text("voice")
    voice.with_name("vi_VN-test.onnx.json").write_text("{}")
    return voice


def test_piper_speaks_a_voice_file(fake_piper: Path) -> None:
    voice = PiperVoiceFile(fake_piper, rate=2.0)
    try:
        assert voice.identity.version.startswith("1.8.0+")
        assert seconds_of(voice, "một hai ba bốn") == pytest.approx(0.2, abs=0.01)
    finally:
        voice.close()


def test_piper_tells_a_missing_and_a_broken_file(fake_piper: Path) -> None:
    with pytest.raises(VoiceNotReady, match="Không tìm thấy"):
        PiperVoiceFile(fake_piper.with_name("khac.onnx"))
    fake_piper.write_text("broken")
    with pytest.raises(VoiceNotReady, match="Không mở được"):
        PiperVoiceFile(fake_piper)


@pytest.mark.skipif(find_spec("piper") is not None, reason="piper-tts is installed")
def test_without_piper_the_sentence_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(VoiceNotReady, match="pip install piper-tts"):
        PiperVoiceFile(tmp_path / "voice.onnx")


def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, timeout: float = 10) -> WorkerProcess:
    (tmp_path / "odd_worker.py").write_text(
        "import os, sys, time\nfrom tts.voices.worker_frames import serve\n"
        f"def speak(text):\n{body}\n"
        "serve(sys.stdin.buffer, sys.stdout.buffer, {'rate': 16000, 'version': '1'}, speak)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return WorkerProcess("odd_worker", [], timeout=timeout, missing="Thiếu.")


def test_a_crashed_worker_is_a_fault_and_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = """
    if text == 'die':
        os._exit(3)
    if text == 'bad':
        raise ValueError('no')
    return text.encode()
"""
    odd = worker(tmp_path, monkeypatch, body)
    try:
        assert odd.speak("một") == "một".encode()
        for text, kind in (("die", FaultKind.CRASHED), ("bad", FaultKind.UNREADABLE)):
            with pytest.raises(VoiceFault) as caught:
                odd.speak(text)
            assert caught.value.kind is kind
            assert odd.speak("hai") == b"hai"
    finally:
        odd.close()
        odd.close()


def test_a_worker_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = worker(tmp_path, monkeypatch, "    time.sleep(60)\n    return b''", timeout=0.2)
    with pytest.raises(VoiceFault) as caught:
        odd.speak("một")
    odd.close()
    assert caught.value.kind is FaultKind.CRASHED
