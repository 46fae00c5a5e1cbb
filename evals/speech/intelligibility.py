"""How well a listener without eyes gets the figures: espeak-ng's sound of each case heard by a recogniser, and compared
with an accepted reading. The spoken text must be understood better than the raw one.

usage: python -m evals.speech.intelligibility CASES.jsonl [--most 40]
CASES: lines {"id", "text", "accepted": [...]}. Needs the extra `speech` and the package viet-asr (for measuring only).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from evals.speech.folding import fold
from tts.normalise import normalise
from tts.voices.espeak_voice import EspeakVoice

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Heard:
    """Word error rates, 0 where every word was understood."""

    spoken: float
    raw: float


def word_errors(heard: str, meant: str) -> float:
    """Words to insert, leave out or change, divided by the words meant; both folded by sound."""
    ours, theirs = fold(heard).split(), fold(meant).split()
    row = list(range(len(theirs) + 1))
    for at, word in enumerate(ours, start=1):
        above, row[0] = row[0], at
        for place, other in enumerate(theirs, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (word != other))
    return row[-1] / max(1, len(theirs))


class Listener:
    """espeak-ng's voice and the recogniser of the wheel viet-asr, whose model lies inside it."""

    def __init__(self) -> None:
        self._voice = EspeakVoice()
        self._ears: Any = import_module("vietasr").Pipeline.preset("transcribe")

    def hear(self, text: str) -> str:
        chunks = list(self._voice.speak(text))
        samples = np.frombuffer(b"".join(chunk.data for chunk in chunks), np.int16)
        return str(self._ears.transcribe(samples, sample_rate=chunks[0].sample_rate).text)

    def close(self) -> None:
        self._voice.close()


def measure(cases: Sequence[dict[str, Any]], listener: Listener) -> list[Heard]:
    """Each case with a figure: its spoken and its raw text, against the accepted reading that is nearest."""
    found = []
    for case in cases:
        spoken, raw = listener.hear(normalise(case["text"]).text), listener.hear(case["text"])
        found.append(Heard(*(min(word_errors(one, meant) for meant in case["accepted"]) for one in (spoken, raw))))
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("cases", type=Path)
    options.add_argument("--most", type=int, default=40, help="cases with figures, evenly taken")
    chosen = options.parse_args()
    rows = [json.loads(line) for line in chosen.cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    figured = [row for row in rows if _DIGITS & set(row["text"])]
    listener = Listener()
    try:
        heard = measure(figured[:: max(1, len(figured) // chosen.most)][: chosen.most], listener)
    finally:
        listener.close()
    spoken, raw = mean(one.spoken for one in heard), mean(one.raw for one in heard)
    better = sum(one.spoken < one.raw for one in heard)
    print(f"{len(heard)} cases: word error rate {spoken:.1%} spoken, {raw:.1%} raw; spoken better in {better}")
    return int(spoken >= raw)


if __name__ == "__main__":
    sys.exit(main())
