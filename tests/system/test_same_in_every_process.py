"""Python orders sets anew in each process: how a question is read may not hang on that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from evals.resilience.conversations import drawn

pytestmark = pytest.mark.timeout(120, func_only=True)
_ROOT = Path(__file__).parents[2]
_READ = """
import json, sys
from pathlib import Path
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.web.conftest import NearEmbeddings
parts = Parts(Settings(home=Path(sys.argv[1])), NearEmbeddings())
print(json.dumps([parts.retriever.understand(one).text for one in json.load(sys.stdin)]))
"""


def _read(home: Path, questions: list[str], seed: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", _READ, str(home)]
    done = subprocess.run(
        command, env=environment, input=json.dumps(questions), capture_output=True, text=True, check=True
    )
    texts: list[str] = json.loads(done.stdout)
    return texts


def test_two_processes_read_a_question_alike(home: Path) -> None:
    questions = [turn for seed in range(6) for talk in islice(drawn(seed), 60) for turn in talk]
    questions += ["đăng ký xe rạm thời giaa hạn mấy ngyà", "ad chi e nau pho bo vs, bo may cai hoi vay"]
    first, second = (_read(home, questions, seed) for seed in ("1", "2"))
    assert [(one, other) for one, other in zip(first, second, strict=True) if one != other] == []
