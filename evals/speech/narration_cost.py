"""What a narration by espeak-ng costs over and above the engine's own time, phase by phase.

usage: python -m evals.speech.narration_cost REPORT [--kind mp3] [--runs 3]
The engine's own time is that of one process that speaks the same sentences one after the other and drops the sound
("bare"); "afresh" speaks each in a copy of the process, as the worker does so that a sentence always sounds the same.
The phases are those of the library, imports left out; "command" is `motcua narrate` from its start to its end. Every
run has a new cache. Other work on the machine slows all alike: compare within one run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import get_args

from tts.narration import AudioKind, Progress, Settings, VoiceSettings, narrate
from tts.production.pauses import default_pauses
from tts.production.plan import plan
from tts.production.words import words
from tts.reading import read_report
from tts.voices.espeak_worker import EspeakLibrary, speak_afresh

Seconds = dict[str, float]

_VOICE, _WORDS_PER_MINUTE = "vi", 175  # as EspeakVoice has it
BARE = "engine, bare"


def engine_seconds(report: Path) -> Seconds:
    script = read_report(report)
    spoken = [one.spoken for one in plan(script, default_pauses(), words().spoken_notice)]
    library = EspeakLibrary(_VOICE, _WORDS_PER_MINUTE)
    return {
        BARE: _time(lambda: [library.speak(text) for text in spoken]),
        "engine, afresh": _time(lambda: [speak_afresh(library, text) for text in spoken]),
    }


def phase_seconds(report: Path, out: Path) -> Seconds:
    """Seconds of reading and normalising the text, of speaking, of mastering and of writing."""
    ends: Seconds = {}
    began = last = perf_counter()

    def note(progress: Progress) -> None:
        ends[progress.stage] = perf_counter()

    script = read_report(report)
    ends["script"] = perf_counter()
    narrate(script, out, settings=Settings(voices=VoiceSettings("espeak")), progress=note)
    ends["end"] = perf_counter()
    phases: Seconds = {}
    for stage, end in ends.items():
        phases[f"phase {stage}"], last = end - last, end
    return phases | {"library, whole": perf_counter() - began}


def command_seconds(report: Path, out: Path) -> Seconds:
    """Wall clock and processor seconds of the command with all its processes."""
    command = [sys.executable, "-m", "motcua", "narrate", str(report), "-o", str(out), "--engine", "espeak", "--json"]
    began = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"motcua narrate ended with {process.returncode}")
    return {"command, whole": perf_counter() - began, "command, processors": usage.ru_utime + usage.ru_stime}


def one_run(report: Path, kind: AudioKind) -> Seconds:
    """Each measurement in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        found: Seconds = pool.apply(engine_seconds, (report,))
        found |= pool.apply(phase_seconds, (report, Path(folder) / "library" / f"x.{kind}"))
        return found | command_seconds(report, Path(folder) / "command" / f"x.{kind}")


def table(runs: Sequence[Seconds]) -> str:
    """Seconds of each run, and as shares of the same run's bare engine time the middle one of all runs."""
    lines = [" " * 22 + "".join(f"{f'run {number}':>9}" for number in range(1, len(runs) + 1)) + "  of the engine's"]
    for name in runs[0]:
        shares = sorted(run[name] / run[BARE] for run in runs)
        seconds = "".join(f"{run[name]:8.2f}s" for run in runs)
        lines.append(f"{name:22}{seconds}{shares[len(shares) // 2]:12.0%}")
    over = sorted(run["command, whole"] / run[BARE] - 1 for run in runs)
    return "\n".join([*lines, f"over and above the engine's own time: {over[len(over) // 2]:.0%}"])


def _time(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("report", type=Path)
    options.add_argument("--kind", choices=get_args(AudioKind), default="mp3")
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    runs = [one_run(chosen.report, chosen.kind) for _ in range(chosen.runs)]
    print(table(runs))
    print(f"load in the last minute: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
