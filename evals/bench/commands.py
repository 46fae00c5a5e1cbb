"""Runs a command to its end and says what it cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_STOPWATCH = Path(__file__).with_name("stopwatch.py")
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    seconds: float
    peak_mb: float  # MiB of resident memory, of the process itself


class CommandFailed(Exception):
    """The command ended with another exit code than 0."""


def cost_of(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """`environment` is added to ours; what the command prints is dropped. Raises CommandFailed, OSError."""
    watched = subprocess.run(  # noqa: S603 (our own commands)
        [sys.executable, "-S", str(_STOPWATCH), *command],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=False,
    )
    if watched.returncode != 0:
        raise CommandFailed(f"{command[0]} could not be started")
    seen = json.loads(watched.stdout)
    if seen["code"] != 0:
        raise CommandFailed(f"{' '.join(command)} ended with {seen['code']}")
    return Cost(seen["seconds"], seen["peak_kib"] / _KIB_PER_MIB)
