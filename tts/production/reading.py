"""One voice reads all utterances onto a recording."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.production.pauses import Pauses
from tts.production.plan import Utterance
from tts.production.recital import Reciter, recite
from tts.production.recording import Recording
from tts.production.settings import Progress, ProgressCallback
from tts.production.timeline import Cue, Timeline
from tts.voices.cache import SentenceCache
from tts.voices.patience import CircuitBreaker, Patience
from tts.voices.protocol import Voice, VoiceIdentity


@dataclass(slots=True)
class Tally:
    """Counts over all voices that were tried; ``engine_seconds`` of the one that reads now."""

    synthesised: int = 0
    cached: int = 0
    engine_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as one voice read it. ``recording`` must be closed by whoever gets this."""

    recording: Recording
    timeline: Timeline
    identity: VoiceIdentity


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading needs besides a voice."""

    utterances: Sequence[Utterance]
    cache: SentenceCache
    work_folder: Path
    patience: Patience
    pauses: Pauses
    progress: ProgressCallback
    tally: Tally
    clock: Callable[[], float] = time.monotonic


def read_aloud(desk: Desk, voice: Voice) -> Reading:
    """Raises VoiceUnavailable when the voice gives up; its sentences stay in the cache."""
    reciter = Reciter(voice, desk.cache, desk.patience, CircuitBreaker(desk.patience.faults_in_a_row))
    desk.tally.engine_seconds = 0.0
    recording = Recording(desk.work_folder)
    try:
        cues = _record(desk, reciter, recording, voice.identity.parallel)
    except BaseException:
        recording.close()
        raise
    return Reading(recording, Timeline(tuple(cues), recording.length), voice.identity)


def _record(desk: Desk, reciter: Reciter, recording: Recording, parallel: int) -> list[Cue]:
    cues: list[Cue] = []
    letters = [len(utterance.spoken) for utterance in desk.utterances]
    began, asked, done = desk.clock(), 0, 0
    recording.add_pause(desk.pauses.lead_in)
    recited = recite(reciter, [utterance.spoken for utterance in desk.utterances], parallel)
    for number, (utterance, sentence) in enumerate(zip(desk.utterances, recited, strict=True), 1):
        clip = recording.add_clip(sentence.wave)
        recording.add_pause(utterance.pause_after)
        if utterance.continues:
            cues[-1] = _until(cues[-1], clip.end)
        else:
            cues.append(
                Cue(clip.start, clip.end, utterance.written, utterance.segment, utterance.kind, utterance.level)
            )
        done += letters[number - 1]
        asked += 0 if sentence.cached else letters[number - 1]
        desk.tally.cached += sentence.cached
        desk.tally.synthesised += not sentence.cached
        desk.tally.engine_seconds += sentence.engine_seconds
        left = (desk.clock() - began) / asked * (sum(letters) - done) if asked else None
        desk.progress(Progress("speaking", number, len(letters), left))
    recording.add_pause(desk.pauses.tail)
    return cues


def _until(cue: Cue, end: int) -> Cue:
    return Cue(cue.start, end, cue.written, cue.segment, cue.kind, cue.level)
