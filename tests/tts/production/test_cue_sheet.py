"""What is heard when, as JSON."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="needs the extra `speech`")

from tts.production.audio_codec import Chapter
from tts.production.cue_sheet import cue_sheet
from tts.production.timeline import Cue, Timeline
from tts.production.waveform import MASTER_RATE


def test_times_are_seconds_to_the_millisecond() -> None:
    cues = (
        Cue(0, MASTER_RATE, "I. Kết quả", 0, "heading", 2),
        Cue(MASTER_RATE * 3 // 2, MASTER_RATE * 2 + 8, "Xong.", 1, "paragraph"),
    )
    sheet = json.loads(cue_sheet("BÁO CÁO", Timeline(cues, MASTER_RATE * 3), [Chapter("I. Kết quả", 0, MASTER_RATE)]))
    assert (sheet["title"], sheet["seconds"]) == ("BÁO CÁO", 3.0)
    assert sheet["chapters"] == [{"title": "I. Kết quả", "start": 0.0}]
    assert sheet["cues"][0] == {"start": 0.0, "end": 1.0, "text": "I. Kết quả", "kind": "heading", "level": 2}
    assert [sheet["cues"][1][name] for name in ("start", "end")] == [1.5, 2.0]
