"""What is heard when, for programs that show the text while the audio plays.

{"title", "seconds", "chapters": [{"title", "start"}], "cues": [{"start", "end", "text", "kind", "level"}]}: seconds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from tts.production.audio_codec import Chapter
from tts.production.timeline import Timeline
from tts.production.waveform import MASTER_RATE


def cue_sheet(title: str, timeline: Timeline, chapters: Sequence[Chapter]) -> str:
    sheet = {
        "title": title,
        "seconds": _seconds(timeline.length),
        "chapters": [{"title": one.title, "start": _seconds(one.start)} for one in chapters],
        "cues": [
            {
                "start": _seconds(cue.start),
                "end": _seconds(cue.end),
                "text": cue.written,
                "kind": cue.kind,
                "level": cue.level,
            }
            for cue in timeline.cues
        ],
    }
    return json.dumps(sheet, ensure_ascii=False)


def _seconds(samples: int) -> float:
    return round(samples / MASTER_RATE, 3)
