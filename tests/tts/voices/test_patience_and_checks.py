"""Retry, breaker, checks and cache as plain values."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tts.production.words import words
from tts.voices.cache import SentenceCache, StoredAudio, sentence_key
from tts.voices.checks import AudioFacts, SentenceCheck, syllables
from tts.voices.faults import FaultKind, VoiceFault
from tts.voices.patience import CircuitBreaker, default_patience
from tts.voices.protocol import VoiceIdentity

REMOTE = VoiceIdentity("edge", "vi", "1", remote=True)
TEN = "một hai ba bốn năm sáu bảy tám chín mười"


def kind_of(check: SentenceCheck, text: str, facts: AudioFacts) -> FaultKind | None:
    try:
        check.judge(text, facts)
    except VoiceFault as fault:
        return fault.kind
    return None


def test_pauses_grow_up_to_a_roof_and_jitter_only_shortens() -> None:
    retry = default_patience().retry
    whole = [retry.pause(failed, 0.0) for failed in range(1, 10)]
    assert whole == sorted(whole)
    assert whole[0] == retry.first_pause_seconds
    assert whole[-1] == retry.longest_pause_seconds
    assert all(retry.pause(n, 0.999) < retry.pause(n, 0.0) for n in range(1, 10))


def test_the_breaker_opens_after_faults_in_a_row_and_stays_open() -> None:
    breaker = CircuitBreaker(3)
    for _ in range(2):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()
    assert not breaker.open
    for _ in range(3):
        breaker.failed()
    breaker.succeeded()
    assert breaker.open


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (AudioFacts(0.5, 2.3), None),
        (AudioFacts(0.001, 2.3), FaultKind.SILENT),
        (AudioFacts(0.5, 0.4), FaultKind.TOO_SHORT),
        (AudioFacts(0.5, 1.1), FaultKind.TOO_SHORT),
        (AudioFacts(0.5, 30.0), FaultKind.TOO_LONG),
        (AudioFacts(0.5, 4.5, longest_gap_seconds=2.0), FaultKind.SILENT),
    ],
)
def test_a_remote_sentence_is_judged_by_its_syllables(facts: AudioFacts, kind: FaultKind | None) -> None:
    assert kind_of(SentenceCheck(default_patience().limits, REMOTE), TEN, facts) is kind


def test_half_of_a_short_sentence_is_too_short() -> None:
    check = SentenceCheck(default_patience().limits, REMOTE)
    assert kind_of(check, "hai, kiến nghị", AudioFacts(0.5, 0.3)) is FaultKind.TOO_SHORT
    assert kind_of(check, "hai, kiến nghị", AudioFacts(0.5, 0.6)) is None


def test_half_an_answer_of_a_slow_voice_shows_once_its_tempo_is_known() -> None:
    check = SentenceCheck(default_patience().limits, REMOTE)
    half_of_slow = AudioFacts(0.5, 10 / 3.4 / 2)
    for _ in range(default_patience().limits.tempo_known_after):
        check.judge(TEN, AudioFacts(0.5, 10 / 3.4))
    assert kind_of(check, TEN, half_of_slow) is FaultKind.TOO_SHORT
    fast = SentenceCheck(default_patience().limits, replace(REMOTE, rate=2.0))
    assert kind_of(fast, TEN, half_of_slow) is None


def test_local_voices_are_only_asked_for_sound() -> None:
    check = SentenceCheck(default_patience().limits, VoiceIdentity("espeak", "vi", "1"))
    assert kind_of(check, TEN, AudioFacts(0.5, 1.1)) is None
    assert kind_of(check, TEN, AudioFacts(0.0, 0.0)) is FaultKind.SILENT


def test_syllables_are_words_with_letters() -> None:
    assert syllables("một – hai, ba … bốn.") == 4


def test_every_fault_has_a_reason_in_words() -> None:
    assert set(words().reasons) == {kind.value for kind in FaultKind}


def test_the_key_changes_with_everything_that_changes_the_sound() -> None:
    voice = VoiceIdentity("edge", "vi", "1", 1.0, "edge")
    others = [
        replace(voice, engine="x"),
        replace(voice, name="x"),
        replace(voice, version="2"),
        replace(voice, rate=1.1),
        replace(voice, service="x"),
    ]
    keys = {sentence_key(one, "một") for one in [voice, *others]} | {sentence_key(voice, "hai")}
    assert len(keys) == 7
    assert sentence_key(voice, "hòa") == sentence_key(replace(voice, parallel=3), "hòa")


def test_the_cache_gives_back_what_was_put_and_nothing_half_written(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path / "new" / "folder")
    key = "ab" + "0" * 62
    assert cache.get(key) is None
    cache.put(key, StoredAudio(b"sound", "mp3", 24_000))
    assert cache.get(key) == StoredAudio(b"sound", "mp3", 24_000)
    assert [path.name for path in (tmp_path / "new" / "folder" / "ab").iterdir()] == [f"{key}.24000.mp3"]
    (tmp_path / "new" / "folder" / "ab" / f"{key}.24000.mp3").write_bytes(b"")
    assert cache.get(key) is None, "an empty file is what a power cut leaves"
    cache.forget(key)
    cache.forget(key)


def test_pruning_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    keys = [f"{n:02}" + "0" * 62 for n in range(4)]
    for age, key in enumerate(keys):
        cache.put(key, StoredAudio(b"x" * 100, "mp3", 24_000))
        os.utime(tmp_path / key[:2] / f"{key}.24000.mp3", (age + 1, age + 1))
    cache.get(keys[0])
    cache.prune(250)
    assert [cache.get(key) is not None for key in keys] == [True, False, False, True]
