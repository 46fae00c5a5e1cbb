"""Citizens' needs: how people say what a procedure serves. Data, indexed with the procedure; staff can add more."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.text.lexicon import load_yaml, shipped


@dataclass(frozen=True, slots=True)
class Need:
    """`label`: the procedure in at most 60 plain characters; `phrases`: how people say that they need it."""

    label: str | None
    phrases: tuple[str, ...]

    def digest(self) -> str:
        return hashlib.sha256("\n".join((self.label or "", *self.phrases)).encode()).hexdigest()[:16]


NO_NEED = Need(None, ())


@dataclass(frozen=True, slots=True)
class Siblings:
    """Procedures that citizens can't tell apart: what to ask, and each one's short answer."""

    ask: str
    options: Mapping[str, str]  # code -> label


def load_needs(home: Path | None = None) -> dict[str, Need]:
    """Needs by procedure code: the shipped files, then MOTCUA_HOME/needs/*.yaml, whose phrases are added."""
    needs: dict[str, Need] = {}
    folder = files("knowledge") / "data" / "needs"
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")):
        _add(needs, shipped(f"needs/{name}"), name)
    own = home / "needs" if home else None
    if own is not None and own.is_dir():
        for path in sorted(own.glob("*.yaml")):
            _add(needs, load_yaml(path.read_text(encoding="utf-8"), str(path)), str(path))
    return needs


def load_siblings() -> list[Siblings]:
    """Groups of procedures to ask back about, from the shipped siblings*.yaml."""
    folder = files("knowledge") / "data"
    groups: list[Siblings] = []
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("siblings")):
        for group in shipped(name) or ():
            groups.append(Siblings(group["ask"], {str(code): label for code, label in group["options"].items()}))
    return groups


def _add(needs: dict[str, Need], content: Any, where: str) -> None:
    if not isinstance(content, Mapping):
        raise KnowledgeError(f"Tệp {where} phải là bảng mã thủ tục - nhu cầu.")
    for code, entry in content.items():
        known = needs.get(str(code), NO_NEED)
        phrases = dict.fromkeys((*known.phrases, *(str(phrase) for phrase in entry.get("needs", ()))))
        needs[str(code)] = Need(entry.get("label", known.label), tuple(phrases))
