"""Ours and its peers on cases with accepted readings, per category, in one table.

usage: python -m evals.speech.compare CASES.jsonl [--wrong]
CASES: lines {"id", "text", "accepted": [...], "category"}.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evals.speech.folding import fold
from evals.speech.peers import Normaliser, available

_LEFT_OVER = re.compile(r"[\d%/&+@]")


@dataclass(frozen=True, slots=True)
class Case:
    identity: str
    text: str
    category: str
    accepted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """``right``: cases read right by category; ``left_over``: readings that keep a digit or symbol."""

    right: Counter[str]
    left_over: int
    characters_per_second: float
    wrong: tuple[tuple[Case, str], ...]


def load_cases(path: Path) -> list[Case]:
    """Cases with their accepted readings folded."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Case(r["id"], r["text"], r["category"], frozenset(map(fold, r["accepted"]))) for r in rows]


def score(cases: list[Case], normaliser: Normaliser) -> Score:
    """Read every case once and compare by sound."""
    normaliser("một hai ba")
    right: Counter[str] = Counter()
    wrong, left_over, seconds = [], 0, 0.0
    for case in cases:
        start = time.perf_counter()
        said = normaliser(case.text)
        seconds += time.perf_counter() - start
        left_over += bool(_LEFT_OVER.search(said))
        if fold(said) in case.accepted:
            right[case.category] += 1
        else:
            wrong.append((case, said))
    speed = sum(len(case.text) for case in cases) / seconds
    return Score(right, left_over, speed, tuple(wrong))


def table(cases: list[Case], scores: dict[str, Score]) -> str:
    """A Markdown table: categories down, normalisers across."""
    sizes = Counter(case.category for case in cases)
    lines = ["| category | n | " + " | ".join(scores) + " |", "|---|---:|" + "---:|" * len(scores)]
    for category, size in sorted(sizes.items()):
        lines.append(f"| {category} | {size} | " + " | ".join(str(s.right[category]) for s in scores.values()) + " |")
    lines.append(f"| all | {len(cases)} | " + " | ".join(str(s.right.total()) for s in scores.values()) + " |")
    lines.append("| digit or symbol left | | " + " | ".join(str(s.left_over) for s in scores.values()) + " |")
    speeds = (f"{s.characters_per_second:,.0f}" for s in scores.values())
    lines.append("| characters per second | | " + " | ".join(speeds) + " |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; with --wrong also our own misreadings, on standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args(arguments)
    cases = load_cases(options.cases)
    normalisers, absent = available()
    scores = {name: score(cases, normaliser) for name, normaliser in normalisers.items()}
    sys.stdout.write(table(cases, scores) + "\n")
    if absent:
        sys.stdout.write(f"\nNot installed: {', '.join(absent)}\n")
    if options.wrong:
        for case, said in scores["ours"].wrong:
            sys.stderr.write(f"{case.identity} {case.category}: {case.text}\n  {said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
