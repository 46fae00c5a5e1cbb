"""From a script to finished files: plan, read, master, publish."""

from __future__ import annotations

import errno
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tts.errors import DiskFull, EmptyReport, ProductionFailed, VoiceUnavailable
from tts.production.chapters import chapters
from tts.production.mastering import MasterReport, default_targets, master
from tts.production.pauses import default_pauses
from tts.production.plan import Utterance, plan
from tts.production.publishing import Edition, Target, publish_audio, publish_texts
from tts.production.reading import Desk, Reading, Tally, read_aloud
from tts.production.settings import (
    AUDIO_KINDS,
    Fallback,
    NarrationResult,
    OutputFile,
    Progress,
    ProgressCallback,
    Settings,
)
from tts.production.spool import SampleSpool
from tts.production.waveform import MASTER_RATE
from tts.production.words import words
from tts.script import Script
from tts.voices.cache import SentenceCache
from tts.voices.casting import Candidate, GivenUp, candidates, first_that_plays
from tts.voices.faults import VoiceFault, VoiceNotReady
from tts.voices.patience import default_patience
from tts.voices.protocol import Voice, VoiceIdentity
from tts.voices.settings import VoiceSettings

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SECTION_SECONDS = 20.0  # encoded in one go: enough of them for every core, and little memory for each


@dataclass(slots=True)
class Studio:
    """One narration at work."""

    settings: Settings
    target: Target
    progress: ProgressCallback
    tally: Tally = field(default_factory=Tally)
    given_up: list[GivenUp] = field(default_factory=list)
    kept: int = 0

    def produce(self, script: Script, offered: Sequence[Candidate]) -> NarrationResult:
        """Raises EmptyReport, VoiceUnavailable, DiskFull or ProductionFailed."""
        began = time.monotonic()
        with _told_clearly():
            utterances = plan(script, default_pauses(), words().spoken_notice if self.settings.spoken_notice else "")
            if not any(utterance.segment >= 0 for utterance in utterances):
                raise EmptyReport(words().nothing_to_say)
            self.target.folder.mkdir(parents=True, exist_ok=True)
            reading = self._read(utterances, offered)
            try:
                return self._finish(script.title or words().untitled, reading, began)
            finally:
                reading.recording.close()

    def _read(self, utterances: Sequence[Utterance], offered: Sequence[Candidate]) -> Reading:
        folder = self._work_folder()
        desk = Desk(
            utterances=utterances,
            cache=SentenceCache(folder),
            work_folder=folder,
            patience=self.settings.patience or default_patience(),
            pauses=default_pauses(),
            progress=self.progress,
            tally=self.tally,
        )
        reading = first_that_plays(offered, lambda voice: self._perform(desk, voice), self._note_failure)
        if reading is None:
            reasons = "; ".join(f"{failure.candidate.engine}: {reason(failure)}" for failure in self.given_up)
            detail = "; ".join(str(failure.error) for failure in self.given_up)
            raise VoiceUnavailable(words().nothing_answers.format(reasons=reasons, kept=self.kept), detail=detail)
        return reading

    def _work_folder(self) -> Path:
        return self.settings.cache_folder or self.target.folder / ".sentences"

    def _perform(self, desk: Desk, voice: Voice) -> Reading:
        fallback = self._fallback(voice.identity)
        if fallback is not None:
            self.progress(Progress("speaking", 0, len(desk.utterances), note=fallback.announcement))
        return read_aloud(desk, voice)

    def _note_failure(self, failure: GivenUp) -> None:
        self.given_up.append(failure)
        self.kept += self.tally.cached + self.tally.synthesised
        self.tally.cached = self.tally.synthesised = 0

    def _finish(self, title: str, reading: Reading, began: float) -> NarrationResult:
        samples = SampleSpool(self._work_folder())
        try:
            report = master(reading.recording, samples, default_targets())
            self.progress(Progress("mastering", 1, 1))
            edition = self._edition(title, reading)
            files = self._publish(samples, edition)
        finally:
            samples.close()
        SentenceCache(self._work_folder()).prune(self.settings.cache_megabytes * 1_000_000)
        return self._result(reading, report, edition, files, time.monotonic() - began)

    def _edition(self, title: str, reading: Reading) -> Edition:
        marks = chapters(reading.timeline, words().opening)
        return Edition(title, reading.timeline, marks, reading.recording.seams(_SECTION_SECONDS), reading.identity)

    def _publish(self, samples: SampleSpool, edition: Edition) -> list[OutputFile]:
        texts = publish_texts(
            self.target,
            edition,
            words(),
            subtitles=self.settings.subtitles,
            with_transcript=self.settings.transcript,
            with_cues=self.settings.cue_sheet,
        )
        total, done = len(self.target.kinds), 0

        def finished() -> None:
            nonlocal done
            done += 1
            self.progress(Progress("writing", done, total))

        return publish_audio(self.target, samples, edition, words(), finished) + texts

    def _fallback(self, identity: VoiceIdentity) -> Fallback | None:
        """The first voice that was tried and gave up in vain; one that is merely not set up is not news."""
        failed = next((failure for failure in self.given_up if not isinstance(failure.error, VoiceNotReady)), None)
        if failed is None:
            return None
        first = f"{failed.candidate.engine} {failed.candidate.name}"
        second = f"{identity.engine} {identity.name}"
        why = reason(failed)
        return Fallback(first, second, why, words().fallback.format(first=first, reason=why, second=second))

    def _result(
        self,
        reading: Reading,
        report: MasterReport,
        edition: Edition,
        files: Sequence[OutputFile],
        elapsed: float,
    ) -> NarrationResult:
        return NarrationResult(
            files=tuple(files),
            engine=reading.identity.engine,
            voice=reading.identity.name,
            fallback=self._fallback(reading.identity),
            seconds=reading.timeline.length / MASTER_RATE,
            elapsed_seconds=elapsed,
            engine_seconds=self.tally.engine_seconds,
            synthesised=self.tally.synthesised,
            cached=self.tally.cached,
            chapters=len(edition.chapters),
            loudness_lufs=None if math.isinf(report.loudness_lufs) else report.loudness_lufs,
        )


def reason(failure: GivenUp) -> str:
    """Why a voice was given up, in Vietnamese."""
    error = failure.error
    return words().reasons[error.kind] if isinstance(error, VoiceFault) else error.message


def offer(voice: str | Voice | None, settings: Settings) -> tuple[Candidate, ...]:
    """The voices to try: the given one and what may stand in for it. Raises VoiceNotReady for impossible settings."""
    if voice is None or isinstance(voice, str):
        voices = replace(settings.voices, voice=voice) if voice else settings.voices
        return candidates(voices, fall_back=settings.fall_back)
    given = Candidate(voice.identity.engine, voice.identity.name, lambda: voice, voice.identity.service)
    if not settings.fall_back or given.engine == "espeak":
        return (given,)
    return (given, *candidates(VoiceSettings("espeak", rate=voice.identity.rate)))


def target_of(out: Path, settings: Settings) -> Target:
    """A name ending in an audio kind is a file; a folder, or a name without an ending, is a folder."""
    ending = out.suffix.lower().lstrip(".")
    kind = next((known for known in AUDIO_KINDS if known == ending), None)
    if kind is not None and not out.is_dir():
        return Target(out.parent, out.stem, (kind,))
    if out.is_file() or (ending and not out.is_dir()):
        raise ProductionFailed(words().unknown_file_kind, detail=str(out))
    return Target(out, settings.stem, settings.kinds)


@contextmanager
def _told_clearly() -> Iterator[None]:
    """The system's refusal to write, as one clear sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(detail=str(error)) from error
        raise ProductionFailed(words().cannot_write, detail=str(error)) from error
