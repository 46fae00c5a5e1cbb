"""A report read by a voice of known sound: the files say what they should when read back."""

from __future__ import annotations

import errno
import math
import re
import resource
from pathlib import Path

import av
import numpy as np
import pytest

from tts.errors import DiskFull, EmptyReport, ProductionFailed
from tts.narration import Progress, Settings, VoiceSettings, narrate
from tts.production.audio_encoder import encode
from tts.production.limiter import true_peak
from tts.production.loudness import LoudnessMeter
from tts.production.spool import SampleSpool
from tts.production.waveform import MASTER_RATE, Waveform
from tts.script import Script, Segment, Sentence
from tts.voices.faults import VoiceNotReady

REPORT = Script(
    (
        Segment("title", "BÁO CÁO quý 3", "báo cáo quý ba"),
        Segment("heading", "I. Kết quả <chung>", "một, kết quả chung", 1),
        Segment(
            "paragraph",
            "Đạt 12%. Tăng 3%.",
            "đạt mười hai phần trăm. tăng ba phần trăm.",
            sentences=(
                Sentence("Đạt 12%.", "đạt mười hai phần trăm."),
                Sentence("Tăng 3%.", "tăng ba phần trăm."),
            ),
        ),
        Segment("list_item", "- 35/QĐ-UBND", "ba mươi lăm quyết định ủy ban nhân dân", 1),
        Segment("heading", "II. Kiến nghị", "hai, kiến nghị", 1),
        Segment("paragraph", "Đề nghị & xin ý kiến.", "đề nghị và xin ý kiến."),
    ),
    title="Báo cáo quý 3",
)


def babble(text: str) -> Waveform:
    """Noise with the rise and fall of syllables: peaks 15 dB over its mean, as speech has."""
    random = np.random.default_rng(len(text))
    length = round(len(text.split()) * 0.25 * MASTER_RATE)
    syllables = np.abs(np.sin(np.arange(length) * np.pi * 4 / MASTER_RATE)) ** 3
    noise = np.convolve(random.standard_normal(length), np.ones(10) / 10, "same") * syllables
    return (noise / np.abs(noise).max() * 0.3).astype(np.float32)


@pytest.mark.parametrize("kind", ["mp3", "m4b", "ogg", "aac"])
def test_audio_reads_back_as_specified(tmp_path: Path, measured_voice, read_audio, kind) -> None:
    path = tmp_path / f"bao-cao.{kind}"
    result = narrate(REPORT, path, voice=measured_voice(babble))
    wave = read_audio(path)
    meter = LoudnessMeter()
    meter.feed(wave)
    assert meter.integrated() == pytest.approx(-16.0, abs=0.25)
    assert 20 * math.log10(true_peak(wave)) <= -1.0
    assert wave.size / MASTER_RATE == pytest.approx(result.seconds, abs=0.06)
    with av.open(str(path)) as container:
        tags = {**container.metadata, **container.streams.audio[0].metadata}
        chapters = [
            (chapter["metadata"]["title"], float(chapter["start"] * chapter["time_base"]))
            for chapter in container.chapters()
        ]
    assert "máy tạo" in tags["title"]
    assert "AI-generated" in tags["comment"]
    if kind == "aac":
        return  # a bare AAC stream has no place for chapters
    assert [title for title, _ in chapters] == ["BÁO CÁO quý 3", "I. Kết quả <chung>", "II. Kiến nghị"]
    assert chapters[0][1] == 0
    assert chapters[2][1] == pytest.approx(_cue_starts(tmp_path)["II. Kiến nghị"], abs=0.005)


def _cue_starts(folder: Path) -> dict[str, float]:
    blocks = re.findall(r"(\d+):(\d+):(\d+),(\d+) --> .*\n(.*)\n", (folder / "bao-cao.srt").read_text(encoding="utf-8"))
    return {text: int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms, text in blocks}


def test_subtitles_and_transcript_show_the_written_text(tmp_path: Path, measured_voice) -> None:
    narrate(REPORT, tmp_path / "bao-cao.mp3", voice=measured_voice(babble))
    shown = list(_cue_starts(tmp_path))
    assert shown == [
        "Bản đọc này do máy tạo ra từ văn bản báo cáo.",
        "BÁO CÁO quý 3",
        "I. Kết quả <chung>",
        "Đạt 12%.",
        "Tăng 3%.",
        "- 35/QĐ-UBND",
        "II. Kiến nghị",
        "Đề nghị & xin ý kiến.",
    ]
    vtt = (tmp_path / "bao-cao.vtt").read_text(encoding="utf-8")
    assert vtt.startswith("WEBVTT\n\nNOTE Âm thanh do máy tạo")
    assert "I. Kết quả &lt;chung&gt;" in vtt
    page = (tmp_path / "bao-cao.html").read_text(encoding="utf-8")
    assert 'src="bao-cao.mp3"' in page
    assert page.count('class="cue"') == len(shown)
    assert "Kết quả &lt;chung&gt;" in page
    assert "<h1><button" in page
    assert page.count("<h2><button") == 2
    assert not re.search(r"(?:src|href)=\"https?:", page)


def test_the_spoken_notice_can_be_switched_off(tmp_path: Path, measured_voice) -> None:
    voice = measured_voice(babble)
    narrate(REPORT, tmp_path, voice=voice, settings=Settings(spoken_notice=False))
    assert voice.asked[0] == "báo cáo quý ba"
    assert voice.closed
    voice = measured_voice(babble)
    narrate(REPORT, tmp_path / "b.mp3", voice=voice, settings=Settings(cache_folder=tmp_path / "other"))
    assert "máy" in voice.asked[0]


def test_the_same_sentences_give_the_same_bytes(tmp_path: Path, measured_voice) -> None:
    settings = Settings(kinds=("mp3", "m4b", "ogg", "aac"), cache_folder=tmp_path / "cache")
    first = narrate(REPORT, tmp_path / "one", voice=measured_voice(babble), settings=settings)
    again = measured_voice(babble)
    second = narrate(REPORT, tmp_path / "two", voice=again, settings=settings)
    assert again.asked == []
    assert (second.synthesised, second.cached) == (0, first.synthesised)
    for one, two in zip(first.files, second.files, strict=True):
        assert one.path.read_bytes() == two.path.read_bytes()


def test_progress_ends_complete_and_tells_the_time_left(tmp_path: Path, measured_voice) -> None:
    told: list[Progress] = []
    narrate(REPORT, tmp_path, voice=measured_voice(babble), progress=told.append)
    speaking = [progress for progress in told if progress.stage == "speaking"]
    assert [progress.done for progress in speaking] == list(range(1, speaking[0].total + 1))
    assert speaking[-1].seconds_left == 0
    assert (told[-1].stage, told[-1].done) == ("writing", told[-1].total)


def test_a_damaged_sentence_in_the_cache_is_spoken_again(tmp_path: Path, measured_voice) -> None:
    script = Script(REPORT.segments[:2])
    voice = measured_voice(babble)
    voice.identity = type(voice.identity)("test", "mp3", "1", service="test", expects_speech=False)
    narrate(script, tmp_path, voice=voice)
    damaged = next((tmp_path / ".sentences").rglob("*.pcm_s16le"))
    damaged.rename(damaged.with_suffix(".mp3"))
    damaged.with_suffix(".mp3").write_bytes(b"not audio at all")
    again = measured_voice(babble)
    again.identity = voice.identity
    result = narrate(script, tmp_path, voice=again)
    assert (len(again.asked), result.synthesised) == (1, 1)


def test_a_full_disk_is_told_and_spoken_sentences_are_kept(tmp_path: Path, measured_voice) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    voice = measured_voice(babble)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(DiskFull, match="Ổ đĩa đã đầy"):
            narrate(REPORT, tmp_path / "bao-cao.mp3", voice=voice)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    again = measured_voice(babble)
    narrate(REPORT, tmp_path / "bao-cao.mp3", voice=again)
    assert voice.asked
    assert not set(again.asked) & set(voice.asked)
    assert not list(tmp_path.glob(".*.part"))


def test_a_full_disk_while_encoding_is_the_systems_own_error(tmp_path: Path) -> None:
    samples = SampleSpool(tmp_path)
    samples.append(np.ones(MASTER_RATE * 20, np.int16))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(OSError, match=r"File too large|No space") as caught:
            encode(tmp_path / "x.mp3", "mp3", samples, [], [], {})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.errno in (errno.EFBIG, errno.ENOSPC)


def test_nothing_to_say_is_said(tmp_path: Path, measured_voice) -> None:
    with pytest.raises(EmptyReport, match="không có câu nào"):
        narrate(Script(()), tmp_path, voice=measured_voice(babble))


def test_wrong_targets_and_settings_are_told_clearly(tmp_path: Path, measured_voice) -> None:
    with pytest.raises(ProductionFailed, match=r"\.mp3"):
        narrate(REPORT, tmp_path / "bao-cao.wav", voice=measured_voice(babble))
    (tmp_path / "file").write_text("")
    with pytest.raises(ProductionFailed):
        narrate(REPORT, tmp_path / "file" / "x.mp3", voice=measured_voice(babble))
    with pytest.raises(VoiceNotReady, match="địa chỉ"):
        narrate(REPORT, tmp_path, settings=Settings(voices=VoiceSettings("openai")))
    with pytest.raises(VoiceNotReady, match="ra ngoài cơ quan"):
        narrate(REPORT, tmp_path, settings=Settings(voices=VoiceSettings("edge", allow_online=False)))
