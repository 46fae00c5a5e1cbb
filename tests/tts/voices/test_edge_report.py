"""A whole report read through a service that fails: complete, or one announced fallback; never a silent gap."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fake_edge import FAULTS, SECONDS_A_SYLLABLE, FakeEdge

from tts.errors import VoiceUnavailable
from tts.narration import EdgeSettings, NarrationResult, Progress, Settings, VoiceSettings, narrate
from tts.production.audio_codec import decode
from tts.production.waveform import MASTER_RATE
from tts.script import Script, Segment
from tts.voices.cache import StoredAudio
from tts.voices.patience import Patience, default_patience

SENTENCE = "sở giao thông đã giải quyết một trăm hai mươi hồ sơ trong quý ba tăng bảy phần trăm so với cùng kỳ"


def sentences(count: int) -> list[str]:
    words = SENTENCE.split()
    return [" ".join(["câu thứ", *(words[n % 7 :]), *words[: n % 5], *["nhé"] * (n // 5)]) + "." for n in range(count)]


def script_of(texts: list[str]) -> Script:
    return Script(tuple(Segment("paragraph", text, text) for text in texts), title="Báo cáo")


def patient(slept: list[float]) -> Patience:
    ours = default_patience()
    return Patience(ours.retry, ours.faults_in_a_row, ours.limits, sleep=slept.append, chance=lambda: 0.5)


def read_report(
    server: FakeEdge,
    folder: Path,
    texts: list[str],
    *,
    parallel: int = 2,
    fall_back: bool = True,
    told: list[Progress] | None = None,
) -> tuple[NarrationResult, list[float]]:
    slept: list[float] = []
    edge = EdgeSettings(service_url=server.url, receive_timeout=1, parallel=parallel)
    settings = Settings(
        voices=VoiceSettings("auto", edge=edge),
        patience=patient(slept),
        spoken_notice=False,
        fall_back=fall_back,
        transcript=False,
    )
    return narrate(
        script_of(texts), folder / "out.mp3", settings=settings, progress=([] if told is None else told).append
    ), slept


def seeded(seed: int, share: float) -> Callable[[int, str, str], str]:
    """Each request, by its number, fails with probability ``share``, seldom by hanging, which is slow."""
    kinds = [fault for fault in FAULTS if fault != "hang"] * 4 + ["hang"]

    def outcome(number: int, text: str, voice: str) -> str:
        chance = random.Random(seed * 100_003 + number)
        return chance.choice(kinds) if chance.random() < share else "ok"

    return outcome


def longest_silence(path: Path) -> float:
    wave = np.abs(decode(StoredAudio(path.read_bytes(), "mp3", MASTER_RATE)))
    loud = np.nonzero(wave > 0.01)[0]
    return float(np.diff(loud).max()) / MASTER_RATE


@pytest.mark.parametrize("seed", [1, 2])
def test_thirty_percent_faults_still_give_the_whole_report(tmp_path: Path, seed: int) -> None:
    texts = sentences(25)
    with FakeEdge(seeded(seed, 0.3)) as server:
        result, slept = read_report(server, tmp_path, texts)
    assert result.synthesised == len(texts)
    assert longest_silence(result.files[0].path) < 1.5
    assert result.fallback is None, "eight tries at 30 % faults: one sentence in 15,000 is given up"
    assert result.engine == "edge"
    heard = sum(len(text.split()) for text in texts) * SECONDS_A_SYLLABLE
    assert result.seconds == pytest.approx(heard + 0.3 + 1.0 + 0.7 * len(texts), rel=0.05)
    assert slept


def test_a_voice_without_audio_is_replaced_by_the_other_one(tmp_path: Path) -> None:
    def outcome(number: int, text: str, voice: str) -> str:
        return "no_audio" if "HoaiMy" in voice else "ok"

    with FakeEdge(outcome) as server:
        result, _ = read_report(server, tmp_path, sentences(4))
    assert result.voice == "vi-VN-NamMinhNeural"
    assert result.fallback is not None
    assert "HoaiMy" in result.fallback.announcement
    assert "không trả âm thanh" in result.fallback.announcement


def test_an_outage_in_the_middle_means_one_voice_for_all_of_it(tmp_path: Path) -> None:
    texts = sentences(6)
    with FakeEdge(lambda number, text, voice: "ok" if number < 3 else "busy") as server:
        result, slept = read_report(server, tmp_path, texts, parallel=1)
    assert result.engine == "espeak"
    assert result.fallback is not None
    assert result.fallback.first == "edge vi-VN-HoaiMyNeural"
    assert (result.synthesised, result.cached) == (len(texts), 0)
    assert len(server.requests) < 3 + 2 * default_patience().faults_in_a_row
    assert sum(slept) > 5


def test_no_network_falls_back_at_once(tmp_path: Path) -> None:
    with FakeEdge(lambda number, text, voice: "ok") as server:
        pass
    result, slept = read_report(server, tmp_path, sentences(3), told=(told := []))
    assert result.engine == "espeak"
    assert result.fallback is not None
    assert "mạng" in result.fallback.reason
    assert sum(slept) < 10
    assert [progress.note for progress in told if progress.note] == [result.fallback.announcement]


def test_without_a_fallback_the_failure_is_told_and_what_was_spoken_is_kept(tmp_path: Path) -> None:
    texts = sentences(5)
    with (
        FakeEdge(lambda number, text, voice: "ok" if number < 2 else "busy") as server,
        pytest.raises(VoiceUnavailable, match="2 câu đã đọc được giữ lại"),
    ):
        read_report(server, tmp_path, texts, parallel=1, fall_back=False)
    with FakeEdge(lambda number, text, voice: "ok") as server:
        result, _ = read_report(server, tmp_path, texts, parallel=1, fall_back=False)
    assert (result.synthesised, result.cached) == (3, 2)
    assert server.spoken() == texts[2:]


def test_one_edited_sentence_costs_one_request(tmp_path: Path) -> None:
    texts = sentences(5)
    with FakeEdge(lambda number, text, voice: "ok") as server:
        read_report(server, tmp_path, texts)
        edited = [*texts[:2], "Câu này đã được sửa lại cho đúng số liệu.", *texts[3:]]
        asked = len(server.requests)
        read_report(server, tmp_path, edited)
    assert [text for text, _, _ in server.requests[asked:]] == [edited[2]]
