"""The command as a process of its own: encodings, pipes, and how light it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(600, func_only=True)


def motcua(
    home: Path, *words: str | bytes, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "motcua", *words]
    env = {**os.environ, "MOTCUA_HOME": str(home), **environment}
    return subprocess.run(command, input=stdin, env=env, capture_output=True, check=False)


def test_the_home_comes_from_the_environment_and_vietnamese_survives_any_locale(sample_home: Path) -> None:
    done = motcua(sample_home, "show", "3.000347", "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["name"] == "Đổi giấy phép lái xe"


def test_a_pipe_in_and_a_pipe_out(sample_home: Path) -> None:
    lines = '{"id": 1, "question": "thủ tục 3.000347 cần giấy tờ gì"}\nrác\n'.encode()
    done = motcua(sample_home, "ask", "--batch", "-", stdin=lines)
    answered, failed = (json.loads(line) for line in done.stdout.splitlines())
    assert (done.returncode, answered["status"], failed["id"]) == (1, "answered", 2)


def test_words_in_another_encoding_are_no_reason_to_fall_over(sample_home: Path) -> None:
    done = motcua(sample_home, "ask", b"m\xe2\xb5t b\xb1ng", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["text"]


def test_help_and_misuse_load_nothing_heavy(tmp_path: Path) -> None:
    heavy = ("chromadb", "langchain_core", "sqlalchemy", "fastapi", "numpy", "av")
    code = f"import sys; from motcua.cli.app import command; command(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
