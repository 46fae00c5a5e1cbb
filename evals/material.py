"""What a run measures on: the real catalogue and its questions where they are at hand, else what ships with us."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import knowledge
from evals.questions import Question, answerable_from, read_questions

CATALOGUE, SAMPLE = "catalogue", "sample"

_ROOM = Path(__file__).resolve().parent
_SETS = _ROOM / "data"
_SAMPLE = Path(knowledge.__file__).resolve().parent / "sample"
_OWN_SETS = (*(f"answers_{letter}" for letter in "abcdef"), "short", "refused", "outside", "clarify")
_OWN_HARD_SETS = ("hard_c", "hard_d", "hard_e", "law_d")


@dataclass(frozen=True, slots=True)
class Material:
    """`shared`: the folder with the real catalogue, laws and labelled questions; None: the shipped sample."""

    shared: Path | None

    @property
    def name(self) -> str:
        return CATALOGUE if self.shared else SAMPLE

    @property
    def notice(self) -> str:
        """One Vietnamese sentence on what the figures stand for."""
        if self.shared:
            return f"Đo trên danh mục thật và văn bản pháp luật ở {self.shared}."
        return "Không có ../shared: chỉ đo trên danh mục mẫu đi kèm, với những câu hỏi mà danh mục mẫu trả lời được."

    def sources(self) -> tuple[Path, ...]:
        """What is ingested before questions are asked."""
        if self.shared:
            return self.records(), self.shared / "data" / "laws"
        return tuple(sorted(_SAMPLE.glob("*.yaml")))

    def records(self) -> Path:
        """The folder of the real catalogue's records."""
        if self.shared is None:
            raise FileNotFoundError("the shipped sample has no folder of portal records")
        return self.shared / "data" / "catalogue_2026" / "raw"

    def question_sets(self) -> dict[str, tuple[Question, ...]]:
        """Set -> its questions with one right procedure, to refuse, or to ask back."""
        own = {name: read_questions(_SETS / f"{name}.jsonl") for name in _OWN_SETS}
        if self.shared:
            return {"answerable_dev": self._labelled("answerable_dev"), **own}
        codes = {path.stem for path in self.sources()}
        return {name: answerable_from(questions, codes) for name, questions in own.items()}

    def hard_sets(self) -> dict[str, tuple[Question, ...]]:
        """Set -> dialogues, law, stale facts, attacks; none where only the sample is at hand."""
        if not self.shared:
            return {}
        own = {name: read_questions(_SETS / f"{name}.jsonl") for name in _OWN_HARD_SETS}
        return {"hard_dev": self._labelled("hard_dev"), **own}

    def xquad(self) -> tuple[XquadParagraph, ...]:
        return read_xquad(self.shared / "data" / "xquad_vi" / "xquad.vi.json") if self.shared else ()

    def _labelled(self, name: str) -> tuple[Question, ...]:
        if self.shared is None:
            raise FileNotFoundError(f"the set {name} does not ship")
        return read_questions(self.shared / "questions" / f"{name}.jsonl")


@dataclass(frozen=True, slots=True)
class XquadParagraph:
    name: str  # of the file that it becomes
    text: str
    questions: tuple[str, ...]


def find_material(folder: Path | None = None) -> Material:
    """The folder given, else `shared` beside the repository, else the sample."""
    beside = folder or _ROOM.parent.parent / "shared"
    return Material(beside if (beside / "questions").is_dir() else None)


def sample_material() -> Material:
    return Material(None)


def read_xquad(path: Path) -> tuple[XquadParagraph, ...]:
    """The paragraphs of a file in SQuAD's format, numbered in their order."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    paragraphs: list[Any] = [paragraph for article in articles for paragraph in article["paragraphs"]]
    return tuple(
        XquadParagraph(f"xquad_{number:03d}.txt", one["context"], tuple(qa["question"] for qa in one["qas"]))
        for number, one in enumerate(paragraphs)
    )
