"""What the documents name exists: make commands, files, links, settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motcua.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE_COMMAND = re.compile(r"\bmake ([a-z]+)\b")
FILE = re.compile(r"\b(?:motcua|bots|evals|assistant|ingest|knowledge|tts|tests|docs)/[\w./*-]+")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
VARIABLE = re.compile(r"\bMOTCUA_[A-Z_]+\b")
WRITTEN_BY_RUNS = "evals/results/"


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def code_of(document: Path) -> list[str]:
    return CODE.findall(document.read_text(encoding="utf-8"))


def test_there_are_documents() -> None:
    assert {"README.md", "docs/architecture.md", "docs/glossary.md", "docs/evaluation.md"} <= set(names(DOCUMENTS))


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_make_commands_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {command for code in code_of(document) for command in MAKE_COMMAND.findall(code)}
    assert named <= targets
    if document.name == "README.md":
        assert {"run", "test"} <= named


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_named_files_and_links_exist(document: Path) -> None:
    files = {file for code in code_of(document) for file in FILE.findall(code)} - {WRITTEN_BY_RUNS}
    missing = [file for file in files if not list(ROOT.glob(file.rstrip("/")))]
    assert missing == []
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_variables_are_settings() -> None:
    known = {f"MOTCUA_{name.upper()}" for name in Settings.model_fields} | {"MOTCUA_ENV_FILE"}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(VARIABLE.findall(text)) <= known
    assert {"MOTCUA_HOME", "MOTCUA_DATABASE_URL"} <= set(VARIABLE.findall(text))
