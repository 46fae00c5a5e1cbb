"""Whether this process can answer, part by part; only what an answer needs keeps it from being ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from motcua.doctor import Finding, State
from motcua.failures import failure_of
from motcua.narrations.speaking import can_speak
from motcua.wiring import Parts

_NO_VOICES = "Không có giọng đọc: câu trả lời chỉ có chữ."
_VOICES = "Có giọng đọc."
_BEHIND = "Chỉ mục ở thế hệ {own}, kho ở thế hệ {store}: câu hỏi tới sẽ nạp lại."


@dataclass(frozen=True, slots=True)
class Readiness:
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        return all(one.state is not State.WRONG for one in self.findings)


def readiness(parts: Parts) -> Readiness:
    """Asks each part for something small, in the order in which one needs the one before."""
    found: list[Finding] = []
    checks: tuple[tuple[str, Callable[[Parts], Iterator[Finding]]], ...] = (
        ("store", _store),
        ("index", _index),
        ("embedder", _embedder),
        ("voices", _voices),
    )
    for name, check in checks:
        try:
            found += check(parts)
        except Exception as error:  # the part is away: that is what is asked
            found.append(Finding(name, State.WRONG, failure_of(error).message))
    return Readiness(tuple(found))


def _store(parts: Parts) -> Iterator[Finding]:
    yield Finding("store", State.FINE, "{procedures} thủ tục, {passages} đoạn.".format(**parts.catalogue.counts()))


def _index(parts: Parts) -> Iterator[Finding]:
    size = parts.indexes.vectors.size()
    own, stored = parts.retriever.generation, parts.catalogue.generation()
    if own is not None and own != stored:
        yield Finding("index", State.NOTE, _BEHIND.format(own=own, store=stored))
    else:
        yield Finding("index", State.FINE, f"{size} véc-tơ.")


def _embedder(parts: Parts) -> Iterator[Finding]:
    length = len(parts.embedder.embed_query("sẵn sàng"))
    yield Finding("embedder", State.FINE, f"Véc-tơ {length} chiều.")


def _voices(_parts: Parts) -> Iterator[Finding]:
    yield Finding("voices", State.FINE, _VOICES) if can_speak() else Finding("voices", State.NOTE, _NO_VOICES)
